//! What a scan of lines knows: the lists and mappings that are open, and what the next line may be.

/// What the lines so far lead one to expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing has been read.
    Start,
    /// The last key or list mark still waits for its value.
    Open,
    /// The last value is complete.
    Full,
    /// The lines belong to a block text.
    Block(Block),
    /// The lines belong to brackets.
    Brackets(Brackets),
    /// What follows is part of a slip that has been noted, up to the next line that looks right.
    Noted,
    /// The structure can't be followed any further.
    Lost,
}

/// A block text (`|-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The column that its lines must pass.
    pub parent: usize,
    /// The column of its first line, once that is known.
    pub column: Option<usize>,
}

/// Brackets that are not closed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brackets {
    /// Where the outermost begins, in bytes.
    pub at: usize,
    /// Where the last line that belongs to them begins.
    pub last: usize,
    /// How many are open.
    pub depth: usize,
    /// The column of their key.
    pub column: usize,
}

/// A list or mapping that is open, by the column of its marks or keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    pub column: usize,
    pub is_list: bool,
}
