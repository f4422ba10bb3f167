//! stub
use super::Lang;
#[allow(missing_docs)]
pub fn not(t: &str, l: Lang) -> String {
    format!("{} {t}", l.pick("niet", "not"))
}
