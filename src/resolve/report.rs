//! The list of mistakes that a file's parts add to, and the questions asked of every field.

use ecow::EcoString;

use crate::diag::{Code, Diagnostic, Place, Span};
use crate::japanese::words;
use crate::load::{Document, Field, Loaded, Swallowed};
use crate::model::Text;

/// What is wrong with a value: its kind, and in words message and remedy. Its place is added by [`Report`].
pub(super) type Problem = (Code, String, String);

/// After so many mistakes, none needs more than its message: lines that are shown mended take their time.
const ENOUGH: usize = 100;

/// What to do where `＃` was meant to begin a comment behind a value.
const WIDE_SHARP: &str = "「＃」から後が説明なら、その前に半角の空白を二つ置き、半角の「#」で始めてください";

/// The first line below a key that has things of their own below it.
fn below(key: &str) -> Option<&'static str> {
    match key {
        words::THEMES => Some("- 見出し: …"),
        words::INITIATIVES => Some("- 番号: 1"),
        words::SCHEDULE => Some("- 方法検討: 4月〜9月"),
        words::COLUMNS => Some("- 名前: …"),
        words::MARGINS => Some("上: 11mm"),
        words::TYPE => Some("本文: 7.5pt"),
        words::REPEAT => Some("表題: はい"),
        words::RULES => Some("外枠: 1.2pt"),
        words::FILLS => Some("列見出し: '#E4EAF1'"),
        words::WORDING => Some("進捗報告: 進捗報告"),
        words::BARS => Some("その他:"),
        _ => None,
    }
}

/// Collects mistakes while a file is resolved.
#[derive(Debug)]
pub(super) struct Report<'a> {
    document: &'a Document,
    swallowed: Vec<Swallowed>,
    /// Those found so far.
    pub mistakes: Vec<Diagnostic>,
    /// Whether there is more of anything than anyone needs.
    pub has_too_much: bool,
}

impl<'a> Report<'a> {
    /// Begins with the mistakes that were met when a file was read.
    pub(super) fn on<T>(loaded: &mut Loaded<'a, T>) -> Report<'a> {
        let (mistakes, swallowed) =
            (std::mem::take(&mut loaded.mistakes), std::mem::take(&mut loaded.swallowed));
        Report { document: loaded.document, swallowed, mistakes, has_too_much: false }
    }

    /// Notes a mistake.
    pub(super) fn wrong(
        &mut self,
        code: Code,
        place: impl Into<Place>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.mistakes.push(Diagnostic::at(code, place, message, remedy));
    }

    /// Notes where there are more things than anyone needs, which would take long to draw.
    pub(super) fn at_most(&mut self, limit: usize, count: usize, span: Span, what: &str) {
        if count > limit {
            self.has_too_much = true;
            let message = format!("{what}が多すぎます（{limit} 個まで。いまは {count} 個）");
            self.wrong(Code::TooMuch, span, message, "数を減らすか、ファイルを幾つかに分けてください");
        }
    }

    /// The value of a field that must be there. `owner` is the mapping that it belongs to.
    pub(super) fn required<T>(&mut self, field: Field<T>, owner: Span, key: &str) -> Option<(T, Span)> {
        match field {
            Field::Given(value, span) => return Some((value, span)),
            Field::Broken => {}
            Field::Absent if self.is_swallowed(owner, key) => {}
            Field::Absent => {
                self.wrong(
                    Code::MissingKey,
                    owner,
                    format!("「{key}」がありません"),
                    match below(key) {
                        Some(first) => {
                            format!("「{key}:」の行を加え、次の行から「{first}」のように書いてください")
                        }
                        None => format!("「{key}: …」の行を加えてください"),
                    },
                );
            }
            Field::Empty(span) => {
                let remedy = match below(key) {
                    Some(first) => format!("次の行から「{first}」のように書いてください"),
                    None if self.is_header(span) => "文は、「|-」の次の行から字下げして書きます。一行なら「|-」を消し、「:」の後に書いてください".to_owned(),
                    None => "内容を書いてください（ファイルでは「:」の後）".to_owned(),
                };
                self.wrong(Code::Empty, span, format!("「{key}」に何も書かれていません"), remedy);
            }
        }
        None
    }

    /// Whether a key is missing because a text above has swallowed it, which has been noted.
    pub(super) fn is_swallowed(&self, owner: Span, key: &str) -> bool {
        self.swallowed.iter().any(|it| it.owner == owner && it.name == key)
    }

    /// Whether a place is that of a block text's header without a text below it.
    fn is_header(&self, span: Span) -> bool {
        let text = self.document.source().text();
        text.get(span.start..span.end).is_some_and(|header| header.starts_with(['|', '>']))
    }

    /// What to do about bars that stand in a text behind their key; see [`Document::bars_remedy`].
    pub(super) fn bars_remedy(&self, text: &str, span: Span) -> Option<String> {
        let is_enough = self.mistakes.len() >= ENOUGH;
        if is_enough { None } else { self.document.bars_remedy(text, span) }
    }

    /// The value of a field that may be missing or empty.
    pub(super) fn optional<T>(&mut self, field: Field<T>) -> Option<(T, Span)> {
        match field {
            Field::Given(value, span) => Some((value, span)),
            Field::Absent | Field::Empty(_) | Field::Broken => None,
        }
    }

    /// An item of a list, where a `-` with nothing behind it is a mistake.
    pub(super) fn item<T>(&mut self, item: Field<T>) -> Option<(T, Span)> {
        if let Field::Empty(span) = item {
            self.wrong(
                Code::Empty,
                span,
                "「-」の後に何も書かれていません",
                "内容を書くか、「-」の行を消してください",
            );
        }
        self.optional(item)
    }

    /// A text that must be there and say something.
    pub(super) fn text(&mut self, field: Field<EcoString>, owner: Span, key: &str) -> Option<Text> {
        let field = match field {
            Field::Given(value, span) if value.trim().is_empty() => Field::Empty(span),
            other => other,
        };
        self.required(field, owner, key).map(|(value, span)| self.placed_text(value, span))
    }

    /// A text that may be missing.
    pub(super) fn optional_text(&mut self, field: Field<EcoString>) -> Option<Text> {
        let (value, span) = self.optional(field)?;
        Some(self.placed_text(value, span)).filter(|text| !text.value.trim().is_empty())
    }

    /// A text that is an item of a list.
    pub(super) fn item_text(&mut self, item: Field<EcoString>, owner: Span, key: &str) -> Option<Text> {
        let (value, span) = self.item(item)?;
        self.text(Field::Given(value, span), owner, key)
    }

    /// A required field, read by `read`; what that finds wrong is noted at the field.
    pub(super) fn value<T>(
        &mut self,
        field: Field<EcoString>,
        owner: Span,
        key: &str,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        self.placed_value(field, owner, key, read).map(|(value, _)| value)
    }

    /// The same, and where the field stands.
    pub(super) fn placed_value<T>(
        &mut self,
        field: Field<EcoString>,
        owner: Span,
        key: &str,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<(T, Span)> {
        let (value, span) = self.required(field, owner, key)?;
        Some((self.accept(read(&value), span)?, span))
    }

    /// A field that may be missing, read by `read`; what that finds wrong is noted at the field.
    pub(super) fn optional_value<T>(
        &mut self,
        field: Field<EcoString>,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        self.optional_placed_value(field, read).map(|(value, _)| value)
    }

    /// The same, and where the field stands.
    pub(super) fn optional_placed_value<T>(
        &mut self,
        field: Field<EcoString>,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<(T, Span)> {
        let (value, span) = self.optional(field)?;
        Some((self.accept(read(&value), span)?, span))
    }

    /// The value of a reading, whose problem is noted at `span` where there is one.
    pub(super) fn accept<T>(&mut self, reading: Result<T, Problem>, span: Span) -> Option<T> {
        let noted = reading.map_err(|(code, message, remedy)| {
            let remedy = if self.holds_wide_sharp(span) { WIDE_SHARP.to_owned() } else { remedy };
            let hidden = self.document.hidden_in(span);
            self.mistakes.push(hidden.unwrap_or_else(|| Diagnostic::at(code, span, message, remedy)));
        });
        noted.ok()
    }

    /// Whether what was meant as a comment stands within a value.
    fn holds_wide_sharp(&self, span: Span) -> bool {
        let text = self.document.source().text();
        text.get(span.start..span.end).is_some_and(|value| value.contains(" ＃") || value.contains("　＃"))
    }

    /// A text that was read from a place, without the line break that a YAML block (`|`) leaves at its end.
    pub(super) fn placed_text(&self, mut value: EcoString, span: Span) -> Text {
        let spelling = self.document.spelling(&value, span);
        value.truncate(value.trim_end_matches('\n').len());
        Text { value, place: span.into(), spelling }
    }
}
