//! See `acquit_fuzz::envelope`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = acquit_fuzz::envelope(data);
});
