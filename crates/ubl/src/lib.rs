//! UBL 2.1 documents: read tolerantly, compute totals, write exactly; the JSON model of an invoice.
