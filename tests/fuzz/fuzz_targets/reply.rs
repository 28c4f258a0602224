//! From bytes to what a reply proposes.

#![no_main]

#[allow(dead_code)]
#[path = "../steps.rs"]
mod steps;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| steps::reply(bytes));
