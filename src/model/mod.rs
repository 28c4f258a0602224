//! What a handout holds and how it looks, with every question answered: texts are text, months lie
//! in the fiscal year, numbers are unique, colours and lengths are numbers. Only
//! [`crate::resolve`] makes these values, so the stages after it need no checks of their own.

mod axis;
mod bar_style;
mod color;
mod comparison;
mod fingerprint;
mod fiscal;
mod look;
mod number;
mod period;
mod setting;
mod sheet;
mod template;

pub use axis::{Axis, Unit};
pub use bar_style::{BarStyle, BarStyles, Shape};
pub use color::Color;
pub use comparison::{Comparison, ComparisonHeads};
pub use fiscal::{Date, FiscalMonth, FiscalYear, MONTHS, last_day};
pub use look::{Fills, Look, Margins, Marks, Paper, PaperFormat, Repeat, RepeatedBands, Rules, Type};
pub use number::Number;
pub use period::{Period, THIRDS, TimeSpan, full_months};
pub use setting::{BarNames, LabelPlace, ReportPlace, RowHeights, RowsFrom, Setting, ShortEnds};
pub use sheet::{Agency, Bar, Body, Initiative, Manner, Meeting, Schedule, Sheet, Text, Theme, one_line};
pub use template::{Align, Column, Content, CornerLine, MeetingPlace, Template, Wording};
