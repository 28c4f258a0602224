//! The ground floor: facts of the Japanese language, calendar and office, each in one place.
//!
//! - `words`: the words of the YAML files, which are names of fields and values with a fixed wording; `other_names`: what
//!   people call these fields.
//! - `years`: eras, fiscal years and days; `year_words`: years within words. `months`: months and the signs between them.
//!   `days`: days where months are wanted; `day_words`: days within words. `spans`: times as data files write them;
//!   `loose_times`: as people do.
//! - `width`: half-width and full-width forms. `letters`: kanji, hiragana and katakana. `look_alikes`:
//!   characters that look like those which are meant.
//! - `agencies`: how a cell names agencies. `bars`: bars as people write them in one line.
//!
//! Readers give plain numbers and words, or say why there are none; messages and places are the business
//! of those who call them. Where a reader takes a text, the regular expression for what it takes stands
//! beside it, for the JSON Schemas.

pub(crate) mod agencies;
pub(crate) mod bars;
pub(crate) mod bodies;
pub(crate) mod day_words;
pub(crate) mod days;
pub(crate) mod letters;
pub(crate) mod look_alikes;
pub(crate) mod loose_times;
pub(crate) mod months;
pub(crate) mod other_names;
pub(crate) mod spans;
pub mod width;
pub(crate) mod words;
pub(crate) mod year_words;
pub(crate) mod years;
