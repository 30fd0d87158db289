//! Bank statements read and matched, payment references, and the gate before a reminder.
