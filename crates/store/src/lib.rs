//! Every SQL statement and every migration; the outbox.
