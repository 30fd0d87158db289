//! Runs the built program, and finds what the tests share: the tree, a scratch folder, the exit code.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program under test.
pub fn acquit() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquit"));
    command.env("NO_COLOR", "1");
    command
}

/// Runs the program with these arguments and this standard input, to its end.
pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = acquit()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    // A program that refuses its arguments closes the pipe before it is read: that is its answer, not our failure.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

/// The exit code; a death by signal fails the test.
pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", text(&output.stderr)))
}

/// What a stream said.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every line of standard output as JSON.
pub fn json_lines(output: &Output) -> Vec<Value> {
    let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
    text(&output.stdout).lines().map(parse).collect()
}

/// A file of the tree.
pub fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(path)
}
