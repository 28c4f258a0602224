//! The words of data files and templates: each is read in its full-width and half-width forms, and one that is
//! misspelt gets the nearest right one.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use common::build;
use shiryo3::DEFAULT_TEMPLATE;

/// A sheet of one year. `TIME`, `TOP` and `ROW` are where words under test stand.
const SHEET: &str = "資料番号: 資料１
表題: 予定
TIME
TOP
課題:
  - 見出し: 人材
    取組:
      - 番号: NUMBER
        項目: 研修
        内容: 研修を開く
        ROW
";

/// The sheet with some of its places filled in, and the usual lines in the others.
fn sheet(filled: &[(&str, &str)]) -> String {
    let usual = [("TIME", "年度: 令和7年度"), ("TOP", "会議: なし"), ("NUMBER", "1"), ("ROW", "予定: 通年")];
    let places = filled.iter().chain(&usual);
    places.fold(SHEET.to_owned(), |sheet, (place, text)| sheet.replacen(place, text, 1))
}

/// What a sheet shows.
fn shown(data: &str, template: &str) -> String {
    let built = build(data, template).unwrap_or_else(|mistakes| panic!("{data}\n{mistakes:#?}"));
    format!("{:#?}", built.pages)
}

/// The remedies for what is wrong with a sheet; none where nothing is.
fn remedies(data: &str, template: &str) -> Vec<String> {
    let mistakes = build(data, template).err().unwrap_or_default();
    mistakes.into_iter().map(|mistake| mistake.remedy).collect()
}

/// The built-in template with a line in place of another one.
fn template(line: &str, other: &str) -> String {
    assert!(DEFAULT_TEMPLATE.contains(line), "{line}");
    DEFAULT_TEMPLATE.replacen(line, other, 1)
}

/// A bar at a time.
fn bar(when: &str) -> String {
    format!("予定: [{{実施: {when}}}]")
}

#[test]
fn times_of_a_year_are_read_in_either_width() {
    for forms in [
        ["6月", "６月", "6", " ６ 月"],
        ["10月〜", "１０月～", "10月以降", "10〜"],
        ["〜9月", "～９月", "~9月", "-９月"],
        ["4月〜9月", "４月～９月", "4-9月", "上半期"],
        ["10月〜3月", "１０〜３月", "10月ー3月", "下半期"],
        ["第１四半期", "第1四半期", "１Ｑ", "第一四半期"],
        ["5月上旬〜7月中旬", "５月上旬～７月中旬", "5月上旬-7月中旬", "5上旬〜7中旬"],
        ["5月上旬〜下旬", "５月上旬～５月下旬", "5月", "５月"],
        ["[6月, 10月]", "[６月, １０月]", "[6, 10]", "['６月', 10月]"],
        ["R7", "Ｒ７", "令和7年度", "２０２５年度"],
        ["通年", "4月〜3月", "４月～３月", "令和７年度"],
        ["令和8年1月", "Ｒ８年１月", "R7年度1月", "1月"],
    ] {
        same_times("年度: 令和7年度", forms);
    }
}

#[test]
fn times_of_several_years_are_read_in_either_width() {
    for forms in [
        ["R6", "Ｒ６", "令和6年度", "令和６年度"],
        ["R7上半期", "Ｒ７上半期", "令和7年度上半期", "令和7年4月〜令和7年9月"],
        ["R8以降", "Ｒ８以降", "令和8年度〜", "令和８年度～"],
        ["R6〜R7", "Ｒ６～Ｒ７", "令和6〜7年度", "R6-7"],
        ["R7第2四半期", "Ｒ７第２四半期", "令和7年度2Q", "令和7年7月〜9月"],
        ["令和7年4月〜令和8年9月", "令和７年４月～令和８年９月", "R7年4月〜R8年9月", "2025年4月〜2026年9月"],
    ] {
        same_times("期間: 令和6年度〜令和8年度", forms);
    }
    let periods =
        ["令和6年度〜令和8年度", "令和６年度～令和８年度", "Ｒ６～Ｒ８", "R6-8", "2024年度〜2026年度"];
    same_on_pages(&periods.map(|period| sheet(&[("TIME", &format!("期間: {period}"))])));
}

#[test]
fn what_stands_at_the_top_is_read_in_either_width() {
    let time = |lines: [&str; 3]| lines.map(|line| sheet(&[("TIME", line)]));
    let top = |lines: [&str; 3]| lines.map(|line| sheet(&[("TOP", line)]));
    same_on_pages(&time(["年度: 令和7年度", "年度: Ｒ７", "年度: ２０２５年度"]));
    same_on_pages(&top(["作成日: 令和7年5月1日", "作成日: Ｒ７．５．１", "作成日: 2025/5/1"]));
    same_on_pages(&top(["注記: [※1]", "注記: ※1", "注記:\n  - ※1"]));
    let body = "会議:\n  - {名前: 部会, 記号: ●, 開催: ";
    let held = |months: [&str; 3]| months.map(|months| sheet(&[("TOP", &format!("{body}{months}}}"))]));
    same_on_pages(&held(["[5月, 11月]", "[５月, １１月]", "[5, 11]"]));
    same_on_pages(&held(["毎月", "[毎月]", "[4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]"]));
    same_on_pages(&held(["[5月], 進捗報告: いいえ", "５月, 進捗報告: いいえ", "5, 進捗報告: ' いいえ'"]));
    same_on_pages(&["予定: なし", "予定: 無し", "予定:", "予定: []"].map(|row| sheet(&[("ROW", row)])));
}

#[test]
fn what_a_template_says_is_read_in_either_width() {
    let data = sheet(&[("ROW", "予定: [{検討: 6月〜}, {★公表: 3月}]")]);
    for (line, forms) in [
        ("用紙: A3横", ["用紙: Ａ３横", "用紙: a3横", "用紙: 'A3 横'"]),
        ("  本文: 7.5pt", ["  本文: ７．５ｐｔ", "  本文: 7.5 pt", "  本文: 7.5PT"]),
        ("    幅: 44.7", ["    幅: ４４．７", "    幅: '44.7'", "    幅: \"44.7\""]),
        ("凡例: いいえ", ["凡例: いいえ ", "凡例: 'いいえ'", "凡例: ' いいえ'"]),
        (
            "#時間軸: {単位: 月}",
            ["時間軸: {単位: 四半期}", "時間軸: {単位: ' 四半期'}", "時間軸:\n  単位: 四半期"],
        ),
        (
            "  列見出し: '#E4EAF1'",
            ["  列見出し: '#e4eaf1'", "  列見出し: '＃Ｅ４ＥＡＦ１'", "  列見出し: \"#E4EAF1\""],
        ),
    ] {
        let usual = shown(&data, DEFAULT_TEMPLATE);
        for form in forms {
            assert_eq!(shown(&data, &template(line, form)), usual, "{form}");
        }
    }
}

/// A bar at each of some times shows the same on a sheet that covers a time.
fn same_times(whole: &str, forms: [&str; 4]) {
    same_on_pages(&forms.map(|when| sheet(&[("TIME", whole), ("ROW", &bar(when))])));
}

/// Each of some data files shows the same.
fn same_on_pages(files: &[String]) {
    let first = shown(&files[0], DEFAULT_TEMPLATE);
    for file in files {
        assert!(shown(file, DEFAULT_TEMPLATE) == first, "{file}\nshows otherwise than\n{}", files[0]);
    }
}

/// Whether a remedy names a word in its brackets; the list of all words that there are has none.
fn names(remedies: &[String], word: &str) -> bool {
    remedies.iter().any(|remedy| remedy.contains(&format!("「{word}」")))
}

#[test]
fn wrong_words_of_data_get_the_nearest_right_ones() {
    let mut faults = Vec::new();
    for (filled, right) in [
        (("ROW", "予定: 通念"), "予定: 通年"),
        (("ROW", "予定: 隋時"), "予定: 随時"),
        (("ROW", "予定: 年間"), "予定: 通年"),
        (("ROW", "予定: 毎週"), "予定: 通年"),
        (("ROW", "予定: 無"), "予定: なし"),
        (("ROW", "予定: 会儀"), "予定: 会議"),
        (("ROW", &*bar("上半季")), "上半期"),
        (("ROW", &*bar("上期")), "上半期"),
        (("ROW", &*bar("第１四半季")), "第１四半期"),
        (("ROW", &*bar("4月から9月まで")), "4月〜9月"),
        (("ROW", &*bar("10月から")), "10月〜"),
        (("ROW", &*bar("6月と10月")), "[6月, 10月]"),
        (("ROW", &*bar("6月、10月")), "[6月, 10月]"),
        (("ROW", &*bar("五月上旬")), "5月上旬"),
        (("ROW", &*bar("5月初旬")), "5月上旬"),
        (("ROW", &*bar("6/15")), "6月"),
        (("TIME", "期間: R7とR9"), "令和6年度〜令和8年度"),
        (("TIME", "年間: 令和7年度"), "年度"),
        (("TOP", "作成社: 県"), "作成者"),
        (("TOP", "作成日付: 令和7年5月1日"), "作成日"),
        (("TOP", "注: ※1"), "注記"),
        (("TOP", "書武: 書式.yaml"), "書式"),
        (("TOP", "会議: [{名称: 部会, 開催: 5月}]"), "名前"),
        (("TOP", "会議: [{名前: 部会, 開催月: 5月}]"), "開催"),
        (("TOP", "会議: [{名前: 部会, 記合: ●, 開催: 5月}]"), "記号"),
        (("TOP", "会議: [{名前: 部会, 開催: 5月, 進捗: いいえ}]"), "進捗報告"),
        (("TOP", "会議: [{名前: 部会, 開催: R7.5}]"), "R7年5月"),
        (("TOP", "会議: [{名前: 部会, 開催: 5月20日}]"), "5月"),
        (("TOP", "会議: [{月: 6月, 日: 15, 表示: 第１回}]"), "表示: 第１回（15日）"),
        (("TOP", "会議: [{日: R7.6.15, 表示: 第１回}]"), "月: R7年6月"),
        (("ROW", "予定: 通年\n        実積: なし"), "実績"),
        (("ROW", "予定: 通年\n        進捗報吿: いいえ"), "進捗報告"),
        (("ROW", "予定: 通年\n        進捗報告: 無"), "いいえ"),
    ] {
        let remedies = remedies(&sheet(&[filled]), DEFAULT_TEMPLATE);
        faults.extend((!names(&remedies, right)).then(|| format!("{filled:?}: {remedies:?}")));
    }
    assert_eq!(faults, [] as [String; 0]);
}

#[test]
fn wrong_words_of_templates_get_the_nearest_right_ones() {
    let mut faults = Vec::new();
    for (line, wrong, right) in [
        ("#時間軸: {単位: 月}", "時間軸: {単位: 月毎}", "月"),
        ("#時間軸: {単位: 月}", "時間軸: {単位: 半年}", "半期"),
        ("#時間軸: {単位: 月}", "時間軸: {単位: 年}", "年度"),
        ("#時間軸: {単位: 月}", "時間軸: 月", "{単位: 月}"),
        ("#会議の行: 列見出しの下", "会議の行: 見出しの下", "列見出しの下"),
        ("#会議の行: 列見出しの下", "会議の行: 下", "列見出しの下"),
        ("右肩: [資料番号, 作成日, 作成者]", "右肩: [資料番号, 日付, 作成者]", "作成日"),
        ("凡例: いいえ", "凡例: 有", "はい"),
        ("凡例: いいえ", "判例: はい", "凡例"),
        ("    幅: 44.7", "    幅: 残", "残り"),
        ("    幅: 44.7", "    幅: 44文字", "5.4"),
        ("  #★: {形: 記号}", "  ★: {形: マーク}", "記号"),
        ("  #★: {形: 記号}", "  ★: {形: 矢じるし}", "矢印"),
        ("  #★: {形: 記号}", "  ★: {線: 破線}", "点線"),
        ("  進捗報告: 帯と罫線の間", "  進捗報告: 会議の月", "会議の月に▲"),
        ("  帯の名前: 帯の横にも", "  帯の名前: 帯の横", "帯の横にも"),
        ("  縦揃え: 上", "  縦揃え: 上揃え", "上"),
        ("  行の高さ: ページに合わせる", "  行の高さ: ページ", "ページに合わせる"),
        ("用紙: A3横", "用紙: A3", "A3横"),
        ("用紙: A3横", "用紙: 横A3", "A3横"),
        ("    揃え: 左", "    揃え: 左揃え", "左"),
    ] {
        let remedies = remedies(&sheet(&[]), &template(line, wrong));
        faults.extend((!names(&remedies, right)).then(|| format!("{wrong}: {remedies:?}")));
    }
    assert_eq!(faults, [] as [String; 0]);
}
