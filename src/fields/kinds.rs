//! The register of the kinds of values: the name in rule files, a label, a line about it, an example.

use super::KindId;

/// What people and rule files need to know of a kind.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// The kind.
    pub id: KindId,
    /// Its name in `type = "…"`.
    pub name: &'static str,
    /// What it is: Dutch, then English.
    pub about: [&'static str; 2],
    /// A cell that reads well as this kind.
    pub example: &'static str,
}

const fn kind(id: KindId, name: &'static str, nl: &'static str, en: &'static str, example: &'static str) -> KindInfo {
    KindInfo { id, name, about: [nl, en], example }
}

/// Every kind, once.
pub const KINDS: &[KindInfo] = &[
    kind(KindId::Text, "text", "vrije tekst", "free text", "De Kroon"),
    kind(KindId::Category, "category", "een van enkele waarden", "one of a few values", "bank"),
    kind(KindId::Date, "date", "een datum", "a date", "31-12-2025"),
    kind(KindId::Money, "money", "een bedrag in euro's", "an amount in euros", "€ 1.250,00"),
    kind(KindId::Number, "number", "een getal", "a number", "4,5"),
    kind(KindId::Integer, "integer", "een geheel getal", "a whole number", "12"),
    kind(KindId::Boolean, "boolean", "ja of nee", "yes or no", "ja"),
    kind(KindId::Kvk, "kvk", "een KvK-nummer (8 cijfers)", "a CoC number (8 digits)", "12345678"),
    kind(KindId::KvkExact, "kvk_exact", "een KvK-nummer zoals geschreven", "a CoC number as written", "12345678"),
    kind(KindId::Rsin, "rsin", "een RSIN (9 cijfers)", "an RSIN (9 digits)", "123456782"),
    kind(KindId::Postcode, "postcode", "een postcode", "a postcode", "1234 AB"),
    kind(KindId::HouseNumber, "house_number", "een huisnummer met toevoeging", "a house number with suffix", "12-A"),
    kind(KindId::Phone, "phone", "een telefoonnummer", "a telephone number", "06-19001234"),
    kind(
        KindId::PhoneDigits,
        "phone_digits",
        "een telefoonnummer, alleen de schrijfwijze gelijkgemaakt",
        "a telephone number, only its notation evened out",
        "06-19001234",
    ),
    kind(KindId::Email, "email", "een e-mailadres", "an e-mail address", "info@voorbeeld.nl"),
    kind(KindId::Iban, "iban", "een IBAN", "an IBAN", "NL91 ABNA 0417 1643 00"),
    kind(
        KindId::IbanChecksum,
        "iban_checksum",
        "een IBAN, alleen op controlegetal getoetst",
        "an IBAN, only its check digits tested",
        "NL91 ABNA 0417 1643 00",
    ),
    kind(KindId::Sbi, "sbi", "een SBI-code", "an SBI code", "56.30"),
    kind(KindId::LicencePlate, "licence_plate", "een kenteken", "a licence plate", "X-123-YZ"),
];

impl KindId {
    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<KindId> {
        KINDS.iter().find(|kind| kind.name == name).map(|kind| kind.id)
    }

    /// What the register says of the kind.
    pub fn info(self) -> &'static KindInfo {
        KINDS.iter().find(|kind| kind.id == self).unwrap_or(&KINDS[0])
    }
}

/// A key as people write it: `1234 AB`, `06-12345678`, `NL91 ABNA 0417 1643 00`.
pub fn display(kind: KindId, key: &str) -> String {
    match kind {
        KindId::Postcode if key.len() == 6 && key.is_ascii() => format!("{} {}", &key[..4], &key[4..]),
        KindId::Phone => match key.strip_prefix("+316").filter(|rest| rest.len() == 8) {
            Some(rest) => format!("06-{rest}"),
            None => key.strip_prefix("+31").map_or_else(|| key.to_owned(), |rest| format!("0{rest}")),
        },
        KindId::Iban | KindId::IbanChecksum if key.is_ascii() => {
            let groups: Vec<&str> = (0..key.len()).step_by(4).map(|at| &key[at..(at + 4).min(key.len())]).collect();
            groups.join(" ")
        }
        _ => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Cell, Parser, Raw, Storage};

    #[test]
    fn every_kind_reads_its_own_example() {
        for kind in KINDS {
            assert_eq!(KindId::from_name(kind.name), Some(kind.id));
            assert_ne!(kind.about[0], kind.about[1]);
            let parser = Parser::new(kind.id);
            let raw = Raw::Text(kind.example);
            let good = match kind.id.storage() {
                Storage::Key => {
                    let mut key = String::new();
                    let read = matches!(parser.key(raw, &mut key).0, Cell::Value(()));
                    // What people are shown reads back as the same key.
                    let mut again = String::new();
                    parser.key(Raw::Text(&display(kind.id, &key)), &mut again);
                    read && key == again
                }
                Storage::Day => matches!(parser.day(raw).0, Cell::Value(_)),
                Storage::Fixed => matches!(parser.fixed(raw).0, Cell::Value(_)),
                Storage::Flag => matches!(parser.flag(raw).0, Cell::Value(_)),
            };
            assert!(good, "{}", kind.name);
        }
    }
}
