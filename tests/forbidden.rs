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

/// What stands in the columns that are never read.
const CANARY: &str = "Kanarie7";

/// A file of every kind, each with forbidden columns, and a mapping that points at them.
fn flock() -> Folder {
    let folder = Folder::new();
    let c = CANARY;
    folder.file(
        "a.csv",
        &format!(
            "zaaknummer;aanvraagdatum;afdeling;naam aanvrager;telefoon;BSN aanvrager;Nationaliteit leidinggevende 2;leidinggevende\n\
             N-1;01-06-2026;horeca;A. Toonbeeld;06-19001234;{c};{c};C. Schrijfsel\n\
             N-2;02-06-2026;bouw;B. Maquette;06-19001234;{c};{c};D. Model\n\
             N-3;03-06-2026;markt;E. Afdruk;06-19001234;{c};{c};F. Proef\n\
             ;;;;;{c};{c};\nN-4;04-06-2026;markt;G. Teveel;06-19001235;{c};{c};H. Cel;{c};over\n"
        ),
    );
    folder.file("join.csv", &format!("zaaknummer;leenbedrag;Geboorteland aanvrager\nN-1;40000;{c}\nN-9;1;{c}\n"));
    folder.file(
        "parties.csv",
        &format!("zaaknummer;rol;naam;Geslacht;Religie partij\nN-1;leidinggevende;X. Mal;{c};{c}\n"),
    );
    folder.file(
        "history.csv",
        &format!("zaaknummer;aanvraagdatum;telefoon;Herkomst aanvrager\nO-1;01-06-2025;06-19001234;{c}\n"),
    );
    folder.file(
        "signals.csv",
        &format!("datum;afdeling;betreft;waarde;tekst;Etnische achtergrond\n01-05-2026;toezicht;telefoon;06-19001234;druk;{c}\n02-05-2026;toezicht;BSN;{c};;{c}\n"),
    );
    folder.file(
        "decisions.csv",
        &format!("id;rule;until;by;reason;Burgerlijke staat\nN-1;NET-01;01-01-2027;adviseur;gevraagd;{c}\n"),
    );
    folder
        .file("outcomes.csv", &format!("zaaknummer;uitkomst;Geloof aanvrager\nN-1;relevant;{c}\nN-2;misschien;{c}\n"));
    folder.file(
        "map.toml",
        "[columns]\n\"BSN aanvrager\" = \"description\"\n\"Nationaliteit leidinggevende 2\" = \"activity\"\n\
         \"Geboorteland aanvrager\" = \"branch\"\n\"Geslacht\" = \"birth_date\"\n\"Religie partij\" = \"lender\"\n\
         \"Herkomst aanvrager\" = \"company_name\"\n",
    );
    folder.file("text.toml", &rules("[fields.note]\nheaders = [\"opmerking bij zaak\"]"));
    folder
}

#[test]
fn no_cell_of_a_forbidden_column_comes_out_of_any_command() {
    let folder = flock();
    let beside = "--join join.csv --parties parties.csv --history history.csv --signals signals.csv --as-of 2026-06-30";
    let mut commands: Vec<String> = Vec::new();
    for format in ["csv", "json", "jsonl", "md", "table"] {
        commands.push(format!("screen a.csv {beside} --all --decisions decisions.csv --format {format}"));
    }
    for format in ["text", "md", "json", "html"] {
        commands.push(format!("explain a.csv {beside} --id N-1 --format {format}"));
        commands.push(format!("explain a.csv {beside} --id N-1 --format {format} --for applicant"));
    }
    for format in ["text", "json", "md"] {
        commands.push(format!("inspect a.csv {beside} --format {format}"));
        commands.push(format!("tune a.csv {beside} --outcomes outcomes.csv --format {format}"));
        commands.push(format!("compare a.csv {beside} --against text.toml --all --format {format}"));
    }
    for format in ["table", "json", "graphml", "dot", "html"] {
        commands.push(format!("network a.csv {beside} --by phone --format {format}"));
    }
    commands.extend(["check", "thanks"].map(|what| format!("signals {what} a.csv {beside}")));
    for file in ["a", "join", "parties", "history", "decisions"] {
        commands.push(format!("inspect {file}.csv --as-read"));
    }
    let mapped: Vec<String> = commands.iter().map(|command| format!("{command} --mapping map.toml")).collect();
    for command in commands.iter().chain(&mapped) {
        let args: Vec<&str> = command.split(' ').chain(["-v"]).collect();
        let run = folder.run(&args).ends_with(0);
        assert!(!run.out.contains(CANARY), "{command}\n{}", run.out);
        assert!(!run.err.contains(CANARY), "{command}\n{}", run.err);
    }
    let files = "screen a.csv --all -o a.html -o a.xlsx -o a.json -o a.manifest.json";
    folder.run(&files.split(' ').chain(beside.split(' ')).collect::<Vec<_>>()).ends_with(0);
    for name in folder.names().iter().filter(|name| !name.ends_with(".csv")) {
        let bytes = std::fs::read(folder.path().join(name)).expect("an output");
        assert!(!bytes.windows(CANARY.len()).any(|bytes| bytes == CANARY.as_bytes()), "{name}");
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("a.xlsx")).expect("a workbook");
    let sheets = calamine::Reader::worksheets(&mut book);
    assert!(!sheets.is_empty() && !format!("{sheets:?}").contains(CANARY));
}

#[test]
fn that_a_column_is_never_read_is_said_for_every_kind_of_file() {
    let folder = flock();
    let beside = "--join join.csv --parties parties.csv --history history.csv --signals signals.csv --as-of 2026-06-30";
    let run = |command: &str| {
        let command = format!("{command} {beside} --lang en");
        folder.run(&command.split(' ').collect::<Vec<_>>()).ends_with(0)
    };
    let columns = [
        "BSN aanvrager",
        "Nationaliteit leidinggevende 2",
        "Geboorteland aanvrager",
        "Geslacht",
        "Religie partij",
        "Herkomst aanvrager",
        "Etnische achtergrond",
    ];
    let (screened, inspected) = (run("screen a.csv -v"), run("inspect a.csv"));
    let report: serde_json::Value = serde_json::from_str(&run("screen a.csv --format json").out).expect("json");
    for column in columns {
        let said = format!("column `{column}` is never read");
        assert!(screened.err.contains(&said) && inspected.err.contains(&said), "{said}\n{}", screened.err);
        assert!(report.to_string().contains(&said), "{said}");
    }
    assert!(run("signals check a.csv").err.contains("column `Etnische achtergrond` is never read"));
}

#[test]
fn a_table_as_it_was_read_keeps_the_place_of_a_forbidden_column_and_not_its_cells() {
    let folder = Folder::new();
    folder.file("a.csv", "zaaknummer;BSN aanvrager;leenbedrag\nN-1;Kanarie7;40000\nN-2;Kanarie7\nN-3;x;Kanarie7;5\n");
    let run = folder.run(&["inspect", "a.csv", "--as-read", "--lang", "en"]).ends_with(0);
    assert_eq!(run.out, "zaaknummer,BSN aanvrager,leenbedrag\nN-1,,40000\nN-2,,\nN-3,,,\n");
    assert_eq!(run.err, "a.csv: column `BSN aanvrager` is never read\n");
}

#[test]
fn no_mistake_shows_what_stands_in_a_file_of_people() {
    let folder = Folder::new();
    // No header: the first row looks like one.
    let rows = "Kanarie Toonbeeld;Kanarieplein;Voorbeeldstad\nKanarie Maquette;Kanariehof;Voorbeeldstad\n";
    folder.file("rows.csv", rows);
    folder.file("rows.toml", rows);
    folder.file("equals.toml", "Kanarie Toonbeeld = x y\nKanarie = 1\n");
    folder.file("keys.csv", "format = 1\nKanarie Toonbeeld\n");
    folder.file("a.csv", "zaaknummer;aanvraagdatum\nN-1;01-06-2026\n");
    folder.file("id.csv", "zaaknummer;Kanarie Toonbeeld\nN-1;x\n");
    for command in [
        "rows.csv",
        "inspect rows.csv",
        "a.csv --join rows.csv",
        "a.csv --history rows.csv",
        "a.csv --parties rows.csv",
        "a.csv --parties id.csv",
        "a.csv --signals rows.csv",
        "a.csv --decisions rows.csv",
        "tune a.csv --outcomes rows.csv",
        "tune a.csv --outcomes id.csv",
        "a.csv --rules rows.csv",
        "a.csv --rules rows.toml",
        "a.csv --rules equals.toml",
        "a.csv --rules keys.csv",
        "compare a.csv --against rows.toml",
        "rules check rows.csv --format json",
        "rules test rows.csv",
        "rules list rows.toml",
        "a.csv --mapping rows.csv",
        "a.csv --config rows.csv",
        "a.csv --baseline rows.csv",
        "fairness rows.csv --groups rows.csv",
        "verify rows.csv",
        "register --own rows.csv",
    ] {
        for lang in ["nl", "en"] {
            let args: Vec<&str> = command.split(' ').chain(["--lang", lang]).collect();
            let run = folder.run(&args);
            assert!(matches!(run.code, Some(1 | 2)), "{command}: {run:?}");
            let said = format!("{}{}", run.out, run.err);
            assert!(!said.contains("anarie") && !said.is_empty(), "{command}: {said}");
        }
    }
    let said = folder.run(&["rows.csv", "--lang", "en"]).err;
    assert!(said.contains("header on row 1 with 3 columns, no known name"), "{said}");
    let said = folder.run(&["a.csv", "--parties", "id.csv", "--lang", "en"]).err;
    assert!(said.contains("2 columns, known: `zaaknummer`"), "{said}");
    let said = folder.run(&["a.csv", "--rules", "rows.csv", "--lang", "en"]).err;
    assert!(said.contains("error[syntax]: this is no TOML file") && said.contains("rows.csv"), "{said}");
}

#[test]
fn a_word_of_origin_is_seen_in_a_list_and_in_a_derived_value() {
    let folder = Folder::new();
    folder.file("words.csv", "value,source\nwinkel,x\nTurkse bakkerij,x\n");
    let rule = |more: &str, when: &str| {
        let rule = "[[rule]]\nid = \"A-1\"\ntitle = \"x\"\ntheme = \"t\"\nweight = 5\n";
        rules(&format!("{more}\n{rule}when = {{ {when} }}"))
    };
    let list = |values: &str| format!("[lists.words]\n{values}");
    let listed = "field = \"description\", in_list = \"words\"";
    for (more, when) in [
        (list("values = [\"winkel\", \"Poolse winkel\"]"), listed),
        (list("values = [\"moskee\"]\nmatch = \"prefix\""), "field = \"activity\", not_in_list = \"words\""),
        (list("file = \"words.csv\""), listed),
        (list("values = [\"islam\"]"), "not = { any = [{ field = \"description\", in_list = \"words\" }] }"),
        (
            "[derived.about]\nif = { field = \"description\", contains = \"turks\" }".into(),
            "field = \"about\", equals = true",
        ),
        (
            "[derived.called]\nif = { field = \"applicant\", starts_with = \"Toon\" }".into(),
            "field = \"called\", equals = true",
        ),
    ] {
        folder.file("own.toml", &rule(&more, when));
        let run = folder.run(&["rules", "check", "own.toml"]).ends_with(1);
        assert!(
            run.out.contains("[forbidden-characteristic]") || run.out.contains("[name-pattern]"),
            "{more}\n{}",
            run.out
        );
        folder.file("a.csv", "zaaknummer;toelichting;activiteit;naam aanvrager\nZ-1;x;y;z\n");
        folder.run(&["a.csv", "--rules", "own.toml"]).ends_with(2);
    }
    folder.file("own.toml", &rule(&list("values = [\"winkel\", \"bakkerij\"]"), listed));
    let run = folder.run(&["rules", "check", "own.toml"]);
    assert!(!run.out.contains("forbidden-characteristic"), "{}", run.out);
}
