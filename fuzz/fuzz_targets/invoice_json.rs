//! See `acquit_fuzz::invoice_json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = acquit_fuzz::invoice_json(data);
});
