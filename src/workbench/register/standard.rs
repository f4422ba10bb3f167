//! The keys of the Dutch algorithm register: publication standard 1.0 (*Publicatiestandaard*, as the register's own
//! schema has it), with what each holds and how long it may be. Lengths are in characters.

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// Text.
    Text,
    /// One of these texts.
    One(&'static [&'static str]),
    /// Some of these texts.
    Some(&'static [&'static str]),
    /// A year and a month, as `2026-11`.
    Month,
    /// Tables with a title of at most so many characters and a link; the link may be left out where it says so.
    Links {
        /// The greatest length of a title.
        title: usize,
        /// Whether each needs a link.
        link_needed: bool,
    },
}

/// A key of the standard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) needed: bool,
    /// The greatest length of a text, of a link.
    pub(super) limit: usize,
    pub(super) form: Form,
}

const fn text(name: &'static str, needed: bool, limit: usize) -> Key {
    Key { name, needed, limit, form: Form::Text }
}

const fn of(name: &'static str, needed: bool, limit: usize, form: Form) -> Key {
    Key { name, needed, limit, form }
}

/// Every key that a town fills, in the order of the register's own form.
pub(super) const KEYS: &[Key] = &[
    text("name", true, 100),
    text("organization", true, 100),
    text("description_short", true, 400),
    of("category", false, 0, Form::Some(CATEGORIES)),
    of("publication_category", true, 0, Form::One(PUBLICATION_CATEGORIES)),
    of("status", true, 0, Form::One(&["In ontwikkeling", "In gebruik", "Buiten gebruik"])),
    of("begin_date", false, 7, Form::Month),
    of("end_date", false, 7, Form::Month),
    text("contact_email", true, 500),
    text("website", false, 500),
    text("url", false, 500),
    text("goal", false, 2500),
    text("proportionality", false, 2500),
    text("human_intervention", false, 2500),
    text("risks", false, 2500),
    text("lawful_basis", false, 2500),
    of("lawful_basis_grouping", false, 500, Form::Links { title: 100, link_needed: true }),
    text("process_index_url", false, 500),
    text("impacttoetsen", false, 2500),
    of("impacttoetsen_grouping", false, 500, Form::Links { title: 500, link_needed: false }),
    text("source_data", false, 2500),
    of("source_data_grouping", false, 500, Form::Links { title: 500, link_needed: true }),
    text("methods_and_models", false, 5000),
    text("provider", false, 200),
    text("publiccode", false, 500),
    of("standard_version", false, 0, Form::One(&["1.0"])),
    text("source_id", false, 100),
    text("tags", false, 2500),
    of("lang", true, 0, Form::One(&["nld"])),
];

const PUBLICATION_CATEGORIES: &[&str] = &["Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"];

const CATEGORIES: &[&str] = &[
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
];
