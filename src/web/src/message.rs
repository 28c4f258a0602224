//! What the page asks, and what it is answered: all messages, in JSON. `app/types.js` tells the page the same.

mod answer;
mod change;
mod request;

pub use answer::{Answer, Compared, Layout, Look, Made, MadePage, Outcome, Refusal, State, YearLook};
pub use change::{Change, New, Patch, Path, Step};
pub(crate) use change::{steps, way};
pub use request::{Bars, Format, Request, TemplateEdit, Version};
