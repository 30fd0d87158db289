//! See `acquit_fuzz::sbdh`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = acquit_fuzz::sbdh(data);
});
