//! What lies between two letters of a text.

/// What a mark cuts that begins or ends at a place between two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Border {
    /// Nothing: the text or a phrase begins or ends there.
    Phrase,
    /// A phrase from the sign behind it: 実施し|、.
    Sign,
    /// A word from its particle, or a number from its unit: 名簿|を, ２|回.
    Particle,
    /// Parts of a compound that anyone tells apart: 利用者|名簿, 北浜市|ゼロカーボン推進課.
    Seen,
    /// A town or an authority from its office: 北浜市|環境課.
    Office,
    /// Other parts of a compound: 医療|ケア, 実施|する.
    Compound,
    /// A word: 課|題, 行|い.
    Word,
    /// What is read at a glance: a number, a word in katakana or Latin letters.
    Glance,
}

impl Border {
    /// Whether no word and no compound is cut there.
    pub(super) fn is_clean(self) -> bool {
        matches!(self, Border::Phrase | Border::Sign | Border::Particle)
    }
}
