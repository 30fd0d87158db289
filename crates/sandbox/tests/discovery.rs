//! Discovery over the sandbox's real DNS and https: what is found, and every way of not finding it told apart.

use chrono::{DateTime, Duration, Utc};
use peppol::discovery::sml_name;
use peppol::{DiscoveryError, Endpoint, ParticipantId, known};
use sandbox::Network;
use sandbox::network::ZONE;
use sandbox::smp::{Fault, Registration};

const BUYER: &str = "0106:54441587";
const URL: &str = "https://127.0.0.1:4443/as4";

/// A running network with one buyer on it, in a folder that goes with the test.
struct Scene {
    network: Network,
    buyer: ParticipantId,
    registration: Registration,
    _folder: tempfile::TempDir,
}

async fn scene() -> Scene {
    // Another test of this process may have installed the provider before; it is the same one.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let folder = tempfile::tempdir().expect("a folder");
    let start: DateTime<Utc> = "2026-11-02T08:00:00Z".parse().expect("an instant");
    let network = Network::start(folder.path(), start).await.expect("the network starts");
    let identity = network.pki().access_point("POP000002").expect("an identity");
    let buyer = ParticipantId::parse(BUYER).expect("a participant");
    network.register(&buyer, &[(known::invoice(), known::billing_process())], URL, &identity.certificate);
    let registration = Registration {
        document_type: known::invoice(),
        process: known::billing_process(),
        url: URL.to_owned(),
        certificate: identity.certificate,
        activation: None,
        expiration: None,
    };
    Scene { network, buyer, registration, _folder: folder }
}

impl Scene {
    /// Asks where the buyer takes invoices, with empty caches.
    async fn endpoint(&self) -> Result<Endpoint, DiscoveryError> {
        let now = gateway::Clock::now(self.network.clock());
        let discovery = self.network.discovery().expect("a client");
        discovery.endpoint(&self.buyer, &known::invoice(), &known::billing_process(), now).await
    }

    async fn refusal(&self) -> DiscoveryError {
        self.endpoint().await.expect_err("nothing may be found")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registered_buyer_is_found_with_address_and_certificate() {
    let scene = scene().await;
    let endpoint = scene.endpoint().await.expect("the buyer is registered");
    assert_eq!(endpoint.url, URL);
    assert_eq!(endpoint.certificate.subject_cn().as_deref(), Some("POP000002"));
    let now = gateway::Clock::now(scene.network.clock());
    let types = scene.network.discovery().expect("a client").document_types(&scene.buyer, now).await;
    assert_eq!(types.expect("a service group"), [known::invoice()]);
    scene.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_buyer_is_not_registered_and_that_is_final() {
    let scene = scene().await;
    scene.network.withdraw(&scene.buyer);
    let error = scene.refusal().await;
    assert!(matches!(error, DiscoveryError::NotRegistered { .. }) && !error.is_transient(), "{error}");
    scene.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dns_trouble_is_temporary() {
    let scene = scene().await;
    scene.network.sml().fail(&sml_name(&scene.buyer, ZONE));
    let error = scene.refusal().await;
    assert!(error.is_transient(), "{error}");
    scene.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_another_service_means_no_smp() {
    let scene = scene().await;
    scene.network.sml().publish_service(&sml_name(&scene.buyer, ZONE), "Meta:OTHER", "https://elsewhere.example");
    let error = scene.refusal().await;
    assert!(matches!(error, DiscoveryError::NoSmp { .. }), "{error}");
    scene.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_smp_that_is_down_is_temporary_and_a_forged_answer_is_not() {
    let scene = scene().await;
    scene.network.smp().set_fault(Some(Fault::Down));
    let down = scene.refusal().await;
    assert!(down.is_transient(), "{down}");
    scene.network.smp().set_fault(Some(Fault::BadSignature));
    let forged = scene.refusal().await;
    assert!(matches!(forged, DiscoveryError::BadSignature { .. }) && !forged.is_transient(), "{forged}");
    scene.network.smp().set_fault(Some(Fault::OtherParticipant));
    let other = scene.refusal().await;
    assert!(!other.is_transient(), "{other}");
    assert_ne!(forged.to_string(), other.to_string());
    scene.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_document_and_another_process_are_told_apart() {
    let scene = scene().await;
    let now = gateway::Clock::now(scene.network.clock());
    let discovery = scene.network.discovery().expect("a client");
    let document = discovery.endpoint(&scene.buyer, &known::ehf_reminder(), &known::ehf_reminder_process(), now).await;
    assert!(matches!(document, Err(DiscoveryError::DocumentTypeNotSupported { .. })), "{document:?}");
    let process = discovery.endpoint(&scene.buyer, &known::invoice(), &known::mls_process(), now).await;
    assert!(matches!(process, Err(DiscoveryError::ProcessNotSupported { .. })), "{process:?}");
    scene.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_whose_time_is_over_is_not_used() {
    let scene = scene().await;
    let now = gateway::Clock::now(scene.network.clock());
    let expired = Registration { expiration: Some(now - Duration::days(1)), ..scene.registration.clone() };
    scene.network.smp().register(&scene.buyer, expired);
    let error = scene.refusal().await;
    assert!(matches!(error, DiscoveryError::EndpointExpired { .. }), "{error}");
    scene.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_of_the_wrong_role_is_refused() {
    let scene = scene().await;
    let publisher = scene.network.pki().publisher("POP000003").expect("an identity");
    let wrong = Registration { certificate: publisher.certificate, ..scene.registration.clone() };
    scene.network.smp().register(&scene.buyer, wrong);
    let error = scene.refusal().await;
    assert!(matches!(error, DiscoveryError::CertificateInvalid { .. }), "{error}");
    scene.network.stop().await;
}
