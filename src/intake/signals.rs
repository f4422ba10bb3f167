//! Colleagues' signals: one row is one observation, about a person, a company, an address, a telephone number.
//! What it is about becomes cells of an application, so that it is read and matched as any application is.

use super::block::{self, Block, Counts};
use super::open::{ReadOptions, open_all};
use crate::fields::fold::{self, header_key};
use crate::fields::{Cell, Dictionary, FieldDef, KindId, Parser, Part, Raw, Regime, Secrecy};
use crate::text::intake::{IntakeError, Note};
use crate::text::signals::SignalReason;
use regex::Regex;
use rustc_hash::FxHashSet;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use xxhash_rust::xxh3::xxh3_128;

/// An observation by a colleague.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signal {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// The line in a text file, the row in a sheet; counted from 1.
    pub row: u32,
    /// The day of the observation, since 1970-01-01.
    pub day: Option<i32>,
    /// The department that saw it.
    pub department: Arc<str>,
    /// Who saw it, where that is told.
    pub reporter: Arc<str>,
    /// A free category.
    pub kind: Arc<str>,
    /// What was seen.
    pub text: String,
    /// How reliable, from 1 to 5.
    pub reliability: Option<u8>,
    /// What it is about: fields of an application (canonical ids) with their cells.
    pub about: Vec<(String, String)>,
}

/// All signals of some files.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    /// The files, with the rows below each header.
    pub files: Vec<(String, Option<PathBuf>, u64)>,
    /// Those that can be used.
    pub usable: Vec<Signal>,
    /// File, row and reason of those that cannot.
    pub rejected: Vec<(String, u32, SignalReason)>,
    /// Those from after the last day that is known of; they take no part.
    pub later: u64,
    /// Those under secrecy, where the regime does not read them.
    pub closed: u64,
    /// What is worth telling, with the file.
    pub notes: Vec<(String, Note)>,
}

/// The columns of a signal file, with the headers that mean them.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("date", &["date", "datum", "datum signaal", "gezien op", "seen on"]),
    ("department", &["department", "afdeling", "team", "dienst"]),
    ("reporter", &["reporter", "melder", "medewerker", "collega", "colleague"]),
    ("about", &["about", "over", "betreft", "onderwerp", "subject"]),
    ("value", &["value", "waarde", "gegeven"]),
    ("kind", &["kind", "soort", "soort signaal", "categorie", "category"]),
    ("text", &["text", "tekst", "omschrijving", "toelichting", "description", "remark"]),
    ("reliability", &["reliability", "betrouwbaarheid"]),
    ("secrecy", &["secrecy", "geheimhouding", "geheim"]),
];

/// Words for what a signal is about that are no field of their own.
const ADDRESS: [&str; 5] = ["address", "adres", "pand", "locatie", "premises"];
const COMPANY: &str = "kvk_number";
const PERSON: [&str; 4] = ["person", "persoon", "applicant", "aanvrager"];

/// Reads the signals of all files. `until` is the last day that is known of; the regime says whether those under
/// secrecy are read.
pub fn read_signals(
    files: &[String],
    options: &ReadOptions,
    dictionary: &Dictionary,
    (until, regime): (Option<i32>, Regime),
) -> Result<Signals, IntakeError> {
    let known = |header: &str| column_named(header).is_some();
    let (mut out, mut names, mut seen) = (Signals::default(), Names::default(), FxHashSet::default());
    for mut table in open_all(files, options, &known)? {
        let columns = COLUMNS.map(|(name, _)| table.header.iter().position(|h| column_named(h) == Some(name)));
        if let Some(missing) = ["department", "about", "value"].into_iter().find(|name| at(&columns, name).is_none()) {
            let headers = table.headers(&known);
            return Err(IntakeError::NoSignalColumn { file: table.label, column: missing, headers });
        }
        out.notes.extend(table.never_read(dictionary).map(|note| (table.label.clone(), note)));
        let file = Arc::<str>::from(&*table.label);
        let mut block = Block::default();
        while table.rows.fill(&mut block)? {
            for row in 0..block.len() {
                let line = block.row_number(row);
                match (Reader { block: &block, row, columns: &columns }).signal(dictionary, regime, &mut names) {
                    Ok(None) => out.closed += 1,
                    Ok(Some(signal)) if signal.day.zip(until).is_some_and(|(day, until)| day > until) => out.later += 1,
                    Ok(Some(signal)) if !seen.insert(what(&signal)) => {
                        out.rejected.push((table.label.clone(), line, SignalReason::Repeated));
                    }
                    Ok(Some(signal)) => out.usable.push(Signal { file: Arc::clone(&file), row: line, ..signal }),
                    Err(reason) => out.rejected.push((table.label.clone(), line, reason)),
                }
            }
        }
        let Counts { read, rejected, .. } = table.rows.counts();
        out.files.push((table.label.clone(), table.path.clone(), read));
        out.rejected.extend(rejected.iter().map(|row| (table.label.clone(), row.row, SignalReason::Row(row.reason))));
    }
    Ok(out)
}

/// What a signal says, as a number: one that is told twice is one signal. Marks and blanks do not count.
fn what(signal: &Signal) -> u128 {
    let about = signal.about.iter().flat_map(|(field, value)| [field.as_str(), value.as_str()]);
    let mut text = format!("{:?} {:?}", signal.day, signal.reliability);
    let mut bare = String::new();
    for part in [&*signal.department, &*signal.reporter, &*signal.kind, &*signal.text].into_iter().chain(about) {
        fold::squash(part, &mut bare);
        text.push('|');
        text.push_str(&bare);
    }
    xxh3_128(text.as_bytes())
}

fn column_named(header: &str) -> Option<&'static str> {
    let key = header_key(header);
    COLUMNS.iter().find(|(_, names)| names.iter().any(|name| header_key(name) == key)).map(|(name, _)| *name)
}

fn at(columns: &[Option<usize>; 9], name: &str) -> Option<usize> {
    COLUMNS.iter().position(|(known, _)| *known == name).and_then(|at| columns[at])
}

/// Names that very many signals share: each is there once.
#[derive(Default)]
struct Names(FxHashSet<Arc<str>>);

impl Names {
    fn of(&mut self, name: &str) -> Arc<str> {
        let known = self.0.get(name).cloned();
        known.unwrap_or_else(|| {
            let name = Arc::<str>::from(name);
            self.0.insert(Arc::clone(&name));
            name
        })
    }
}

/// Reads one row.
struct Reader<'a> {
    block: &'a Block,
    row: usize,
    columns: &'a [Option<usize>; 9],
}

impl Reader<'_> {
    fn text(&self, name: &str) -> String {
        let mut text = String::new();
        if let Some(column) = at(self.columns, name) {
            block::write_text(self.block.cell(self.row, column), &mut text);
        }
        text.trim().to_owned()
    }

    /// What it is kept secret for; a word that is none of those known may mean anything.
    fn secrecy(&self) -> Result<Option<Secrecy>, SignalReason> {
        match self.text("secrecy").as_str() {
            "" => Ok(None),
            text => Secrecy::from_word(text).map(Some).ok_or(SignalReason::Secrecy),
        }
    }

    /// The signal; `None` where it is under secrecy, which this regime does not read.
    fn signal(
        &self,
        dictionary: &Dictionary,
        regime: Regime,
        names: &mut Names,
    ) -> Result<Option<Signal>, SignalReason> {
        if self.secrecy()?.is_some() && regime == Regime::Regular {
            return Ok(None);
        }
        let (department, value) = (self.text("department"), self.text("value"));
        if department.is_empty() {
            return Err(SignalReason::NoDepartment);
        }
        if value.is_empty() {
            return Err(SignalReason::NoValue);
        }
        let reliability = match self.text("reliability").as_str() {
            "" => None,
            text => Some(text.parse().ok().filter(|n| (1..=5).contains(n)).ok_or(SignalReason::Reliability)?),
        };
        Ok(Some(Signal {
            day: self.day()?,
            department: names.of(&department),
            reporter: names.of(&self.text("reporter")),
            kind: names.of(&self.text("kind")),
            text: self.text("text"),
            reliability,
            about: about(&self.text("about"), &value, dictionary)?,
            ..Signal::default()
        }))
    }

    fn day(&self) -> Result<Option<i32>, SignalReason> {
        let Some(column) = at(self.columns, "date") else { return Ok(None) };
        match Parser::new(KindId::Date).day(self.block.cell(self.row, column)).0 {
            Cell::Value(day) => Ok(Some(day)),
            Cell::Missing => Ok(None),
            Cell::Invalid(_) => Err(SignalReason::Date),
        }
    }
}

/// What a signal is about, as cells of an application.
pub fn about(word: &str, value: &str, dictionary: &Dictionary) -> Result<Vec<(String, String)>, SignalReason> {
    let key = header_key(word);
    let is = |words: &[&str]| words.iter().any(|word| header_key(word) == key);
    if is(&ADDRESS) {
        return address(value).ok_or(SignalReason::Address);
    }
    if is(&PERSON) {
        return person(value, dictionary).ok_or(SignalReason::Person);
    }
    let field = dictionary.by_name(word).map(|at| dictionary.field(at)).ok_or(SignalReason::About)?;
    let parser = Parser::new(field.kind).categories(&field.values);
    match parser.key(Raw::Text(value), &mut String::new()).0 {
        // A company may have any part in an application.
        Cell::Value(()) if field.id == COMPANY => Ok(company(value, dictionary)),
        Cell::Value(()) => Ok(vec![(field.id.clone(), value.to_owned())]),
        _ => Err(SignalReason::Value),
    }
}

/// Made when it is first asked for, and not for every signal.
type Pattern = LazyLock<Regex>;

static POSTCODE: Pattern = LazyLock::new(|| pattern(r"(?i)\b([1-9]\d{3})\s?([a-z]{2})\b"));
/// A number with its letter and addition (`12 B-2`, `7 II`, `7-hs`) at the end of a street: of an addition behind a
/// blank the first is a letter, so that the last number counts of *2e Laan 12* and *Plein 1945 12*.
static HOUSE: Pattern = LazyLock::new(|| {
    pattern(r"(?i)(?:^|[\s,])(\d{1,5})(?:\s?([a-z])\b)?(?:\s?[-/]\s?([a-z0-9]{1,4})|\s?([a-z][a-z0-9]{0,3}))?$")
});
/// What stands with a date of birth and is no part of the name.
static ABOUT_BIRTH: Pattern = LazyLock::new(|| pattern(r"(?i)\b(?:geb\.|geb\b|geboren(?: op)?\b|born(?: on)?\b)|[°*]"));
static BORN: Pattern = LazyLock::new(|| pattern(r"\b(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})\b"));

fn pattern(text: &str) -> Regex {
    // The patterns stand above and a test uses each.
    Regex::new(text).unwrap_or_else(|error| unreachable!("{error}"))
}

/// An address by its postcode and number, wherever in the text they stand: `Kladsingel 1-A, 1129 CZ Voorbeeldstad`.
fn address(value: &str) -> Option<Vec<(String, String)>> {
    let postcode = POSTCODE.find(value)?;
    let blank = |c: char| c.is_whitespace() || c == ',';
    let before = value[..postcode.start()].trim_matches(blank);
    // `Laan 12, 1129 CZ` or `1129 CZ 12, Voorbeeldstad`. What is left over may be an addition: a neighbour's house
    // is another house, so nothing is guessed.
    let after = || value[postcode.end()..].trim_matches(blank).split(',').next().unwrap_or_default().trim_end();
    let number = HOUSE.captures(if before.is_empty() { after() } else { before })?;
    let mut cells = vec![("postcode".to_owned(), postcode.as_str().to_owned())];
    for (at, field) in [(1, "house_number"), (2, "house_letter"), (3, "house_addition"), (4, "house_addition")] {
        cells.extend(number.get(at).map(|found| (field.to_owned(), found.as_str().to_owned())));
    }
    Some(cells)
}

/// A company by its KvK number, as applicant and in every role.
fn company(value: &str, dictionary: &Dictionary) -> Vec<(String, String)> {
    let roles = in_roles(dictionary, Part::Kvk);
    [COMPANY.to_owned()].into_iter().chain(roles).map(|field| (field, value.to_owned())).collect()
}

/// The fields that hold this part of a party, of all roles.
fn in_roles(dictionary: &Dictionary, part: Part) -> impl Iterator<Item = String> {
    let of_a_role = move |field: &&FieldDef| field.role.is_some() && field.part == Some(part);
    dictionary.fields().iter().filter(of_a_role).map(|field| field.id.clone())
}

/// A person by a birth date with a name, as applicant and in every role: a name alone is not enough to take two
/// people for one.
fn person(value: &str, dictionary: &Dictionary) -> Option<Vec<(String, String)>> {
    let born = BORN.find(value)?;
    let name = format!("{} {}", &value[..born.start()], &value[born.end()..]);
    let name = ABOUT_BIRTH.replace_all(&name, " ");
    // Between brackets stands what tells more of somebody who is named before them.
    let name =
        name.split_once('(').map(|(before, _)| before).filter(|before| !before.trim().is_empty()).unwrap_or(&name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    // `Model, A. van der`: the surname stands last, where applications have it.
    let name = match name.split_once(',') {
        Some((surname, rest)) => format!("{} {}", rest.trim(), surname.trim()),
        None => name.to_owned(),
    };
    if name.is_empty() {
        return None;
    }
    let fields = |own: &str, part: Part| [own.to_owned()].into_iter().chain(in_roles(dictionary, part));
    let names = fields("applicant", Part::Name).map(|field| (field, name.clone()));
    let dates = fields("birth_date", Part::BirthDate).map(|field| (field, born.as_str().to_owned()));
    Some(names.chain(dates).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(word: &str, value: &str) -> Result<String, SignalReason> {
        let cells = about(word, value, &Dictionary::builtin())?;
        Ok(cells.iter().map(|(field, cell)| format!("{field}={cell}")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn what_a_signal_is_about_becomes_cells() {
        assert_eq!(cells("telefoon", "06-19005555").as_deref(), Ok("phone=06-19005555"));
        assert_eq!(
            cells("adres", "Kladsingel 1, 1129 CZ Voorbeeldstad").as_deref(),
            Ok("postcode=1129 CZ house_number=1")
        );
        for (written, rest) in [
            ("2e Kladlaan 12, 1129 CZ", "house_number=12"),
            ("Plein 1945 12, 1129 CZ Voorbeeldstad", "house_number=12"),
            ("Kladsingel 7 II, 1129 CZ", "house_number=7 house_addition=II"),
            ("Kladsingel 7 bis, 1129 CZ", "house_number=7 house_addition=bis"),
            ("Kladsingel 7-2, 1129 CZ", "house_number=7 house_addition=2"),
            ("1129 CZ 7a, Voorbeeldstad", "house_number=7 house_letter=a"),
        ] {
            assert_eq!(cells("adres", written), Ok(format!("postcode=1129 CZ {rest}")), "{written}");
        }
        // Which part is meant is not guessed.
        assert_eq!(cells("adres", "Kladsingel 7 tweede etage, 1129 CZ"), Err(SignalReason::Address));
        let full = Ok("postcode=1129CZ house_number=12 house_letter=B house_addition=2");
        assert_eq!(cells("Address", "1129CZ 12 B-2").as_deref(), full);
        let person = cells("persoon", "Maquette, A. (1-2-1980)").expect("a person");
        for cell in
            ["applicant=A. Maquette ", " birth_date=1-2-1980", " lender=A. Maquette ", " lender_birth_date=1-2-"]
        {
            assert!(person.contains(cell), "{cell}: {person}");
        }
        for written in ["A. Maquette (1-2-1980)", "A. Maquette (geb. 1-2-1980)", "A. Maquette geboren op 1-2-1980"] {
            assert_eq!(cells("persoon", written).as_ref(), Ok(&person), "{written}");
        }
        assert_eq!(cells("persoon", "A. Maquette (Voorbeeldstad, 1-2-1980)").as_ref(), Ok(&person));
        let company = cells("KvK-nummer", "90000001").expect("a company");
        assert!(company.starts_with("kvk_number=90000001 ") && company.contains(" landlord_kvk=90000001"), "{company}");
    }

    #[test]
    fn what_cannot_be_matched_is_told() {
        assert_eq!(cells("persoon", "A. Maquette"), Err(SignalReason::Person));
        assert_eq!(cells("adres", "Kladsingel 1"), Err(SignalReason::Address));
        assert_eq!(cells("iban", "NL00 VBLD 1"), Err(SignalReason::Value));
        assert_eq!(cells("sterrenbeeld", "leeuw"), Err(SignalReason::About));
    }
}
