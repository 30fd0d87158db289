//! Peppol identifiers, the business message envelope, discovery through SML and SMP, and trust.
