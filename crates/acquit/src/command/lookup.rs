//! `acquit lookup`: what SML and SMP say about a participant, and the four ways of not finding it told apart.

use std::io::{Write, stdout};

use anyhow::Context;
use gateway::{Clock, SystemClock};
use peppol::discovery::{EndpointState, ListedType, Lookup};
use peppol::{Discovery, DiscoveryConfig, DiscoveryError, ParticipantId, Roots};
use xmlsec::TrustStore;

use super::{block_on, key_files};
use crate::cli;
use crate::exit::{Exit, Failure};
use crate::terminal::{Paint, Tone};

/// Asks the network about one participant, now.
pub fn run(arguments: &cli::Lookup) -> anyhow::Result<Exit> {
    let wrong_form =
        |error: &dyn std::fmt::Display| Failure::new(Exit::Usage, format!("{}: {error}", arguments.participant));
    let participant = ParticipantId::parse(&arguments.participant).map_err(|error| wrong_form(&error))?;
    participant.check().map_err(|error| wrong_form(&error))?;
    let found = block_on(ask(arguments, &participant))??;
    if arguments.json {
        writeln!(stdout(), "{}", serde_json::to_string(&found)?)?;
    } else {
        print(&found)?;
    }
    match &arguments.document_type {
        Some(wanted) => accepted(&found, wanted),
        None => Ok(Exit::Ok),
    }
}

async fn ask(arguments: &cli::Lookup, participant: &ParticipantId) -> anyhow::Result<Lookup> {
    let discovery = discovery(arguments)?;
    match discovery.lookup(participant, SystemClock.now()).await {
        Ok(found) => Ok(found),
        Err(error @ DiscoveryError::NotRegistered { .. }) => {
            let others = discovery.registered_variants(participant, SystemClock.now()).await;
            let told = others.iter().map(|other| format!("; {} is registered", other.value()));
            let hint = told.collect::<Vec<_>>().concat();
            Err(Failure::new(Exit::NotFound, format!("{error}{hint}")).into())
        }
        Err(error) if error.is_transient() => Err(Failure::new(Exit::Temporary, error).into()),
        Err(error) => Err(Failure::new(Exit::NotFound, error).into()),
    }
}

fn discovery(arguments: &cli::Lookup) -> anyhow::Result<Discovery> {
    let roots = match &arguments.tls_root {
        Some(file) => Roots::Only(std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?),
        None => Roots::System,
    };
    // A network with a root of its own is a sandbox or a closed one; there, addresses of this machine are meant.
    let allow_loopback = arguments.tls_root.is_some();
    let standard = DiscoveryConfig::default();
    let config = DiscoveryConfig {
        zone: arguments.sml.clone().unwrap_or_else(|| standard.zone.clone()),
        resolver: arguments.resolver,
        smp_override: arguments.smp.clone(),
        allow_loopback,
        ..standard
    };
    let trust = TrustStore::new(arguments.trust.as_deref().map(key_files::anchors).transpose()?.unwrap_or_default());
    Ok(Discovery::new(config, peppol::http_client(&roots, allow_loopback)?, trust)?)
}

/// Ends with "not accepted" when no usable endpoint takes the document type.
fn accepted(found: &Lookup, wanted: &str) -> anyhow::Result<Exit> {
    let listed = found.document_types.iter().find(|listed| listed.document_type.to_string() == wanted);
    let Some(listed) = listed else {
        let message = format!(
            "{} does not accept {wanted}: choose one of the document types it lists",
            found.participant.value()
        );
        return Err(Failure::new(Exit::NotFound, message).into());
    };
    if listed.endpoints.iter().any(|endpoint| endpoint.problem.is_none()) {
        return Ok(Exit::Ok);
    }
    let problem =
        listed.error.clone().or_else(|| listed.endpoints.iter().find_map(|endpoint| endpoint.problem.clone()));
    let reason = problem.unwrap_or_else(|| "it lists no endpoint".to_owned());
    Err(Failure::new(
        Exit::NotFound,
        format!("{} lists {wanted}, but cannot take it now: {reason}", found.participant.value()),
    )
    .into())
}

fn print(found: &Lookup) -> std::io::Result<()> {
    let paint = Paint::for_stdout();
    writeln!(stdout(), "{}  at {}", paint.text(Tone::Name, &found.participant), found.smp)?;
    if let Some(name) = &found.sml_name {
        writeln!(stdout(), "  {}", paint.text(Tone::Quiet, name))?;
    }
    for warning in &found.warnings {
        writeln!(stdout(), "  {} {warning}", paint.text(Tone::Wait, "note"))?;
    }
    for listed in &found.document_types {
        print_type(paint, listed)?;
    }
    Ok(())
}

fn print_type(paint: Paint, listed: &ListedType) -> std::io::Result<()> {
    writeln!(stdout(), "{} {}", paint.text(Tone::Name, listed.name.unwrap_or("document")), listed.document_type)?;
    if let Some(error) = &listed.error {
        writeln!(stdout(), "  {} {error}", paint.text(Tone::Bad, "no answer"))?;
    }
    for EndpointState { process, url, certificate_subject, certificate_until, problem, .. } in &listed.endpoints {
        let verdict = match problem {
            None => paint.text(Tone::Good, "usable"),
            Some(problem) => format!("{} {problem}", paint.text(Tone::Bad, "not usable:")),
        };
        writeln!(stdout(), "  {verdict}  {url}  {}", process.value())?;
        let until = certificate_until.map_or_else(String::new, |until| format!(" until {}", until.date_naive()));
        let subject = certificate_subject.as_deref().unwrap_or("no certificate");
        writeln!(stdout(), "    {}", paint.text(Tone::Quiet, format!("{subject}{until}")))?;
    }
    Ok(())
}
