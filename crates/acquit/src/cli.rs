//! The arguments, and which command they call.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::command;
use crate::exit::Exit;

/// Sends correct e-invoices over Peppol, proves they arrived, and chases payment politely.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 ok, 1 error, 2 usage, 3 invalid document or model, 4 not found, 5 temporary.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Play the whole road on a sandbox network: invoice, answer, reminder, paid.
    Demo(Demo),
    /// Serve the API, the AS4 endpoint and the workers.
    Serve(Serve),
    /// Judge documents against the Peppol rules and say what is wrong and where.
    Validate(Validate),
    /// Print what a rule demands, why, and which fields it looks at.
    Explain(Explain),
    /// List the rule sets and their dates.
    RuleSets(Json),
    /// Turn a JSON invoice into a BIS Billing 3.0 document on standard output, totals computed.
    Create(Create),
    /// Work on bank statements.
    #[command(subcommand)]
    Bank(Bank),
    /// Ask the network who a participant is, what it accepts and where.
    Lookup(Lookup),
    /// Look into AS4 messages.
    #[command(subcommand)]
    As4(As4),
}

#[derive(Debug, Subcommand)]
enum As4 {
    /// Verify and decrypt a stored message, say what it says and what is wrong with it.
    Open(As4Open),
}

/// Arguments of `as4 open`.
#[derive(Debug, Args)]
pub struct As4Open {
    /// The message: an HTTP request or answer as stored, its bare body, or a SOAP envelope; `-` is standard input.
    pub message: PathBuf,
    /// The HTTP headers, where they are kept apart from the body.
    #[arg(long, value_name = "FILE")]
    pub headers: Option<PathBuf>,
    /// A private key that may open the message (PEM or PKCS#12); may be given again.
    #[arg(long = "key", value_name = "FILE")]
    pub keys: Vec<PathBuf>,
    /// The password of the first, second, … key file; @FILE reads it from a file.
    #[arg(long = "key-password", value_name = "PASSWORD")]
    pub key_passwords: Vec<String>,
    /// Certificates that the message may name without holding them (PEM, DER or PKCS#12); may be given again.
    #[arg(long, value_name = "FILE")]
    pub verify_with: Vec<PathBuf>,
    /// The password of the first, second, … file of certificates; @FILE reads it from a file.
    #[arg(long = "verify-with-password", value_name = "PASSWORD")]
    pub verify_with_passwords: Vec<String>,
    /// A folder of trust anchors (PEM or DER): also judge whether the signer is to be believed today.
    #[arg(long, value_name = "DIR")]
    pub trust: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
enum Bank {
    /// Match statements (camt.053, MT940, CODA) against open items; nothing is stored.
    Match(BankMatch),
}

/// Arguments of `bank match`.
#[derive(Debug, Args)]
pub struct BankMatch {
    /// The open items and customers, as JSON.
    #[arg(long, value_name = "OPEN.json")]
    pub open_items: PathBuf,
    /// The statements, in the order in which they are imported.
    #[arg(value_name = "STATEMENT", required = true)]
    pub statements: Vec<PathBuf>,
    /// Print one JSON object per transaction, and what is open afterwards as the last line.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Json {
    /// Print JSON, one object per line.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Print one event per line as JSON, and the summary as the last line.
    #[arg(long)]
    pub json: bool,
    /// Leave the gateway serving after the play, until it is interrupted.
    #[arg(long)]
    pub keep: bool,
    /// The port of the gateway's API, used with --keep; a free one when absent.
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Let the buyers' access point answer with a receipt that was tampered with.
    #[arg(long, hide = true)]
    pub tamper_receipt: bool,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The configuration file (TOML).
    #[arg(long, value_name = "FILE", required_unless_present = "sandbox", conflicts_with = "sandbox")]
    pub config: Option<PathBuf>,
    /// Serve on a sandbox network of this machine, with a database that is thrown away.
    #[arg(long)]
    pub sandbox: bool,
    /// The port of the API in the sandbox; a free one when absent.
    #[arg(long, value_name = "N", requires = "sandbox")]
    pub port: Option<u16>,
    /// Print the address as one JSON object instead of text.
    #[arg(long)]
    pub json: bool,
    /// Start no workers: `POST /sandbox/run` does their work when it is asked to.
    #[arg(long, hide = true, requires = "config")]
    pub by_hand: bool,
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
pub struct Validate {
    /// Print one JSON object per document; the same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// How to print the verdicts: text with source lines, one JSON object per document, or one HTML page.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// The language of explanations; all are English so far, also with nl.
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = ["en", "nl"])]
    pub lang: String,
    /// Run the rule layers in spite of structure findings.
    #[arg(long)]
    pub all_layers: bool,
    /// Force a rule set (NAME or NAME@RELEASE) instead of choosing it by the document's ids.
    #[arg(long, value_name = "NAME")]
    pub rule_set: Option<String>,
    /// Judge by the rules in force on this date; what no set was in force for is not checked.
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
    /// Judge every regular file below this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "files")]
    pub batch: Option<PathBuf>,
    /// The documents; `-` is standard input.
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    pub files: Vec<PathBuf>,
}

/// The forms that verdicts are printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: findings under their source lines.
    Text,
    /// One object per line.
    Json,
    /// A page that stands by itself.
    Html,
}

impl Validate {
    /// The form that was asked for in either way.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's id, such as BR-CO-10.
    pub rule: String,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `create`.
#[derive(Debug, Args)]
pub struct Create {
    /// The invoice as JSON; `-` is standard input.
    pub invoice: PathBuf,
    /// Print `{"document": XML, "report": …}` instead of the bare document.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `lookup`.
#[derive(Debug, Args)]
pub struct Lookup {
    /// The participant, such as `0106:12345678` or `iso6523-actorid-upis::0106:12345678`.
    pub participant: String,
    /// The SML zone; the production network when absent.
    #[arg(long, value_name = "ZONE")]
    pub sml: Option<String>,
    /// Ask this SMP instead of looking it up in the SML.
    #[arg(long, value_name = "URL")]
    pub smp: Option<String>,
    /// The DNS server to ask, as ADDRESS:PORT.
    #[arg(long, value_name = "ADDR")]
    pub resolver: Option<SocketAddr>,
    /// The only root certificates (PEM) believed for https; addresses of this machine are then allowed too, as in a sandbox.
    #[arg(long, value_name = "FILE")]
    pub tls_root: Option<PathBuf>,
    /// A folder of trust anchors (PEM) for Peppol certificates.
    #[arg(long, value_name = "DIR")]
    pub trust: Option<PathBuf>,
    /// Ask whether this document type is accepted (`scheme::value`); not accepted ends with exit code 4.
    #[arg(long, value_name = "TYPE")]
    pub document_type: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

impl Arguments {
    /// Runs the command that was asked for.
    pub fn run(self) -> anyhow::Result<Exit> {
        match self.command {
            Command::Demo(arguments) => command::demo::run(&arguments),
            Command::Serve(arguments) => command::serve::run(&arguments),
            Command::Validate(arguments) => command::validate::run(&arguments),
            Command::Explain(arguments) => command::explain::rule(&arguments),
            Command::RuleSets(arguments) => command::explain::rule_sets(arguments.json),
            Command::Create(arguments) => command::create::run(&arguments),
            Command::Bank(Bank::Match(arguments)) => command::bank::run(&arguments),
            Command::Lookup(arguments) => command::lookup::run(&arguments),
            Command::As4(As4::Open(arguments)) => command::as4::run(&arguments),
        }
    }
}
