//! Which way a reminder leaves: structured where the buyer takes it, mail otherwise, a person's task in the end.
//!
//! Source: reminders.md sections 5.3 and 5.4, design.md section 4. Never an invoice in disguise: no choice here leads
//! to a BIS Billing document.

use serde::{Deserialize, Serialize};

use crate::named;

named! {
    /// The way a reminder leaves.
    pub enum Channel: "reminder channel" {
        /// EHF Reminder 3.0 over Peppol.
        Ehf = "ehf",
        /// UBL 2.1 Reminder over Peppol under the bilateral document type.
        Ubl = "ubl",
        /// Mail to the receivables contact.
        Mail = "mail",
        /// A person writes or calls.
        Task = "task",
    }
}

named! {
    /// Why that way was chosen; stored with the reminder.
    pub enum ChannelReason: "channel reason" {
        /// The receiver's SMP lists EHF Reminder 3.0 with its process and an active endpoint.
        EhfListed = "receiver-lists-ehf-reminder",
        /// Both sides agreed and the receiver's SMP lists the bilateral type.
        BilateralAgreedAndListed = "bilateral-agreement-and-listed",
        /// No structured type is listed or agreed, and a contact is known.
        NoStructuredType = "no-structured-reminder-accepted",
        /// This level does not go out as a structured document.
        LevelNotStructured = "level-not-sent-as-structured-document",
        /// The structured channel definitely failed for this reminder.
        StructuredFailed = "structured-channel-failed",
        /// No other way is left.
        NoContact = "no-receivables-contact-known",
    }
}

/// What is known of the ways to this buyer, looked up now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, looked up on its own")]
pub struct Capabilities {
    /// The buyer's SMP lists EHF Reminder 3.0, with its process and an AS4 endpoint valid today.
    pub ehf: bool,
    /// The buyer's SMP lists the bilateral type, with its process and an AS4 endpoint valid today.
    pub bilateral: bool,
    /// Tenant and debtor signed a bilateral agreement.
    pub agreement: bool,
    /// A mail address for receivables is known; never one that takes invoices in.
    pub mail: bool,
    /// Channels that definitely failed for this very reminder.
    pub failed: Vec<Channel>,
}

/// Chooses the channel of a reminder.
pub fn choose(capabilities: &Capabilities, level: u8) -> (Channel, ChannelReason) {
    let open = |channel| !capabilities.failed.contains(&channel);
    let ehf_level = (1..=2).contains(&level);
    let bilateral = capabilities.agreement && capabilities.bilateral;

    if ehf_level && capabilities.ehf && open(Channel::Ehf) {
        return (Channel::Ehf, ChannelReason::EhfListed);
    }
    if level >= 1 && bilateral && open(Channel::Ubl) {
        return (Channel::Ubl, ChannelReason::BilateralAgreedAndListed);
    }
    let structured_failed = !open(Channel::Ehf) || !open(Channel::Ubl);
    let level_stops_it = (capabilities.ehf && !ehf_level) || (bilateral && level == 0);
    if capabilities.mail && open(Channel::Mail) {
        let reason = match (structured_failed, level_stops_it) {
            (true, _) => ChannelReason::StructuredFailed,
            (false, true) => ChannelReason::LevelNotStructured,
            (false, false) => ChannelReason::NoStructuredType,
        };
        return (Channel::Mail, reason);
    }
    (Channel::Task, ChannelReason::NoContact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Capabilities {
        Capabilities { ehf: true, bilateral: true, agreement: true, mail: true, failed: Vec::new() }
    }

    fn check(capabilities: &Capabilities, level: u8, channel: Channel, reason: ChannelReason) {
        assert_eq!(choose(capabilities, level), (channel, reason), "{capabilities:?} level {level}");
    }

    #[test]
    fn ehf_carries_levels_one_and_two_only() {
        check(&all(), 1, Channel::Ehf, ChannelReason::EhfListed);
        check(&all(), 2, Channel::Ehf, ChannelReason::EhfListed);
        check(&all(), 3, Channel::Ubl, ChannelReason::BilateralAgreedAndListed);
        let ehf_only = Capabilities { bilateral: false, ..all() };
        check(&ehf_only, 3, Channel::Mail, ChannelReason::LevelNotStructured);
    }

    #[test]
    fn the_notice_before_the_due_date_is_never_structured() {
        check(&all(), 0, Channel::Mail, ChannelReason::LevelNotStructured);
    }

    #[test]
    fn the_bilateral_type_needs_both_the_agreement_and_the_listing() {
        let bilateral = Capabilities { ehf: false, ..all() };
        check(&bilateral, 1, Channel::Ubl, ChannelReason::BilateralAgreedAndListed);
        let not_agreed = Capabilities { agreement: false, ..bilateral.clone() };
        check(&not_agreed, 1, Channel::Mail, ChannelReason::NoStructuredType);
        let not_listed = Capabilities { bilateral: false, ..bilateral };
        check(&not_listed, 1, Channel::Mail, ChannelReason::NoStructuredType);
    }

    #[test]
    fn a_channel_that_failed_is_not_taken_again() {
        let failed = Capabilities { failed: vec![Channel::Ehf], bilateral: false, ..all() };
        check(&failed, 1, Channel::Mail, ChannelReason::StructuredFailed);
        let all_failed = Capabilities { failed: vec![Channel::Ehf, Channel::Mail], bilateral: false, ..all() };
        check(&all_failed, 1, Channel::Task, ChannelReason::NoContact);
    }

    #[test]
    fn without_any_contact_it_is_a_task() {
        check(&Capabilities::default(), 1, Channel::Task, ChannelReason::NoContact);
    }
}
