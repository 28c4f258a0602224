//! How much two texts look alike.

/// Two texts that are the same, which is the most that a likeness can be.
pub(crate) const SAME: u32 = 1000;

/// A text as pairs of neighbouring letters, its beginning and end among them.
#[derive(Debug, Clone)]
pub(crate) struct Pairs(Vec<(char, char)>);

impl Pairs {
    /// The pairs of a text; none for an empty one.
    pub(crate) fn new(text: &str) -> Pairs {
        // No text holds a NUL.
        let before = std::iter::once('\0').chain(text.chars());
        let mut pairs: Vec<(char, char)> = before.zip(text.chars().chain(['\0'])).collect();
        if text.is_empty() {
            pairs.clear();
        }
        pairs.sort_unstable();
        Pairs(pairs)
    }

    /// The likeness of two texts in thousandths: the share of their pairs that both have (Dice 1945). Nothing
    /// is like an empty text.
    pub(crate) fn likeness(&self, other: &Pairs) -> u32 {
        let all = self.0.len() + other.0.len();
        let (mut one, mut two, mut shared) = (self.0.as_slice(), other.0.as_slice(), 0);
        while let ([a, later_one @ ..], [b, later_two @ ..]) = (one, two) {
            shared += usize::from(a == b);
            (one, two) = (if a <= b { later_one } else { one }, if b <= a { later_two } else { two });
        }
        u32::try_from(2 * SAME as usize * shared / all.max(1)).unwrap_or(SAME)
    }
}

/// The likeness of two texts in thousandths.
pub(crate) fn likeness(one: &str, other: &str) -> u32 {
    Pairs::new(one).likeness(&Pairs::new(other))
}
