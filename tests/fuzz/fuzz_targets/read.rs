//! From bytes to a sheet or a template.

#![no_main]

#[allow(dead_code)]
#[path = "../steps.rs"]
mod steps;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| steps::read(bytes));
