//! What was found in an AS4 message, as codes, as facts and as one sentence on the first thing that is wrong.

use as4::inspect::{Check, Inspection, Kind, Payload};
use as4::{Code, EbmsError, ReferenceDigest, Rejection};
use chrono::{DateTime, Utc};
use peppol::Sbdh;
use serde_json::{Map, Value, json};
use xmlsec::{Certificate, Role, TrustStore};

/// The message and the verdicts on it.
pub struct Opened {
    pub inspection: Inspection,
    pub verdicts: Verdicts,
}

/// What a tolerant receiver and the strict profile say.
pub struct Verdicts {
    /// Whether the signer is believed: `None` when nobody asked.
    trust: Option<Result<(), String>>,
    /// The code a receiver answers, and why.
    error: Option<(Code, String)>,
    /// The strict profile's refusal.
    strict: Option<Rejection>,
}

impl Verdicts {
    /// Judges an opened message; a signal is never answered with an error, so the strict profile has no code for it.
    pub fn of(
        found: &Inspection,
        strict: Result<(), Rejection>,
        anchors: Option<&TrustStore>,
        now: DateTime<Utc>,
    ) -> Self {
        let trust = anchors.map(|anchors| trusted(found, anchors, now));
        let strict = strict.err().filter(|_| found.kind == Kind::UserMessage);
        Self { error: first_fault(found, trust.as_ref()), trust, strict }
    }
}

fn trusted(found: &Inspection, anchors: &TrustStore, now: DateTime<Utc>) -> Result<(), String> {
    let signer = found.signer.as_ref().ok_or("there is no good signature whose maker could be believed")?;
    anchors.verify(signer, Role::AccessPoint, now).map_err(|error| error.to_string())
}

/// The first thing that a receiver refuses, in the order in which it looks.
fn first_fault(found: &Inspection, trust: Option<&Result<(), String>>) -> Option<(Code, String)> {
    match found.kind {
        Kind::UserMessage => fault_of_message(found, trust),
        Kind::Receipt => fault_of_receipt(found, trust).map(|reason| (Code::InvalidReceipt, reason)),
        Kind::Error => None,
    }
}

fn fault_of_message(found: &Inspection, trust: Option<&Result<(), String>>) -> Option<(Code, String)> {
    match &found.verify {
        Check::Failed(reason) => {
            return Some((Code::FailedAuthentication, format!("the signature is not good: {reason}")));
        }
        Check::NoKey(named) => return Some((Code::FailedAuthentication, unknown_signer(named))),
        Check::Absent if !found.is_signed => {
            return Some((Code::PolicyNoncompliance, "the message is not signed".into()));
        }
        Check::Absent | Check::Passed => {}
    }
    if let Some(Err(reason)) = trust {
        return Some((
            Code::FailedAuthentication,
            format!("the signature is good, but its maker is not believed: {reason}"),
        ));
    }
    if let Check::Failed(reason) = &found.decrypt {
        return Some((
            Code::FailedDecryption,
            format!("the payload cannot be decrypted with the keys given: {reason}"),
        ));
    }
    if !found.is_encrypted && !found.payloads.is_empty() {
        return Some((Code::PolicyNoncompliance, "the payload is not encrypted".into()));
    }
    let reason = found.payload_error.clone()?;
    // A payload that came out of its encryption can only fail at being expanded; one that was not reached is missing.
    let code = if found.payloads.is_empty() { Code::MimeInconsistency } else { Code::DecompressionFailure };
    Some((code, format!("the payload cannot be used: {reason}")))
}

/// Why a receipt proves nothing to the one who waits for it.
fn fault_of_receipt(found: &Inspection, trust: Option<&Result<(), String>>) -> Option<String> {
    match &found.verify {
        Check::Failed(reason) => {
            return Some(format!("the receipt's signature is not good, it proves nothing: {reason}"));
        }
        Check::Absent => return Some("the receipt is not signed, it proves nothing".into()),
        Check::NoKey(_) | Check::Passed => {}
    }
    if found.acknowledged.is_empty() {
        return Some(
            "the receipt repeats no digest in its non-repudiation information, so it does not say what arrived".into(),
        );
    }
    match (&found.verify, trust) {
        (Check::NoKey(named), _) => Some(unknown_signer(named)),
        (_, Some(Err(reason))) => Some(format!("the receipt's signer is not believed: {reason}")),
        _ => None,
    }
}

fn unknown_signer(named: &str) -> String {
    format!("the signer's certificate is not in the message ({named}): give it with --verify-with")
}

impl Opened {
    /// The one object that `--json` prints.
    pub fn told(&self) -> Value {
        let Self { inspection: found, verdicts } = self;
        let mut told = json!({
            "kind": found.kind.as_str(),
            "signed": found.is_signed,
            "encrypted": found.is_encrypted,
            "verify": outcome(&found.verify),
            "decrypt": outcome(&found.decrypt),
            "error": verdicts.error.as_ref().map(|(code, _)| EbmsError::new(*code, "").code.as_str().to_owned()),
            "peppol-strict": verdicts.strict.as_ref().map(|refused| refused.error.code.as_str()),
            "explanation": self.explanation(),
        });
        if let Some(trust) = &verdicts.trust {
            told["trust"] = json!(if trust.is_ok() { "ok" } else { "fail" });
        }
        if found.kind == Kind::Receipt {
            told["nri"] = json!(if found.acknowledged.is_empty() { "invalid" } else { "ok" });
            told["acknowledged"] = references(&found.acknowledged);
        }
        told["ids"] = self.facts(&["timestamp", "conversation"]);
        told["ids"]["message"] = json!(found.message_id);
        told["ids"]["ref_to"] = json!(found.ref_to);
        told["parties"] = self.facts(&["from", "to", "originalSender", "finalRecipient"]);
        told["purpose"] = self.facts(&["service", "action"]);
        told["signer"] = found.signer.as_ref().map_or(Value::Null, signer);
        told["references"] = references(&found.references);
        told["payloads"] = found.payloads.iter().map(payload).collect();
        told["errors"] = found.errors.iter().map(|error| json!(error)).collect();
        told
    }

    /// The first thing that is wrong, for a person: what a receiver refuses, what only Peppol refuses, what could not be looked at.
    fn explanation(&self) -> Option<String> {
        let Self { inspection: found, verdicts } = self;
        if let Some((_, reason)) = &verdicts.error {
            return Some(reason.clone());
        }
        if let (Kind::Error, Some(error)) = (found.kind, found.errors.first()) {
            let detail = error.detail.as_deref().or(error.description.as_deref()).unwrap_or("without saying why");
            return Some(format!(
                "the receiver refused the message with {} {}: {detail}",
                error.code, error.short_description
            ));
        }
        if let Some(refused) = &verdicts.strict {
            return Some(format!("sound in itself, but the Peppol profile refuses it: {}", refused.reason));
        }
        match &found.decrypt {
            Check::NoKey(named) => Some(format!("the payload is for {named}: give its key with --key to see inside")),
            _ => None,
        }
    }

    /// Some of the header's facts by name.
    fn facts(&self, names: &[&str]) -> Value {
        let facts = self.inspection.facts.iter().filter(|(name, _)| names.contains(&name.as_str()));
        Value::Object(facts.map(|(name, value)| (name.clone(), json!(value))).collect::<Map<_, _>>())
    }
}

/// `ok`, `fail` or `no-key`; null where there was nothing to check.
fn outcome(check: &Check) -> Option<&'static str> {
    (*check != Check::Absent).then(|| check.as_str())
}

fn references(digests: &[ReferenceDigest]) -> Value {
    let reference = |digest: &ReferenceDigest| json!({"uri": digest.uri, "algorithm": digest.algorithm, "digest": digest.value_base64});
    digests.iter().map(reference).collect()
}

fn signer(certificate: &Certificate) -> Value {
    json!({
        "subject": certificate.subject(),
        "issuer": certificate.issuer(),
        "fingerprint": certificate.fingerprint(),
        "until": certificate.not_after(),
    })
}

/// Size and digest of what was opened, never the document itself; and the envelope's addresses when there is one.
fn payload(payload: &Payload) -> Value {
    let Some(content) = &payload.content else { return json!({"href": payload.href, "opened": false}) };
    let mut told = json!({
        "href": payload.href,
        "opened": true,
        "size_bytes": content.len(),
        "sha256": fingerprint(content),
    });
    if let Ok((envelope, _)) = Sbdh::open(content) {
        told["sbdh"] = json!({
            "sender": envelope.sender.to_string(),
            "receiver": envelope.receiver.to_string(),
            "document_type": envelope.document_type.to_string(),
            "process": envelope.process.to_string(),
            "instance": envelope.instance_id,
        });
    }
    told
}

/// SHA-256 in hexadecimal, as `sha256sum` prints it.
fn fingerprint(content: &[u8]) -> String {
    xmlsec::sha256(content).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
