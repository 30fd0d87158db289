//! See `acquit_fuzz::c14n`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = acquit_fuzz::c14n(data);
});
