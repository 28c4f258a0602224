//! What YAML says, without places and styles.

/// What a document or a part of it says. Two files that differ in comments, quotes or indentation only
/// have the same value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing is written.
    Empty,
    /// A text; `\n` between its lines.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in their order. No key stands twice or has blanks around it.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// A mapping of some keys and their values.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Value {
        Value::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}
