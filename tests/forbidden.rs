//! What no screening may look at is never read, whatever the file and however the header is written.

mod common;

use common::Folder;

fn rules(fields: &str) -> String {
    format!("format = 1\n\n[ruleset]\nid = \"own\"\n\n{fields}\n")
}

#[test]
fn a_field_of_a_town_cannot_bring_it_back() {
    let folder = Folder::new();
    for fields in [
        "[fields.paspoort]\nheaders = [\"Nationaliteit aanvrager\"]",
        "[fields.nummer_2]\ntype = \"integer\"\nheaders = [\"iets\", \"BSN leidinggevende 2\"]",
        "[fields.description]\nheaders = [\"Geslacht leidinggevende\"]",
        "[fields.geslacht_leidinggevende]\nheaders = [\"gl\"]",
        "[fields.gl]\nlabel = { nl = \"Herkomst aanvrager\", en = \"gl\" }",
        "[fields.gl]\nlabel = \"Gender of the applicant\"",
    ] {
        folder.file("own.toml", &rules(fields));
        let run = folder.run(&["rules", "check", "own.toml"]).ends_with(1);
        assert!(run.out.contains("forbidden-characteristic"), "{fields}\n{}", run.out);
        folder.file("a.csv", "zaaknummer;datum aanvraag\nZ-1;01-06-2026\n");
        folder.run(&["a.csv", "--rules", "own.toml"]).ends_with(2);
    }
    for fields in [
        "[fields.herkomst_geld]\nheaders = [\"Herkomst van het geld\", \"origin of the loan\"]",
        "[fields.sex_business]\ntype = \"boolean\"\nlabel = { nl = \"Seksbedrijf\", en = \"Sex business\" }",
    ] {
        folder.file("own.toml", &rules(fields));
        let run = folder.run(&["rules", "check", "own.toml"]);
        assert!(!run.out.contains("forbidden-characteristic"), "{fields}\n{}", run.out);
    }
}
