//! `network`: which applications are joined, by what, in every format.

mod common;

use common::Folder;

const LIST: &str = "\
zaaknummer;afdeling;aanvrager;telefoon;iban
Z-1;Horeca;A. Een;06-19001001;
Z-2;Bouwen;B. Twee;06-19001001;NL91ABNA0417164300
Z-3;Horeca;\"C. <b>Drie</b> & \"\"zoon\"\"\";;NL91ABNA0417164300
Z-4;Horeca;D. Vier;06-19001004;
Z-5;Horeca;E. Vijf;06-19001004;
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("lijst.csv", LIST);
    folder
}

#[test]
fn the_fields_that_join_and_the_least_size_can_be_chosen() {
    let folder = folder();
    let found = |args: &[&str]| {
        let run = folder.run(&[&["network", "lijst.csv", "--format", "json"], args].concat()).ends_with(0);
        let whole: serde_json::Value = serde_json::from_str(&run.out).expect("json");
        whole["networks"]
            .as_array()
            .expect("networks")
            .iter()
            .map(|n| n["applications"].as_array().map_or(0, Vec::len))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), [3]);
    assert_eq!(found(&["--min", "2"]), [3, 2]);
    assert_eq!(found(&["--by", "phone", "--min", "2"]), [2, 2]);
    assert_eq!(found(&["--by", "telefoon,iban"]), [3]);
    assert_eq!(found(&["--by", "phone", "--max-group", "2", "--min", "2"]), [2, 2]);
    assert!(found(&["--min", "4"]).is_empty());
}

#[test]
fn every_format_is_written_whole_escaped_and_the_same_each_time() {
    let folder = folder();
    let names = ["uit.json", "uit.graphml", "uit.dot", "uit.html", "uit.txt"];
    let write = |more: &[&str]| {
        let outputs = names.iter().flat_map(|name| ["-o", name]);
        let args: Vec<&str> =
            ["network", "lijst.csv", "--lang", "nl"].into_iter().chain(outputs).chain(more.iter().copied()).collect();
        folder.run(&args).ends_with(0);
        names.map(|name| folder.read(name))
    };
    let first = write(&[]);
    assert_eq!(first, write(&["--threads", "1"]));
    let [json, graphml, dot, html, text] = &first;
    assert!(json.contains("\"sha256\"") && json.contains("\"only_together\": true"), "{json}");
    assert!(graphml.contains("<data key=\"only_together\">true</data>") && graphml.contains("<edge source=\"n1a0\""));
    assert!(dot.starts_with("// {") && dot.contains("n1a1 -- n1v0;") && dot.contains("alleen samen zichtbaar"));
    assert!(html.contains("<svg") && html.contains("alleen samen zichtbaar") && !html.contains("<b>"), "{html}");
    // Nothing is fetched: the one address names what SVG is.
    assert!(
        !html.contains("<script") && html.matches("http").count() == html.matches("http://www.w3.org/2000/svg").count()
    );
    assert!(text.contains("Z-1, Z-2*, Z-3") && text.contains("Bouwen, Horeca"), "{text}");
    for hidden in write(&["--redact"]) {
        assert!(!hidden.contains("19001001") && !hidden.contains("0417164300") && !hidden.contains("Drie"), "{hidden}");
    }
}

#[test]
fn a_value_that_many_share_joins_nobody_and_is_told() {
    let folder = Folder::new();
    let mut list = "zaaknummer;telefoon\n".to_owned();
    (0..12).for_each(|at| list.push_str(&format!("Z-{at};010-9990001\n")));
    folder.file("druk.csv", &list);
    let run = folder.run(&["network", "druk.csv", "--by", "phone", "--lang", "en"]).ends_with(0);
    assert!(run.out.contains("No networks") && run.out.contains("12 applications"), "{}", run.out);
    let run = folder.run(&["network", "druk.csv", "--by", "phone", "--max-group", "12", "--lang", "en"]).ends_with(0);
    assert!(run.out.contains("+2"), "{}", run.out);
}

#[test]
fn mistakes_are_told_before_anything_is_written() {
    let folder = folder();
    for (args, said) in [
        (&["--by", "telefon"][..], "no field"),
        (&["-o", "uit.csv"], ".graphml"),
        (&["-o", "lijst.csv"], ".graphml"),
        (&["--min", "1"], "--min"),
        (&["--format", "csv"], "graphml"),
    ] {
        let run = folder.run(&[&["network", "lijst.csv", "--lang", "en"], args].concat()).ends_with(2);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    assert_eq!(folder.names(), ["lijst.csv"]);
}

#[test]
fn rows_set_aside_end_a_strict_run_with_three() {
    let folder = Folder::new();
    folder.file("lijst.csv", "zaaknummer;telefoon\nZ-1;06-19001001\n;06-19001001\n");
    folder.run(&["network", "lijst.csv", "--strict"]).ends_with(3);
    folder.run(&["network", "lijst.csv"]).ends_with(0);
}
