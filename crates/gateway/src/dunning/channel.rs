//! Which ways lead to a debtor now: what its SMP lists, what was agreed, where mail goes (`reminders.md` §5.3).

use peppol::{DiscoveryError, DocumentTypeId, ParticipantId, ProcessId, known};
use receivables::{Capabilities, Channel};

use crate::config::{Stage, Tenant};
use crate::{Error, Gateway};

/// What is known of the ways to a debtor.
pub(crate) enum Ways {
    /// These.
    Known(Capabilities),
    /// The network does not answer now, and a wrong channel is worse than a later one.
    NotNow(String),
}

/// Asks the network, the agreements and the contacts.
pub(crate) async fn ways(
    gateway: &Gateway,
    tenant: &Tenant,
    debtor: &str,
    failed: Vec<Channel>,
) -> Result<Ways, Error> {
    let known_debtor = tenant.debtor(debtor);
    // The bilateral form is our own decision and stays in the sandbox for now (`design.md` §9).
    let allowed = gateway.config().stage == Stage::Sandbox;
    let agreement = allowed && known_debtor.is_some_and(|debtor| debtor.bilateral_reminder);
    let contact = known_debtor.is_some_and(|debtor| debtor.receivables_mail.is_some());
    let mail = contact && tenant.mail_from.is_some() && gateway.config().smtp.is_some();
    let mut capabilities = Capabilities { agreement, mail, failed, ..Capabilities::default() };
    let Ok(debtor) = ParticipantId::parse(debtor) else {
        return Ok(Ways::Known(capabilities));
    };
    match listed(gateway, &debtor, &known::ehf_reminder(), &known::ehf_reminder_process()).await {
        Ok(ehf) => capabilities.ehf = ehf,
        Err(reason) => return Ok(Ways::NotNow(reason)),
    }
    if agreement {
        match listed(gateway, &debtor, &known::bilateral(), &known::bilateral_process()).await {
            Ok(bilateral) => capabilities.bilateral = bilateral,
            Err(reason) => return Ok(Ways::NotNow(reason)),
        }
    }
    Ok(Ways::Known(capabilities))
}

/// Whether the debtor's SMP lists the type in that process, with an endpoint valid now.
async fn listed(
    gateway: &Gateway,
    debtor: &ParticipantId,
    document_type: &DocumentTypeId,
    process: &ProcessId,
) -> Result<bool, String> {
    match gateway.discovery().endpoint(debtor, document_type, process, gateway.now()).await {
        Ok(_) => Ok(true),
        Err(error) if error.is_transient() => Err(DiscoveryError::to_string(&error)),
        Err(_) => Ok(false),
    }
}
