//! Workbooks that came back: what is read of them.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::path::{Path, PathBuf};

#[path = "common/replies.rs"]
mod replies;

use common::{STEM, build, build_right, explain, source, xlsx_part};
use replies::{told, with_cells, with_part};
use shiryo3::diag::{Diagnostic, Sources};
use shiryo3::model::{Sheet, Template};
use shiryo3::reply::{self, Field, Now, Reply, rows};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};

const ONE_ROW: &str = include_str!("suite/one-row/input.yaml");

#[test]
fn a_workbook_of_ours_says_what_it_was_made_from() {
    let built = build_right(ONE_ROW);
    let base = reply::base("r9.xlsx", &built.xlsx).expect("a workbook").expect("a base");
    assert_eq!((base.stem.as_str(), base.period), (STEM, built.sheet.period));
    assert_eq!(base.sheet().expect("a sheet").fingerprint(), built.sheet.fingerprint());
}

fn returned() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returned")
}

fn template() -> Template {
    read_template(&Sources::default().add("template.yaml", DEFAULT_TEMPLATE)).expect("a template")
}

/// The sheet that the files in `tests/returned` were made from.
fn sheet() -> Sheet {
    let text = std::fs::read_to_string(returned().join("h29-odawara.yaml")).expect("data");
    read_sheet(&source(&text), &template()).expect("a sheet")
}

/// The file that came back under the name [`RENAMED`].
const COPY: &str = "v02b_renamed_copy.xlsx";
const RENAMED: &str = "（湯河原町修正）h29-odawara のコピー (2).xlsx";

fn read(name: &str) -> Result<Reply, Diagnostic> {
    let file = if name == RENAMED { COPY } else { name };
    let bytes = std::fs::read(returned().join(file)).expect("a file");
    let (sheet, template) = (sheet(), template());
    reply::read(name, &bytes, &Now::new(&sheet, "h29-odawara", &template))
}

/// What comes out of a file.
fn out_of(file: &str) -> Vec<String> {
    told(&read(file).unwrap_or_else(|mistake| panic!("{file}: {}", mistake.message)))
}

/// The edits that most of the files have.
const FIVE: [&str; 5] = [
    "3 内容: ・ネットワーク図を作成し、各",
    "3 備考: 継続",
    "9 内容: ・ケース検討会を年４回開催し",
    "9 備考: R3",
    "20 備考: 看護学校と調整中",
];

const NO_NAMES: &str = "注 取組のセルの名前が失われているので、番号と文章から取組を見分けました";
const UNKNOWN: &str = "注 もとの版が分からないので、今の資料と比べました";
const UNMERGED: &str = "注 予定の欄のセルの結合が解かれているので、帯は読みませんでした";

#[test]
fn the_five_edits_come_out_of_every_program() {
    let torn = "注 番号 9、10、11、12、13、14、15、16、17、18、19、20、21、22、23 はセルの結合がずれているので、帯は読みませんでした";
    let cut = "注 番号 1 の内容は途中で切れています（直されていないものとしました）";
    for (file, others) in [
        ("v01_openpyxl_print.xlsx", &[] as &[&str]),
        ("v02_openpyxl_list.xlsx", &[]),
        ("v05_lo_insdel.xlsx", &["削除 4 Missing"]),
        ("v05b_openpyxl_insert.xlsx", &[torn]),
        ("v07_lo_sort.xlsx", &[]),
        ("v08_lo_rename.xlsx", &[]),
        ("v09_lo_unmerge.xlsx", &[UNMERGED]),
        ("v12_lo_noprint.xlsx", &[NO_NAMES]),
        ("v13a_lo.ods", &[]),
        ("v14a_lo.xls", &[]),
        ("v16_sheetjs.xlsx", &[]),
        ("v16b_sheetjs.xls", &[NO_NAMES, cut]),
        ("v17_exceljs.xlsx", &[]),
        ("v19_gnumeric.xlsx", &[]),
        ("v22_phone_nonames.xlsx", &[UNKNOWN, NO_NAMES]),
        (RENAMED, &[]),
    ] {
        let right: Vec<&str> = FIVE.iter().chain(others).copied().collect();
        assert_eq!(out_of(file), right, "{file}");
    }
}

#[test]
fn other_edits_come_out_as_what_they_are() {
    let renumbered: Vec<String> = (10..=23).map(|number| format!("{number} 番号: {}", number + 1)).collect();
    let renumbered: Vec<&str> = renumbered.iter().map(String::as_str).collect();
    for (file, right) in [
        ("v06_lo_newrow_bottom.xlsx", &["新規 24 23の後: 医療的ケア児の一"] as &[&str]),
        ("v10_lo_rich.xlsx", &["9 内容: ・ケース検討会を年４回の事例 Struck"]),
        ("v10c_wholecell_strike.xlsx", &["削除 9 Struck"]),
        (
            "v11_lo_bars.xlsx",
            &[
                "3 帯: 順次実施: 4月〜9月、順次実施: 10月〜3月",
                "9 帯: 実施方法検討: 4月〜6月、順次実施: 7月〜3月",
                "20 帯: 講習会企画: 4月、順次実施: 10月〜3月 Unclear",
                "言葉 20 予定の欄: 帯でない所（7月〜9月）に色が塗られています（Excel を見てください）",
            ],
        ),
        ("v18_pandas.xlsx", &[NO_NAMES, UNMERGED]),
        (
            "v23_lo_both.xlsx",
            &[
                "3 内容: ・ネットワーク図を作成し、各 | 一覧だけで直した文 Inside",
                "3 備考: 継続",
                "9 内容: ・ケース検討会を年４回開催し",
                "9 備考: R3 | 一覧の備考 Inside",
                "20 備考: 看護学校と調整中",
            ],
        ),
        ("v26_ownrows_newbook.xlsx", &["9 内容: ・ケース検討会を年４回開催し", UNKNOWN, NO_NAMES]),
        ("v28_lo_note.xlsx", &["言葉 9 D40のコメント: 「育児支援」を「子育て支援」に修正願います（真鶴町）"]),
        (
            "v33_form_notes.xls",
            &[
                "言葉 3 D8のコメント: ここを直す\n二行目",
                "言葉 19 D9のコメント: ascii only",
                "言葉 19 D9の図形: 図形の意見です",
                "言葉 20 H10の図形: 画像か図形があります（Excel を見てください）",
            ],
        ),
        ("v29_lo_addcol.xlsx", &["9 内容: ・ケース検討会を年４回開催し", "言葉 9 : 担当課が変わったため"]),
        (
            "v31_noise.xlsx",
            &[
                FIVE[0],
                FIVE[1],
                FIVE[2],
                FIVE[3],
                "12 内容: ・県西医療福祉資源マップの作 Width",
                "19 協力機関: - Width",
                FIVE[4],
            ],
        ),
        ("v32_lo_renumber.xlsx", &[&renumbered[..], &["新規 10 9の後: 訪問看護との合同"]].concat()),
    ] {
        assert_eq!(out_of(file), right, "{file}");
    }
}

#[test]
fn every_file_that_came_back_is_tried() {
    let tried = include_str!("reply.rs");
    let files = returned().read_dir().expect("files").map(|entry| entry.expect("a file").file_name());
    let files: Vec<String> = files.filter_map(|name| name.into_string().ok()).collect();
    assert!(files.len() > 27 && files.iter().all(|name| tried.contains(name)), "{files:?}");
}

#[test]
fn line_breaks_come_back_where_the_list_was_edited() {
    let text = |file: &str| {
        let reply = read(file).expect("a reply");
        let edit = reply.edits.iter().find(|edit| edit.field == Field::Text("内容".to_owned()));
        edit.expect("an edit").texts[0].clone()
    };
    assert_eq!(text("v02_openpyxl_list.xlsx"), text("v01_openpyxl_print.xlsx"));
    assert!(text("v01_openpyxl_print.xlsx").contains('\n'));
}

#[test]
fn words_beside_their_marks_and_bars_come_back_as_they_are_in_the_data() {
    let marks = (
        include_str!("suite/mark-words-first/input.yaml"),
        include_str!("suite/mark-words-first/template.yaml"),
    );
    for (data, template) in [marks, (include_str!("suite/names-beside/input.yaml"), DEFAULT_TEMPLATE)] {
        let built =
            build(data, template).unwrap_or_else(|mistakes| panic!("{}", explain(&mistakes, data, template)));
        let design = read_template(&Sources::default().add("template.yaml", template)).expect("a template");
        let now = Now::new(&built.sheet, STEM, &design);
        let reply = reply::read("r9.xlsx", &built.xlsx, &now).expect("a reply");
        assert_eq!(told(&reply), [] as [String; 0]);
    }
}

#[test]
fn a_workbook_that_comes_back_unchanged_says_nothing() {
    for case in common::cases() {
        let Ok(built) = common::build_case(&case) else { continue };
        // A marked handout carries no base: it is not sent out to be filled in.
        let is_marked = case.join("earlier.yaml").exists();
        let design = read_template(&source(&common::template_of(&case))).expect("a template");
        let reply = reply::read("r9.xlsx", &built.xlsx, &Now::new(&built.sheet, STEM, &design));
        let said = reply.map(|reply| told(&reply)).map_err(|mistake| mistake.message);
        assert!(is_marked || said == Ok(Vec::new()), "{} {said:#?}", common::name(&case));
    }
}

/// The real sheet's workbook with a date in the cell of 備考 of row 1, another worksheet, and a text box.
#[test]
fn days_worksheets_and_text_boxes_of_the_agency_are_read() {
    let built = build_right(include_str!("returned/h29-odawara.yaml"));
    let sheet = xlsx_part(&built.xlsx, "xl/worksheets/sheet1.xml");
    let cell = sheet.find("<c r=\"S6\"").expect("a cell");
    let end = cell + sheet[cell..].find("/>").expect("an end") + 2;
    let dated = format!("{}<c r=\"S6\" s=\"1\"><v>46508</v></c>{}", &sheet[..cell], &sheet[end..]);
    let dated = dated.replace("<oddFooter>", "<oddHeader>&amp;L&amp;12修正版</oddHeader><oddFooter>");
    assert!(dated.contains("修正版"));
    let styles = xlsx_part(&built.xlsx, "xl/styles.xml");
    let formats = styles.find("<cellXfs").expect("looks");
    let second = formats + styles[formats..].match_indices("<xf ").nth(1).expect("a look").0;
    let look = styles[second..].replacen("numFmtId=\"", "numFmtId=\"58\" was=\"", 1);
    let book = xlsx_part(&built.xlsx, "xl/workbook.xml")
        .replace("</sheets>", "<sheet name=\"意見\" sheetId=\"99\" r:id=\"rId99\"/></sheets>");
    let links = xlsx_part(&built.xlsx, "xl/_rels/workbook.xml.rels").replace(
        "</Relationships>",
        "<Relationship Id=\"rId99\" Type=\"x/worksheet\" Target=\"worksheets/own.xml\"/></Relationships>",
    );
    let drawn = "<Relationships><Relationship Id=\"a\" Type=\"x/drawing\" Target=\"../drawings/d.xml\"/>\
        <Relationship Id=\"b\" Type=\"x/comments\" Target=\"../c.xml\"/>\
        <Relationship Id=\"c\" Type=\"x/threadedComment\" Target=\"../t.xml\"/></Relationships>";
    let copy = "<comments><commentList><comment ref=\"D9\"><text><t>[スレッド化されたコメント] 使う</t></text></comment></commentList></comments>";
    let thread = "<ThreadedComments><threadedComment ref=\"D9\" id=\"{1}\"><text>使うか</text></threadedComment>\
        <threadedComment ref=\"D9\" parentId=\"{1}\"><text>使わない</text></threadedComment></ThreadedComments>";
    let box_of = |text: &str| format!("<d><a><from><col>3</col><row>8</row></from>{text}</a></d>");
    let shape =
        box_of("<sp><p><r><t>来年度から</t></r></p><p><r><t>医師会が行う</t></r></p></sp><pic/><cxnSp/>");
    let own = "<worksheet><sheetData><row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>別紙のとおり</t></is></c></row></sheetData></worksheet>";
    let parts: [(&str, &str); 9] = [
        ("xl/c.xml", copy),
        ("xl/t.xml", thread),
        ("xl/worksheets/sheet1.xml", &dated),
        ("xl/styles.xml", &(styles[..second].to_owned() + &look)),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &links),
        ("xl/worksheets/_rels/sheet1.xml.rels", drawn),
        ("xl/drawings/d.xml", &shape),
        ("xl/worksheets/own.xml", own),
    ];
    let xlsx =
        parts.iter().fold(built.xlsx.clone(), |xlsx, (name, text)| with_part(&xlsx, name, text.as_bytes()));
    let template = template();
    let reply = reply::read("r9.xlsx", &xlsx, &Now::new(&built.sheet, STEM, &template)).expect("a reply");
    assert_eq!(
        told(&reply),
        [
            "1 備考: 令和9年5月1日",
            "言葉 1 D9のコメント: 使うか",
            "言葉 1 D9のコメント: 使わない",
            "言葉 1 D9の図形: 来年度から\n医師会が行う",
            "言葉 1 D9の図形: 画像か図形があります（Excel を見てください）",
            "言葉 1 D9の図形: 画像か図形があります（Excel を見てください）",
            "言葉 - ヘッダーとフッター: 修正版",
            "言葉 - 意見シートのB2: 別紙のとおり",
        ]
    );
}

/// The real sheet's workbook with other looks of cells: red, yellow, red in a part of the text, and struck through
/// in a part of it.
#[test]
fn what_only_looks_otherwise_is_told() {
    let built = build_right(include_str!("returned/h29-odawara.yaml"));
    let name = "xl/worksheets/sheet1.xml";
    let styles = xlsx_part(&built.xlsx, "xl/styles.xml");
    let count = |of: &str| {
        styles[styles.find(of).expect("styles")..]
            .split('"')
            .nth(1)
            .expect("a count")
            .parse()
            .expect("a number")
    };
    let (fonts, fills, looks): (usize, usize, usize) = (count("<fonts"), count("<fills"), count("<cellXfs"));
    let more = |font: usize, fill: usize| format!("<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\"/>");
    let styles = styles
        .replace("</fonts>", "<font><sz val=\"8\"/><color rgb=\"FFFF0000\"/></font></fonts>")
        .replace("</fills>", "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFF00\"/></patternFill></fill></fills>")
        .replace("</cellXfs>", &format!("{}{}</cellXfs>", more(fonts, 0), more(0, fills)));
    let sheet = xlsx_part(&built.xlsx, name);
    let style_of = |cell: &str, style: usize, sheet: &str| {
        let at = sheet.find(&format!("<c r=\"{cell}\" s=\"")).expect("a cell") + cell.len() + 11;
        let end = at + sheet[at..].find('"').expect("an end");
        format!("{}{style}{}", &sheet[..at], &sheet[end..])
    };
    let sheet = style_of("D10", looks, &style_of("A13", looks + 1, &style_of("C13", looks + 1, &sheet)));
    let in_runs = |cell: &str, runs: &[(&str, &str)], sheet: &str| {
        let at = sheet.find(&format!("<c r=\"{cell}\"")).expect("a cell");
        let end = at + sheet[at..].find("</c>").expect("an end");
        let runs = runs.iter().map(|(look, text)| format!("<r><rPr>{look}</rPr><t>{text}</t></r>"));
        format!(
            "{}<c r=\"{cell}\" t=\"inlineStr\"><is>{}</is>{}",
            &sheet[..at],
            runs.collect::<String>(),
            &sheet[end..]
        )
    };
    let (plain, red) = ("<color rgb=\"FF000000\"/>", "<color rgb=\"FFFF0000\"/><u/>");
    let row = rows(&built.sheet)[3].clone();
    let (first, second) = row.text("内容").split_at(12);
    let sheet = in_runs("D17", &[(plain, first), (red, second)], &sheet);
    let item = row.text("項目");
    let sheet = in_runs("C17", &[("<strike/><b/>", "古い"), ("", item)], &sheet);
    let xlsx = with_part(&built.xlsx, name, sheet.as_bytes());
    let xlsx = with_part(&xlsx, "xl/styles.xml", styles.as_bytes());
    let template = template();
    let reply = reply::read("r9.xlsx", &xlsx, &Now::new(&built.sheet, STEM, &template)).expect("a reply");
    let line = |number: u8, names: &str| {
        format!(
            "言葉 {number} : {names}は、文は同じで、色や下線などだけが変わっています（Excel を見てください）"
        )
    };
    assert_eq!(told(&reply), [line(2, "「内容」"), line(3, "「番号」「項目」"), line(4, "「内容」")]);
}

#[test]
fn a_formula_whose_value_is_missing_clears_no_text() {
    let built = build_right(include_str!("returned/h29-odawara.yaml"));
    let name = "xl/worksheets/sheet1.xml";
    let sheet = xlsx_part(&built.xlsx, name);
    let cell = sheet.find("<c r=\"C10\"").expect("a cell");
    let end = cell + sheet[cell..].find("</c>").expect("an end");
    let sheet = format!("{}<c r=\"C10\"><f>D6&amp;\"案\"</f><v></v>{}", &sheet[..cell], &sheet[end..]);
    let (xlsx, template) = (with_part(&built.xlsx, name, sheet.as_bytes()), template());
    let reply = reply::read("r9.xlsx", &xlsx, &Now::new(&built.sheet, STEM, &template)).expect("a reply");
    assert_eq!(told(&reply), ["2 項目: =D6&\"案\" Instruction"]);
}

#[test]
fn text_boxes_and_notes_of_opendocument_are_no_text_of_a_cell() {
    let bytes = std::fs::read(returned().join("v13a_lo.ods")).expect("a file");
    let content = xlsx_part(&bytes, "content.xml");
    let at = content.find("小児神経専門医").and_then(|it| content[..it].rfind("<text:p")).expect("a cell");
    let beside = "<draw:g><draw:custom-shape><text:p>図の</text:p><text:p>意見</text:p></draw:custom-shape></draw:g>\
        <draw:frame><draw:image/></draw:frame>\
        <office:annotation><dc:creator>山田</dc:creator><dc:date>2027-05-01</dc:date><text:p>注です</text:p></office:annotation>";
    let content = [&content[..at], beside, &content[at..]].concat();
    let ods = with_part(&bytes, "content.xml", content.as_bytes());
    let (sheet, template) = (sheet(), template());
    let reply = reply::read("r.ods", &ods, &Now::new(&sheet, "h29-odawara", &template)).expect("a reply");
    let told = told(&reply);
    assert_eq!(told[..5], FIVE);
    let said: Vec<&str> = told[5..].iter().filter_map(|line| line.split_once(": ")).map(|it| it.1).collect();
    assert_eq!(said, ["注です", "図の\n意見", "画像か図形があります（Excel を見てください）"]);
}

/// What is told of the real sheet's workbook with other cells in its list of bars.
fn told_of_entries(cells: &[(&str, &str)]) -> Vec<String> {
    let built = build_right(include_str!("returned/h29-odawara.yaml"));
    let (xlsx, template) = (with_cells(&built.xlsx, "xl/worksheets/sheet3.xml", cells), template());
    told(&reply::read("r9.xlsx", &xlsx, &Now::new(&built.sheet, STEM, &template)).expect("a reply"))
}

#[test]
fn bars_that_were_edited_in_their_list_alone_are_read() {
    let row = |row: &'static str, texts: [&'static str; 4]| {
        ["A", "D", "E", "F"]
            .into_iter()
            .zip(texts)
            .map(move |(column, text)| (format!("{column}{row}"), text))
    };
    let bars = |cells: Vec<(String, &'static str)>| {
        told_of_entries(&cells.iter().map(|(cell, text)| (cell.as_str(), *text)).collect::<Vec<_>>())
    };
    // Days as programs write them: numbers, both calendars, and with the time.
    for day in ["42916", "2017/6/30", "平成29年6月30日", "2017-06-30 00:00:00"] {
        let told = bars(vec![("F6".to_owned(), day)]);
        assert_eq!(told, ["2 帯: 方法検討: 4月〜6月、順次実施: 10月〜3月"], "{day}");
    }
    let renamed = bars(vec![("D7".to_owned(), "試行"), ("H7".to_owned(), "平成30年2月")]);
    let era = "言葉 2 予定一覧シートのH7: 終了年月（和暦）: 2018/03/31 → 平成30年2月";
    assert_eq!(renamed, ["2 帯: 方法検討: 4月〜9月、試行: 10月〜3月", era]);
    let added = bars(row("94", ["2", "検証", "2018/2/11", "2018/3/20"]).collect());
    assert_eq!(added, ["2 帯: 方法検討: 4月〜9月、順次実施: 10月〜3月、検証: 2月中旬〜3月中旬"]);
    let gone: Vec<(String, &str)> = "ABCDEFGH".chars().map(|column| (format!("{column}6"), " ")).collect();
    assert_eq!(bars(gone.clone()), ["2 帯: 順次実施: 10月〜3月"]);
    let both = gone.into_iter().chain("ABCDEFGH".chars().map(|column| (format!("{column}7"), " ")));
    assert_eq!(bars(both.collect()), ["言葉 2 予定一覧シート: 帯の行がすべて消されています"]);
}

#[test]
fn what_else_was_edited_in_the_list_of_bars_is_told() {
    let told = told_of_entries(&[
        ("A1", "この表に直しました"),
        ("E4", "2017/10/1"),
        ("E6", "2017/4/15"),
        ("B7", "主治医との連絡会"),
        ("D8", ""),
        ("I3", "備考"),
        ("I10", "調整中"),
        ("K10", "未定"),
        ("A94", "2"),
        ("D94", "進捗報告"),
        ("E94", "2018/3/1"),
        ("A95", "99"),
        ("D95", "順次実施"),
    ]);
    assert_eq!(
        told,
        [
            "言葉 1 予定一覧シートのE4: 開始日: 2017/09/01 → 2017/10/1",
            "言葉 2 予定一覧シートのE6: 開始日: 2017/04/01 → 2017/4/15",
            "言葉 2 予定一覧シートのB7: 項目: 主治医病院との学校の連絡会の実施 → 主治医との連絡会",
            "言葉 2 予定一覧シートのD8: 種類: 進捗報告 → （空）",
            "言葉 2 予定一覧シートのA94: 行が加えられています: 2、進捗報告、2018/3/1",
            "言葉 - 予定一覧シートのA95: 行が加えられています: 99、順次実施",
            "言葉 - 予定一覧シートのA1: この表に直しました",
            "言葉 3 予定一覧シートのI10: 備考: 調整中",
            "言葉 3 予定一覧シートのK10: 未定",
        ]
    );
}
