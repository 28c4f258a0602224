//! The program as its users meet it: what it says, its exit codes, and which files it leaves.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/desk.rs"]
mod desk;

use std::process::Command;

use desk::{Desk, names};
use shiryo3::Sample;

const GOOD: &str = include_str!("suite/one-row/input.yaml");

#[test]
fn build_writes_both_files_and_says_so() {
    let desk = Desk::with(&[("R7.6月.yaml", GOOD)]);
    let (code, said) = desk.say(&["build", "R7.6月.yaml"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(names(&desk.path("out")), ["R7.6月.pdf", "R7.6月.xlsx"]);
    for file in ["R7.6月.pdf（1 ページ、", "R7.6月.xlsx（1 ページ、"] {
        assert!(said.contains(file), "{said}");
    }
}

#[test]
fn font_files_are_looked_for_beside_the_template() {
    let template = include_str!("suite/fallback-face/template.yaml");
    let template =
        template.replace("../../fonts/gaiji-bold.otf", "外字.ttf").replace("../../fonts/", "無い/");
    let desk = Desk::with(&[("a.yaml", include_str!("suite/fallback-face/input.yaml"))]);
    std::fs::create_dir(desk.path("書式")).expect("a folder");
    std::fs::write(desk.path("書式/b.yaml"), &template).expect("a file");
    std::fs::write(desk.path("書式/外字.ttf"), include_bytes!("fonts/gaiji.ttf")).expect("a file");
    let (code, said) = desk.say(&["build", "a.yaml", "--template", "書式/b.yaml"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("書体ファイルを読めません（見つかりません）\n  --> 書式/b.yaml:12:5"), "{said}");
    assert!(!said.contains("外字.ttf"), "{said}");
    std::fs::write(desk.path("書式/b.yaml"), template.replace("  - 無い/gaiji.ttf\n", "")).expect("a file");
    let (code, said) = desk.say(&["build", "a.yaml", "--template", "書式/b.yaml"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn samples_are_chosen_by_name_and_build_without_a_word() {
    let desk = Desk::with(&[]);
    for (index, sample) in Sample::ALL.iter().enumerate() {
        let file = format!("r9 {index}.yaml");
        let (code, said) = desk.say(&["init", &file, "--from", sample.name]);
        assert_eq!(code, 0, "{said}");
        let (code, said) = desk.say(&["build", &file, "--strict"]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(desk.path(&format!("r9 {index}_書式.yaml")).exists(), sample.template.is_some());
    }
    for list in [desk.say(&["init", "--from"]), desk.say(&["init", "a.yaml", "--from"])] {
        assert!(list.0 == 0 && Sample::ALL.iter().all(|sample| list.1.contains(sample.name)), "{list:?}");
    }
    let (code, said) = desk.say(&["init", "a.yaml", "--from", "三ヵ年計画"]);
    assert!(code == 1 && said.contains("「三か年計画」の書き誤り"), "{said}");
    std::fs::write(desk.path("b_書式.yaml"), "").expect("a file");
    let (code, said) = desk.say(&["init", "b.yaml", "--from", "一枚の資料"]);
    assert!(code == 1 && said.contains("b_書式.yaml は既にあります"), "{said}");
    assert!(!desk.path("b.yaml").exists());
}

#[test]
fn a_template_that_the_data_name_is_looked_for_beside_them() {
    let template = shiryo3::DEFAULT_TEMPLATE.replace("用紙: A3横", "用紙: B4横").replace("7.5pt", "6pt");
    let naming = format!("書式: 書式.yaml\n{GOOD}");
    let desk = Desk::with(&[]);
    std::fs::create_dir(desk.path("r7")).expect("a folder");
    for (name, text) in [("a", naming.as_str()), ("b", &naming), ("c", GOOD), ("書式", &template)] {
        std::fs::write(desk.path(&format!("r7/{name}.yaml")), text).expect("a file");
    }
    let (code, said) = desk.say(&["build", "r7"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("用紙 B4横").count(), 2, "{said}");
    assert_eq!(said.matches("用紙 A3横").count(), 1, "{said}");
    assert_eq!(names(&desk.path("out")).len(), 6);
    std::fs::write(desk.path("別.yaml"), shiryo3::DEFAULT_TEMPLATE).expect("a file");
    let (code, said) = desk.say(&["build", "r7/a.yaml", "--template", "別.yaml"]);
    assert!(code == 0 && said.contains("用紙 A3横"), "{said}");
    std::fs::remove_file(desk.path("r7/書式.yaml")).expect("a file");
    let (code, said) = desk.say(&["check", "r7/a.yaml", "r7/c.yaml"]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("書式ファイル r7/書式.yaml を読めません（見つかりません）\n --> r7/a.yaml:1:5"),
        "{said}"
    );
    std::fs::write(desk.path("r7/書式.yaml"), template.replace("B4横", "B9横")).expect("a file");
    let (code, said) = desk.say(&["build", "r7/a.yaml", "r7/b.yaml", "-o", "配布"]);
    assert_eq!((code, said.matches("エラー: ").count()), (1, 1), "{said}");
    assert!(said.contains("r7/書式.yaml:") && !said.contains("誤りはありませんが"), "{said}");
}

#[test]
fn build_takes_folder_formats_template_and_several_files() {
    let template = include_str!("suite/column-less/template.yaml");
    let desk = Desk::with(&[("a.yaml", GOOD), ("b.yaml", GOOD), ("書式.yaml", template)]);
    let (code, said) = desk.say(&[
        "build",
        "a.yaml",
        "b.yaml",
        "-o",
        "配布/9月",
        "--format",
        "xlsx",
        "--template",
        "書式.yaml",
    ]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(names(&desk.path("配布/9月")), ["a.xlsx", "b.xlsx"]);
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    let bad = GOOD.replace("4月〜9月", "4月〜13月");
    let desk = Desk::with(&[("good.yaml", GOOD), ("bad.yaml", &bad)]);
    let (code, said) = desk.say(&["build", "good.yaml", "bad.yaml", "none.yaml"]);
    assert_eq!(code, 1);
    for part in [
        "bad.yaml:19:19",
        "「13月」という月はありません",
        "直し方:",
        "none.yaml を読めません",
        "\ngood.yaml に誤りはありませんが、ほかのファイルに誤りがあるので作っていません\n",
        "\nPDF も Excel も作りませんでした（前のファイルはそのままです）\n",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!desk.path("out").exists());
}

#[test]
fn a_failed_build_keeps_the_files_of_the_last_one() {
    let desk = Desk::with(&[("a.yaml", GOOD)]);
    assert_eq!(desk.say(&["build", "a.yaml"]).0, 0);
    let kept = std::fs::read(desk.path("out/a.pdf")).expect("the PDF");
    std::fs::write(desk.path("a.yaml"), "表題: [").expect("a file");
    assert_eq!(desk.say(&["build", "a.yaml"]).0, 1);
    assert_eq!(std::fs::read(desk.path("out/a.pdf")).expect("the PDF"), kept);
    assert_eq!(names(&desk.path("out")), ["a.pdf", "a.xlsx"]);
}

#[test]
fn an_unwritable_folder_is_an_error() {
    let desk = Desk::with(&[("a.yaml", GOOD), ("out", "a file, not a folder")]);
    let (code, said) = desk.say(&["build", "a.yaml"]);
    assert_eq!(code, 1);
    assert!(said.contains("に書けません"), "{said}");
}

#[test]
fn inputs_with_the_same_output_are_refused() {
    let desk = Desk::with(&[("a.yaml", GOOD), ("a.yml", GOOD)]);
    let (code, said) = desk.say(&["build", "a.yaml", "a.yml"]);
    assert_eq!(code, 1);
    assert!(said.contains("a.yaml と a.yml は、同じ"), "{said}");
    assert!(!desk.path("out").exists());
}

#[test]
fn check_writes_nothing() {
    let desk = Desk::with(&[("a.yaml", GOOD)]);
    assert_eq!(desk.say(&["check", "a.yaml"]), (0, "a.yaml: 誤りはありません（1 ページ）\n".to_owned()));
    assert_eq!(names(desk.folder()), ["a.yaml"]);
}

#[test]
fn init_and_template_write_files_that_build_and_never_overwrite() {
    let desk = Desk::with(&[]);
    assert_eq!(desk.say(&["init", "r9.yaml"]).0, 0);
    assert_eq!(desk.say(&["template", "書式.yaml"]).0, 0);
    assert_eq!(desk.say(&["check", "r9.yaml", "--template", "書式.yaml"]).0, 0);
    // What stands behind a # without a blank is an example of a key.
    let template = std::fs::read_to_string(desk.path("書式.yaml")).expect("the file");
    let examples = |line: &str| {
        let text = line.trim_start();
        let is_example = text.starts_with('#') && !text.starts_with("# ") && text.len() > 1;
        if is_example { line.replacen('#', "", 1) } else { line.to_owned() }
    };
    let all: Vec<String> = template.lines().map(examples).collect();
    for key in ["時間軸", "会議の行", "  ★", "  検討", "  実績", "見え消し", "新旧対照表"]
    {
        assert!(all.iter().any(|line| line.starts_with(&format!("{key}: "))), "{key}");
    }
    std::fs::write(desk.path("例.yaml"), all.join("\n")).expect("a file");
    assert_eq!(desk.say(&["check", "r9.yaml", "--template", "例.yaml"]).0, 0);
    std::fs::write(desk.path("r9.yaml"), "mine").expect("a file");
    let (code, said) = desk.say(&["init", "r9.yaml"]);
    assert_eq!(code, 1);
    assert!(said.contains("既にあります"), "{said}");
    assert_eq!(std::fs::read_to_string(desk.path("r9.yaml")).expect("the file"), "mine");
}

#[test]
fn files_without_a_command_are_built_beside_themselves() {
    let desk = Desk::with(&[("a.yaml", GOOD)]);
    std::fs::create_dir(desk.path("資料")).expect("a folder");
    std::fs::write(desk.path("資料/b.yaml"), GOOD).expect("a file");
    let full = desk.path("資料/b.yaml");
    let (code, said) = desk.say(&["a.yaml", full.to_str().expect("a path"), "--strict"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(names(desk.folder()), ["a.pdf", "a.xlsx", "a.yaml", "資料"]);
    assert_eq!(names(&desk.path("資料")), ["b.pdf", "b.xlsx", "b.yaml"]);
    let (code, said) = desk.say(&["a.yaml", "--format", "pdf", "-o", "配布用"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(names(&desk.path("配布用")), ["a.pdf"]);
    let (code, said) = desk.say(&["none.yaml"]);
    assert_eq!(code, 1);
    assert!(said.contains("none.yaml を読めません（見つかりません）"), "{said}");
}

#[test]
fn without_a_file_the_program_says_what_to_do() {
    let (code, said) = Desk::with(&[]).say(&[]);
    assert_eq!(code, 2);
    assert!(said.starts_with("使い方: shiryo3 r9.yaml") && said.contains("shiryo3 init r9.yaml"), "{said}");
}

#[test]
fn patterns_and_folders_stand_for_their_files_in_natural_order() {
    let desk = Desk::with(&[("r9.yaml", GOOD), ("r10.yml", GOOD), ("r8[案].YAML", GOOD), ("メモ.txt", "")]);
    std::fs::create_dir(desk.path("x.yaml")).expect("a folder");
    std::fs::write(desk.path(".r9.yaml"), "").expect("a file");
    let checked = |arguments: &[&str]| {
        let (code, said) = desk.say(&[&["check"], arguments].concat());
        assert_eq!(code, 0, "{said}");
        let names = said.lines().map(|line| line.split(": 誤り").next().unwrap_or_default().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(checked(&["."]), ["./r8[案].YAML", "./r9.yaml", "./r10.yml"]);
    assert_eq!(checked(&["r*.y*"]), ["r9.yaml", "r10.yml"]);
    assert_eq!(checked(&["r?.yaml", "r9.yaml", "r*[案]*"]), ["r9.yaml", "r8[案].YAML"]);
    std::fs::write(desk.path("書式.yaml"), shiryo3::DEFAULT_TEMPLATE).expect("a file");
    assert_eq!(checked(&["??.yaml", "--template", "書式.yaml"]), ["r9.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_bears_the_name_of_a_pattern_is_meant_itself() {
    let desk = Desk::with(&[("r9.yaml", GOOD), ("r*.yaml", GOOD)]);
    assert_eq!(desk.say(&["check", "r*.yaml"]).1, "r*.yaml: 誤りはありません（1 ページ）\n");
}

#[test]
fn patterns_and_folders_without_files_are_errors() {
    let desk = Desk::with(&[("good.yaml", GOOD)]);
    std::fs::create_dir(desk.path("空")).expect("a folder");
    let (code, said) = desk.say(&["build", "空", "r*.yaml", "a**b", "good.yaml"]);
    assert_eq!(code, 1);
    for part in ["空 フォルダーに YAML ファイル", "r*.yaml に合うファイルはありません", "a**b に合う"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(names(desk.folder()), ["good.yaml", "空"]);
}

#[test]
fn slips_in_commands_and_options_find_what_was_meant() {
    let desk = Desk::with(&[("a.yaml", GOOD)]);
    for (arguments, part) in [
        (&["buil"][..], "「build」の書き誤りではありませんか（"),
        (&["BUILD"], "「build」の書き誤りではありませんか（"),
        (&["ｃｈｅｃｋ"], "「check」の書き誤りではありませんか（"),
        (&["help"], "「--help」の書き誤りではありませんか（"),
        (&["version"], "「--version」の書き誤りではありませんか（"),
        (&["資料"], "「資料」というコマンドもファイルもありません"),
        (&["--verson"], "「--version」の書き誤りではありませんか（"),
        (&["-v"], "「-V」の書き誤りではありませんか（"),
        (&["build", "a.yaml", "--formt", "pdf"], "「--format」の書き誤りではありませんか（"),
        (&["build", "a.yaml", "–o", "x"], "「-o」の書き誤りではありませんか（"),
        (&["build", "a.yaml", "—out", "x"], "「--out」の書き誤りではありませんか（"),
        (&["a.yaml", "—out=x"], "「--out」の書き誤りではありませんか（"),
        (&["build", "a.yaml", "－o", "x"], "「-o」の書き誤りではありませんか（"),
        (&["build", "a.yaml", "ーーｐａｇｅｓ", "1"], "「--pages」の書き誤りではありませんか（"),
        (&["build", "a.yaml", "-x"], "直し方: 使えるのは --"),
        (&["build", "a.yaml", "--out"], "--out <フォルダー> の値が書かれていません"),
        (&["build", "a.yaml", "-o", ""], "--out <フォルダー> の値が書かれていません"),
        (&["build", "a.yaml", "--template"], "--template の後に、空白を挟んで書式ファイルを書いてください"),
        (
            &["build", "a.yaml", "--format", "XLS"],
            "「XLS」は指定できません\n直し方: 「xlsx」の書き誤りではありませんか（",
        ),
        (&["build", "a.yaml", "--pages", "0"], "「0」は指定できません\n直し方: 1 以上の"),
        (&["build", ""], "ファイルの名前が空です"),
        (&["init", "a.yaml", "b.yaml"], "「b.yaml」は余分です"),
    ] {
        let (code, said) = desk.say(arguments);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(names(desk.folder()), ["a.yaml"]);
}

#[test]
fn the_columns_of_help_stand_under_each_other() {
    let (_, said) = Desk::with(&[]).say(&["build", "--help"]);
    let options =
        said.lines().skip_while(|line| *line != "オプション:").skip(1).take_while(|line| !line.is_empty());
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let columns = options.map(|line| {
        let description = line.rsplit_once("  ").map_or("", |(_, description)| description);
        width(line) - width(description)
    });
    let columns: Vec<usize> = columns.collect();
    assert!(columns.len() > 5 && columns.iter().all(|column| *column == columns[0]), "{columns:?} in {said}");
}

#[test]
fn wrong_use_ends_with_2_and_a_hint_in_japanese() {
    let desk = Desk::with(&[]);
    for arguments in [
        &[][..],
        &["bild"],
        &["build"],
        &["build", "a.yaml", "--formt", "pdf"],
        &["build", "a.yaml", "--format", "doc"],
        &["check", "a.yaml", "--message-format", "xml"],
        &["schema", "a.json", "--template", "--for", "b.yaml"],
        &["build", "a.yaml", "--out", "b", "--out", "c"],
    ] {
        let (code, said) = desk.say(arguments);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("直し方:") || said.contains("使い方:"), "{said}");
        assert!(!said.contains("error") && !said.contains("Usage"), "{said}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let desk = Desk::with(&[]);
    for arguments in [
        &["--help"][..],
        &["build", "--help"],
        &["check", "-h"],
        &["init", "--help"],
        &["template", "--help"],
        &["schema", "--help"],
    ] {
        let (code, said) = desk.say(arguments);
        assert_eq!(code, 0);
        assert!(said.contains("使い方: shiryo3") && said.contains("例:"), "{said}");
        assert!(!said.contains("Usage") && !said.contains("Options") && !said.contains("Print"), "{said}");
    }
}

#[test]
fn files_in_notepads_encodings_are_read() {
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(GOOD.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    // CP932 has only the full-width form of the wave.
    let waves = GOOD.replace('〜', "～");
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(&waves);
    let encodings = [
        format!("\u{FEFF}{GOOD}").into_bytes(),
        utf16,
        sjis.into_owned(),
        GOOD.replace('\n', "\r\n").into_bytes(),
    ];
    let built = encodings.map(|bytes| {
        let desk = Desk::with(&[]);
        std::fs::write(desk.path("a.yaml"), bytes).expect("a file");
        let (code, said) = desk.say(&["build", "a.yaml"]);
        assert_eq!(code, 0, "{said}");
        std::fs::read(desk.path("out/a.pdf")).expect("the PDF")
    });
    assert!(built.iter().all(|pdf| *pdf == built[0]), "all encodings give the same PDF");
    let desk = Desk::with(&[]);
    std::fs::write(desk.path("a.yaml"), [0xFF, 0x00, 0x81]).expect("a file");
    assert_eq!(desk.say(&["check", "a.yaml"]).0, 1);
}

#[test]
fn the_same_sheet_gives_the_same_bytes_in_any_process_folder_and_time_zone() {
    let build = |zone: &str| {
        let desk = Desk::with(&[("a.yaml", GOOD)]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_shiryo3"));
        let output = command.current_dir(desk.folder()).env("TZ", zone).args(["build", "a.yaml"]).output();
        assert!(output.expect("the program runs").status.success());
        ["out/a.pdf", "out/a.xlsx"].map(|file| std::fs::read(desk.path(file)).expect("an output"))
    };
    assert!(build("Asia/Tokyo") == build("America/Los_Angeles"));
}

#[test]
fn any_number_of_cores_gives_the_same_bytes_and_the_same_messages_in_the_same_order() {
    let real = include_str!("../data/h29-odawara.yaml");
    let wrong = GOOD.replace("10月〜3月", "10月〜13月");
    let good: Vec<(String, &str)> =
        (1..=6).map(|number| (format!("{number}.yaml"), if number % 2 == 0 { real } else { GOOD })).collect();
    let run = |threads: &str, command: &str, further: &[(&str, &str)]| {
        let files: Vec<(&str, &str)> = good.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let desk = Desk::with(&[files.as_slice(), further].concat());
        let output = desk.program().env("RAYON_NUM_THREADS", threads).args([command, "."]).output();
        let output = output.expect("the program runs");
        let outputs = names(&desk.path("out"));
        let bytes = outputs.iter().map(|name| std::fs::read(desk.path("out").join(name)).expect("an output"));
        (
            String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"),
            bytes.collect::<Vec<_>>(),
        )
    };
    let [one, many] = ["1", "8"].map(|threads| run(threads, "build", &[]));
    assert_eq!(one.1.len(), 12, "{}", one.0);
    assert!(one == many);
    let further = [("0.yaml", wrong.as_str()), ("35.yaml", "年度: "), ("7.yaml", wrong.as_str())];
    let [one, many] = ["1", "8"].map(|threads| run(threads, "check", &further).0);
    assert!(one.contains("13月") && one.contains("表記"), "{one}");
    assert_eq!(one, many);
}

#[test]
fn the_workbook_bears_the_name_of_its_data_and_nothing_of_where_it_was_made() {
    for name in ["=1+1 '&<R9>.6月.yaml", "a.yaml"] {
        let desk = Desk::with(&[(name, GOOD)]);
        let file = desk.path(name);
        let (code, said) = desk.say(&["build", file.to_str().expect("a path")]);
        assert_eq!(code, 0, "{said}");
        let stem = name.strip_suffix(".yaml").expect("an ending");
        let xlsx = std::fs::read(desk.path(&format!("out/{stem}.xlsx"))).expect("a workbook");
        let folder = desk.folder().file_name().expect("a folder").to_str().expect("a name");
        assert!(common::xlsx_parts(&xlsx).values().all(|part| !part.contains(folder)));
        assert_eq!(common::xlsx_cells(&xlsx, 3).get(&(2, 1)).map(String::as_str), Some(stem));
    }
}

#[test]
fn pages_chooses_the_type_and_build_says_what_it_chose() {
    let desk = Desk::with(&[("h29.yaml", include_str!("../data/h29-odawara.yaml"))]);
    let (code, said) = desk.say(&["build", "h29.yaml", "--pages", "2"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2 ページ") && said.contains("用紙 A3横、本文 7.5pt"), "{said}");
    let (code, said) = desk.say(&["build", "h29.yaml", "--pages", "1", "-o", "one"]);
    assert_eq!(code, 1);
    assert!(said.contains("2 ページになり、1 ページに収まりません"), "{said}");
    assert!(!desk.path("one").exists());
}

#[test]
fn type_too_small_for_a_copy_is_a_warning_like_others() {
    let template = shiryo3::DEFAULT_TEMPLATE.replace("注記: 7.1pt", "注記: 6pt");
    let ignoring = format!("無視: [小さい文字]\n{GOOD}");
    let desk = Desk::with(&[("a.yaml", GOOD), ("b.yaml", &ignoring), ("書式.yaml", &template)]);
    let (_, said) = desk.say(&["build", "a.yaml"]);
    assert!(said.contains("A4 に縮小コピーすると 5.0pt") && !said.contains("注意"), "{said}");
    let small = ["--template", "書式.yaml"];
    let (code, said) = desk.say(&[["build", "a.yaml"], small].concat());
    assert!(
        code == 0 && said.contains("A4 に縮小コピーすると 4.2pt") && said.contains("注意 1 件"),
        "{said}"
    );
    assert!(said.contains("注意[小さい文字]: ") && said.contains("7.1pt 以上にするか"), "{said}");
    let (code, said) = desk.say(&[["check", "a.yaml"], small, ["--message-format", "json"]].concat());
    assert!(code == 0 && said.contains(r#""rule":"小さい文字""#), "{said}");
    assert!(said.contains(r#""file":"書式.yaml""#), "{said}");
    let (code, said) = desk.say(&[["check", "a.yaml", "--strict"].as_slice(), &small].concat());
    assert_eq!(code, 1, "{said}");
    let (code, said) = desk.say(&[["check", "b.yaml", "--strict"].as_slice(), &small].concat());
    assert_eq!(code, 0, "{said}");
}

#[test]
fn of_very_many_mistakes_the_first_hundred_are_shown() {
    let keys: String = (0..150).map(|number| format!("見出し{number}: 1\n")).collect();
    let desk = Desk::with(&[("a.yaml", &[GOOD, &keys].concat())]);
    let (code, said) = desk.say(&["check", "a.yaml"]);
    assert_eq!((code, said.matches("エラー:").count()), (1, 100));
    assert!(said.ends_with("エラー 150 件（初めの 100 件だけ示しました）\n"), "{said}");
}

/// Warnings and hints, by every rule.
const DOUBTFUL: &str = include_str!("suite/warnings/input.yaml");

#[test]
fn build_shows_warnings_and_counts_hints() {
    let desk = Desk::with(&[("a.yaml", DOUBTFUL)]);
    let output = desk.output(&["build", "a.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(names(&desk.path("out")), ["a.pdf", "a.xlsx"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("注意[年度の違い]: 表題は「平成29年度」ですが"), "{said}");
    assert!(!said.contains("表記["), "{said}");
    assert!(said.ends_with("注意 8 件、表記 13 件（表記の指摘は shiryo3 check で見られます）\n"), "{said}");
    assert!(String::from_utf8(output.stdout).expect("UTF-8").contains("a.pdf（1 ページ"));
}

#[test]
fn check_shows_everything_and_says_how_to_silence_it() {
    let desk = Desk::with(&[("a.yaml", DOUBTFUL), ("good.yaml", GOOD)]);
    let (code, said) = desk.say(&["check", "a.yaml"]);
    assert_eq!(code, 0, "{said}");
    for part in
        ["a.yaml: 誤りはありません（1 ページ）", "注意[会議の月]", "表記[重複]: 「がが」", "「無視: ["]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(desk.say(&["check", "good.yaml"]).1, "good.yaml: 誤りはありません（1 ページ）\n");
}

#[test]
fn check_points_at_the_oddities_of_the_real_sheet() {
    let desk = Desk::with(&[("h29.yaml", include_str!("../data/h29-odawara.yaml"))]);
    let (_, said) = desk.say(&["check", "h29.yaml"]);
    let found: Vec<&str> = said.lines().filter(|line| line.starts_with(['注', '表'])).collect();
    let parts = [
        "「(1)」",
        "「会儀」",
        "「市立病院」",
        "「･」",
        "「(４）」",
        "「がが」",
        "「地域地域」",
        "表記 7 件",
    ];
    assert_eq!(found.len(), parts.len(), "{said}");
    for (line, part) in found.iter().zip(parts) {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[test]
fn strict_counts_warnings_as_errors() {
    let hint = GOOD.replace("順次実施", "順次実施･");
    let desk = Desk::with(&[("a.yaml", DOUBTFUL), ("good.yaml", GOOD), ("hint.yaml", &hint)]);
    for arguments in [["build", "a.yaml"], ["check", "a.yaml"], ["build", "hint.yaml"]] {
        let (code, said) = desk.say(&[&arguments[..], &["--strict"]].concat());
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("表記[半角カナ]") && !said.contains("誤りはありません"), "{said}");
        assert!(!desk.path("out").exists());
    }
    assert_eq!(desk.say(&["build", "good.yaml", "--strict"]).0, 0);
}

#[test]
fn messages_for_programs_are_a_json_object_a_line() {
    let bad = GOOD.replace("4月〜9月", "4月〜13月");
    let desk = Desk::with(&[("a.yaml", &bad), ("h29.yaml", include_str!("../data/h29-odawara.yaml"))]);
    let output = desk.output(&["build", "a.yaml", "h29.yaml", "none.yaml", "--message-format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let objects: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects.len(), 9);
    let place = |object: &serde_json::Value| {
        ["line", "column", "end_line", "end_column"].map(|key| object[key].as_u64().unwrap_or_default())
    };
    let error = &objects[0];
    assert_eq!((&error["severity"], &error["file"]), (&"error".into(), &"a.yaml".into()));
    assert_eq!(error["message"], "「13月」という月はありません");
    assert_eq!(place(error), [19, 19, 19, 25]);
    let hint = objects.iter().find(|object| object["rule"] == "重複").expect("a doubled particle");
    assert_eq!((&error["code"], &hint["code"]), (&"month".into(), &"doubled-word".into()));
    assert_eq!((&hint["severity"], &hint["file"]), (&"hint".into(), &"h29.yaml".into()));
    assert_eq!(hint["remedy"], "余分なら「が」に直してください");
    assert_eq!(place(hint), [212, 135, 212, 137]);
    let missing = &objects[8];
    assert!(missing["message"].as_str().expect("a text").contains("none.yaml を読めません"));
    assert!(missing["file"].is_null() && missing["line"].is_null() && missing["rule"].is_null());
}

#[test]
fn what_is_said_of_many_places_is_said_once_to_people() {
    let many =
        include_str!("../data/h29-odawara.yaml").replace("提案機関:", "担当課: 健康課\n        提案機関:");
    let desk = Desk::with(&[("many.yaml", &many)]);
    let (_, said) = desk.say(&["check", "many.yaml"]);
    assert_eq!(said.matches("「担当課」という見出し").count(), 1, "{said}");
    assert!(said.contains("22 か所にもあります（57 行目、71 行目、"), "{said}");
    assert!(said.ends_with("エラー 23 件\n"), "{said}");
    let (_, said) = desk.say(&["check", "many.yaml", "--message-format", "json"]);
    assert_eq!(said.lines().count(), 23, "{said}");
}

#[test]
fn schema_writes_json_for_data_and_templates() {
    let desk = Desk::with(&[]);
    assert_eq!(desk.say(&["schema", "a.json"]).0, 0);
    assert_eq!(desk.say(&["schema", "b.json", "--template"]).0, 0);
    let read = |file| std::fs::read_to_string(desk.path(file)).expect("a schema");
    let template = shiryo3::read_template(&common::source(shiryo3::DEFAULT_TEMPLATE)).expect("a template");
    assert_eq!(read("a.json"), shiryo3::load::sheet_schema(template.text_columns(), true));
    assert_eq!(read("b.json"), shiryo3::load::template_schema());
    assert_eq!(desk.say(&["schema", "a.json"]).0, 1);
    std::fs::write(desk.path("c.yaml"), shiryo3::DEFAULT_TEMPLATE.replace("幅: 2.3", "幅: 四"))
        .expect("a file");
    let (code, said) = desk.say(&["schema", "c.json", "--for", "c.yaml"]);
    assert!(
        code == 1 && said.contains("「四」は数として読めません") && !desk.path("c.json").exists(),
        "{said}"
    );
    std::fs::write(desk.path("d.yaml"), shiryo3::DEFAULT_TEMPLATE.replace("名前: 備考", "名前: 担当課"))
        .expect("a file");
    assert_eq!(desk.say(&["schema", "d.json", "--for", "d.yaml"]).0, 0);
    assert!(read("d.json").contains("担当課"));
}
