//! Algorithm identifiers of XML Signature and XML Encryption, and the closed sets of them that are read here.
