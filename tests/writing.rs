//! Whatever stops a build, the files that were there stay whole.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

#[path = "common/desk.rs"]
mod desk;

use desk::{Desk, names};

const OLD: &str = include_str!("suite/one-row/input.yaml");
const NEW: &str = include_str!("suite/many-meetings/input.yaml");

/// A desk with the outputs of [`OLD`], and [`NEW`] as the input that they were made from.
fn desk_with_outputs() -> (Desk, Vec<Vec<u8>>) {
    let desk = Desk::with(&[("a.yaml", OLD)]);
    assert_eq!(desk.say(&["build", "a.yaml"]).0, 0);
    let old = outputs(&desk);
    std::fs::write(desk.path("a.yaml"), NEW).expect("a file");
    (desk, old)
}

fn outputs(desk: &Desk) -> Vec<Vec<u8>> {
    ["out/a.pdf", "out/a.xlsx"].map(|file| std::fs::read(desk.path(file)).expect("an output")).to_vec()
}

#[test]
fn a_read_only_file_is_kept_and_so_is_the_other() {
    let (desk, old) = desk_with_outputs();
    let mut permissions = std::fs::metadata(desk.path("out/a.xlsx")).expect("the workbook").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(desk.path("out/a.xlsx"), permissions).expect("permissions");
    let (code, said) = desk.say(&["build", "a.yaml"]);
    assert_eq!(code, 1);
    assert!(said.contains("a.xlsx に書けません（読み取り専用です）"), "{said}");
    assert!(outputs(&desk) == old);
    assert_eq!(names(&desk.path("out")), ["a.pdf", "a.xlsx"]);
}

#[test]
fn a_folder_in_the_place_of_an_output_is_an_error() {
    let desk = Desk::with(&[("a.yaml", OLD)]);
    std::fs::create_dir_all(desk.path("out/a.xlsx")).expect("a folder");
    let (code, said) = desk.say(&["build", "a.yaml"]);
    assert_eq!(code, 1);
    assert!(said.contains("a.xlsx に書けません（フォルダーです）"), "{said}");
    assert_eq!(names(&desk.path("out")), ["a.xlsx"]);
}

#[test]
fn an_output_that_is_the_input_is_refused() {
    let desk = Desk::with(&[("a.pdf", OLD)]);
    let (code, said) = desk.say(&["build", "a.pdf", "-o", "."]);
    assert_eq!(code, 1);
    assert!(said.contains("もとのファイル"), "{said}");
    assert_eq!(std::fs::read_to_string(desk.path("a.pdf")).expect("the input"), OLD);
    assert_eq!(names(desk.folder()), ["a.pdf"]);
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::symlink;
    use std::process::{Command, Stdio};
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    /// Runs the program with a limit on the size of files, in blocks of 512 bytes.
    fn with_limit(desk: &Desk, blocks: u32, signal: &str) -> (bool, String) {
        let script = format!("trap '{signal}' XFSZ; ulimit -f {blocks}; exec \"$0\" build a.yaml");
        let mut command = Command::new("sh");
        command.current_dir(desk.folder()).args(["-c", &script, env!("CARGO_BIN_EXE_shiryo3")]);
        let output = command.output().expect("a shell");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    #[test]
    fn a_disk_that_fills_up_keeps_the_old_files() {
        let (desk, old) = desk_with_outputs();
        // Ignored, the signal becomes an error of the write.
        let (success, said) = with_limit(&desk, 16, "");
        assert!(!success);
        assert!(said.contains("a.pdf に書けません（空きがありません）"), "{said}");
        assert!(outputs(&desk) == old);
        assert_eq!(names(&desk.path("out")), ["a.pdf", "a.xlsx"]);
    }

    #[test]
    fn a_build_that_is_killed_while_it_writes_keeps_the_old_files() {
        let (desk, old) = desk_with_outputs();
        let (success, _) = with_limit(&desk, 16, "-");
        assert!(!success);
        assert!(outputs(&desk) == old);
    }

    #[test]
    fn a_build_that_is_killed_at_any_time_leaves_whole_files() {
        let (desk, old) = desk_with_outputs();
        assert_eq!(desk.say(&["build", "a.yaml", "-o", "new"]).0, 0);
        let new = ["new/a.pdf", "new/a.xlsx"].map(|file| std::fs::read(desk.path(file)).expect("an output"));
        for step in 0..40 {
            let mut build = desk.program();
            let mut build = build.args(["build", "a.yaml"]).stdout(Stdio::null()).spawn().expect("it runs");
            sleep(Duration::from_millis(5 * step));
            build.kill().expect("it can be killed");
            build.wait().expect("it ends");
            for (index, file) in outputs(&desk).into_iter().enumerate() {
                assert!(file == old[index] || file == new[index], "after {} ms", 5 * step);
            }
        }
    }

    #[test]
    fn a_symbolic_link_stays_and_its_file_is_replaced() {
        let (desk, old) = desk_with_outputs();
        std::fs::create_dir(desk.path("共有")).expect("a folder");
        std::fs::rename(desk.path("out/a.pdf"), desk.path("共有/資料.pdf")).expect("moved");
        symlink("../共有/資料.pdf", desk.path("out/a.pdf")).expect("a link");
        let (code, said) = desk.say(&["build", "a.yaml"]);
        assert_eq!(code, 0, "{said}");
        assert!(desk.path("out/a.pdf").is_symlink());
        assert!(std::fs::read(desk.path("共有/資料.pdf")).expect("the file") != old[0]);
        assert_eq!(names(&desk.path("共有")), ["資料.pdf"]);
    }

    #[test]
    fn links_that_lead_two_outputs_to_one_file_are_refused() {
        let (desk, _) = desk_with_outputs();
        std::fs::write(desk.path("b.yaml"), NEW).expect("a file");
        symlink("a.pdf", desk.path("out/b.pdf")).expect("a link");
        let kept = outputs(&desk);
        let (code, said) = desk.say(&["build", "a.yaml", "b.yaml"]);
        assert_eq!(code, 1);
        assert!(said.contains("b.pdf に書くと"), "{said}");
        assert!(outputs(&desk) == kept);
    }
}
