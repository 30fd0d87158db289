//! `acquit as4 open`: what a stored AS4 message says, whether it is sound, and the first thing that is wrong with it.

use std::io::{Write, stdout};

mod opened;

use as4::inspect::{inspect, split_stored};
use gateway::{Clock, SystemClock};
use serde_json::{Value, json};
use xmlsec::{Certificate, Identity, TrustStore};

use self::opened::{Opened, Verdicts};
use super::{key_files, read_input};
use crate::cli;
use crate::exit::Exit;
use crate::terminal::{Paint, Tone};

/// Opens the message and tells all; ends with "invalid" when a receiver would refuse it.
pub fn run(arguments: &cli::As4Open) -> anyhow::Result<Exit> {
    let (content_type, body) = message(arguments)?;
    let keys = keys(arguments, &body)?;
    let known = known(arguments)?;
    let trust = arguments.trust.as_deref().map(key_files::anchors).transpose()?.map(TrustStore::new);
    let told = match inspect(&content_type, &body, &keys, &known) {
        Ok(inspection) => {
            let strict = as4::inspect::strict(&content_type, &body, &keys, trust.as_ref(), SystemClock.now());
            let verdicts = Verdicts::of(&inspection, strict, trust.as_ref(), SystemClock.now());
            Opened { inspection, verdicts }.told()
        }
        Err(error) => json!({
            "kind": null,
            "error": error.code.as_str(),
            "peppol-strict": error.code.as_str(),
            "explanation": format!("this cannot be read as an AS4 message: {}", error.description.as_deref().unwrap_or("")),
        }),
    };
    if arguments.json {
        writeln!(stdout(), "{told}")?;
    } else {
        print(&mut stdout().lock(), Paint::for_stdout(), &told)?;
    }
    Ok(if told["error"].is_null() { Exit::Ok } else { Exit::Invalid })
}

/// Content type and body of the message, whether the headers are in the same file or in one of their own.
fn message(arguments: &cli::As4Open) -> anyhow::Result<(String, Vec<u8>)> {
    let bytes = read_input(&arguments.message)?;
    let Some(file) = &arguments.headers else { return Ok(split_stored(&bytes)) };
    let mut headers = read_input(file)?.trim_ascii().to_vec();
    headers.extend_from_slice(b"\r\n\r\n");
    let (content_type, _) = split_stored(&headers);
    Ok((content_type, bytes))
}

fn keys(arguments: &cli::As4Open, body: &[u8]) -> anyhow::Result<Vec<Identity>> {
    let in_message = tokens(body);
    let files = key_files::with_passwords(&arguments.keys, &arguments.key_passwords)?;
    files.iter().map(|(file, password)| key_files::identity(file, password, &in_message)).collect()
}

fn known(arguments: &cli::As4Open) -> anyhow::Result<Vec<Certificate>> {
    let files = key_files::with_passwords(&arguments.verify_with, &arguments.verify_with_passwords)?;
    let read = files.iter().map(|(file, password)| key_files::certificates(file, password));
    Ok(read.collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The certificates that stand in the message as binary tokens: one of them may belong to a bare key.
fn tokens(body: &[u8]) -> Vec<Certificate> {
    let text = String::from_utf8_lossy(body);
    let elements = text.split("BinarySecurityToken").skip(1);
    let contents = elements.filter_map(|rest| rest.split_once('>')?.1.split('<').next());
    contents.filter_map(|content| Certificate::from_base64(content).ok()).collect()
}

/// The same facts as the JSON, line by line, with the explanation on top.
fn print(out: &mut impl Write, paint: Paint, told: &Value) -> std::io::Result<()> {
    let kind = told["kind"].as_str().unwrap_or("not an AS4 message");
    let tone = if told["error"].is_null() { Tone::Good } else { Tone::Bad };
    let explanation = told["explanation"].as_str().unwrap_or("nothing is wrong with it");
    writeln!(out, "{}: {}", paint.text(Tone::Name, kind), paint.text(tone, explanation))?;
    for (name, value) in told.as_object().into_iter().flatten() {
        if !matches!(name.as_str(), "kind" | "explanation") {
            print_fact(out, paint, name, value, "  ")?;
        }
    }
    Ok(())
}

/// One fact, with what is inside it set further to the right.
fn print_fact(out: &mut impl Write, paint: Paint, name: &str, value: &Value, indent: &str) -> std::io::Result<()> {
    let label = paint.text(Tone::Quiet, format!("{indent}{name:<18}"));
    let deeper = format!("{indent}  ");
    match value {
        Value::Null => Ok(()),
        Value::String(text) => writeln!(out, "{label} {text}"),
        Value::Array(items) => items.iter().try_for_each(|item| print_fact(out, paint, name, item, indent)),
        Value::Object(fields) => {
            writeln!(out, "{}", paint.text(Tone::Quiet, format!("{indent}{name}")))?;
            fields.iter().try_for_each(|(name, value)| print_fact(out, paint, name, value, &deeper))
        }
        Value::Bool(_) | Value::Number(_) => writeln!(out, "{label} {value}"),
    }
}
