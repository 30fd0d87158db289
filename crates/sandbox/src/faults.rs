//! Tests: discovery over the sandbox's real SML and SMP, and each way it can fail with an error of its own.

use std::sync::OnceLock;

use chrono::{DateTime, Days, Utc};
use peppol::discovery::sml_name;
use peppol::known::{self, Capability};
use peppol::{Discovery, DiscoveryError, Endpoint, ParticipantId};
use xmlsec::Identity;

use crate::network::{Network, ZONE};
use crate::pki::Pki;
use crate::smp::{Fault, Registration};

const URL: &str = "https://127.0.0.1:44301/as4";

struct Stage {
    network: Network,
    discovery: Discovery,
    receiver: ParticipantId,
    identity: Identity,
    _folder: tempfile::TempDir,
}

fn start() -> DateTime<Utc> {
    "2026-11-02T09:00:00Z".parse().expect("an instant")
}

/// Made once: the keys are what these tests would spend their time on.
fn keys() -> (Pki, Identity) {
    static KEYS: OnceLock<(Pki, Identity)> = OnceLock::new();
    let make = || {
        let folder = tempfile::tempdir().expect("a folder");
        let pki = Pki::create(folder.path(), start()).expect("a PKI");
        let identity = pki.access_point("POP000002").expect("an identity");
        (pki, identity)
    };
    KEYS.get_or_init(make).clone()
}

impl Stage {
    async fn set() -> Self {
        // An error means that another test has installed it.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let (pki, identity) = keys();
        let pki = pki.published_in(folder.path()).expect("the anchors are written");
        let network = Network::start_with(pki, start()).await.expect("the network starts");
        let receiver = ParticipantId::parse("0208:0456789133").expect("an id");
        let takes: [Capability; 1] = [(known::invoice(), known::billing_process())];
        network.register(&receiver, &takes, URL, &identity.certificate);
        let discovery = network.discovery().expect("discovery");
        Self { network, discovery, receiver, identity, _folder: folder }
    }

    async fn ask_at(&self, at: DateTime<Utc>) -> Result<Endpoint, DiscoveryError> {
        self.discovery.endpoint(&self.receiver, &known::invoice(), &known::billing_process(), at).await
    }

    async fn ask(&self) -> Result<Endpoint, DiscoveryError> {
        self.ask_at(start()).await
    }

    /// What a fresh look says while the SMP misbehaves.
    async fn with(&self, fault: Fault) -> DiscoveryError {
        self.network.smp().set_fault(Some(fault));
        self.discovery.forget(&self.receiver);
        let error = self.ask().await.expect_err("a fault is an error");
        self.network.smp().set_fault(None);
        error
    }

    fn register(&self, change: impl FnOnce(&mut Registration)) {
        let mut registration = Registration {
            document_type: known::invoice(),
            process: known::billing_process(),
            url: URL.to_owned(),
            certificate: self.identity.certificate.clone(),
            activation: None,
            expiration: None,
        };
        change(&mut registration);
        self.network.smp().register(&self.receiver, registration);
        self.discovery.forget(&self.receiver);
    }

    fn name(&self) -> String {
        sml_name(&self.receiver, ZONE)
    }
}

#[tokio::test]
async fn a_registered_participant_is_found_over_dns_and_https() {
    let stage = Stage::set().await;
    let endpoint = stage.ask().await.expect("the participant is registered");
    assert_eq!(endpoint.url, URL);
    assert_eq!(endpoint.certificate, stage.identity.certificate);
    let types = stage.discovery.document_types(&stage.receiver, start()).await.expect("a service group");
    assert_eq!(types, [known::invoice()]);
    let lookup = stage.discovery.lookup(&stage.receiver, start()).await.expect("a lookup");
    assert_eq!(lookup.document_types[0].name, Some("BIS Billing invoice"));
    assert_eq!(lookup.document_types[0].endpoints[0].problem, None);
    stage.network.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_told_apart() {
    let stage = Stage::set().await;
    let stranger = ParticipantId::parse("0106:12345678").expect("an id");
    let ask = |receiver, document_type, process| {
        let discovery = &stage.discovery;
        async move { discovery.endpoint(receiver, &document_type, &process, start()).await.expect_err("not there") }
    };
    let error = ask(&stranger, known::invoice(), known::billing_process()).await;
    assert!(matches!(error, DiscoveryError::NotRegistered { .. }), "{error}");
    let error = ask(&stage.receiver, known::ehf_reminder(), known::ehf_reminder_process()).await;
    assert!(matches!(error, DiscoveryError::DocumentTypeNotSupported { .. }), "{error}");
    let error = ask(&stage.receiver, known::invoice(), known::mls_process()).await;
    assert!(matches!(error, DiscoveryError::ProcessNotSupported { .. }), "{error}");
    assert!(!error.is_transient());

    stage.network.sml().publish(&sml_name(&stranger, ZONE), stage.network.smp().base());
    stage.discovery.forget(&stranger);
    let error = stage.discovery.document_types(&stranger, start()).await.expect_err("the SMP does not know it");
    assert!(matches!(error, DiscoveryError::NotAtSmp { .. }), "{error}");
    stage.network.stop().await;
}

#[tokio::test]
async fn trouble_with_dns_is_transient_and_a_missing_smp_is_not() {
    let stage = Stage::set().await;
    stage.network.sml().fail(&stage.name());
    let error = stage.ask().await.expect_err("SERVFAIL");
    assert!(matches!(error, DiscoveryError::Technical { .. }) && error.is_transient(), "{error}");

    stage.network.sml().publish_service(&stage.name(), "Meta:OTHER", stage.network.smp().base());
    let error = stage.ask().await.expect_err("no SMP");
    assert!(matches!(error, DiscoveryError::NoSmp { .. }) && !error.is_transient(), "{error}");

    stage.network.sml().publish(&stage.name(), stage.network.smp().base());
    stage.discovery.forget(&stage.receiver);
    stage.ask().await.expect("DNS is well again");
    stage.network.stop().await;
}

#[tokio::test]
async fn an_smp_that_is_down_or_misbehaves_over_http_is_told_apart() {
    let stage = Stage::set().await;
    let error = stage.with(Fault::Down).await;
    assert!(matches!(error, DiscoveryError::Technical { .. }) && error.is_transient(), "{error}");
    let error = stage.with(Fault::HttpRedirect).await;
    assert!(matches!(error, DiscoveryError::Unreadable { .. }), "{error}");
    let error = stage.with(Fault::Endless).await;
    assert!(matches!(error, DiscoveryError::TooLarge { .. }), "{error}");
    stage.network.stop().await;
}

#[tokio::test]
async fn an_answer_that_is_not_the_smps_own_word_is_not_believed() {
    let stage = Stage::set().await;
    let error = stage.with(Fault::BadSignature).await;
    assert!(matches!(error, DiscoveryError::BadSignature { .. }), "{error}");
    let error = stage.with(Fault::Unsigned).await;
    assert!(matches!(error, DiscoveryError::BadSignature { .. }), "{error}");
    let error = stage.with(Fault::ForeignSigner(Box::new(stage.identity.clone()))).await;
    assert!(matches!(error, DiscoveryError::UntrustedSigner(_)), "{error}");
    let error = stage.with(Fault::OtherParticipant).await;
    assert!(matches!(error, DiscoveryError::WrongAnswer { what: "participant", .. }), "{error}");
    let error = stage.with(Fault::OtherDocumentType).await;
    assert!(matches!(error, DiscoveryError::WrongAnswer { what: "document type", .. }), "{error}");
    stage.discovery.forget(&stage.receiver);
    stage.ask().await.expect("the SMP is well again");
    stage.network.stop().await;
}

#[tokio::test]
async fn one_redirect_is_followed_and_judged_by_who_signs_at_its_end() {
    let stage = Stage::set().await;
    stage.network.smp().set_fault(Some(Fault::Redirect));
    assert_eq!(stage.ask().await.expect("one redirect").url, URL);
    let error = stage.with(Fault::RedirectOtherSigner).await;
    assert!(matches!(error, DiscoveryError::RedirectSigner { .. }), "{error}");
    let error = stage.with(Fault::RedirectTwice).await;
    assert!(matches!(error, DiscoveryError::SecondRedirect { .. }), "{error}");
    stage.network.stop().await;
}

#[tokio::test]
async fn an_endpoint_out_of_its_time_or_with_the_wrong_certificate_is_not_used() {
    let stage = Stage::set().await;
    let (yesterday, tomorrow) = (start() - Days::new(1), start() + Days::new(1));
    stage.register(|registration| registration.expiration = Some(yesterday));
    let error = stage.ask().await.expect_err("expired");
    assert!(matches!(error, DiscoveryError::EndpointExpired { until } if until == yesterday), "{error}");
    stage.register(|registration| registration.activation = Some(tomorrow));
    let error = stage.ask().await.expect_err("not active yet");
    assert!(matches!(error, DiscoveryError::EndpointNotYetActive { .. }), "{error}");

    let publisher = stage.network.pki().publisher("PBE000902").expect("an identity").certificate;
    stage.register(|registration| registration.certificate = publisher);
    let error = stage.ask().await.expect_err("an SMP's certificate is none for an access point");
    assert!(matches!(error, DiscoveryError::CertificateInvalid { .. }), "{error}");

    stage.register(|registration| "http://127.0.0.1/as4".clone_into(&mut registration.url));
    let error = stage.ask().await.expect_err("plain http");
    assert!(matches!(error, DiscoveryError::ForbiddenAddress { .. }), "{error}");
    stage.network.stop().await;
}

#[tokio::test]
async fn years_later_nothing_that_was_issued_today_is_believed() {
    let stage = Stage::set().await;
    stage.ask().await.expect("good today");
    let error = stage.ask_at(start() + Days::new(3_000)).await.expect_err("years later");
    assert!(matches!(error, DiscoveryError::UntrustedSigner(_)), "{error}");
    stage.network.stop().await;
}

#[tokio::test]
async fn answers_are_remembered_for_a_quarter_of_an_hour_by_the_time_passed_in() {
    let stage = Stage::set().await;
    stage.ask().await.expect("registered");
    stage.network.withdraw(&stage.receiver);
    let minutes = |minutes| start() + chrono::TimeDelta::minutes(minutes);
    stage.ask_at(minutes(14)).await.expect("remembered");
    let error = stage.ask_at(minutes(15)).await.expect_err("asked again");
    assert!(matches!(error, DiscoveryError::NotRegistered { .. }), "{error}");
    stage.network.stop().await;
}

#[tokio::test]
async fn loopback_is_refused_unless_the_stage_allows_it() {
    let stage = Stage::set().await;
    let config = peppol::DiscoveryConfig { allow_loopback: false, ..stage.network.discovery_config() };
    let roots = peppol::Roots::Only(std::fs::read(stage.network.pki().tls_root()).expect("the root"));
    let client = peppol::http_client(&roots, false).expect("a client");
    let discovery = Discovery::new(config, client, stage.network.pki().trust()).expect("discovery");
    let asked = discovery.endpoint(&stage.receiver, &known::invoice(), &known::billing_process(), start()).await;
    let error = asked.expect_err("the SMP is on this machine");
    assert!(matches!(error, DiscoveryError::ForbiddenAddress { .. }), "{error}");
    stage.network.stop().await;
}

#[tokio::test]
async fn an_smp_whose_https_nobody_vouches_for_is_not_asked() {
    let stage = Stage::set().await;
    let other = xmlsec::pki::Authority::root("ANOTHER TLS CA", start(), start() + Days::new(9_000)).expect("a root");
    let roots = peppol::Roots::Only(other.certificate().to_pem().into_bytes());
    let client = peppol::http_client(&roots, true).expect("a client");
    let discovery =
        Discovery::new(stage.network.discovery_config(), client, stage.network.pki().trust()).expect("discovery");
    let asked = discovery.endpoint(&stage.receiver, &known::invoice(), &known::billing_process(), start()).await;
    assert!(matches!(asked, Err(DiscoveryError::Technical { .. })), "{asked:?}");
    stage.network.stop().await;
}

#[tokio::test]
async fn after_stopping_no_port_is_left() {
    let stage = Stage::set().await;
    let (dns, mail) = (stage.network.sml().address(), stage.network.mail().address());
    let smp: std::net::SocketAddr =
        stage.network.smp().base().trim_start_matches("https://").trim_end_matches("/smp").parse().expect("an address");
    stage.network.stop().await;
    for address in [dns, mail, smp] {
        std::net::TcpListener::bind(address).expect("the port is free again");
    }
}
