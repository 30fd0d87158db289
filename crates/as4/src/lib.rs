//! The AS4 message service handler: user messages, receipts, errors; build, send, receive, verify.
