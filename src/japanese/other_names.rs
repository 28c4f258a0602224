//! Other words that people write for the headings of a data file: タイトル for 表題, 担当課 for 提案機関.

use super::width::halved;
use super::words::*;

/// Headings, each with what people call it.
const NAMES: [(&str, &[&str]); 25] = [
    (LABEL, &["資料No", "資料NO", "資料№", "資料名", "資料の番号"]),
    (TITLE, &["タイトル", "題名", "題", "件名", "標題", "資料の表題"]),
    (FISCAL_YEAR, &["年", "対象年度", "実施年度", "計画年度"]),
    (PERIOD, &["計画期間", "対象期間", "期間（年度）"]),
    (DATE, &["作成年月日", "日付", "更新日", "作成"]),
    (AUTHOR, &["作成機関", "作成課", "作成元", "事務局", "担当"]),
    (NOTE, &["注", "注意", "備考", "留意事項", "※"]),
    (MEETINGS, &["会議日程", "会議予定", "開催予定"]),
    (THEMES, &["テーマ", "分野", "施策", "大項目", "柱"]),
    (HEADING, &["課題名", "課題", "タイトル", "題名", "テーマ", "名称", "名前", "大項目"]),
    (CATEGORY, &["課題区分", "分類", "カテゴリ", "カテゴリー", "略称", "種別"]),
    (INITIATIVES, &["事業", "施策", "中項目", "事業一覧"]),
    (NUMBER, &["No", "NO", "no", "№", "通番", "連番", "項番", "番"]),
    (ITEM, &["取組名", "取組項目", "取組", "事業名", "施策名", "件名", "名称", "タイトル", "小項目", "作業"]),
    (CONTENT, &["概要", "取組内容", "事業内容", "実施内容", "説明", "詳細"]),
    (
        PROPOSERS,
        &["担当", "担当課", "担当機関", "主担当", "実施主体", "実施機関", "主体", "所管", "所管課", "主管課"],
    ),
    (PARTNERS, &["関係機関", "連携機関", "連携先", "協力先", "協力", "関係団体", "関係課"]),
    (REMARKS, &["メモ", "補足", "注", "摘要", "その他", "コメント"]),
    (SCHEDULE, &["スケジュール", "日程", "時期", "実施時期", "工程", "期間", "実施期間", "計画", "月"]),
    (ACTUAL, &["結果", "進捗", "実施状況", "実績値"]),
    (MONTH, &["時期", "開催月", "開催時期", "実施月"]),
    (HELD, &["時期", "開催月", "開催時期", "実施月"]),
    (AGENDA, &["議題", "議事", "議案", "協議事項", "審議事項", "内容", "次第"]),
    (NAME, &["会議名", "会議体", "会議体名", "名称", "機関名"]),
    (SHOWN, &["会議名", "名称", "表示名", "件名", "項目"]),
];

/// The heading among some that a word stands for which is none of them, if there is one. A meeting that has its 名前 is
/// a body, whose months stand behind 開催.
pub(crate) fn heading_for<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = halved(word);
    let word = word.trim_end_matches(['.', '．']);
    let called = NAMES.iter().filter(|(_, names)| names.iter().any(|name| halved(name) == word));
    let is_body = known.contains(&HELD) && !known.contains(&NAME);
    let called = called.filter(|(heading, _)| *heading != MONTH || !is_body);
    called.filter_map(|(heading, _)| known.iter().find(|known| *known == heading).copied()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_a_heading_that_is_known_where_it_is_written() {
        let of_sheet = [LABEL, TITLE, FISCAL_YEAR, NOTE, THEMES];
        let of_row = [NUMBER, ITEM, CONTENT, PROPOSERS, REMARKS, SCHEDULE];
        for (word, known, heading) in [
            ("タイトル", of_sheet.as_slice(), Some(TITLE)),
            ("タイトル", &of_row, Some(ITEM)),
            ("Ｎｏ．", &of_row, Some(NUMBER)),
            ("担当課", &of_row, Some(PROPOSERS)),
            ("担当課", &of_sheet, None),
            ("効果", &of_row, None),
        ] {
            assert_eq!(heading_for(word, known), heading, "{word}");
        }
    }
}
