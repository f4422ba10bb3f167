//! A second file: its columns are added by case number, and what does not fit is told.

mod common;

use common::Folder;

const BATCH: &str = "zaaknummer;soort vergunning;telefoon
Z-1;exploitatievergunning;06-19001234
Z-2;exploitatievergunning;06-19001235
Z-3;exploitatievergunning;06-19001236
";

const FORM: &str = "zaaknummer;leenbedrag;telefoon
Z-3;veel;06-19009999
Z-1;40.000,00;06-19009999
Z-1;1,00;
Z-9;2,00;
";

#[test]
fn columns_are_added_by_case_number() {
    let folder = Folder::new();
    folder.file("lijst.csv", BATCH);
    folder.file("formulier.csv", FORM);
    let args = ["lijst.csv", "--join", "formulier.csv", "--columns", "id,loan_amount,phone", "--format", "csv"];
    let run = folder.run(&[&args[..], &["--lang", "en"]].concat()).ends_with(0);
    let lines: Vec<&str> = run.out.lines().collect();
    // What the list has itself stays; of a number that stands twice the first row counts.
    let rows = ["Z-1,40000.00,'+31619001234", "Z-2,,'+31619001235", "Z-3,veel,'+31619001236"];
    assert_eq!(lines[1..], rows, "{}", run.out);
    assert!(run.err.contains("2 applications completed"), "{}", run.err);
    assert!(run.err.contains("without an application: 1, rows that repeat a case number: 1"), "{}", run.err);
    assert!(run.err.contains("3 rows read, 3 screened, 0 not usable"), "{}", run.err);
}

#[test]
fn a_second_file_without_case_numbers_is_told() {
    let folder = Folder::new();
    folder.file("lijst.csv", BATCH);
    folder.file("formulier.csv", "leenbedrag;telefoon\n1,00;06-19001234\n");
    let run = folder.run(&["lijst.csv", "--join", "formulier.csv", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("formulier.csv") && run.err.contains("case numbers"), "{}", run.err);
    folder.run(&["lijst.csv", "--join", "formulier.csv", "-o", "formulier.csv"]).ends_with(2);
}

#[test]
fn what_earlier_applications_have_does_not_stand_in_the_way() {
    let folder = Folder::new();
    folder.file("lijst.csv", BATCH);
    folder.file("formulier.csv", FORM);
    folder.file("oud.csv", "zaaknummer;leenbedrag;status\nO-1;5.000,00;verleend\n");
    let args = ["lijst.csv", "--join", "formulier.csv", "--history", "oud.csv"];
    let run = folder.run(&[&args[..], &["--columns", "id,loan_amount", "--format", "csv"]].concat()).ends_with(0);
    assert_eq!(run.out.lines().skip(1).collect::<Vec<_>>(), ["Z-1,40000.00", "Z-2,", "Z-3,veel"], "{}", run.out);
}

#[test]
fn several_parties_come_from_a_joined_file_too() {
    let folder = Folder::new();
    folder.file("batch.csv", "zaaknummer;datum aanvraag\nA-1;2026-01-01\nA-2;2026-01-02\nA-3;2026-01-03\n");
    folder.file(
        "form.csv",
        "zaaknummer;leidinggevende 1 naam;leidinggevende 1 geboortedatum;leidinggevende 2 naam;leidinggevende 2 geboortedatum\n\
         A-3;A. Eerste;01-01-1980;B. Tweede;02-02-1981\nA-1;C. Derde;03-03-1982;;\nA-9;B. Tweede;02-02-1981;;\n",
    );
    folder.file(
        "rules.toml",
        "format = 1\n[[rule]]\nid = \"T-1\"\ntitle = \"Een bekende\"\ntheme = \"trial\"\nweight = 10\n\
         when = { field = \"manager_birth_date\", equals = \"02-02-1981\" }\n",
    );
    let args = ["screen", "batch.csv", "--rules", "rules.toml", "--join", "form.csv", "--format", "csv"];
    let found = folder.run(&[&args[..], &["--columns", "id,hits,manager"]].concat()).ends_with(0).out;
    assert_eq!(found.lines().nth(3), Some("A-3,T-1,A. Eerste|B. Tweede"), "{found}");
    assert_eq!(found.lines().nth(1), Some("A-1,,C. Derde"), "{found}");
    // Who has further parties of a role in the batch keeps those.
    folder.file("batch.csv", "zaaknummer;leidinggevende;leidinggevende 2\nA-3;D. Vierde;E. Vijfde\n");
    let found = folder.run(&[&args[..], &["--columns", "id,hits,manager"]].concat()).ends_with(0).out;
    assert_eq!(found.lines().nth(1), Some("A-3,,D. Vierde|E. Vijfde"), "{found}");
}
