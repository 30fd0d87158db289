-- What is owed, what was paid, what was said about it: receivables, bank files, allocations, reminders, holds.

CREATE TABLE receivables (
    id                TEXT NOT NULL PRIMARY KEY,
    document_id       TEXT NOT NULL UNIQUE REFERENCES documents (id),
    tenant            TEXT NOT NULL,
    kind              TEXT NOT NULL,
    number            TEXT NOT NULL,
    debtor            TEXT NOT NULL,
    debtor_name       TEXT,
    currency          TEXT NOT NULL,
    issue_date        TEXT NOT NULL,
    due_date          TEXT NOT NULL,
    payable           TEXT NOT NULL,
    payable_units     BIGINT NOT NULL,
    settled_units     BIGINT NOT NULL,
    -- The part of settled_units that credit notes and not money brought.
    credited_units    BIGINT NOT NULL,
    ledger_version    BIGINT NOT NULL,
    settlement_state  TEXT NOT NULL,
    follow_up_state   TEXT NOT NULL,
    level             BIGINT NOT NULL,
    -- What the buyer's standing answer says: its day, the payment date it proposes, a day before which it is silent.
    answered_on       TEXT,
    proposed_date     TEXT,
    not_before        TEXT,
    -- What persons decided: a promise taken, a hold, a dispute, that the chase goes on in spite of the answer.
    promised_date     TEXT,
    hold_reason       TEXT,
    hold_until        TEXT,
    dispute_open      BIGINT NOT NULL,
    resumed_on        TEXT,
    level_reached_at  TEXT,
    -- 1 while the reminder run still has to look at it.
    watched           BIGINT NOT NULL,
    created_at        TEXT NOT NULL,
    -- Never settled beyond its total; a credit note is a negative receivable.
    CHECK ((payable_units >= 0 AND settled_units BETWEEN 0 AND payable_units)
        OR (payable_units < 0 AND settled_units BETWEEN payable_units AND 0))
);
CREATE INDEX receivables_watched ON receivables (tenant, watched, due_date);
CREATE INDEX receivables_by_number ON receivables (tenant, number);
CREATE INDEX receivables_by_debtor ON receivables (tenant, debtor);

CREATE TABLE receivable_references (
    receivable_id TEXT NOT NULL REFERENCES receivables (id),
    tenant        TEXT NOT NULL,
    reference     TEXT NOT NULL,
    PRIMARY KEY (receivable_id, reference)
);
CREATE INDEX receivable_references_by_text ON receivable_references (tenant, reference);

-- Which invoices a credit note speaks of: until it is delivered they are held, then it settles them.
CREATE TABLE credit_links (
    credit_note_id TEXT NOT NULL REFERENCES receivables (id),
    tenant         TEXT NOT NULL,
    invoice_number TEXT NOT NULL,
    PRIMARY KEY (credit_note_id, invoice_number)
);
CREATE INDEX credit_links_by_invoice ON credit_links (tenant, invoice_number);

CREATE TABLE debtor_accounts (
    tenant TEXT NOT NULL,
    debtor TEXT NOT NULL,
    iban   TEXT NOT NULL,
    since  TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (tenant, iban, debtor)
);

CREATE TABLE bank_files (
    id          TEXT NOT NULL PRIMARY KEY,
    tenant      TEXT NOT NULL,
    blob        TEXT NOT NULL REFERENCES blobs (sha256),
    imported_at TEXT NOT NULL,
    UNIQUE (tenant, blob)
);

CREATE TABLE bank_statements (
    id            TEXT NOT NULL PRIMARY KEY,
    tenant        TEXT NOT NULL,
    file_id       TEXT NOT NULL REFERENCES bank_files (id),
    account       TEXT NOT NULL,
    statement_key TEXT NOT NULL,
    content_hash  TEXT NOT NULL,
    statement_date TEXT NOT NULL,
    opening       TEXT,
    closing       TEXT,
    currency      TEXT,
    imported_at   TEXT NOT NULL,
    UNIQUE (tenant, account, statement_key)
);
CREATE INDEX bank_statements_by_date ON bank_statements (tenant, statement_date);

CREATE TABLE bank_transactions (
    id              TEXT NOT NULL PRIMARY KEY,
    tenant          TEXT NOT NULL,
    statement_id    TEXT NOT NULL REFERENCES bank_statements (id),
    account         TEXT NOT NULL,
    entry_key       TEXT NOT NULL,
    booking_date    TEXT NOT NULL,
    value_date      TEXT,
    currency        TEXT NOT NULL,
    amount          TEXT NOT NULL,
    amount_units    BIGINT NOT NULL,
    allocated_units BIGINT NOT NULL,
    payer_iban      TEXT,
    payer_name      TEXT,
    content         TEXT NOT NULL,
    decision        TEXT,
    reason          TEXT,
    match_detail    TEXT,
    debtor          TEXT,
    -- 1 when nothing is left to decide; a proposal leaves 0.
    is_final        BIGINT NOT NULL,
    decided_at      TEXT,
    imported_at     TEXT NOT NULL,
    UNIQUE (tenant, account, entry_key),
    -- Never spent twice.
    CHECK ((amount_units >= 0 AND allocated_units BETWEEN 0 AND amount_units)
        OR (amount_units < 0 AND allocated_units BETWEEN amount_units AND 0))
);
CREATE INDEX bank_transactions_undecided ON bank_transactions (tenant, is_final);
CREATE INDEX bank_transactions_by_payer ON bank_transactions (tenant, payer_iban);

-- Append-only: an allocation is undone by a counter-record, once.
CREATE TABLE allocations (
    id             TEXT NOT NULL PRIMARY KEY,
    tenant         TEXT NOT NULL,
    transaction_id TEXT REFERENCES bank_transactions (id),
    credit_note_id TEXT REFERENCES receivables (id),
    receivable_id  TEXT REFERENCES receivables (id),
    debtor         TEXT,
    kind           TEXT NOT NULL,
    amount         TEXT NOT NULL,
    amount_units   BIGINT NOT NULL,
    rule           TEXT NOT NULL,
    author         TEXT NOT NULL,
    at             TEXT NOT NULL,
    undoes         TEXT UNIQUE REFERENCES allocations (id)
);
CREATE INDEX allocations_by_receivable ON allocations (receivable_id);
CREATE INDEX allocations_by_transaction ON allocations (transaction_id);

CREATE TABLE reminders (
    id             TEXT NOT NULL PRIMARY KEY,
    tenant         TEXT NOT NULL,
    document_id    TEXT NOT NULL UNIQUE REFERENCES documents (id),
    number         TEXT NOT NULL,
    debtor         TEXT NOT NULL,
    level          BIGINT NOT NULL,
    channel        TEXT NOT NULL,
    channel_reason TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    created_at     TEXT NOT NULL,
    UNIQUE (tenant, number)
);

-- Which receivables a reminder speaks of. A reminder cancelled before it left gives the level back.
CREATE TABLE reminder_items (
    reminder_id    TEXT NOT NULL REFERENCES reminders (id),
    receivable_id  TEXT NOT NULL REFERENCES receivables (id),
    tenant         TEXT NOT NULL,
    level          BIGINT NOT NULL,
    ledger_version BIGINT NOT NULL,
    cancelled_at   TEXT,
    PRIMARY KEY (reminder_id, receivable_id)
);
CREATE UNIQUE INDEX reminder_items_once ON reminder_items (tenant, receivable_id, level) WHERE cancelled_at IS NULL;
CREATE INDEX reminder_items_by_receivable ON reminder_items (receivable_id);

-- Why a level was not sent: one row per reason, touched again by later runs.
CREATE TABLE holds (
    receivable_id TEXT NOT NULL REFERENCES receivables (id),
    level         BIGINT NOT NULL,
    reason        TEXT NOT NULL,
    tenant        TEXT NOT NULL,
    detail        TEXT NOT NULL,
    first_at      TEXT NOT NULL,
    last_at       TEXT NOT NULL,
    times         BIGINT NOT NULL,
    PRIMARY KEY (receivable_id, level, reason)
);
CREATE INDEX holds_by_tenant ON holds (tenant, reason);
