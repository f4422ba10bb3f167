//! `--watch`: a command that is done again after every save, until it is stopped.

mod common;

use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use common::Folder;

const RULES: &str = r#"format = 1
[[rule]]
id = "A-1"
title = { nl = "Proef", en = "Trial" }
theme = "proef"
weight = 5
when = { field = "loan_amount", at_least = 1000 }
"#;

/// A watch with its lines as they come, stopped when the test ends however it ends.
/// Its two streams come in any order, so what nobody asked for yet is kept.
struct Watch(Child, Receiver<String>, RefCell<Vec<String>>);

impl Watch {
    fn start(folder: &Folder, args: &[&str]) -> Watch {
        let mut command = Command::new(env!("CARGO_BIN_EXE_samenzien"));
        command.current_dir(folder.path()).args(args).args(["--watch", "--lang", "en"]).env("COLUMNS", "100");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let (send, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("a stream")), Box::new(child.stderr.take().expect("a stream"))];
        for stream in streams {
            let send = send.clone();
            std::thread::spawn(move || {
                BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| drop(send.send(line)));
            });
        }
        Watch(child, lines, RefCell::default())
    }

    /// Waits for a line that holds this, and takes it.
    fn says(&self, wanted: &str) {
        let mut kept = self.2.borrow_mut();
        if let Some(at) = kept.iter().position(|line| line.contains(wanted)) {
            kept.remove(at);
            return;
        }
        loop {
            // Far longer than it takes; a watch that says nothing must not hold up all tests.
            let line = self.1.recv_timeout(Duration::from_secs(120));
            let line = line.unwrap_or_else(|_| panic!("no `{wanted}`:\n{}", kept.join("\n")));
            if line.contains(wanted) {
                return;
            }
            kept.push(line);
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_saved_rule_is_checked_again_and_a_mistake_does_not_end_the_watch() {
    let folder = Folder::new();
    folder.file("proef.toml", RULES);
    let watch = Watch::start(&folder, &["rules", "check", "proef.toml"]);
    watch.says("errors: 0");
    watch.says("Stop: Ctrl-C");
    folder.file("proef.toml", &RULES.replace("at_least", "at_leest"));
    watch.says("did you mean `at_least`?");
    watch.says("Stop: Ctrl-C");
    folder.file("proef.toml", RULES);
    watch.says("errors: 0");
}

#[test]
fn what_was_read_stays_in_memory_and_a_saved_list_is_read_again() {
    let folder = Folder::new();
    folder.file("proef.toml", RULES);
    folder.file("lijst.csv", "zaaknummer;geleend bedrag;contant bedrag\nZ-1;5.000;9.000\nZ-2;500;9.000\n");
    let watch = Watch::start(&folder, &["compare", "lijst.csv", "--rules", "proef.toml", "--against", "nu.toml"]);
    watch.says("nu.toml");
    watch.says("Stop: Ctrl-C");
    folder.file("nu.toml", RULES);
    watch.says("mean and say the same");
    watch.says("Stop: Ctrl-C");
    // Another field: the applications are read again, now with it.
    folder.file("proef.toml", &RULES.replace("loan_amount", "cash_amount"));
    watch.says("0 change band, and 1 change score only");
    watch.says("Stop: Ctrl-C");
    folder.file("lijst.csv", "zaaknummer;geleend bedrag;contant bedrag\nZ-1;500;9.000\nZ-2;500;9.000\n");
    watch.says("0 change band, and 2 change score only");
}
