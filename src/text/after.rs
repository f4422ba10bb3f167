//! The Dutch help of commands that come after a run, or before one. The English stands beside the arguments.

/// Command, argument (empty for the command itself), the help.
pub const DUTCH_HELP: &[(&str, &str, &str)] = &[
    ("fairness", "", "Meet wie vaker een vraag krijgt, uit een uitkomst en een bestand met groepen"),
    ("fairness", "report", "Een uitkomst in json van alle aanvragen"),
    (
        "fairness",
        "groups",
        "De groepen: een bestand met een zaaknummer en een kolom per indeling; het doorlichten leest het nooit",
    ),
    (
        "fairness",
        "outcomes",
        "Wat er van aanvragen werd: een bestand met een zaaknummer en een uitkomst; geeft per groep hoe vaak het raak was",
    ),
    (
        "fairness",
        "min_band",
        "Gekozen zijn aanvragen met dit niveau of een hoger (gewoonlijk: alles boven het laagste)",
    ),
    ("fairness", "least", "Verberg aantallen onder dit getal; 10 of meer"),
    ("fairness", "format", "De vorm: table, md of json"),
    ("register", "", "Schrijf de regelset op als record van het Nederlandse algoritmeregister"),
    (
        "register",
        "own",
        "Wat de gemeente zelf zegt: TOML met velden van de publicatiestandaard, ten minste organization, status en contact_email",
    ),
    ("verify", "", "Doe een uitvoering opnieuw, en vertel of de uitkomst hetzelfde is, byte voor byte"),
    ("verify", "report", "Een uitkomst in json of jsonl, of een manifest"),
    (
        "verify",
        "folders",
        "Een map met de bestanden van toen (gewoonlijk: deze map, en die van de uitkomst); mag vaker",
    ),
    ("verify", "pseudonymise", "De sleutel, als de uitkomst is gepseudonimiseerd"),
    ("verify", "format", "De vorm: text of json"),
    ("verify", "control_key", "De sleutel van de steekproef, als de uitvoering er een had"),
    ("purge", "", "Verwijder uitkomsten waarvan de laatste dag voorbij is"),
    ("purge", "folder", "De map om door te kijken, met de mappen erin"),
    ("purge", "dry_run", "Vertel wat zou worden verwijderd, en verwijder niets"),
    ("purge", "as_of", "De dag om vanaf te tellen, als 31-12-2026 (gewoonlijk: vandaag)"),
    ("config", "", "Toon de opties van een uitvoering, en waar elk vandaan komt"),
    ("config show", "", "Geef elke optie van een uitvoering, de waarde, en waar die vandaan komt"),
    ("config show", "json", "Schrijf json"),
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
