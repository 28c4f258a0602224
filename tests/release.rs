//! Files that were written for version 0.1.0 build untouched, with the same texts in the same rows, columns and
//! quarters. `tests/release-0.1.0` has the files as that version came with them, and what it showed.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use common::{Built, build, explain, texts};
use shiryo3::DEFAULT_TEMPLATE;
use shiryo3::page::Role;
use shiryo3::table::SchedulePart;

/// The template.
const TEMPLATE: &str = include_str!("release-0.1.0/template.yaml");

/// Data files, and what they show: a line for each text, with the row and the column or the months.
const FILES: [(&str, &str); 2] = [
    (include_str!("release-0.1.0/h29-odawara.yaml"), include_str!("release-0.1.0/h29-odawara.txt")),
    (include_str!("release-0.1.0/starter.yaml"), include_str!("release-0.1.0/starter.txt")),
];

#[test]
fn files_of_the_first_release_show_the_same_texts_in_the_same_places() {
    for (data, shown) in FILES {
        for template in [TEMPLATE, DEFAULT_TEMPLATE] {
            let built = build(data, template)
                .unwrap_or_else(|mistakes| panic!("{}", explain(&mistakes, data, template)));
            assert_eq!(facts(&built), shown);
        }
    }
}

/// What a sheet shows, row by row.
fn facts(built: &Built) -> String {
    let all = |is_wanted: &dyn Fn(Role) -> bool| -> String {
        built.pages.iter().flat_map(|page| texts(page, is_wanted)).collect()
    };
    let mut lines = vec![
        format!("資料番号: {}", all(&|role| role == Role::Label)),
        format!("表題: {}", all(&|role| role == Role::Title)),
    ];
    for index in 0..built.table.columns.len() {
        lines.push(format!("見出し {}: {}", index + 1, all(&|role| role == Role::Head(index))));
    }
    for (band, theme) in built.table.bands.iter().enumerate() {
        lines.push(format!("課題: {}", all(&|role| role == Role::Band(band))));
        for (row, shown) in theme.rows.iter().enumerate() {
            let is_here = |at: shiryo3::table::RowAt| (at.band, at.row) == (band, row);
            for column in 0..built.table.columns.len() {
                let is_wanted = |role| matches!(role, Role::Cell { row, column: found, .. } if is_here(row) && found == column);
                lines.push(format!("{} 欄 {}: {}", shown.number, column + 1, all(&is_wanted)));
            }
            for (index, slot) in shown.slots.iter().enumerate() {
                let is_wanted =
                    |role| matches!(role, Role::Schedule { row, slot, .. } if is_here(row) && slot == index);
                let period = built.table.axis.period;
                // A callout stands below its meeting.
                let part = if slot.part == SchedulePart::Callout { "検討事項" } else { "予定" };
                lines.push(format!(
                    "{} {part} {}: {}",
                    shown.number,
                    period.words(slot.span),
                    all(&is_wanted)
                ));
            }
        }
    }
    lines.retain(|line| !line.ends_with(": "));
    lines.join("\n") + "\n"
}
