//! State machines of the five tracks of an invoice, and the retry policy.
