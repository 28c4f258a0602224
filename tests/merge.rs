//! Replies put into the data: what is proposed, what is decided, what is written.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/replies.rs"]
mod replies;

use std::sync::Arc;

use common::source;
use replies::Sent;
use shiryo3::diag::{Checked, Diagnostic, Sources};
use shiryo3::load::Document;
use shiryo3::merge::{self, Answer, Applied, Choice, Decisions, Kind, Proposal, Proposals};
use shiryo3::reply::{self, Now, Reply};
use shiryo3::{DEFAULT_TEMPLATE, Design, Handout, compile};

/// A sheet with comments, both forms of texts, and rows of four agencies.
const DATA: &str = "\
# 令和9年度
資料番号: 資料３
表題: 令和9年度の取組（案）
年度: 令和9年度
会議:
  - 月: 9月
    表示: 会議（９月頃）
課題:
  # 課題の説明
  - 見出し: （１）ネットワーク
    区分: ネットワーク
    取組:
      # 一番の説明
      - 番号: 1
        項目: 会議の開催   # 毎年
        内容: |-           # 三つ
          ・会議を開く
          ・課題を出し合う
          ・結果を配る
        提案機関: 甲市
        予定:
          - 方法検討: 4月〜9月
          - 順次実施: 10月〜3月
      - 番号: 2
        項目: 研修会の実施
        内容: 職員に向けて研修会を開く
        提案機関: 乙町
        予定: [{研修企画: 4月〜8月}, {順次実施: 9月〜3月}]
        備考: 調整中
  - 見出し: （２）療育
    区分: 療育
    取組:
      - 番号: 3
        項目: 療育の場の調査
        内容: 利用できる場を調べて、表にまとめる
        提案機関: 丙病院
        予定:
          - 調査: 4月〜3月   # 一年
      # 四番の説明
      - 番号: 4
        項目: 相談窓口の案内
        内容: 窓口の一覧を作って配る
        提案機関: |-
          ・甲市
          ・丁園
        予定:
          - 順次実施: 6月〜3月
";

fn design() -> Arc<Design> {
    let template = Sources::default().add("template.yaml", DEFAULT_TEMPLATE);
    Arc::new(Design::new(&template, |_| panic!("no face")).expect("a design").value)
}

fn handout(data: &str) -> Handout {
    let told = |mistakes: Vec<Diagnostic>| mistakes.iter().map(|it| it.message.clone()).collect::<Vec<_>>();
    compile(&source(data), &design(), None).unwrap_or_else(|it| panic!("{:?}", told(it))).value
}

/// What an agency sends back of a sheet, after some changes.
fn sent(data: &str, change: impl FnOnce(&mut Sent)) -> Sent {
    let mut sent = Sent::of(handout(data).sheet(), "r9");
    change(&mut sent);
    sent
}

fn read(data: &str, file: &str, xlsx: &[u8]) -> Result<Reply, Diagnostic> {
    let handout = handout(data);
    reply::read(file, xlsx, &Now::new(handout.sheet(), "r9", handout.design().template()))
}

/// What replies of agencies, made from an earlier text, would change in a text.
fn proposed(now: &str, replies: &[(&str, &Sent)]) -> Proposals {
    let handout = handout(now);
    let now = Now::new(handout.sheet(), "r9", handout.design().template());
    let answers: Vec<Answer> = replies
        .iter()
        .map(|(agency, sent)| Answer {
            agency: (*agency).to_owned(),
            reply: reply::read("r.xlsx", &sent.xlsx(), &now).unwrap_or_else(|it| panic!("{}", it.message)),
        })
        .collect();
    merge::propose(&now, &answers)
}

/// Proposals, a line each: number, what of it, agencies, kind, and what is to become of it.
fn told(proposals: &Proposals) -> Vec<String> {
    let line = |proposal: &Proposal| {
        let sign = match proposal.default {
            Some(Choice::Reply) => "→",
            Some(Choice::Current) => "＝",
            _ => "？",
        };
        let (number, what, kind) = (&proposal.number, proposal.aspect.name(), proposal.kind.name());
        format!(
            "{number} {what} {} {kind} {sign} {}",
            proposal.agencies.join("+"),
            proposal.reply.replace('\n', "/")
        )
    };
    proposals.list.iter().map(line).collect()
}

/// What is proposed of one reply of an agency to a text that it was made from.
fn one(agency: &str, change: impl FnOnce(&mut Sent)) -> Vec<String> {
    told(&proposed(DATA, &[(agency, &sent(DATA, change))]))
}

/// Writes what was decided into a text.
fn applied(data: &str, proposals: Proposals, choices: Vec<Option<Choice>>) -> Checked<Applied> {
    let handout = handout(data);
    let document = Document::read(&source(data)).expect("a document");
    merge::apply(&document, handout.sheet(), &Decisions { proposals, choices })
}

/// The text after all proposals have been taken.
fn taken(data: &str, proposals: Proposals) -> String {
    let choices = vec![Some(Choice::Reply); proposals.list.len()];
    let applied = applied(data, proposals, choices).unwrap_or_else(|it| panic!("{it:?}"));
    applied.document.source().text().to_owned()
}

fn messages(found: Checked<Applied>) -> Vec<String> {
    found.map(|_| ()).expect_err("a mistake").into_iter().map(|mistake| mistake.message).collect()
}

#[test]
fn only_plain_edits_of_ones_own_rows_are_taken_unless_somebody_decides() {
    let own = one("乙町", |sent| {
        sent.set("2", "備考", "継続");
        sent.set("2", "提案機関", "乙町、丙病院");
        sent.set("3", "備考", "案");
        sent.row("2").bars =
            Some(vec![("研修企画".into(), "4月〜9月".into()), ("順次実施".into(), "10月〜3月".into())]);
    });
    assert_eq!(
        own,
        [
            "2 提案機関 乙町 提案機関の修正 ？ 乙町、丙病院",
            "2 備考 乙町 修正 → 継続",
            "2 予定 乙町 帯の修正 ？ 研修企画: 4月〜9月、順次実施: 10月〜3月",
            "3 備考 乙町 ほかの機関の取組 ？ 案",
        ]
    );
    let struck = one("丙病院", |sent| {
        sent.old = vec![(2, "内容", "古い文".to_owned())];
        sent.set("3", "内容", "利用できる場を調べて、地図にまとめる");
    });
    assert_eq!(struck, ["3 内容 丙病院 取り消し線 ？ 利用できる場を調べて、地図にまとめる"]);
    assert_eq!(one("丙病院", |sent| sent.struck = vec![2]), ["3 取組（削除） 丙病院 削除 ？ "]);
    assert_eq!(one("丙病院", |sent| sent.set("3", "内容", "利用できる場を調べて､表にまとめる")).len(), 1);
    assert_eq!(
        one("丙病院", |sent| sent.set("3", "内容", "利用できる場を調べて，表にまとめる\u{A0} ")),
        ["3 内容 丙病院 修正 → 利用できる場を調べて，表にまとめる"]
    );
}

#[test]
fn noise_is_no_change_and_widths_stay_as_they_are() {
    for text in [
        "利用できる場を調べて、表にまとめる  ",
        "利用できる場を調べて、表にまとめる\r\n",
        " 利用できる場を調べて、表にまとめる",
    ] {
        assert!(one("丙病院", |sent| sent.set("3", "内容", text)).is_empty(), "{text:?}");
    }
    let width = one("乙町", |sent| sent.set("2", "備考", "調整中 "));
    assert!(width.is_empty());
    let width = one("甲市", |sent| sent.set("1", "項目", "会議の開催（1回）"));
    assert_eq!(width, ["1 項目 甲市 修正 → 会議の開催（1回）"]);
    let data = DATA.replace("会議の開催 ", "会議の開催（１回） ");
    let width = sent(&data, |sent| sent.set("1", "項目", "会議の開催(1回)"));
    assert_eq!(told(&proposed(&data, &[("甲市", &width)])), ["1 項目 甲市 幅だけ ＝ 会議の開催(1回)"]);
}

#[test]
fn a_change_that_all_agree_on_is_one() {
    let same = sent(DATA, |sent| sent.set("4", "備考", "継続"));
    assert_eq!(told(&proposed(DATA, &[("甲市", &same), ("丁園", &same)])), ["4 備考 甲市+丁園 修正 → 継続"]);
    let now = DATA
        .replace("          - 順次実施: 6月〜3月\n", "          - 順次実施: 6月〜3月\n        備考: 継続\n");
    assert!(told(&proposed(&now, &[("甲市", &same)])).is_empty());
}

/// The three lines of row 1, with one in another wording.
fn lines(place: usize, text: &str) -> String {
    let mut lines = ["・会議を開く", "・課題を出し合う", "・結果を配る"];
    lines[place] = text;
    lines.join("\n")
}

#[test]
fn edits_of_different_lines_are_put_together() {
    let own = sent(DATA, |sent| sent.set("1", "内容", &lines(0, "・会議を年２回開く")));
    let now = DATA.replace("・結果を配る", "・結果をまとめて配る");
    let proposals = proposed(&now, &[("甲市", &own)]);
    assert_eq!(
        told(&proposals),
        [format!("1 内容 甲市 別の行の修正 → {}", lines(0, "・会議を年２回開く").replace('\n', "/"))]
    );
    let text = taken(&now, proposals);
    assert!(
        text.contains("・会議を年２回開く\n          ・課題を出し合う\n          ・結果をまとめて配る\n"),
        "{text}"
    );
    assert!(text.contains("内容: |-           # 三つ"), "{text}");
}

#[test]
fn edits_of_the_same_line_are_conflicts() {
    let (one, other) = (
        sent(DATA, |sent| sent.set("4", "内容", "窓口の一覧を作って配布する")),
        sent(DATA, |sent| sent.set("4", "内容", "窓口の地図を作って配る")),
    );
    let proposals = proposed(DATA, &[("甲市", &one), ("丁園", &other)]);
    assert_eq!(
        told(&proposals),
        [
            "4 内容 甲市 食い違い ？ 窓口の一覧を作って配布する",
            "4 内容 丁園 食い違い ？ 窓口の地図を作って配る"
        ]
    );
    let both = messages(applied(DATA, proposals.clone(), vec![Some(Choice::Reply), Some(Choice::Reply)]));
    assert_eq!(both, ["番号 4 の内容に、二つの文が選ばれています（甲市、丁園）"]);
    let own = Some(Choice::Own("窓口の地図と一覧を配る".to_owned()));
    let applied = applied(DATA, proposals, vec![Some(Choice::Current), own]).expect("a document");
    assert!(applied.document.source().text().contains("内容: 窓口の地図と一覧を配る\n"));
    let now = DATA.replace("窓口の一覧を作って配る", "窓口の一覧をウェブに出す");
    assert_eq!(
        told(&proposed(&now, &[("甲市", &one)])),
        ["4 内容 甲市 食い違い ？ 窓口の一覧を作って配布する"]
    );
}

#[test]
fn a_row_that_is_gone_and_an_edit_of_it_are_a_conflict() {
    let edited = sent(DATA, |sent| sent.set("4", "備考", "継続"));
    let now = DATA.split("      # 四番の説明").next().expect("text");
    let proposals = proposed(now, &[("甲市", &edited)]);
    assert_eq!(told(&proposals), ["4 備考 甲市 食い違い ？ 継続"]);
    assert_eq!(proposals.list[0].remark, "今の資料に、この取組はありません");
    let gone = messages(applied(now, proposals, vec![Some(Choice::Reply)]));
    assert_eq!(gone, ["甲市の回答（番号 4の備考）: 番号 4 の取組は、今の資料にありません"]);
    let deleted = sent(DATA, |sent| sent.retain(|row| row.number != "4"));
    let both = proposed(DATA, &[("甲市", &edited), ("丁園", &deleted)]);
    assert_eq!(told(&both), ["4 取組（削除） 丁園 削除 ？ ", "4 備考 甲市 食い違い ？ 継続"]);
    let now = DATA.replace("窓口の一覧を作って配る", "窓口の地図を作って配る");
    assert_eq!(told(&proposed(&now, &[("丁園", &deleted)])), ["4 取組（削除） 丁園 食い違い ？ "]);
}

/// A row as an agency writes it.
fn new_row(number: &str, theme: &str) -> reply::Row {
    let texts = [("項目", "新しい取組"), ("内容", "・一つめ\n・二つめ"), ("提案機関", "丁園")];
    reply::Row {
        number: number.to_owned(),
        theme: theme.to_owned(),
        texts: texts.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
        actual: Vec::new(),
        bars: Some(vec![("方法検討".to_owned(), "4月〜9月".to_owned())]),
    }
}

#[test]
fn rows_come_go_and_get_other_numbers() {
    for number in ["", "2", "5"] {
        let added = sent(DATA, |sent| {
            sent.rows.insert(2, new_row(number, "（１）ネットワーク"));
            sent.names.clear();
        });
        let proposals = proposed(DATA, &[("丁園", &added)]);
        assert_eq!(proposals.list.len(), 1, "{:?}", told(&proposals));
        assert_eq!((proposals.list[0].kind, &proposals.list[0].default), (Kind::Added, &None));
        let text = taken(DATA, proposals);
        let row = "        備考: 調整中\n      - 番号: 5\n        項目: 新しい取組\n        内容: |-\n          ・一つめ\n          ・二つめ\n        提案機関: 丁園\n        予定:\n          - 方法検討: 4月〜9月\n  - 見出し: （２）療育\n";
        assert!(text.contains(row), "{number}: {text}");
        // Who has it already is asked for nothing.
        assert!(told(&proposed(&text, &[("丁園", &added)])).is_empty());
    }
    let renumbered = sent(DATA, |sent| {
        sent.row("4").number = "5".to_owned();
        sent.row("3").number = "4".to_owned();
    });
    let proposals = proposed(DATA, &[("甲市", &renumbered)]);
    assert_eq!(told(&proposals), ["3 番号 甲市 番号の変更 ？ 4", "4 番号 甲市 番号の変更 ？ 5"]);
    let text = taken(DATA, proposals);
    assert!(
        text.contains("      # 四番の説明\n      - 番号: 5\n")
            && text.contains("      - 番号: 4\n        項目: 療育")
    );
    let deleted = sent(DATA, |sent| sent.retain(|row| row.number != "4"));
    let text = taken(DATA, proposed(DATA, &[("丁園", &deleted)]));
    assert_eq!(text, DATA.split("      # 四番の説明").next().expect("text"));
}

#[test]
fn few_rows_of_a_sheet_are_no_deletions() {
    let own = sent(DATA, |sent| {
        sent.retain(|row| row.number == "2");
        sent.set("2", "備考", "継続");
    });
    assert_eq!(told(&proposed(DATA, &[("乙町", &own)])), ["2 備考 乙町 修正 → 継続"]);
}

#[test]
fn bars_are_written_with_their_comments_kept() {
    let edited = sent(DATA, |sent| {
        let bar = |kind: &str, span: &str| (kind.to_owned(), span.to_owned());
        sent.row("1").bars = Some(vec![bar("実施方法検討", "4月〜6月"), bar("順次実施", "7月〜3月")]);
        sent.row("2").bars = Some(vec![bar("順次実施", "9月〜3月")]);
        sent.row("3").bars = Some(vec![bar("調査", "4月〜9月"), bar("順次実施", "10月〜3月")]);
    });
    let text = taken(DATA, proposed(DATA, &[("甲市", &edited)]));
    for part in [
        "          - 実施方法検討: 4月〜6月\n          - 順次実施: 7月〜3月\n",
        "        予定: [{順次実施: 9月〜3月}]\n",
        "          - 調査: 4月〜9月   # 一年\n          - 順次実施: 10月〜3月\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn odd_texts_are_written_so_that_they_are_read_as_they_are() {
    for text in
        ["# 見出し", "甲: 乙", "it's", " 先頭に空白", "- 一", "「引用」\n二行め", "'", "[a]", "&x", "終わり "]
    {
        let edited = sent(DATA, |sent| {
            sent.set("2", "内容", &format!("職員に{text}"));
            sent.set("3", "備考", text);
        });
        let proposals = proposed(DATA, &[("丙病院", &edited)]);
        let written = taken(DATA, proposals);
        let sheet = handout(&written).sheet().clone();
        let row = |number: &str| {
            sheet.initiatives().find(|row| row.number.to_string() == number).expect("a row").clone()
        };
        assert_eq!(row("3").text("備考").expect("a text").value.trim(), text.trim(), "{written}");
        assert_eq!(
            row("2").text("内容").expect("a text").value.trim_end(),
            format!("職員に{text}").trim_end(),
            "{written}"
        );
        // All other lines are as they were.
        let kept = DATA.lines().filter(|line| line.contains('#'));
        assert!(kept.into_iter().all(|line| written.lines().any(|other| other == line)), "{written}");
    }
}

#[test]
fn a_text_that_is_emptied_goes_with_its_key() {
    let edited = sent(DATA, |sent| sent.set("2", "備考", ""));
    let proposals = proposed(DATA, &[("乙町", &edited)]);
    // As one that was struck through, it goes by a decision alone.
    assert_eq!(told(&proposals), ["2 備考 乙町 文を確かめる ？ "]);
    assert_eq!(proposals.list[0].remark, "文がすべて消されています");
    assert_eq!(taken(DATA, proposals), DATA.replace("        備考: 調整中\n", ""));
}

#[test]
fn a_mistake_in_what_was_written_names_the_agency() {
    let edited = sent(DATA, |sent| {
        sent.set("2", "備考", "𠮷");
        sent.set("2", "内容", &"とても長い文".repeat(2000));
    });
    let proposals = proposed(DATA, &[("乙町", &edited)]);
    let choices = vec![Some(Choice::Reply); proposals.list.len()];
    let applied = applied(DATA, proposals, choices).expect("a document");
    let mistakes = compile(applied.document.source(), &design(), None).err().expect("mistakes");
    let told: Vec<String> = merge::blame(mistakes, &applied).into_iter().map(|it| it.message).collect();
    assert!(told.iter().any(|it| it.starts_with("乙町の回答（番号 2の備考）: ")), "{told:?}");
}

#[test]
fn what_can_not_be_written_is_told_without_a_place_in_a_text_that_nobody_sees() {
    let edited = sent(DATA, |sent| {
        sent.set("1", "内容", "別の文");
        sent.set("2", "内容", "別の文");
    });
    let proposals = proposed(DATA, &[("乙町", &edited)]);
    let choices = vec![Some(Choice::Own("長い文".repeat(100))), Some(Choice::Own("文\u{FFFF}".to_owned()))];
    let mistakes = applied(DATA, proposals, choices).map(|_| ()).expect_err("a mistake");
    let told: Vec<_> = mistakes.iter().map(|it| (it.span, it.message.as_str())).collect();
    assert_eq!(told, [(None, "乙町の回答（番号 2の内容）: 目に見えない文字（U+FFFF）は書けません")]);
}

#[test]
fn whole_rows_are_not_written_by_hand() {
    let edited = sent(DATA, |sent| {
        sent.rows.retain(|row| row.number != "2");
        sent.rows.push(new_row("", "（２）療育"));
    });
    let proposals = proposed(DATA, &[("乙町", &edited)]);
    let by_hand = vec![Some(Choice::Own("今年度は休む".to_owned())); proposals.list.len()];
    assert_eq!(
        messages(applied(DATA, proposals, by_hand)),
        [
            "案 1: 番号 2 の取組（削除）に、「手で書く」の文があります",
            "案 2: 「新しい取組」の取組（新規）に、「手で書く」の文があります",
        ]
    );
}

#[test]
fn data_that_changed_meanwhile_are_left_alone() {
    let edited = sent(DATA, |sent| sent.set("2", "備考", "継続"));
    let proposals = proposed(DATA, &[("乙町", &edited)]);
    let now = DATA.replace("研修会の実施", "研修会の開催");
    assert_eq!(
        messages(applied(&now, proposals, vec![Some(Choice::Reply)])),
        ["突合表を作った後で資料が直されているので、取り入れられません"]
    );
}

#[test]
fn the_workbook_to_decide_in_gives_back_what_was_proposed() {
    let edited = sent(DATA, |sent| {
        sent.set("1", "内容", &lines(1, "・課題を持ち寄る"));
        sent.set("4", "備考", "継続");
        sent.rows.push(new_row("", "（２）療育"));
        sent.retain(|row| row.number != "3");
        sent.reasons = vec![(0, "担当が変わったため".to_owned())];
        sent.notes = vec![(1, "よろしくお願いします".to_owned())];
    });
    let proposals = proposed(DATA, &[("甲市", &edited)]);
    assert!(proposals.list[0].remark.contains("担当が変わったため"), "{proposals:?}");
    assert_eq!(proposals.notes.len(), 2, "{:?}", proposals.notes);
    let xlsx = handout(DATA).matching(&proposals).expect("a workbook");
    let read = merge::read("突合表.xlsx", &xlsx).expect("decisions");
    assert_eq!(read.proposals, Proposals { notes: Vec::new(), ..proposals.clone() });
    assert_eq!(read.choices, proposals.list.iter().map(|it| it.default.clone()).collect::<Vec<_>>());
    assert!(merge::read("r9.xlsx", &edited.xlsx()).is_err());
}

#[test]
fn workbooks_of_another_year_or_file_are_refused() {
    let other = sent(&DATA.replace("年度: 令和9年度", "年度: 令和8年度"), |_| ());
    let mistake = read(DATA, "r8.xlsx", &other.xlsx()).expect_err("a mistake");
    assert_eq!(
        mistake.message,
        "r8.xlsx: 「r9」（令和8年度）から作った Excel なので、「r9」には取り入れられません"
    );
    let mut other = Sent::of(handout(&DATA.replace("研修会", "講習会")).sheet(), "別の資料");
    other.set("1", "備考", "案");
    assert!(read(DATA, "r.xlsx", &other.xlsx()).is_err());
}

#[test]
fn a_form_is_read_by_its_columns() {
    use shiryo3::agency::Agencies;
    use shiryo3::inquiry::{BarPart, Field, form};
    let handout = handout(DATA);
    let agencies = Agencies::of(handout.sheet(), &["提案機関"]);
    let agency = agencies.find("甲市").expect("an agency");
    let mut form = form(handout.sheet(), handout.design().template(), agency, "r9", None);
    let column =
        |field: &Field| form.columns.iter().position(|column| column.field == *field).expect("a column");
    let places = [
        (0, Field::Text("備考".to_owned()), "継続"),
        (0, Field::Reason, "予算が付いたため"),
        (0, Field::Bar(1, BarPart::Last), "8月"),
        (1, Field::Answer, "削除"),
        (2, Field::Category, "療育"),
        (2, Field::Text("項目".to_owned()), "新しい取組"),
        (2, Field::Text("内容".to_owned()), "体験会を開く"),
        (2, Field::Bar(1, BarPart::Kind), "順次実施"),
        (2, Field::Bar(1, BarPart::First), "5月"),
        (2, Field::Bar(1, BarPart::Last), "6月"),
    ];
    let places: Vec<(usize, usize, &str)> =
        places.iter().map(|(row, field, text)| (*row, column(field), *text)).collect();
    for (row, column, text) in places {
        form.rows[row].cells[column].text = text.to_owned();
    }
    let reply = read(DATA, "回答.xlsx", &handout.form(&form).expect("a form")).expect("a reply");
    assert_eq!(reply.agency.as_deref(), Some("甲市"));
    let now = Now::new(handout.sheet(), "r9", handout.design().template());
    let proposals = merge::propose(&now, &[Answer { agency: "甲市".to_owned(), reply }]);
    assert_eq!(
        told(&proposals),
        [
            "1 備考 甲市 修正 → 継続",
            "1 予定 甲市 帯の修正 ？ 方法検討: 4月〜8月、順次実施: 10月〜3月",
            "4 取組（削除） 甲市 削除 ？ ",
            " 取組（新規） 甲市 新規 ？ 【項目】新しい取組/【内容】体験会を開く/【予定】順次実施: 5月〜6月",
        ]
    );
    assert!(proposals.list[0].remark.contains("予算が付いたため"));
    let text = taken(DATA, proposals);
    assert!(text.contains("  - 見出し: （２）療育") && text.contains("項目: 新しい取組"), "{text}");
}

#[test]
fn a_bar_whose_columns_are_gone_from_a_form_is_as_it_was() {
    use shiryo3::inquiry::Field;
    let handout = handout(DATA);
    let agencies = shiryo3::agency::Agencies::of(handout.sheet(), &["提案機関"]);
    let agency = agencies.find("甲市").expect("an agency");
    let told_without = |nth: usize| {
        let mut form =
            shiryo3::inquiry::form(handout.sheet(), handout.design().template(), agency, "r9", None);
        let is_gone = |field: &Field| matches!(field, Field::Bar(own, _) if *own == nth);
        let gone: Vec<bool> = form.columns.iter().map(|column| is_gone(&column.field)).collect();
        form.columns.retain(|column| !is_gone(&column.field));
        for row in &mut form.rows {
            let mut gone = gone.iter();
            row.cells.retain(|_| !gone.next().expect("a column"));
        }
        let reply = read(DATA, "回答.xlsx", &handout.form(&form).expect("a form")).expect("a reply");
        reply.edits
    };
    assert_eq!([told_without(1), told_without(2)], [Vec::new(), Vec::new()]);
}

#[test]
fn words_in_place_of_a_text_are_never_taken_for_it() {
    let said = sent(DATA, |sent| {
        sent.set("3", "内容", "変更なし。");
        sent.set("3", "備考", "特になし");
        sent.set("3", "項目", "〃");
        let blank = new_row("", "（２）療育");
        sent.rows.push(reply::Row {
            texts: vec![("項目".to_owned(), "該当なし".to_owned())],
            bars: None,
            ..blank
        });
    });
    let proposals = proposed(DATA, &[("丙病院", &said)]);
    assert_eq!(
        told(&proposals),
        ["3 項目 丙病院 文を確かめる ？ 〃", "3 備考 丙病院 文を確かめる ？ 特になし"]
    );
    let notes: Vec<&str> = proposals.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["新規の行: 該当なし"]);
    assert!(proposals.list[0].remark.contains("内容: 変更なし。"), "{proposals:?}");
}

/// The form of an agency, in which 備考 of the first row says something.
fn form_of(name: &str, remark: &str) -> Vec<u8> {
    let handout = handout(DATA);
    let agencies = shiryo3::agency::Agencies::of(handout.sheet(), &["提案機関"]);
    let agency = agencies.find(name).expect("an agency");
    let mut form =
        shiryo3::inquiry::form(handout.sheet(), handout.design().template(), agency, "r9", Some("6月30日"));
    let is_remark = |column: &shiryo3::inquiry::Column| column.head == "備考";
    let column = form.columns.iter().position(is_remark).expect("a column");
    form.rows[0].cells[column].text = remark.to_owned();
    handout.form(&form).expect("a form")
}

#[test]
fn two_forms_in_one_file_are_read_each_under_its_own_agency() {
    let (own, other) = (form_of("甲市", "甲市の備考"), form_of("丙病院", "丙病院の備考"));
    // The strings of the other form go along in its cells, as no workbook has two lists of them.
    let strings = common::xlsx_part(&other, "xl/sharedStrings.xml");
    let strings: Vec<&str> =
        strings.split("<si>").skip(1).map(|it| it.split("</si>").next().expect("a string")).collect();
    let sheet = common::xlsx_part(&other, "xl/worksheets/sheet1.xml");
    let mut cells = sheet.split(" t=\"s\"><v>");
    let mut inline = cells.next().expect("a beginning").to_owned();
    for cell in cells {
        let (index, rest) = cell.split_once("</v>").expect("a value");
        let text = strings[index.parse::<usize>().expect("a number")];
        inline += &format!(" t=\"inlineStr\"><is>{text}</is>{rest}");
    }
    let book = common::xlsx_part(&own, "xl/workbook.xml");
    let book =
        book.replace("</sheets>", "<sheet name=\"回答票 (2)\" sheetId=\"9\" r:id=\"rId99\"/></sheets>");
    let links = common::xlsx_part(&own, "xl/_rels/workbook.xml.rels").replace(
        "</Relationships>",
        "<Relationship Id=\"rId99\" Type=\"x/worksheet\" Target=\"worksheets/other.xml\"/></Relationships>",
    );
    let parts = [
        ("xl/worksheets/other.xml", inline),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
    ];
    let both = parts.iter().fold(own, |xlsx, (name, text)| replies::with_part(&xlsx, name, text.as_bytes()));
    let handout = handout(DATA);
    let now = Now::new(handout.sheet(), "r9", handout.design().template());
    let reply = reply::read("まとめ.xlsx", &both, &now).expect("a reply");
    let agencies = shiryo3::agency::Agencies::of(handout.sheet(), &["提案機関"]);
    let agency = reply.agency.clone().expect("an agency");
    let proposals = merge::propose(&now, &Answer::all(agency, reply, &agencies));
    assert_eq!(told(&proposals), ["1 備考 甲市 修正 → 甲市の備考", "3 備考 丙病院 修正 → 丙病院の備考"]);
    assert_eq!(proposals.notes, []);
}

#[test]
fn many_rows_with_other_numbers_stay_the_rows_they_were() {
    let row = "      - 番号: 1\n        項目: 会議の開催";
    let (before, behind) = DATA.split_once(row).expect("a row");
    // Words that have nothing in common.
    let letters: Vec<char> = ('ア'..='ン').collect();
    let word = |nth: usize, salt: usize| -> String {
        (1..9)
            .map(|place| letters[(nth * 7919 + salt) * (place * 104_729 + nth * nth * 31) % letters.len()])
            .collect()
    };
    let row = |nth: usize| {
        let (item, content) = (word(nth, 1), word(nth, 2));
        format!("      - {{番号: {nth}, 項目: {item}, 内容: {content}, 予定: [順次実施: 4月〜3月]}}\n")
    };
    let many: String = (10..410).map(row).collect();
    let data = format!("{before}{many}      - 番号: 1\n        項目: 会議の開催{behind}");
    let renumbered = sent(&data, |sent| {
        sent.names.clear();
        let later = sent.rows.iter_mut().filter(|row| row.number.len() > 1);
        later.for_each(|row| row.number = (row.number.parse::<usize>().expect("a number") + 1).to_string());
    });
    let proposals = proposed(&data, &[("甲市", &renumbered)]);
    let count = |kind| proposals.list.iter().filter(|proposal| proposal.kind == kind).count();
    assert_eq!((count(Kind::Number), proposals.list.len()), (400, 400));
}

#[test]
fn a_second_table_is_told_and_a_copied_row_is_called_one() {
    let other = sent(DATA, |sent| {
        let texts = |texts: &[(&str, &str)]| {
            texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
        };
        let heads = texts(&[("項目", "意見"), ("内容", "項目")]);
        sent.rows.push(reply::Row { texts: heads, bars: None, ..new_row("番号", "（２）療育") });
        let said = texts(&[("項目", "名前を改める"), ("内容", "療育の場の調査")]);
        sent.rows.push(reply::Row { texts: said, bars: None, ..new_row("3", "（２）療育") });
    });
    let proposals = proposed(DATA, &[("丙病院", &other)]);
    assert_eq!(told(&proposals), [] as [String; 0]);
    let notes: Vec<&str> = proposals.notes.iter().map(|note| note.text.as_str()).collect();
    assert!(notes.iter().any(|note| note.ends_with(": 名前を改める")), "{notes:?}");
    let copied = sent(DATA, |sent| {
        let mut row = sent.row("3").clone();
        replies::set(&mut row, "内容", "直した文");
        sent.rows.push(row);
    });
    let proposals = proposed(DATA, &[("丙病院", &copied)]);
    assert_eq!(proposals.list.len(), 1);
    assert!(
        proposals.list[0].remark.starts_with("番号 3 の取組を写して直したもの"),
        "{:?}",
        proposals.list[0]
    );
}

#[test]
fn words_about_a_text_are_never_taken_for_it() {
    for (text, expected) in [
        ("（変更なし）", ""),
        ("修正なし（現行のとおり）", ""),
        ("表にまとめる→冊子にまとめる", "文を確かめる ？"),
        ("「表」を「冊子」に修正してください", "文を確かめる ？"),
        ("下線部を修正", "文を確かめる ？"),
        ("別紙のとおり", "文を確かめる ？"),
        ("（削除）", "文を確かめる ？"),
        ("取り下げます。", "文を確かめる ？"),
        ("当院では行っていません", "文を確かめる ？"),
        ("（修正前）調べる（修正後）調べてまとめる", "文を確かめる ？"),
        ("利用できる場を調べて、冊子にまとめる", "修正 →"),
    ] {
        let proposals = proposed(DATA, &[("丙病院", &sent(DATA, |sent| sent.set("3", "内容", text)))]);
        let line = format!("3 内容 丙病院 {expected} {text}");
        assert_eq!(told(&proposals), if expected.is_empty() { vec![] } else { vec![line] });
        assert_eq!(proposals.notes.len(), usize::from(expected.is_empty()), "{text}");
    }
}

/// A 回答票 of 甲市 after somebody has written into it: row, field and text.
fn form_with(written: &[(usize, shiryo3::inquiry::Field, &str)]) -> Proposals {
    let handout = handout(DATA);
    let agencies = shiryo3::agency::Agencies::of(handout.sheet(), &["提案機関"]);
    let agency = agencies.find("甲市").expect("an agency");
    let mut form = shiryo3::inquiry::form(handout.sheet(), handout.design().template(), agency, "r9", None);
    for (row, field, text) in written {
        let column = form.columns.iter().position(|column| column.field == *field).expect("a column");
        form.rows[*row].cells[column].text = (*text).to_owned();
    }
    let reply = read(DATA, "回答.xlsx", &handout.form(&form).expect("a form")).expect("a reply");
    let now = Now::new(handout.sheet(), "r9", handout.design().template());
    merge::propose(&now, &[Answer { agency: "甲市".to_owned(), reply }])
}

#[test]
fn a_row_with_the_item_of_another_one_is_left_to_people() {
    let item = handout(DATA)
        .sheet()
        .initiatives()
        .nth(1)
        .and_then(|row| row.text("項目"))
        .expect("a text")
        .value
        .clone();
    let said = one("甲市", |sent| {
        sent.set("1", "項目", &item);
        sent.set("1", "備考", "継続");
    });
    assert_eq!(
        said,
        [format!("1 項目 甲市 文を確かめる ？ {item}"), "1 備考 甲市 文を確かめる ？ 継続".to_owned()]
    );
}

#[test]
fn an_answer_that_denies_an_edit_leaves_it_to_people() {
    use shiryo3::inquiry::{BarPart, Field};
    let remarks = || Field::Text("備考".to_owned());
    for (answer, expected) in [
        ("変更なし", vec!["1 備考 甲市 文を確かめる ？ 継続"]),
        ("変更はありません。", vec!["1 備考 甲市 文を確かめる ？ 継続"]),
        ("削除", vec!["1 取組（削除） 甲市 削除 ？ ", "1 備考 甲市 文を確かめる ？ 継続"]),
        ("修正", vec!["1 備考 甲市 修正 → 継続"]),
    ] {
        let proposals = form_with(&[(0, remarks(), "継続"), (0, Field::Answer, answer)]);
        assert_eq!(told(&proposals), expected);
    }
    let silent = form_with(&[(1, Field::Answer, "修正")]);
    assert!(silent.list.is_empty());
    assert_eq!(silent.notes[0].text, "番号 4 の回答は「修正」ですが、直した所が見つかりません");
    let months = |text| told(&form_with(&[(0, Field::Bar(1, BarPart::Last), text)])).concat();
    for (text, month) in [("８", "8月"), ("８月上旬", "８月上旬")] {
        let bars = format!("1 予定 甲市 帯の修正 ？ 方法検討: 4月〜{month}、順次実施: 10月〜3月");
        assert_eq!(months(text), bars);
    }
    for text in ["9月頃", "未定", "R9.9", "９～11月"] {
        let bars = format!("1 予定 甲市 帯を確かめる ？ 方法検討: 4月〜{text}、順次実施: 10月〜3月");
        assert_eq!(months(text), bars);
    }
}

#[test]
fn what_an_agency_says_that_changes_no_text_is_told() {
    let notes = |proposals: Proposals| -> Vec<String> {
        proposals.notes.iter().map(|note| format!("{} {}", note.number, note.text)).collect()
    };
    let list = sent(DATA, |sent| {
        (sent.is_list, sent.is_merged) = (true, false);
        sent.row("3").theme = "（１）ネットワーク".to_owned();
        sent.rows.push(reply::Row {
            number: "３は前の課題に移したい".to_owned(), ..reply::Row::default()
        });
    });
    assert_eq!(
        notes(proposed(DATA, &[("丙病院", &list)])),
        ["3 課題: （１）ネットワーク", " A6: ３は前の課題に移したい"]
    );
    let answer = |text| notes(form_with(&[(0, shiryo3::inquiry::Field::Answer, text)]));
    assert_eq!(answer("保留（６月に回答）"), ["1 回答: 保留（６月に回答）"]);
    assert_eq!(answer("変更なし "), [] as [String; 0]);
    let category = notes(form_with(&[(0, shiryo3::inquiry::Field::Category, "療育")]));
    assert_eq!(category, ["1 課題区分: 療育"]);
}

#[test]
fn a_cell_that_is_merged_with_another_row_leaves_its_text_to_people() {
    let mut whole = sent(DATA, |sent| sent.set("1", "備考", "継続")).xlsx();
    let sheet = common::xlsx_part(&whole, "xl/worksheets/sheet1.xml");
    let (start, _) = sheet.match_indices("<mergeCell ref=\"S").next().expect("a block of 備考");
    let end = start + sheet[start..].find("/>").expect("an end");
    let wide = [&sheet[..start], "<mergeCell ref=\"S3:S6\"", &sheet[end..]].concat();
    whole = replies::with_part(&whole, "xl/worksheets/sheet1.xml", wide.as_bytes());
    let reply = read(DATA, "回答.xlsx", &whole).expect("a reply");
    let handout = handout(DATA);
    let now = Now::new(handout.sheet(), "r9", handout.design().template());
    let proposals = merge::propose(&now, &[Answer { agency: "甲市".to_owned(), reply }]);
    assert_eq!(told(&proposals), ["1 備考 甲市 文を確かめる ？ 継続"]);
}

#[test]
fn a_row_that_is_too_high_for_excel_says_so() {
    let long = "・関係機関が集まって話し合い、その結果を共有する\n".repeat(60);
    let shown = |text: &str| {
        let edited = sent(DATA, |sent| sent.set("2", "内容", text.trim_end()));
        let xlsx = handout(DATA).matching(&proposed(DATA, &[("乙町", &edited)])).expect("a workbook");
        common::xlsx_cells(&xlsx, 0).into_values().any(|cell| cell.contains("全部は見えません"))
    };
    assert!(shown(&long) && !shown("職員に向けて講習会を開く"));
}
