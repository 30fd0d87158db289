//! Structure, EN 16931, Peppol and national rules over a document: findings, report, explanations.
