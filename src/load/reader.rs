//! Reads a file again and again as it is edited.

use std::cell::RefCell;
use std::rc::Rc;

use super::Document;
use crate::diag::{Checked, Source};

/// Reads texts as documents, and remembers the last one: of the same text nothing is read again, and of one that
/// differs in a row of a sheet only that row.
#[derive(Debug, Default)]
pub struct Reader {
    last: RefCell<Option<Rc<Document>>>,
}

impl Reader {
    /// Reads a text; see [`Document::read`].
    ///
    /// # Errors
    ///
    /// Those of [`Document::read`].
    pub fn read(&self, source: &Source) -> Checked<Rc<Document>> {
        let mut last = self.last.borrow_mut();
        if let Some(last) = last.as_mut()
            && (last.source().is(source) || Rc::make_mut(last).change(source))
        {
            return Ok(Rc::clone(last));
        }
        // One that can't be read is mended soon, and then it differs little from the last one that could.
        let document = Rc::new(Document::read(source)?);
        *last = Some(Rc::clone(&document));
        Ok(document)
    }
}
