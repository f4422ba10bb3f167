//! Who stops a run (Ctrl-C) finds no half files.
#![cfg(unix)]

mod common;

use std::fmt::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::Folder;

#[test]
fn a_run_that_is_stopped_while_it_writes_leaves_nothing_behind() {
    for name in ["uit.json", "uit.xlsx", "uit.csv"] {
        let folder = Folder::new();
        let mut list = String::from("zaaknummer;aanvraagdatum;telefoon;geleend bedrag;soort geldverstrekker\n");
        for at in 0..30_000 {
            let _ = writeln!(list, "Z-{at};02-11-2026;06-1900{:04};40000;particulier", at % 7_000);
        }
        folder.file("lijst.csv", &list);
        let mut run = Command::new(env!("CARGO_BIN_EXE_samenzien"))
            .current_dir(folder.path())
            .args(["-q", "lijst.csv", "-o", name])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // A temporary file is there once writing has begun; the one that tells whether a file can be written at all
        // comes and goes before anything is read.
        let start = Instant::now();
        let mut seen = 0;
        while seen < 3 && start.elapsed() < Duration::from_secs(120) && run.try_wait().expect("a child").is_none() {
            seen = if folder.names().len() > 1 { seen + 1 } else { 0 };
            std::thread::sleep(Duration::from_millis(15));
        }
        assert!(run.try_wait().expect("a child").is_none(), "{name}: written before it could be stopped");
        let killed = Command::new("kill").args(["-INT", &run.id().to_string()]).status().expect("kill");
        assert!(killed.success());
        let ended = run.wait().expect("an end");
        assert_eq!((ended.code(), folder.names()), (Some(130), vec!["lijst.csv".to_owned()]), "{name}");
    }
}
