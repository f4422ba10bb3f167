//! The heads of tables and sections of the workbench, and what the parts of a rule are called.

use super::Lang;

/// A head of a table or a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum Head {
    Field,
    Filled,
    Unreadable,
    Quality,
    LooksLike,
    Count,
    Mended,
    Done,
    Repeated,
    Aside,
    Rules,
    Assessable,
    Lacks,
    Add,
    Gains,
    Together,
    Share,
    Alone,
    With,
    NotAssessed,
    Decides,
    Remark,
    Outcomes,
    Relevant,
    Precision,
    Recall,
    Lift,
    Blind,
    Chance,
    Verdict,
    Bands,
    Band,
    Threshold,
    Changes,
    Changed,
    Before,
    After,
    Scoring,
    Cap,
    Matrix,
    Up,
    Down,
    Within,
    Movers,
    Moves,
    Because,
}

impl Head {
    /// All of them.
    pub const ALL: [Head; 46] = {
        use Head::*;
        [
            Field,
            Filled,
            Unreadable,
            Quality,
            LooksLike,
            Count,
            Mended,
            Done,
            Repeated,
            Aside,
            Rules,
            Assessable,
            Lacks,
            Add,
            Gains,
            Together,
            Share,
            Alone,
            With,
            NotAssessed,
            Decides,
            Remark,
            Outcomes,
            Relevant,
            Precision,
            Recall,
            Lift,
            Blind,
            Chance,
            Verdict,
            Bands,
            Band,
            Threshold,
            Changes,
            Changed,
            Before,
            After,
            Scoring,
            Cap,
            Matrix,
            Up,
            Down,
            Within,
            Movers,
            Moves,
            Because,
        ]
    };

    /// The words.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Head::Field => ("Veld", "Field"),
            Head::Filled => ("Gevuld", "Filled"),
            Head::Unreadable => ("Onleesbaar", "Unreadable"),
            Head::Quality => ("Wat er niet te lezen was", "What could not be read"),
            Head::LooksLike => ("Ziet eruit als", "Looks like"),
            Head::Count => ("Aantal", "Count"),
            Head::Mended => ("Wat opviel en is hersteld", "What stood out and was mended"),
            Head::Done => ("Wat is gedaan", "What was done"),
            Head::Repeated => ("Zaaknummers die vaker voorkomen", "Case numbers that stand in more than one row"),
            Head::Aside => ("Rijen die niet bruikbaar zijn", "Rows that cannot be used"),
            Head::Rules => ("Welke regels te beoordelen zijn", "Which rules can be assessed"),
            Head::Assessable => ("Te beoordelen", "Assessable"),
            Head::Lacks => ("Kolommen die er niet zijn", "Columns that are not there"),
            Head::Add => ("Voeg toe", "Add"),
            Head::Gains => ("Regels erbij", "Rules gained"),
            Head::Together => ("Samen", "Together"),
            Head::Share => ("Deel", "Share"),
            Head::Alone => ("Alleen", "Alone"),
            Head::With => ("Vaak samen met", "Often with"),
            Head::NotAssessed => ("Onbekend", "Unknown"),
            Head::Decides => ("Beslist", "Decides"),
            Head::Remark => ("Wat opvalt", "What stands out"),
            Head::Outcomes => ("Met uitkomst", "With outcome"),
            Head::Relevant => ("Relevant", "Found relevant"),
            Head::Precision => ("Trefzekerheid", "Precision"),
            Head::Recall => ("Dekking", "Recall"),
            Head::Lift => ("Keer de basis", "Lift"),
            Head::Blind => ("Dekking in steekproef", "Blind recall"),
            Head::Chance => ("Kans op toeval", "By chance"),
            Head::Verdict => ("Advies", "Advice"),
            Head::Bands => ("Wat de gewichten en niveaus samen doen", "What weights and bands do together"),
            Head::Band => ("Niveau", "Band"),
            Head::Threshold => ("Grens", "Threshold"),
            Head::Changes => ("Wat er verandert aan de regels", "What changes in the rules"),
            Head::Changed => ("Wat", "What"),
            Head::Before => ("Nu", "Now"),
            Head::After => ("Straks", "Then"),
            Head::Scoring => ("puntentelling", "scoring"),
            Head::Cap => ("hoogste aantal punten", "cap"),
            Head::Matrix => ("Van niveau naar niveau", "From band to band"),
            Head::Up => ("Omhoog", "Up"),
            Head::Down => ("Omlaag", "Down"),
            Head::Within => ("Zelfde niveau", "Same band"),
            Head::Movers => ("Door welke regels", "By which rules"),
            Head::Moves => ("Welke aanvragen", "Which applications"),
            Head::Because => ("Door", "Because of"),
        };
        lang.pick(nl, en)
    }
}

/// A part of a rule, or what became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum PartWord {
    Condition,
    Weight,
    Theme,
    Floor,
    Title,
    Why,
    Consider,
    Ask,
    Source,
    Examples,
    Added,
    Removed,
    Hits,
    Misses,
}

impl PartWord {
    /// All of them.
    pub const ALL: [PartWord; 14] = {
        use PartWord::*;
        [Condition, Weight, Theme, Floor, Title, Why, Consider, Ask, Source, Examples, Added, Removed, Hits, Misses]
    };

    /// The words.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            PartWord::Condition => ("voorwaarde", "condition"),
            PartWord::Weight => ("gewicht", "weight"),
            PartWord::Theme => ("thema", "theme"),
            PartWord::Floor => ("minste niveau", "floor"),
            PartWord::Title => ("titel", "title"),
            PartWord::Why => ("waarom", "why"),
            PartWord::Consider => ("bedenk", "consider"),
            PartWord::Ask => ("vraag", "ask"),
            PartWord::Source => ("bron", "source"),
            PartWord::Examples => ("voorbeelden", "examples"),
            PartWord::Added => ("nieuw", "new"),
            PartWord::Removed => ("vervallen", "removed"),
            PartWord::Hits => ("voorwaarde gaat nu op", "condition now holds"),
            PartWord::Misses => ("voorwaarde gaat niet meer op", "condition no longer holds"),
        };
        lang.pick(nl, en)
    }
}
