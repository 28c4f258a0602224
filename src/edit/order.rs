//! The usual order of the keys of a data file, for those that are added.

use crate::load::{Path, Step};

/// What stands for the names of all other keys.
const OTHERS: &str = "*";

/// The keys of the file itself.
const SHEET: &[&str] =
    &["資料番号", "表題", "年度", "作成日", "収めるページ数", "無視", "機関", "会議", "課題"];

/// The keys of a 機関.
const AGENCY: &[&str] = &["名前", "別名"];

/// The keys of a 会議.
const MEETING: &[&str] = &["月", "表示", "検討事項"];

/// The keys of a 課題.
const THEME: &[&str] = &["見出し", "区分", "取組"];

/// The keys of a 取組. Columns of a template's own come before the schedule.
const INITIATIVE: &[&str] =
    &["番号", "改ページ", "項目", "内容", "提案機関", "協力機関", OTHERS, "予定", "備考"];

/// The index at which a new key goes among those of the mapping at the end of a way: behind all that usually
/// come before it.
pub(super) fn index<'a>(mapping: &Path, keys: impl Iterator<Item = &'a str>, new: &str) -> usize {
    let order = order(mapping);
    let rank = |key: &str| {
        let place = |name: &str| order.iter().position(|it| *it == name);
        place(key).or_else(|| place(OTHERS)).unwrap_or(order.len())
    };
    let before = keys.enumerate().filter(|(_, key)| rank(key) <= rank(new));
    before.last().map_or(0, |(index, _)| index + 1)
}

/// The usual order of the keys of a mapping. In one that is not known, all come as they are added.
fn order(mapping: &Path) -> &'static [&'static str] {
    let keys = mapping.steps().iter().map(|step| match step {
        Step::Key(key) => key.as_str(),
        Step::Item(_) => OTHERS,
    });
    match keys.collect::<Vec<_>>().as_slice() {
        [] => SHEET,
        ["機関", OTHERS] => AGENCY,
        ["会議", OTHERS] => MEETING,
        ["課題", OTHERS] => THEME,
        ["課題", OTHERS, "取組", OTHERS] => INITIATIVE,
        _ => &[],
    }
}
