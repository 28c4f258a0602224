//! From bytes to a PDF and a workbook.

#![no_main]

#[allow(dead_code)]
#[path = "../steps.rs"]
mod steps;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| steps::make(bytes));
