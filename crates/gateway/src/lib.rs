//! The road of an invoice: ingest, dispatch, receive, respond, settle, remind.
