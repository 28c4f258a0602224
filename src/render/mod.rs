//! The two outputs, each a function to bytes.

mod pdf;
mod xlsx;

pub use pdf::pdf;
pub use xlsx::{check_xlsx, xlsx};
