//! The kinds of mistakes and doubts, each with a short code that other programs can match: this is the list
//! of all of them.

/// A kind of mistake or doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    // Files.
    /// A file can't be read.
    UnreadableFile,
    /// A file can't be written, or may not be.
    UnwritableFile,
    /// A file that would be written is there already.
    FileExists,
    /// Two files of a run would be written to one place.
    SamePlace,
    /// A file is of another kind: a picture, a workbook, a text of another sort.
    OtherKind,
    /// A file is a template where data belong, or the other way round.
    OtherFile,
    /// A file's bytes are no text.
    NoText,
    /// There is more of something than anyone needs: bytes, values, rows, bars, columns.
    TooMuch,
    /// A font file can't be used.
    BadFont,
    /// A workbook that came back can't be read.
    Reply,
    /// A workbook that came back was made from other data.
    OtherReply,
    /// What was decided about replies can't be understood, or no longer fits the data.
    Decision,
    /// It can't be told which agency sent a file.
    Sender,
    /// An output can't be put together: a fault of the program.
    Internal,
    // YAML.
    /// A text is no YAML.
    Syntax,
    /// Marks in a file part it in two, are left of a merge, or stood before lines that were pasted.
    Document,
    /// Lines are indented otherwise than those they belong to.
    Indentation,
    /// Lines stand where they do not belong.
    Misplaced,
    /// A colon is missing, or of the wrong form.
    Colon,
    /// The mark of a list is missing, or of the wrong form.
    ListMark,
    /// A quotation mark or bracket is not closed, or stray.
    Quote,
    /// A text begins with, or holds, a sign that YAML takes for its own.
    Sign,
    /// A text goes on over lines without the mark for it, or that mark is wrong.
    Block,
    /// A heading or row has slipped into the text above it.
    Swallowed,
    /// A text stands behind a `#`, or a note stands in a text.
    Comment,
    /// A list was parted at a comma or sign inside a text.
    Comma,
    /// A key stands twice.
    RepeatedKey,
    /// A key is not known where it stands.
    UnknownKey,
    /// A key is missing.
    MissingKey,
    /// A key or item has nothing behind it.
    Empty,
    /// A list or mapping stands where another form belongs.
    Form,
    // Values.
    /// A month, or a span of months.
    Month,
    /// A fiscal year.
    Year,
    /// A day.
    Date,
    /// A number.
    Number,
    /// A number that two rows have.
    RepeatedNumber,
    /// A name that two agencies have.
    RepeatedName,
    /// A name that no agency has.
    UnknownAgency,
    /// A word of which there is a choice.
    Choice,
    /// A length, size or number of letters.
    Length,
    /// A colour.
    Color,
    /// A schedule, or a bar without a name.
    Schedule,
    /// A column of a template.
    Column,
    // Characters.
    /// A character that no face has, or another is meant by.
    Character,
    /// A character that nobody sees.
    HiddenCharacter,
    // Measures.
    /// Columns are wider than the paper, or too narrow for a letter.
    Width,
    /// A label is longer than its bar, or a number than its column.
    Label,
    /// A row, title or head is too high.
    Height,
    /// A sheet does not fit on as many pages as it should.
    Pages,
    /// A workbook can't hold as much.
    Excel,
    // Changes.
    /// A change can't be made where it should.
    Unchangeable,
    // Doubts, by their rules.
    /// 番号の抜け: a number is skipped.
    SkippedNumber,
    /// 会議の月: two meetings in one month.
    MeetingMonth,
    /// 会議の表示: a meeting's label names another month.
    MeetingLabel,
    /// 年度の違い: a text names another year.
    OtherYear,
    /// 日付: a day that is not there, or on another day of the week.
    OtherDay,
    /// 見出しの番号: headings are numbered in different forms.
    HeadingNumber,
    /// 半角カナ: half-width kana.
    HalfWidthKana,
    /// 重複: a doubled word.
    DoubledWord,
    /// 誤字: a wrong letter.
    WrongLetter,
    /// 機関名: an agency's name in two forms.
    AgencyName,
    /// 行末の空白: blanks at the end of a line.
    TrailingBlank,
    /// 長い語: a word that no line can hold.
    LongWord,
    /// 小さい文字: type that is too small on a copy.
    SmallType,
    /// 色: a colour that hides what it should show.
    FaintColor,
    /// 無視: an entry that silences nothing.
    UselessEntry,
    /// 括弧の片方: a bracket or quotation mark without its partner.
    Unpaired,
    /// 帯の重なり: two bars of one name overlap.
    DoubledBar,
}

impl Code {
    /// The code, which stays what it is: lower-case words with hyphens.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::UnreadableFile => "unreadable-file",
            Code::UnwritableFile => "unwritable-file",
            Code::FileExists => "file-exists",
            Code::SamePlace => "same-place",
            Code::OtherKind => "other-kind",
            Code::OtherFile => "other-file",
            Code::NoText => "no-text",
            Code::TooMuch => "too-much",
            Code::BadFont => "bad-font",
            Code::Reply => "reply",
            Code::OtherReply => "other-reply",
            Code::Decision => "decision",
            Code::Sender => "sender",
            Code::Internal => "internal",
            Code::Syntax => "syntax",
            Code::Document => "document",
            Code::Indentation => "indentation",
            Code::Misplaced => "misplaced",
            Code::Colon => "colon",
            Code::ListMark => "list-mark",
            Code::Quote => "quote",
            Code::Sign => "sign",
            Code::Block => "block",
            Code::Swallowed => "swallowed",
            Code::Comment => "comment",
            Code::Comma => "comma",
            Code::RepeatedKey => "repeated-key",
            Code::UnknownKey => "unknown-key",
            Code::MissingKey => "missing-key",
            Code::Empty => "empty",
            Code::Form => "form",
            Code::Month => "month",
            Code::Year => "year",
            Code::Date => "date",
            Code::Number => "number",
            Code::RepeatedNumber => "repeated-number",
            Code::RepeatedName => "repeated-name",
            Code::UnknownAgency => "unknown-agency",
            Code::Choice => "choice",
            Code::Length => "length",
            Code::Color => "color",
            Code::Schedule => "schedule",
            Code::Column => "column",
            Code::Character => "character",
            Code::HiddenCharacter => "hidden-character",
            Code::Width => "width",
            Code::Label => "label",
            Code::Height => "height",
            Code::Pages => "pages",
            Code::Excel => "excel",
            Code::Unchangeable => "unchangeable",
            Code::SkippedNumber => "skipped-number",
            Code::MeetingMonth => "meeting-month",
            Code::MeetingLabel => "meeting-label",
            Code::OtherYear => "other-year",
            Code::OtherDay => "other-day",
            Code::HeadingNumber => "heading-number",
            Code::HalfWidthKana => "half-width-kana",
            Code::DoubledWord => "doubled-word",
            Code::WrongLetter => "wrong-letter",
            Code::AgencyName => "agency-name",
            Code::TrailingBlank => "trailing-blank",
            Code::LongWord => "long-word",
            Code::SmallType => "small-type",
            Code::FaintColor => "faint-color",
            Code::UselessEntry => "useless-entry",
            Code::Unpaired => "unpaired",
            Code::DoubledBar => "doubled-bar",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_words_and_differ() {
        let arms = include_str!("code.rs").lines().filter(|line| line.trim_start().starts_with("Code::"));
        let codes: Vec<&str> = arms.filter_map(|arm| arm.split('"').nth(1)).collect();
        let is_word = |code: &str| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(codes.len() > 50 && codes.iter().all(|code| is_word(code)), "{codes:?}");
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }
}
