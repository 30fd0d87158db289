//! See `acquit_fuzz::bank_file`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = acquit_fuzz::bank_file(data);
});
