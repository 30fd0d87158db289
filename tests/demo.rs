//! The demo as a user runs it: the promised end, a receipt nobody should believe, and nothing left behind.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::program::{acquit, code, fixture, json_lines, text};

/// The checked-in figures every run must reach.
fn expected() -> Value {
    let bytes = std::fs::read(fixture("demo/expected.json")).expect("the expectation is there");
    serde_json::from_slice(&bytes).expect("the expectation is JSON")
}

fn demo(folder: &Path, more: &[&str]) -> Output {
    acquit().args(["demo", "--json"]).args(more).env("TMPDIR", folder).output().expect("the program runs")
}

/// What is in a folder.
fn entries(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_demo_reaches_every_promised_state_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = demo(folder.path(), &[]);
    assert_eq!(code(&output), 0, "{}\n{}", text(&output.stdout), text(&output.stderr));
    let lines = json_lines(&output);
    let (summary, events) = lines.split_last().expect("a summary line");
    let mut promised = expected();
    promised["demo"] = "ok".into();
    assert_eq!(summary, &promised);
    assert_eq!(summary["sent"], summary["receipts"], "every sent document has its receipt");
    let times: Vec<&str> = events.iter().map(|event| event["at"].as_str().expect("a time")).collect();
    assert!(times.is_sorted(), "the timeline is in the order of the moved clock");
    assert_eq!(entries(folder.path()), Vec::<String>::new());
}

#[test]
fn a_tampered_receipt_is_no_proof_and_fails_the_demo() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = demo(folder.path(), &["--tamper-receipt"]);
    assert_eq!(code(&output), 1, "{}", text(&output.stderr));
    let lines = json_lines(&output);
    let summary = lines.last().expect("a summary line");
    assert_eq!((&summary["demo"], &summary["receipts"]), (&"failed".into(), &0.into()), "{summary}");
    assert_eq!(entries(folder.path()), Vec::<String>::new());
}

/// A sandbox that serves, in a temporary folder of its own; its address is known once it has said so.
struct Serving {
    child: Child,
    port: u16,
}

impl Serving {
    fn start(folder: &Path) -> Self {
        let mut child = acquit()
            .args(["serve", "--sandbox", "--json"])
            .env("TMPDIR", folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("standard output is a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("the program says where it serves");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
        let address = said["serving"].as_str().expect("an address");
        let port = address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        Self { child, port }
    }

    fn is_reachable(&self) -> bool {
        TcpStream::connect(("127.0.0.1", self.port)).is_ok()
    }

    /// Sends a signal and waits for the end.
    fn end_by(&mut self, signal: &str) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status().expect("kill runs");
        assert!(sent.success());
        self.child.wait().expect("the program ends")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Only a test that failed half-way leaves it running; one that has ended cannot be killed again.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn both_polite_signals_leave_no_process_port_or_file() {
    for signal in ["INT", "TERM"] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut serving = Serving::start(folder.path());
        assert!(serving.is_reachable());
        assert_eq!(entries(folder.path()).len(), 1, "one folder while it serves");
        assert!(serving.end_by(signal).success(), "SIG{signal} ends it in order");
        assert!(!serving.is_reachable(), "the port is closed after SIG{signal}");
        assert_eq!(entries(folder.path()), Vec::<String>::new());
    }
}

#[test]
fn what_a_kill_left_behind_is_swept_up_by_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut killed = Serving::start(folder.path());
    killed.end_by("KILL");
    let left = entries(folder.path());
    assert_eq!(left.len(), 1, "SIGKILL leaves the folder");
    let mut next = Serving::start(folder.path());
    assert!(!entries(folder.path()).contains(&left[0]), "the next start removed {}", left[0]);
    assert!(next.end_by("TERM").success());
    assert_eq!(entries(folder.path()), Vec::<String>::new());
}
