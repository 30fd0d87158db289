//! Canonical XML, signatures, encryption, certificates and WS-Security; OpenSSL lives here only.
