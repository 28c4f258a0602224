//! Facts of the Japanese language and of Japanese offices, each once. Every other module may use them.

pub mod letters;
