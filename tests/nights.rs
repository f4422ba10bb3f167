//! Runs that nobody watches: what is new since the night before, why, and what people decided about it.

mod common;

use calamine::{Reader, Xlsx, open_workbook};
use common::Folder;
use serde_json::{Value, json};

const RULES: &str = r#"
format = 1

[ruleset]
id = "nights"
version = "1"
title = "Nights"

[scoring]
bands = [{ id = "low", from = 0 }, { id = "medium", from = 20 }, { id = "high", from = 40 }]

[[rule]]
id = "FIN-01"
title = "A large loan"
theme = "financing"
weight = 20
when = { field = "loan_amount", at_least = 25_000 }

[[rule]]
id = "NET-01"
title = "One number, three applications"
theme = "network"
weight = 10
when = { same = "phone", at_least = 3 }

[[rule]]
id = "SIG-01"
title = "A colleague saw something"
theme = "signals"
weight = 20
when = { signal_on = ["kvk_number"] }

[[rule]]
id = "STR-01"
title = "A young company"
theme = "structure"
weight = 10
when = { field = "employees", at_most = WORKERS }
"#;

const HEAD: &str = "id;application_date;phone;kvk_number;loan_amount;employees\n";
const FIRST: &str = "N-1;2026-06-01;0619001231;90000001;40000;9\n\
                     N-2;2026-06-01;0619001234;90000002;0;9\n\
                     N-3;2026-06-01;0619001234;90000003;0;9\n\
                     N-4;2026-06-01;0619001236;90000004;0;2\n\
                     N-5;2026-06-01;0619001237;90000005;0;9\n";
/// N-5 borrows more, N-6 shares a number with N-2 and N-3.
const SECOND: &str = "N-1;2026-06-01;0619001231;90000001;40000;9\n\
                      N-2;2026-06-01;0619001234;90000002;0;9\n\
                      N-3;2026-06-01;0619001234;90000003;0;9\n\
                      N-4;2026-06-01;0619001236;90000004;0;2\n\
                      N-5;2026-06-01;0619001237;90000005;30000;9\n\
                      N-6;2026-06-02;0619001234;90000006;0;9\n";
const SIGNALS: &str = "date;department;about;value\n2026-05-20;Markets;kvk_number;90000003\n";
const DECISIONS: &str =
    "zaaknummer;regel;tot en met;door;reden\nN-1;FIN-01;02-06-2026;vergunningverlener;Familielening met overeenkomst\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("rules-1.toml", &RULES.replace("WORKERS", "1"));
    folder.file("rules-2.toml", &RULES.replace("WORKERS", "3"));
    folder.file("night-1.csv", &format!("{HEAD}{FIRST}"));
    folder.file("night-2.csv", &format!("{HEAD}{SECOND}"));
    folder.file("no-signals.csv", "date;department;about;value\n2026-05-20;Markets;kvk_number;90000099\n");
    folder.file("signals.csv", SIGNALS);
    folder.file("decisions.csv", DECISIONS);
    folder
}

fn night(folder: &Folder, args: &[&str], code: i32) -> String {
    let usual = ["--lang", "en", "--decisions", "decisions.csv", "--fail-on", "medium"];
    folder.run(&[args, &usual].concat()).ends_with(code).err
}

/// The first night: one large loan, which has been explained.
fn first(folder: &Folder) {
    let run = ["night-1.csv", "--rules", "rules-1.toml", "--signals", "no-signals.csv", "--as-of", "2026-06-01"];
    night(folder, &[&run[..], &["-o", "1.json"]].concat(), 0);
}

fn second(folder: &Folder, code: i32) -> String {
    let run = ["night-2.csv", "--rules", "rules-2.toml", "--signals", "signals.csv", "--as-of", "2026-06-02"];
    night(folder, &[&run[..], &["--baseline", "1.json", "-o", "2.json", "-o", "2.md"]].concat(), code)
}

fn change<'a>(json: &'a Value, id: &str) -> &'a Value {
    let applications = json["applications"].as_array().expect("applications");
    &applications.iter().find(|application| application["id"] == id).expect("the application")["change"]
}

fn causes(json: &Value, id: &str) -> Vec<(String, bool, String)> {
    let causes = change(json, id)["causes"].as_array().expect("causes");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let because = |cause: &Value| {
        let all: Vec<String> = cause["because"].as_array().expect("a list").iter().map(text).collect();
        all.join("+")
    };
    causes.iter().map(|cause| (text(&cause["rule"]), cause["hits"] == json!(true), because(cause))).collect()
}

#[test]
fn three_nights() {
    let folder = folder();
    first(&folder);
    let one: Value = serde_json::from_str(&folder.read("1.json")).expect("json");
    let explained = &one["applications"][0];
    assert_eq!((&explained["score"], &explained["open"]["score"]), (&json!(20), &json!(0)));
    assert_eq!(explained["hits"][0]["explained"]["by"], "vergunningverlener");

    // The second night: a new application, a signal, a borrower and a rule that asks more.
    let said = second(&folder, 1);
    assert!(said.contains("since 2026-06-01: 1 new, 4 higher, 0 lower, 1 the same, 0 gone"), "{said}");
    assert!(said.contains("the rule set has changed since"), "{said}");
    let two: Value = serde_json::from_str(&folder.read("2.json")).expect("json");
    assert_eq!(change(&two, "N-6")["kind"], "new");
    assert_eq!(change(&two, "N-1")["kind"], "same");
    let of = |rule: &str, because: &str| (rule.to_owned(), true, because.to_owned());
    assert_eq!(causes(&two, "N-2"), [of("NET-01", "linked")]);
    assert_eq!(causes(&two, "N-3"), [of("NET-01", "linked"), of("SIG-01", "signals")]);
    assert_eq!(causes(&two, "N-4"), [of("STR-01", "rules")]);
    assert_eq!(causes(&two, "N-5"), [of("FIN-01", "data")]);
    assert_eq!(change(&two, "N-5")["causes"][0]["fields"], json!(["loan_amount"]));
    assert!(folder.read("2.md").contains("higher (was 0): SIG-01") || folder.read("2.md").contains("SIG-01 added by"));

    // The third night: nothing came, but the decision about the loan has run out.
    let run = ["night-2.csv", "--rules", "rules-2.toml", "--signals", "signals.csv", "--as-of", "2026-06-03"];
    let said = night(&folder, &[&run[..], &["--baseline", "2.json", "-o", "3.json", "-o", "3.md"]].concat(), 1);
    assert!(said.contains("0 new, 1 higher") && said.contains("1 have expired"), "{said}");
    let three: Value = serde_json::from_str(&folder.read("3.json")).expect("json");
    assert_eq!(causes(&three, "N-1"), [of("FIN-01", "decisions")]);
    assert!(folder.read("3.md").contains("FIN-01 counts again: the decision on it no longer holds"));
    assert_eq!(change(&three, "N-5")["kind"], "same");
}

#[test]
fn the_page_and_the_workbook_tell_what_changed_and_what_was_explained() {
    let folder = folder();
    first(&folder);
    // N-4 is withdrawn.
    folder.file("night-2.csv", &format!("{HEAD}{}", SECOND.replace("N-4;", "N-7;")));
    let run = ["night-2.csv", "--rules", "rules-1.toml", "--signals", "no-signals.csv", "--as-of", "2026-06-02"];
    night(&folder, &[&run[..], &["--baseline", "1.json", "-o", "2.html", "-o", "2.xlsx"]].concat(), 1);
    let explained = "explained, until 2026-06-02, by vergunningverlener: Familielening met overeenkomst";
    let (left, moved) =
        ("without what has been explained: 0, low", "higher (was 0): FIN-01 added by data (Loan amount)");
    let since = "since 2026-06-01: 2 new, 3 higher, 0 lower, 1 the same, 1 gone";

    let page = folder.read("2.html");
    for said in [explained, left, moved, since, "<li><bdi>N-4</bdi></li>", "(explained) A large loan"] {
        assert!(page.contains(said), "{said}");
    }
    let mut book: Xlsx<_> = open_workbook(folder.path().join("2.xlsx")).expect("a workbook");
    let mut column = |sheet: &str, head: &str| -> Vec<String> {
        let cells = book.worksheet_range(sheet).expect("a sheet");
        let at = cells.rows().next().expect("a header").iter().position(|cell| *cell == head);
        let at = at.expect("the column");
        cells.rows().skip(1).map(|row| row[at].to_string()).filter(|text| !text.is_empty()).collect()
    };
    assert_eq!(column("Risks", "Explanation"), [left]);
    assert!(column("Risks", "Reasons").contains(&"(explained) A large loan".to_owned()));
    let changes = column("Risks", "Change");
    assert!(changes.contains(&moved.to_owned()) && changes.contains(&"new".to_owned()), "{changes:?}");
    assert_eq!(column("Reasons", "Explanation"), [explained]);
    let told = column("Data quality", "Reason");
    assert!(told.contains(&since.to_owned()) && told.contains(&"N-4".to_owned()), "{told:?}");
    // Without either there is no word of them.
    let run = ["screen", "night-1.csv", "--rules", "rules-1.toml", "--lang", "en", "-o", "3.html"];
    folder.run(&run).ends_with(0);
    assert!(!folder.read("3.html").contains("explained, until") && !folder.read("3.html").contains(" gone"));
}

#[test]
fn nothing_new_raises_no_alarm_and_fills_no_screen() {
    let folder = folder();
    first(&folder);
    second(&folder, 1);
    let run = ["night-2.csv", "--rules", "rules-2.toml", "--signals", "signals.csv", "--as-of", "2026-06-02"];
    night(&folder, &[&run[..], &["--baseline", "2.json", "-o", "3.json"]].concat(), 0);
    let run = [&run[..], &["--baseline", "2.json", "--decisions", "decisions.csv", "--lang", "en"]].concat();
    let out = folder.run(&run).ends_with(0).out;
    assert!(out.contains("6 applications weigh what they did") && !out.contains("N-3"), "{out}");
    let out = folder.run(&[&run[..], &["--all"]].concat()).ends_with(0).out;
    assert!(out.contains("N-3") && out.contains("the same"), "{out}");
}

#[test]
fn a_report_that_cannot_tell_is_no_baseline() {
    let folder = folder();
    let run = |args: &[&str]| folder.run(&[&["night-1.csv", "--rules", "rules-1.toml", "--lang", "en"], args].concat());
    run(&["-o", "part.json", "--top", "2"]).ends_with(0);
    assert!(run(&["--baseline", "part.json"]).ends_with(2).err.contains("--top"));
    folder.file("other.json", "{ \"schema\": \"0\" }");
    assert!(run(&["--baseline", "other.json"]).ends_with(2).err.contains("other.json"));
    run(&["--baseline", "none.json"]).ends_with(2);
    run(&["-o", "whole.json"]).ends_with(0);
    let before = folder.read("whole.json");
    assert!(run(&["--baseline", "whole.json", "-o", "whole.json"]).ends_with(2).err.contains("also an input"));
    assert_eq!(folder.read("whole.json"), before);
}

#[test]
fn a_decision_that_cannot_be_read_is_told_with_its_row() {
    let folder = folder();
    let run = |text: &str| {
        folder.file("bad.csv", text);
        folder
            .run(&["night-1.csv", "--rules", "rules-1.toml", "--decisions", "bad.csv", "--lang", "en"])
            .ends_with(2)
            .err
    };
    assert!(run("id;rule;until;by;reason\nN-1;FIN-01;soon;advisor;known\n").contains("row 2"));
    assert!(run("id;rule;until;by;reason\nN-1;FIN-01;2026-12-31;;known\n").contains("role"));
    assert!(run("id;rule;until;reason\nN-1;FIN-01;2026-12-31;known\n").contains("`by`"));
}

#[test]
fn columns_of_csv_tell_the_change() {
    let folder = folder();
    first(&folder);
    let run = ["night-2.csv", "--rules", "rules-1.toml", "--signals", "no-signals.csv", "--baseline", "1.json"];
    let run = [&run[..], &["--format", "csv", "--columns", "id,change,score_before,score", "-q"]].concat();
    let out = folder.run(&run).ends_with(0).out;
    assert_eq!(out.lines().nth(5), Some("N-5,higher,0,20"));
    assert_eq!(out.lines().nth(6), Some("N-6,new,,10"));
}
