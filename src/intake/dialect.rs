//! How a text file separates and quotes its cells, found from a sample: the reading under which rows
//! have the same number of cells, and that number is not one.

use ::csv::{ByteRecord, ReaderBuilder};

/// How cells are separated and quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    /// `None` where quotes are text.
    pub(super) quote: Option<u8>,
    pub(super) escape: Option<u8>,
}

impl Dialect {
    /// A reader's settings for this dialect.
    pub(super) fn builder(self) -> ReaderBuilder {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.delimiter).escape(self.escape).double_quote(true);
        builder.quoting(self.quote.is_some()).quote(self.quote.unwrap_or(b'"'));
        builder.has_headers(false).flexible(true).buffer_capacity(1 << 16);
        builder
    }

    /// The same, with quotes as text.
    pub(super) fn literal(self) -> Dialect {
        Dialect { quote: None, ..self }
    }
}

const DELIMITERS: [u8; 6] = [b';', b',', b'\t', b'|', b'~', b'^'];

/// The dialect of a sample. `known` says of a header whether it is in the dictionary.
pub(super) fn sniff(sample: &[u8], delimiter: Option<u8>, known: &dyn Fn(&str) -> bool) -> Dialect {
    let plain = |delimiter| {
        let quote = quote_of(sample, delimiter);
        Dialect { delimiter, quote: Some(quote), escape: escape_of(sample, quote) }
    };
    if let Some(delimiter) = delimiter {
        return plain(delimiter);
    }
    let scores = DELIMITERS.map(|delimiter| (score(sample, plain(delimiter), known), delimiter));
    let mut best = (0.0, b',');
    for (score, delimiter) in scores {
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    // Colons and runs of spaces separate cells only where nothing else does.
    if best.0 <= 0.0 {
        for delimiter in [b':', b' '] {
            let score = score(sample, plain(delimiter), known);
            if score > 0.8 {
                return plain(delimiter);
            }
        }
    }
    plain(best.1)
}

/// How well a dialect explains a sample: the share of rows with the commonest width, known headers first.
fn score(sample: &[u8], dialect: Dialect, known: &dyn Fn(&str) -> bool) -> f64 {
    let mut reader = dialect.builder().from_reader(sample);
    let mut record = ByteRecord::new();
    let (mut widths, mut headers, mut rows) = (std::collections::BTreeMap::<usize, f64>::new(), 0usize, 0.0);
    while rows < 500.0 && reader.read_byte_record(&mut record).unwrap_or(false) {
        if record.as_slice().iter().all(|b| b.is_ascii_whitespace()) && record.len() <= 1 {
            continue;
        }
        if rows < 30.0 && record.len() > 1 {
            let text = |cell| String::from_utf8_lossy(cell).trim().to_owned();
            headers = headers.max(record.iter().filter(|cell| !cell.is_empty() && known(&text(cell))).count());
        }
        *widths.entry(record.len()).or_default() += 1.0;
        rows += 1.0;
    }
    // A single row of one cell says nothing.
    let (width, count) = widths
        .iter()
        .filter(|(width, _)| **width > 1)
        .fold((1, 0.0), |best, (width, count)| if *count > best.1 { (*width, *count) } else { best });
    if count == 0.0 {
        return 0.0;
    }
    let consistency = count / rows;
    // Many known headers settle it; otherwise even rows do, wider ones a little more.
    headers as f64 * 2.0 * consistency.max(0.2)
        + consistency * consistency
        + (width.min(30) as f64) * 0.01 * consistency
}

/// `'` where it wraps cells and `"` does not.
fn quote_of(sample: &[u8], delimiter: u8) -> u8 {
    let ends = |byte: Option<&u8>| byte.is_none_or(|b| *b == delimiter || matches!(b, b'\n' | b'\r'));
    let wrapped = |quote: u8| {
        let (mut opens, mut closes) = (0usize, 0);
        for at in memchr::memchr_iter(quote, sample) {
            let before = ends(at.checked_sub(1).and_then(|before| sample.get(before)));
            let after = ends(sample.get(at + 1));
            // A quote alone wraps nothing.
            opens += usize::from(before && !after);
            closes += usize::from(after && !before);
        }
        // What opens also closes, but for the last of a sample; an apostrophe keeps no such count.
        if opens.abs_diff(closes) > 1 { 0 } else { opens.min(closes) }
    };
    let (double, single) = (wrapped(b'"'), wrapped(b'\''));
    if single > 2 && single > 2 * double { b'\'' } else { b'"' }
}

/// A backslash where it stands before quotes inside cells and quotes are not doubled.
fn escape_of(sample: &[u8], quote: u8) -> Option<u8> {
    let escaped = memchr::memchr_iter(b'\\', sample).filter(|at| sample.get(at + 1) == Some(&quote)).count();
    if escaped == 0 {
        return None;
    }
    let doubled = sample
        .windows(4)
        .filter(|w| w[1] == quote && w[2] == quote && w[0] != b',' && w[0] != b';' && w[3] != quote)
        .count();
    (escaped > doubled).then_some(b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(sample: &str) -> char {
        let known = |header: &str| matches!(header, "zaaknummer" | "bedrag" | "naam");
        sniff(sample.as_bytes(), None, &known).delimiter as char
    }

    #[test]
    fn delimiters_are_found_in_ragged_company() {
        assert_eq!(delimiter("a;b;c\n1,5;2,5;3\n1,0;2,0;x\n"), ';');
        assert_eq!(delimiter("a,b\n1,\"x;y\"\n2,z\n"), ',');
        assert_eq!(delimiter("a\tb\n1\t2\n"), '\t');
        assert_eq!(delimiter("a|b|c\n1|2|3\n"), '|');
        assert_eq!(delimiter("Overzicht week 12, vergunningen\n\nzaaknummer;bedrag\nZ1;1,50\nZ2;2,50\nTotaal\n"), ';');
        assert_eq!(delimiter("naam;bedrag\n\"Jansen, Jan\";12,50\nDe Vries;3,00\n"), ';');
        assert_eq!(delimiter("zaaknummer;naam\nJansen, Jan;12,50"), ';');
        assert_eq!(delimiter("een kolom\nwaarde\n"), ',');
    }

    #[test]
    fn odd_quotes_are_found() {
        let odd = sniff(b"a,b,c\n'x,y','z','1'\n'p','q,r','2'\n", None, &|_| false);
        assert_eq!((odd.quote, odd.delimiter), (Some(b'\''), b','));
        // Quotes around another sign than the one that separates are part of the text.
        let text = sniff(b"a\tb\tc\nx\t';','\t\ny\t';','\t\n", None, &|_| false);
        assert_eq!((text.quote, text.delimiter), (Some(b'"'), b'\t'));
        let escaped = sniff(b"a,b\n\"say \\\"hi\\\"\",2\n", None, &|_| false);
        assert_eq!(escaped.escape, Some(b'\\'));
    }
}
