//! See `acquit_fuzz::mime`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = acquit_fuzz::mime(data);
});
