//! The words of `rules` and its commands. The English help stands beside the arguments.

/// What each command and argument does, in Dutch: command, argument (empty for the command itself), the help.
pub const DUTCH_HELP: &[(&str, &str, &str)] = &[
    ("rules", "", "Controleer, test, lees of exporteer de regels van een regelset"),
    ("rules", "path", "De regelset: een bestand of een map (gewoonlijk: de ingebouwde)"),
    ("rules", "rule", "Alleen deze regel, zoals FIN-03; mag vaker"),
    ("rules", "format", "De vorm: text of json"),
    ("rules check", "", "Noem elke fout en waarschuwing, met de plaats"),
    ("rules check", "strict", "Eindig ook bij waarschuwingen met code 1"),
    ("rules check", "watch", "Doe het opnieuw na elke keer bewaren"),
    ("rules test", "watch", "Doe het opnieuw na elke keer bewaren"),
    ("rules test", "", "Houd de eigen voorbeelden van de regels tegen de uitkomsten"),
    ("rules list", "", "Geef één regel tekst per regel"),
    ("rules show", "", "Geef alles van een regel: de voorwaarde als zin, de teksten, de bron"),
    ("rules export", "", "Schrijf de regels als leesbare bladzijden, als tabel of als gegevens"),
    ("rules export", "format", "De vorm: md, html, csv of json (gewoonlijk: wat de bestandsnaam zegt, anders md)"),
    ("rules export", "output", "Schrijf naar een bestand; een map krijgt één bladzijde (md) per thema"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    #[test]
    fn the_help_judges_nobody() {
        for (_, _, help) in DUTCH_HELP {
            assert_eq!(off_vocabulary(help), None, "{help}");
        }
    }
}
