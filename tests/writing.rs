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
    assert!(said.ends_with("PDF も Excel も作りませんでした（前のファイルはそのままです）\n"), "{said}");
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
    assert!(said.contains("もとのデータ"), "{said}");
    assert_eq!(std::fs::read_to_string(desk.path("a.pdf")).expect("the input"), OLD);
    assert_eq!(names(desk.folder()), ["a.pdf"]);
}

#[test]
fn a_name_that_is_too_long_for_one_output_leaves_all_as_they_were() {
    // 255 bytes are the most that disks take: with .pdf the name fits, with .xlsx it does not.
    let stem = "n".repeat(251);
    let desk = Desk::with(&[(&stem, OLD), ("a.yaml", OLD)]);
    let arguments = ["build", "a.yaml", stem.as_str()];
    for _ in 0..2 {
        let (code, said) = desk.say(&arguments);
        assert_eq!(code, 1);
        assert!(said.contains(".xlsx に書けません（名前が長すぎるか、使えない字があります）"), "{said}");
        assert!(said.contains("直し方: 名前を短くし"), "{said}");
        assert_eq!(names(&desk.path("out")), [""; 0]);
    }
}

#[test]
fn what_another_machine_writes_is_left_alone() {
    let desk = Desk::with(&[("a.yaml", OLD)]);
    let others = [".shiryo3-0123456789abcdef-abcdefABCDEF.tmp", ".shiryo3-abcdefABCDEF.tmp", ".tmpabcdef"];
    std::fs::create_dir(desk.path("out")).expect("a folder");
    for name in others {
        std::fs::write(desk.path("out").join(name), "").expect("a file");
    }
    assert_eq!(desk.say(&["build", "a.yaml"]).0, 0);
    assert_eq!(names(&desk.path("out")), [&others[..], &["a.pdf", "a.xlsx"]].concat());
}

#[cfg(unix)]
mod on_unix {
    use std::fs::Permissions;
    use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::{Child, Command, Stdio};
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    /// Runs the program with a limit on the size of files, in blocks of 512 bytes.
    fn with_limit(desk: &Desk, blocks: u32, signal: &str, arguments: &[&str]) -> (bool, String) {
        let script = format!("trap '{signal}' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command
            .current_dir(desk.folder())
            .args(["-c", &script, env!("CARGO_BIN_EXE_shiryo3")])
            .args(arguments);
        let output = command.output().expect("a shell");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    #[test]
    fn a_disk_that_fills_up_keeps_the_old_files() {
        let (desk, old) = desk_with_outputs();
        // Ignored, the signal becomes an error of the write.
        let (success, said) = with_limit(&desk, 16, "", &["build", "a.yaml"]);
        assert!(!success);
        assert!(said.contains("a.pdf に書けません（空きがありません）"), "{said}");
        assert!(outputs(&desk) == old);
        assert_eq!(names(&desk.path("out")), ["a.pdf", "a.xlsx"]);
    }

    #[test]
    fn a_build_that_is_killed_while_it_writes_keeps_the_old_files() {
        let (desk, old) = desk_with_outputs();
        let (success, _) = with_limit(&desk, 16, "-", &["build", "a.yaml"]);
        assert!(!success);
        assert!(outputs(&desk) == old);
    }

    #[test]
    fn init_on_a_full_disk_leaves_nothing() {
        let desk = Desk::with(&[]);
        for command in ["init", "template", "schema"] {
            let (success, said) = with_limit(&desk, 1, "", &[command, "r9"]);
            assert!(!success && said.contains("r9 に書けません（空きがありません）"), "{said}");
            assert_eq!(names(desk.folder()), [""; 0]);
        }
    }

    fn signal(run: &Child, name: &str) {
        let done = Command::new("kill").args([&format!("-{name}"), &run.id().to_string()]).status();
        assert!(done.expect("a kill").success());
    }

    #[test]
    fn a_build_that_is_told_to_stop_leaves_nothing() {
        let (desk, old) = desk_with_outputs();
        assert_eq!(desk.say(&["build", "a.yaml", "-o", "new"]).0, 0);
        let new = ["new/a.pdf", "new/a.xlsx"].map(|file| std::fs::read(desk.path(file)).expect("an output"));
        for step in 0..40 {
            let mut build = desk.program();
            build.args(["build", "a.yaml"]).stdout(Stdio::null()).stderr(Stdio::null());
            let mut build = build.spawn().expect("it runs");
            sleep(Duration::from_millis(5 * step));
            signal(&build, if step % 2 == 0 { "INT" } else { "TERM" });
            build.wait().expect("it ends");
            assert!(outputs(&desk) == old || outputs(&desk) == new, "after {} ms", 5 * step);
            assert_eq!(names(&desk.path("out")), ["a.pdf", "a.xlsx"], "after {} ms", 5 * step);
        }
    }

    #[test]
    fn a_build_waits_for_another_and_can_be_stopped_while_it_does() {
        let (desk, old) = desk_with_outputs();
        let other = std::fs::File::open(desk.path("out")).expect("the folder");
        other.lock().expect("a lock");
        let spawn = || {
            let mut build = desk.program();
            let build = build.args(["build", "a.yaml"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
            sleep(Duration::from_millis(500));
            build.expect("it runs")
        };
        let stopped = spawn();
        signal(&stopped, "INT");
        let output = stopped.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1));
        assert!(said.contains("中断されました") && said.contains("前のファイルはそのままです"), "{said}");
        let waiting = spawn();
        assert!(outputs(&desk) == old);
        other.unlock().expect("a lock let go");
        assert!(waiting.wait_with_output().expect("it ends").status.success());
        assert!(outputs(&desk) != old);
    }

    #[test]
    fn only_files_are_replaced() {
        let desk = Desk::with(&[("a.yaml", OLD)]);
        std::fs::create_dir(desk.path("out")).expect("a folder");
        let target = desk.path("out/a.xlsx");
        let fifo = || assert!(Command::new("mkfifo").arg(&target).status().expect("mkfifo").success());
        let socket = || drop(UnixListener::bind(&target).expect("a socket"));
        let link = |to: &str| symlink(to, &target).expect("a link");
        let kinds: [&dyn Fn(); 5] =
            [&fifo, &socket, &|| link("/dev/null"), &|| link("a.xlsx"), &|| link("nowhere")];
        for make in kinds {
            make();
            let before = std::fs::symlink_metadata(&target).expect("something");
            let (code, said) = desk.say(&["build", "a.yaml"]);
            assert_eq!(code, 1);
            assert!(said.contains("a.xlsx に書けません（"), "{said}");
            assert_eq!(std::fs::symlink_metadata(&target).expect("something").ino(), before.ino());
            assert_eq!(names(&desk.path("out")), ["a.xlsx"]);
            std::fs::remove_file(&target).expect("removed");
        }
        assert!(std::fs::metadata("/dev/null").expect("the device").file_type().is_char_device());
    }

    #[test]
    fn modes_are_kept() {
        let (desk, _) = desk_with_outputs();
        for mode in [0o640, 0o664, 0o600] {
            std::fs::set_permissions(desk.path("out/a.pdf"), Permissions::from_mode(mode)).expect("a mode");
            assert_eq!(desk.say(&["build", "a.yaml"]).0, 0);
            let after = std::fs::metadata(desk.path("out/a.pdf")).expect("the PDF").mode();
            assert_eq!(after & 0o7777, mode);
        }
    }

    #[test]
    fn new_files_have_the_mode_of_the_users_umask() {
        let desk = Desk::with(&[("a.yaml", OLD)]);
        let script = "umask 027; \"$0\" build a.yaml && \"$0\" init r9.yaml";
        let mut command = Command::new("sh");
        command.current_dir(desk.folder()).args(["-c", script, env!("CARGO_BIN_EXE_shiryo3")]);
        assert!(command.output().expect("a shell").status.success());
        for file in ["out/a.pdf", "out/a.xlsx", "r9.yaml"] {
            assert_eq!(std::fs::metadata(desk.path(file)).expect("a file").mode() & 0o777, 0o640, "{file}");
        }
    }

    #[test]
    fn names_with_controls_are_shown_escaped() {
        let name = "a\u{1b}[31m\u{202e}.yaml";
        let bad = OLD.replace("4月〜9月", "4月〜13月");
        let desk = Desk::with(&[(name, OLD), ("b\u{7}.yaml", &bad)]);
        for arguments in [
            &["build", name][..],
            &["check", name],
            &["check", "b\u{7}.yaml"],
            &["init", name],
            &["build", "\u{1b}c"],
            &["build", name, "-o", "\u{1b}c", "--template", "\u{1b}c"],
            &["\u{1b}c"],
            &["build", "*\u{1b}c"],
            &["build", name, "--\u{1b}c"],
            &["build", name, "--format", "\u{1b}c"],
        ] {
            let (_, said) = desk.say(arguments);
            assert!(!said.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{said:?}");
            assert!(said.contains("\\u{"), "{said}");
        }
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
