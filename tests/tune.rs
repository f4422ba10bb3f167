//! `tune`: how rules do on a batch, with and without outcomes.

mod common;

use common::{Folder, Run};
use serde_json::Value;

const RULES: &str = r#"format = 1
[ruleset]
id = "proef"
[scoring]
bands = [{ id = "low", from = 0 }, { id = "high", from = 20 }]
[[rule]]
id = "A-1"
title = { nl = "Lening", en = "Loan" }
theme = "geld"
weight = 20
when = { field = "loan_amount", at_least = 25_000 }
[[rule]]
id = "A-2"
title = { nl = "Investering", en = "Investment" }
theme = "geld"
weight = 5
when = { field = "investment", at_least = 1 }
[[rule]]
id = "A-3"
title = { nl = "Telefoon", en = "Phone" }
theme = "net"
weight = 5
when = { same = "phone", at_least = 3 }
[[rule]]
id = "A-4"
title = { nl = "Nooit", en = "Never" }
theme = "geld"
weight = 5
when = { field = "investment", at_least = 1_000_000 }
[[rule]]
id = "A-5"
title = { nl = "Afwezig", en = "Absent" }
theme = "geld"
weight = 5
when = { field = "lender_type", equals = "private" }
[[rule]]
id = "P-1"
title = { nl = "Ervaring", en = "Experience" }
theme = "rust"
weight = -5
when = { field = "branch_experience_years", at_least = 5 }
"#;

/// A hundred applications: the first forty borrow, and of those thirty turn out relevant; of the others six.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("proef.toml", RULES);
    let mut list = String::from("zaaknummer;investering;geleend bedrag;telefoon;ervaring in jaren\n");
    let mut outcomes = String::from("zaaknummer;uitkomst;steekproef\n");
    for n in 1..=100 {
        let loan = if n <= 40 { 20_000 + 1_000 * (n + 4) } else { 1_000 };
        let phone = if n % 10 == 0 { "06-19001234".to_owned() } else { format!("06-1900{:04}", 2_000 + n) };
        let experience = if n % 2 == 0 { "8" } else { "1" };
        list.push_str(&format!("Z-{n};10.000;{loan};{phone};{experience}\n"));
        let relevant = n <= 30 || n > 94;
        let (outcome, control) = (if relevant { "relevant" } else { "nee" }, if n % 4 == 0 { "ja" } else { "nee" });
        outcomes.push_str(&format!("Z-{n};{outcome};{control}\n"));
    }
    folder.file("lijst.csv", &list);
    folder.file("uitkomsten.csv", &outcomes);
    folder.file("zonder.csv", &outcomes.replace(";ja\n", ";nee\n"));
    folder
}

fn tune(folder: &Folder, more: &[&str]) -> Run {
    let args: Vec<&str> = ["tune", "lijst.csv", "--rules", "proef.toml"].iter().chain(more).copied().collect();
    folder.run(&args).ends_with(0)
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    let args: Vec<&str> = ["--format", "json"].iter().chain(more).copied().collect();
    serde_json::from_str(&tune(folder, &args).out).expect("json")
}

#[test]
fn hits_overlap_and_what_stands_out_are_counted() {
    let found = json(&folder(), &[]);
    let rule = |at: usize| &found["rules"][at];
    assert_eq!((&rule(0)["hits"], &rule(0)["alone"], &rule(0)["decides_band"]), (&40.into(), &0.into(), &40.into()));
    assert_eq!(rule(0)["with"][0], serde_json::json!({ "rule": "A-2", "hits": 40 }));
    assert_eq!(rule(1)["remark"], "too_broad");
    assert_eq!((&rule(1)["alone"], &rule(2)["hits"]), (&54.into(), &10.into()));
    assert_eq!((&rule(3)["remark"], &rule(4)["remark"]), (&"never_hits".into(), &"not_assessed".into()));
    // Half of all applications is not too many for a reassurance.
    assert_eq!((&rule(5)["hits"], &rule(5)["remark"]), (&50.into(), &Value::Null));
    assert!(rule(0).get("outcomes").is_none());
    let text = tune(&folder(), &["--lang", "en"]).out;
    assert!(text.contains("probably") && text.contains("never hits") && text.contains("people set"), "{text}");
}

#[test]
fn outcomes_give_precision_recall_lift_and_a_verdict() {
    let found = json(&folder(), &["--outcomes", "zonder.csv"]);
    let rule = |at: usize| &found["rules"][at]["outcomes"];
    let (precision, recall) = (&rule(0)["precision"], &rule(0)["recall"]);
    assert_eq!((&precision["hits"], &precision["of"], &precision["share"]), (&30.into(), &40.into(), &0.75.into()));
    // Wilson for 30 of 40, as statsmodels has it.
    assert_eq!((&precision["low"], &precision["high"]), (&0.59806.into(), &0.858129.into()));
    assert_eq!((&recall["hits"], &recall["of"]), (&30.into(), &36.into()));
    assert_eq!(rule(0)["lift"]["value"], 2.083333);
    let verdicts: Vec<&Value> = (0..6).map(|at| &rule(at)["verdict"]).collect();
    // The second rule hits everything: exactly the base rate.
    assert_eq!(verdicts[..2], ["keep", "review"]);
    assert_eq!(verdicts[2..5], ["too_little_data"; 3]);
    assert_eq!(found["bands"][1]["precision"]["hits"], 30);
    assert_eq!(
        (&found["manifest"]["rule_set"]["id"], &found["outcomes"]["files"][0]["file"]),
        (&"proef".into(), &"zonder.csv".into())
    );
}

#[test]
fn a_control_sample_is_what_rules_are_compared_with() {
    let found = json(&folder(), &["--outcomes", "uitkomsten.csv"]);
    // Twenty-five were drawn; of those 4, 8 … 28, and 96 and 100 are relevant.
    assert_eq!((&found["outcomes"]["control"]["hits"], &found["outcomes"]["control"]["of"]), (&9.into(), &25.into()));
    let rule = &found["rules"][0]["outcomes"];
    assert_eq!((&rule["control"]["recall"]["hits"], &rule["control"]["recall"]["of"]), (&7.into(), &9.into()));
    // 23 of the 30 that it found itself, against 9 of 25.
    assert_eq!(rule["lift"]["value"], 2.12963);
    assert_eq!(rule["verdict"], "keep");
    assert!(rule["chance"].as_f64().expect("a chance") < 0.01, "{rule}");
    let text = tune(&folder(), &["--outcomes", "uitkomsten.csv", "--lang", "nl"]).out;
    assert!(text.contains("In de steekproef: 9 van de 25, 36 %"), "{text}");
}

#[test]
fn a_threshold_is_turned_through_a_range() {
    let args = ["--rule", "a-1", "--vary", "leenbedrag", "--outcomes", "zonder.csv"];
    let found = json(&folder(), &args);
    let varied = &found["varied"]["thresholds"][0];
    assert_eq!((&varied["fields"][0], &varied["unit"]), (&"loan_amount".into(), &"euro".into()));
    let trials = varied["trials"].as_array().expect("trials");
    let told: Vec<(f64, u64)> =
        trials.iter().map(|t| (t["threshold"].as_f64().expect("euros"), t["hits"].as_u64().expect("hits"))).collect();
    assert!(told.contains(&(25_000.0, 40)) && told.contains(&(50_000.0, 15)), "{told:?}");
    assert!(told.is_sorted_by(|a, b| a.0 < b.0 && a.1 >= b.1), "{told:?}");
    assert_eq!(trials.iter().filter(|trial| trial["present"] == true).count(), 1);
    let text = tune(&folder(), &["--rule", "A-3", "--vary", "phone", "--lang", "en"]).out;
    assert!(text.contains("A-3, Telephone: the threshold is now 3"), "{text}");
}

#[test]
fn a_mistake_says_what_would_do() {
    let folder = folder();
    let run = |args: &[&str]| {
        let args: Vec<&str> =
            ["tune", "lijst.csv", "--rules", "proef.toml", "--lang", "en"].iter().chain(args).copied().collect();
        folder.run(&args).ends_with(2).err
    };
    let said = run(&["--rule", "A-1", "--vary", "phone"]);
    assert!(said.contains("it has: `loan_amount`"), "{said}");
    assert!(run(&["--vary", "phone"]).contains("--rule"));
    folder.file("lijst2.csv", "naam;x\na;b\n");
    let said = run(&["--outcomes", "lijst2.csv"]);
    assert!(said.contains("lijst2.csv") && said.contains("outcome"), "{said}");
}

#[test]
fn outcomes_that_cannot_be_used_are_told_and_never_guessed() {
    let folder = folder();
    folder.file("half.csv", "zaaknummer;uitkomst\nZ-1;ja\nZ-1;nee\nZ-2;misschien\nZ-999;nee\nZ-3;loopt nog\n;ja\n");
    let run = tune(&folder, &["--outcomes", "half.csv", "--lang", "en"]);
    assert!(run.err.contains("outcomes: 1 of an application, 1 of no application, 3 not usable"), "{}", run.err);
}
