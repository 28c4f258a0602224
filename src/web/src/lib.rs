//! The library behind the app in one HTML file: a page in the browser opens a data file, changes it value by
//! value, and gets its table, its findings, its pages and the files made from it.
//!
//! A [`Session`] holds one data file and answers [`Request`]s; [`abi`] is its door for the browser. Nothing
//! of it knows the page.

pub mod abi;
mod beside;
pub mod findings;
pub mod message;
pub mod round;
mod session;
pub mod table;

pub use session::Session;
