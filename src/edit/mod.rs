//! Changes what a document says and leaves the rest of its file as it is, byte for byte: comments, blank
//! lines, the ends of lines, quotes, brackets, and the encoding.
//!
//! A [`Change`] names a value by its [`Path`] and says what is to become of it. [`edit`] finds the bytes that
//! say so, replaces these, and reads the text again: the document changes only if it then says just what it
//! should. What stands where a form has no room for a comment, or in YAML that people don't write, may be
//! refused; the document is then as it was.
//!
//! ```
//! use shiryo3::diag::Sources;
//! use shiryo3::edit::{Change, edit};
//! use shiryo3::load::{Document, Path};
//!
//! let source = Sources::default().add("資料.yaml", "表題: 取組 # 案\n年度: R7\n");
//! let mut document = Document::read(&source).unwrap();
//! let path = Path::top().key("表題");
//! edit(&mut document, &Change::Set { path, text: "取組内容\n（案）".to_owned() }).unwrap();
//! assert_eq!(document.source().text(), "表題: |- # 案\n  取組内容\n  （案）\n年度: R7\n");
//! ```
//!
//! Comments right above an item or entry, and those behind it on its lines, go where it goes.

mod bars;
mod block;
mod change;
mod flow;
mod gap;
mod ground;
mod order;
mod plan;
mod refusal;
mod splice;
mod splices;
mod value;
mod write;
pub(crate) mod written;

use crate::diag::{Code, Diagnostic};
use crate::load::{Document, is_stray};
use ground::Ground;
use plan::Plan;
use refusal::unwritable;

pub(crate) use bars::writable;
pub use bars::{add_bar, months};
pub use change::Change;
pub use gap::{Gap, gap};

/// Changes a document.
///
/// # Errors
///
/// Why it can't be done: the document has mistakes, the value is not there or is none that can be changed so,
/// a text has characters that YAML or the file's encoding lacks, or the place is written in a way that this
/// would break. The document is then as it was.
pub fn edit(document: &mut Document, change: &Change) -> Result<(), Diagnostic> {
    let place = document.place(change.path());
    let located = |mistake: Diagnostic| Diagnostic { span: place.span(), ..mistake };
    *document = edited(document, change).map_err(located)?;
    Ok(())
}

fn edited(document: &Document, change: &Change) -> Result<Document, Diagnostic> {
    if let Some(mistake) = document.mistakes().first() {
        let message = format!("ファイルに誤りがあるので、直せません: {}", mistake.message);
        return Err(Diagnostic::general(Code::Unchangeable, message, &mistake.remedy));
    }
    let plan = Plan::of(document, change)?;
    for text in plan.texts() {
        check(document, text)?;
    }
    let ground = Ground::of(document);
    let mut splices = splices::of(&ground, &plan)?;
    let mut text = splice::spliced(&ground.text, &mut splices).ok_or_else(unwritable)?;
    if ground.form.is_bare {
        text.truncate(text.strip_suffix(ground.form.line_break).map_or(text.len(), str::len));
    }
    let changed = document.with_text(&text, &splices);
    let changed = changed.map_err(|mistakes| mistakes.into_iter().next().unwrap_or_else(unwritable))?;
    if changed.value() == plan.outcome(document.value()) { Ok(changed) } else { Err(unwritable()) }
}

/// Whether a text can be written to a document's file.
fn check(document: &Document, text: &str) -> Result<(), Diagnostic> {
    let is_unreadable = |c: &char| is_stray(*c) || matches!(c, '\r' | '\u{FFFE}' | '\u{FFFF}');
    if let Some(c) = text.chars().find(is_unreadable) {
        return Err(Diagnostic::general(
            Code::Character,
            format!("目に見えない文字（U+{:04X}）は書けません", c as u32),
            "その文字を消してください",
        ));
    }
    document.coding().check(text)
}
