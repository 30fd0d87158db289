//! See `acquit_fuzz::ubl_reader`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = acquit_fuzz::ubl_reader(data);
});
