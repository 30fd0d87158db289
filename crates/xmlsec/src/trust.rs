//! Whom we believe: trust anchors, the chain to them at a given instant, and the role a certificate was issued for.
//!
//! Peppol PKI generation 3 has one issuing authority per role, so the role of a certificate is the role of its issuer: an SMP's
//! certificate must not sign AS4 messages and the other way round. Which stage is trusted is decided by the anchors given.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use openssl::error::ErrorStack;
use openssl::stack::Stack;
use openssl::x509::store::{X509Store, X509StoreBuilder};
use openssl::x509::verify::X509VerifyParam;
use openssl::x509::{X509KeyUsage, X509StoreContext};

use crate::Certificate;
use crate::wss::KnownCertificates;

/// What a certificate was issued for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Signs and decrypts AS4 messages.
    AccessPoint,
    /// Signs service metadata.
    ServiceMetadataPublisher,
}

impl Role {
    /// The words in the common name of the authority that issues for this role (Peppol PKI, and private ones shaped like it).
    const fn issuer_words(self) -> &'static str {
        match self {
            Self::AccessPoint => "ACCESS POINT",
            Self::ServiceMetadataPublisher => "SERVICE METADATA PUBLISHER",
        }
    }
}

/// Why a certificate is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// The certificate is not valid yet.
    #[error("certificate {subject} is valid only from {from}")]
    NotYetValid {
        /// Whose certificate.
        subject: String,
        /// Its first instant.
        from: DateTime<Utc>,
    },
    /// The certificate has run out.
    #[error("certificate {subject} ended at {until}")]
    Expired {
        /// Whose certificate.
        subject: String,
        /// Its last instant.
        until: DateTime<Utc>,
    },
    /// No chain leads to a trust anchor.
    #[error("no chain from certificate {subject}, issued by {issuer}, to a trust anchor: {reason}")]
    NoChain {
        /// Whose certificate.
        subject: String,
        /// Who issued it.
        issuer: String,
        /// What OpenSSL says.
        reason: String,
    },
    /// The chain is good, but the issuer issues for another role.
    #[error("certificate {subject} was issued by {issuer}, which does not issue for the role {role:?}")]
    WrongRole {
        /// Whose certificate.
        subject: String,
        /// Who issued it.
        issuer: String,
        /// The role that was asked for.
        role: Role,
    },
    /// The chain is good, but the certificate's key usage excludes signatures.
    #[error("certificate {subject} is not meant for signatures")]
    NotForSignatures {
        /// Whose certificate.
        subject: String,
    },
    /// OpenSSL itself failed.
    #[error("openssl: {0}")]
    OpenSsl(String),
}

/// Most certificates that are remembered; then all are forgotten, and the next use builds its chain again.
const BELIEVED_MAX: usize = 4096;

/// A fixed set of trust anchors. A copy is cheap.
///
/// What was believed is remembered, parsed, with the time in which its whole chain is valid: parsing and chain building cost as
/// much as a signature, and access points write to each other all day.
#[derive(Clone)]
pub struct TrustStore {
    anchors: Vec<Certificate>,
    issuers: Vec<(Role, Certificate)>,
    believed: Arc<Mutex<HashMap<[u8; 32], Believed>>>,
}

/// A certificate whose chain was built before.
#[derive(Clone)]
struct Believed {
    certificate: Certificate,
    roles: Vec<Role>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl TrustStore {
    /// Trusts these roots, and the intermediates among them as issuers of the role that their common name tells.
    pub fn new(anchors: Vec<Certificate>) -> Self {
        let issuers = [Role::AccessPoint, Role::ServiceMetadataPublisher]
            .into_iter()
            .flat_map(|role| anchors.iter().filter(move |c| names_role(c, role)).map(move |c| (role, c.clone())))
            .collect();
        Self { anchors, issuers, believed: Arc::default() }
    }

    /// Lets the anchors of this common name issue for `role` too, for a private PKI whose names say nothing.
    #[must_use]
    pub fn with_issuer(mut self, role: Role, common_name: &str) -> Self {
        let named = self.anchors.iter().filter(|c| c.subject_cn().as_deref() == Some(common_name));
        let added: Vec<_> = named.map(|c| (role, c.clone())).collect();
        self.issuers.extend(added);
        self.believed = Arc::default();
        self
    }

    /// The anchors, roots and intermediates.
    pub fn anchors(&self) -> &[Certificate] {
        &self.anchors
    }

    /// Believes `leaf` if it is valid at `at`, chains to a root, and was issued by an authority of `role`.
    pub fn verify(&self, leaf: &Certificate, role: Role, at: DateTime<Utc>) -> Result<(), TrustError> {
        let der = leaf.to_der();
        let known = self.remembered(&der).filter(|known| known.from <= at && at < known.until);
        let known = match known {
            Some(known) => known,
            None => self.judge(leaf, &der, at)?,
        };
        if known.roles.contains(&role) {
            return Ok(());
        }
        Err(TrustError::WrongRole { subject: leaf.subject(), issuer: leaf.issuer(), role })
    }

    /// Everything but the role, built anew and remembered.
    fn judge(&self, leaf: &Certificate, der: &[u8], at: DateTime<Utc>) -> Result<Believed, TrustError> {
        valid_at(leaf, at)?;
        let usage = leaf.x509.key_usage();
        if usage.is_some_and(|usage| !usage.contains(X509KeyUsage::DIGITAL_SIGNATURE)) {
            return Err(TrustError::NotForSignatures { subject: leaf.subject() });
        }
        let chain = self.chain(leaf, at)?;
        let above = chain.get(1);
        let roles = self.issuers.iter().filter(|(_, issuer)| Some(issuer) == above).map(|(role, _)| *role);
        let believed = Believed {
            certificate: leaf.clone(),
            roles: roles.collect(),
            from: chain.iter().map(Certificate::not_before).max().unwrap_or(at),
            until: chain.iter().map(Certificate::not_after).min().unwrap_or(at),
        };
        self.remember(der, believed.clone());
        Ok(believed)
    }

    fn remembered(&self, der: &[u8]) -> Option<Believed> {
        let believed = self.believed.lock().unwrap_or_else(PoisonError::into_inner);
        believed.get(&crate::sha256(der)).cloned()
    }

    fn remember(&self, der: &[u8], certificate: Believed) {
        let mut believed = self.believed.lock().unwrap_or_else(PoisonError::into_inner);
        if believed.len() >= BELIEVED_MAX {
            believed.clear();
        }
        believed.insert(crate::sha256(der), certificate);
    }

    /// Builds the chain, from the leaf to the root.
    fn chain(&self, leaf: &Certificate, at: DateTime<Utc>) -> Result<Vec<Certificate>, TrustError> {
        let failed = |e: ErrorStack| TrustError::OpenSsl(e.to_string());
        let store = self.store(at).map_err(failed)?;
        let mut intermediates = Stack::new().map_err(failed)?;
        for anchor in self.anchors.iter().filter(|c| !c.is_self_issued()) {
            intermediates.push(anchor.x509.clone()).map_err(failed)?;
        }
        let mut context = X509StoreContext::new().map_err(failed)?;
        let checked = context.init(&store, &leaf.x509, &intermediates, |context| {
            let good = context.verify_cert()?;
            let chain = context.chain().map(|chain| chain.iter().map(|c| Certificate::of(c.to_owned())).collect());
            Ok((good, context.error().error_string(), chain))
        });
        match checked.map_err(failed)? {
            (true, _, Some(chain)) => Ok(chain),
            (_, reason, _) => {
                Err(TrustError::NoChain { subject: leaf.subject(), issuer: leaf.issuer(), reason: reason.to_owned() })
            }
        }
    }

    /// The roots as OpenSSL wants them, with the clock set to `at`. Intermediates are not in it: they must chain themselves.
    fn store(&self, at: DateTime<Utc>) -> Result<X509Store, ErrorStack> {
        let mut parameters = X509VerifyParam::new()?;
        parameters.set_time(at.timestamp());
        let mut builder = X509StoreBuilder::new()?;
        builder.set_param(&parameters)?;
        for root in self.anchors.iter().filter(|c| c.is_self_issued()) {
            builder.add_cert(root.x509.clone())?;
        }
        Ok(builder.build())
    }
}

impl KnownCertificates for TrustStore {
    fn by_der(&self, der: &[u8]) -> Option<Certificate> {
        self.remembered(der).map(|known| known.certificate)
    }

    fn any(&self, _: &dyn Fn(&Certificate) -> bool) -> Option<Certificate> {
        None
    }
}

fn names_role(certificate: &Certificate, role: Role) -> bool {
    certificate.subject_cn().is_some_and(|cn| cn.to_uppercase().contains(role.issuer_words()))
}

fn valid_at(leaf: &Certificate, at: DateTime<Utc>) -> Result<(), TrustError> {
    if at < leaf.not_before() {
        return Err(TrustError::NotYetValid { subject: leaf.subject(), from: leaf.not_before() });
    }
    // OpenSSL counts the last instant as over; so do we, to name it rightly.
    if at >= leaf.not_after() {
        return Err(TrustError::Expired { subject: leaf.subject(), until: leaf.not_after() });
    }
    Ok(())
}
