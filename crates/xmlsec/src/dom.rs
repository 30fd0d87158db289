//! Bounded reading of XML.
