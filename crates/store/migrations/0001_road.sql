-- The road of a document: bytes, document, delivery, outbox, attempts, what comes in, answers, history.
-- One text for SQLite and PostgreSQL: TEXT, BIGINT and BYTEA only. Instants are fixed-width UTC text, dates
-- YYYY-MM-DD, money decimal text; an integer `…_units` (five decimals) stands beside money that is compared.

CREATE TABLE blobs (
    sha256     TEXT NOT NULL PRIMARY KEY,
    size_bytes BIGINT NOT NULL,
    bytes      BYTEA NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE documents (
    id             TEXT NOT NULL PRIMARY KEY,
    tenant         TEXT NOT NULL,
    kind           TEXT NOT NULL,
    number         TEXT NOT NULL,
    sender         TEXT NOT NULL,
    receiver       TEXT NOT NULL,
    document_type  TEXT NOT NULL,
    process        TEXT NOT NULL,
    country_c1     TEXT NOT NULL,
    blob           TEXT NOT NULL REFERENCES blobs (sha256),
    issue_date     TEXT,
    due_date       TEXT,
    currency       TEXT,
    payable        TEXT,
    sender_name    TEXT,
    receiver_name  TEXT,
    summary        TEXT NOT NULL,
    state          TEXT NOT NULL,
    response_state TEXT NOT NULL,
    created_at     TEXT NOT NULL,
    -- Sent once, whoever presses twice (product.md SND-2).
    UNIQUE (tenant, sender, kind, number)
);
CREATE INDEX documents_by_number ON documents (tenant, number);
CREATE INDEX documents_by_receiver ON documents (tenant, receiver, created_at);

CREATE TABLE deliveries (
    id                   TEXT NOT NULL PRIMARY KEY,
    document_id          TEXT NOT NULL REFERENCES documents (id),
    channel              TEXT NOT NULL,
    address              TEXT,
    state                TEXT NOT NULL,
    mls_state            TEXT NOT NULL,
    instance_id          TEXT NOT NULL UNIQUE,
    message_id           TEXT NOT NULL UNIQUE,
    conversation_id      TEXT NOT NULL,
    mls_type             TEXT,
    progress             TEXT NOT NULL,
    -- Bytes of this transmission where they are not the document's own, as the text of a mail.
    blob                 TEXT REFERENCES blobs (sha256),
    prepared             BYTEA,
    endpoint_url         TEXT,
    receiver_fingerprint TEXT,
    receipt_id           TEXT,
    receipt              BYTEA,
    receipt_at           TEXT,
    receipt_signer       TEXT,
    note                 TEXT,
    -- Stable code of why the last try did not succeed.
    failure              TEXT,
    delivered_at         TEXT,
    created_at           TEXT NOT NULL
);
CREATE INDEX deliveries_by_document ON deliveries (document_id);
CREATE INDEX deliveries_by_state ON deliveries (state);

-- What is still to be done. `claims` is the fencing token of a lease.
CREATE TABLE outbox (
    delivery_id TEXT NOT NULL PRIMARY KEY REFERENCES deliveries (id),
    due_at      TEXT NOT NULL,
    lease_owner TEXT,
    lease_until TEXT,
    claims      BIGINT NOT NULL
);
CREATE INDEX outbox_by_due ON outbox (due_at);

CREATE TABLE attempts (
    id          TEXT NOT NULL PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    started_at  TEXT NOT NULL,
    ended_at    TEXT NOT NULL,
    endpoint    TEXT,
    outcome     TEXT NOT NULL,
    detail      TEXT NOT NULL
);
CREATE INDEX attempts_by_delivery ON attempts (delivery_id, started_at);

-- One row per (sender, InstanceIdentifier): the document as it was first received.
CREATE TABLE inbound (
    id            TEXT NOT NULL PRIMARY KEY,
    sender        TEXT NOT NULL,
    instance_id   TEXT NOT NULL,
    receiver      TEXT NOT NULL,
    document_type TEXT NOT NULL,
    process       TEXT NOT NULL,
    from_party    TEXT NOT NULL,
    signer        TEXT NOT NULL,
    m1            TEXT NOT NULL,
    blob          TEXT NOT NULL REFERENCES blobs (sha256),
    received_at   TEXT NOT NULL,
    state         TEXT NOT NULL,
    result        TEXT,
    due_at        TEXT NOT NULL,
    lease_owner   TEXT,
    lease_until   TEXT,
    claims        BIGINT NOT NULL,
    UNIQUE (sender, instance_id)
);
CREATE INDEX inbound_by_due ON inbound (state, due_at);
CREATE INDEX inbound_by_receiver ON inbound (receiver, received_at);

-- One row per AS4 MessageId, with the receipt that answers it and every exact repeat.
CREATE TABLE inbound_messages (
    message_id  TEXT NOT NULL PRIMARY KEY,
    inbound_id  TEXT NOT NULL REFERENCES inbound (id),
    digests     TEXT NOT NULL,
    receipt     BYTEA NOT NULL,
    received_at TEXT NOT NULL,
    repeats     BIGINT NOT NULL
);
CREATE INDEX inbound_messages_by_inbound ON inbound_messages (inbound_id);

CREATE TABLE responses (
    id            TEXT NOT NULL PRIMARY KEY,
    tenant        TEXT NOT NULL,
    kind          TEXT NOT NULL,
    sender        TEXT NOT NULL,
    response_id   TEXT NOT NULL,
    payload_hash  TEXT NOT NULL,
    code          TEXT NOT NULL,
    reference     TEXT NOT NULL,
    inbound_id    TEXT REFERENCES inbound (id),
    document_id   TEXT REFERENCES documents (id),
    delivery_id   TEXT REFERENCES deliveries (id),
    effect        TEXT NOT NULL,
    note          TEXT,
    issued_at     TEXT,
    details       TEXT NOT NULL,
    received_at   TEXT NOT NULL,
    -- invoice-response-cases.md §5: the pair identifies it, the hash is the second guard.
    UNIQUE (kind, sender, response_id),
    UNIQUE (kind, payload_hash)
);
CREATE INDEX responses_by_document ON responses (document_id, received_at);

-- Append-only, enforced by triggers made at every start.
CREATE TABLE events (
    id            TEXT NOT NULL PRIMARY KEY,
    tenant        TEXT NOT NULL,
    document_id   TEXT REFERENCES documents (id),
    delivery_id   TEXT REFERENCES deliveries (id),
    receivable_id TEXT,
    track         TEXT NOT NULL,
    event         TEXT NOT NULL,
    from_state    TEXT,
    to_state      TEXT,
    at            TEXT NOT NULL,
    detail        TEXT NOT NULL
);
CREATE INDEX events_by_document ON events (document_id, at);
CREATE INDEX events_by_receivable ON events (receivable_id, at);

CREATE TABLE number_series (
    tenant TEXT NOT NULL,
    series TEXT NOT NULL,
    next   BIGINT NOT NULL,
    PRIMARY KEY (tenant, series)
);

CREATE TABLE idempotency_keys (
    owner      TEXT NOT NULL,
    path       TEXT NOT NULL,
    key        TEXT NOT NULL,
    body_hash  TEXT NOT NULL,
    status     BIGINT,
    answer     BYTEA,
    created_at TEXT NOT NULL,
    PRIMARY KEY (owner, path, key)
);
