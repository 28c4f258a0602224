//! The workbook, read back by readers that are not ours: what Excel would refuse or repair, what no
//! workbook can hold, and what the file must not say.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/workbook.rs"]
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use common::{STEM, attribute, elements, place, source};
use roxmltree::{Document, Node};
use shiryo3::model::Date;
use shiryo3::{DEFAULT_TEMPLATE, Design, compile};
use workbook::{BUILT, Block, Workbook, block, children, overlap, value};

/// Limits of a worksheet (Excel's specifications and limits).
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
const HIGHEST_ROW: f64 = 409.0;
const WIDEST_COLUMN: f64 = 255.0;

impl Workbook {
    /// All that Excel would refuse or repair.
    fn faults(&self) -> Vec<String> {
        let sheets = (0..self.sheets().len()).flat_map(|index| {
            let faults =
                [self.cell_faults(index), self.merge_faults(index), self.size_faults(index)].concat();
            faults.into_iter().map(move |fault| format!("sheet {}: {fault}", index + 1))
        });
        let whole = [
            self.package_faults(),
            self.string_faults(),
            self.style_faults(),
            self.table_faults(),
            self.name_faults(),
        ];
        whole.concat().into_iter().chain(sheets).collect()
    }

    /// Parts without a type, types without a part, relations to nothing (ECMA-376 part 2).
    fn package_faults(&self) -> Vec<String> {
        let types = self.part("[Content_Types].xml");
        let listed = |tag: &'static str, key: &'static str| -> BTreeSet<String> {
            elements(&types, tag)
                .map(|node| attribute(node, key).trim_start_matches('/').to_owned())
                .collect()
        };
        let (overrides, endings) = (listed("Override", "PartName"), listed("Default", "Extension"));
        let mut faults: Vec<String> = Vec::new();
        for name in self.parts.keys().filter(|name| *name != "[Content_Types].xml") {
            let ending = name.rsplit('.').next().unwrap_or_default();
            let is_typed = overrides.contains(name) || (endings.contains(ending) && ending != "xml");
            faults.extend((!is_typed).then(|| format!("{name} has no type")));
            if ending == "rels" {
                faults.extend(self.lost_targets(name));
            }
        }
        let lost = overrides.iter().filter(|name| !self.parts.contains_key(*name));
        faults.extend(lost.map(|name| format!("{name} has a type but is not there")));
        faults
    }

    fn lost_targets(&self, relations: &str) -> Vec<String> {
        let folder = relations.split("_rels/").next().unwrap_or_default();
        let resolved = |target: &str| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => match target.strip_prefix("../") {
                Some(above) => {
                    let parent =
                        folder.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
                    format!("{parent}/{above}")
                }
                None => format!("{folder}{target}"),
            },
        };
        let document = self.part(relations);
        let targets = elements(&document, "Relationship").map(|node| resolved(attribute(node, "Target")));
        targets
            .filter(|target| !self.parts.contains_key(target))
            .map(|target| format!("{relations}: {target} is not there"))
            .collect()
    }

    /// Shared strings that stand twice, wrong counts, cells that point beyond them.
    fn string_faults(&self) -> Vec<String> {
        let strings = self.part("xl/sharedStrings.xml");
        let items: Vec<&str> =
            elements(&strings, "si").map(|node| &strings.input_text()[node.range()]).collect();
        let used: Vec<usize> = (0..self.sheets().len())
            .flat_map(|index| {
                let sheet = self.sheet(index);
                let cells = elements(&sheet, "c").filter(|cell| attribute(*cell, "t") == "s");
                cells.map(|cell| value(cell).parse().expect("an index")).collect::<Vec<usize>>()
            })
            .collect();
        let root = strings.root_element();
        let (count, unique) = (attribute(root, "count"), attribute(root, "uniqueCount"));
        let mut faults = Vec::new();
        check(&mut faults, count == used.len().to_string(), "wrong count of strings");
        check(&mut faults, unique == items.len().to_string(), "wrong count of unique strings");
        check(&mut faults, used.iter().all(|index| *index < items.len()), "a string that is not there");
        check(
            &mut faults,
            items.iter().collect::<BTreeSet<_>>().len() == items.len(),
            "a string stands twice",
        );
        faults
    }

    /// Formats that use fonts, fills, borders or number formats that are not there; wrong counts.
    fn style_faults(&self) -> Vec<String> {
        let styles = self.part("xl/styles.xml");
        let mut faults = Vec::new();
        let groups =
            ["fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "numFmts"];
        let sizes: BTreeMap<&str, usize> =
            groups.into_iter().map(|tag| (tag, children(&styles, tag).len())).collect();
        for group in groups.iter().flat_map(|tag| elements(&styles, tag)) {
            let tag = group.tag_name().name();
            check(
                &mut faults,
                attribute(group, "count") == sizes[tag].to_string(),
                &format!("wrong count of {tag}"),
            );
        }
        let own: BTreeSet<&str> =
            elements(&styles, "numFmt").map(|node| attribute(node, "numFmtId")).collect();
        for xf in children(&styles, "cellXfs") {
            for (key, tag) in [("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")] {
                let index: usize = attribute(xf, key).parse().expect("an index");
                check(&mut faults, index < sizes[tag], &format!("{key} {index} is not there"));
            }
            let number = attribute(xf, "numFmtId");
            let is_built_in = number.parse::<u32>().is_ok_and(|id| id < 164);
            check(
                &mut faults,
                is_built_in || own.contains(number),
                &format!("number format {number} is not there"),
            );
        }
        faults
    }

    /// Cells out of order or beyond the limits, with formats that are not there, formulas, or strings
    /// that are not shared.
    fn cell_faults(&self, index: usize) -> Vec<String> {
        let (sheet, styles) = (self.sheet(index), self.part("xl/styles.xml"));
        let formats = children(&styles, "cellXfs").len();
        let cells: Vec<Node> = elements(&sheet, "c").collect();
        let places: Vec<(u32, u32)> = cells.iter().map(|cell| place(attribute(*cell, "r"))).collect();
        let mut faults = Vec::new();
        check(&mut faults, places.is_sorted_by(|a, b| a < b), "cells out of order");
        check(
            &mut faults,
            places.iter().all(|(row, column)| *row < ROWS && *column < COLUMNS),
            "a cell too far out",
        );
        for cell in cells {
            let format: usize = cell.attribute("s").map_or(0, |format| format.parse().expect("an index"));
            let of_row = cell.parent().map_or("", |row| attribute(row, "r"));
            let name = attribute(cell, "r");
            check(&mut faults, format < formats, &format!("{name}: format {format} is not there"));
            check(&mut faults, name.ends_with(of_row), &format!("{name} stands in row {of_row}"));
            check(
                &mut faults,
                ["", "s"].contains(&attribute(cell, "t")),
                &format!("{name} is of another type"),
            );
        }
        check(&mut faults, elements(&sheet, "f").next().is_none(), "a formula");
        faults
    }

    /// Merged blocks that overlap, are of one cell, hold more than one text, or are miscounted.
    fn merge_faults(&self, index: usize) -> Vec<String> {
        let sheet = self.sheet(index);
        let merges: Vec<Block> =
            elements(&sheet, "mergeCell").map(|node| block(attribute(node, "ref"))).collect();
        let mut faults = Vec::new();
        for (at, merge) in merges.iter().enumerate() {
            check(&mut faults, merge.0 != merge.1, &format!("{merge:?} is of one cell"));
            let lapped = merges[..at].iter().find(|other| overlap(*merge, **other));
            faults.extend(lapped.map(|other| format!("{merge:?} overlaps {other:?}")));
        }
        let hidden = |place: (u32, u32)| {
            merges.iter().any(|merge| overlap(*merge, (place, place)) && merge.0 != place)
        };
        let filled = elements(&sheet, "c").filter(|cell| !value(*cell).is_empty());
        for cell in filled.filter(|cell| hidden(place(attribute(*cell, "r")))) {
            faults.push(format!("{} lies below a merged block", attribute(cell, "r")));
        }
        let count = elements(&sheet, "mergeCells").next().map_or("0", |node| attribute(node, "count"));
        check(&mut faults, count == merges.len().to_string(), "wrong count of merged blocks");
        check(&mut faults, index == 0 || merges.is_empty(), "merged blocks in a list");
        faults
    }

    /// Heights and widths beyond the limits, and miscounted or misplaced page breaks.
    fn size_faults(&self, index: usize) -> Vec<String> {
        let sheet = self.sheet(index);
        let number = |node: Node, key: &str| attribute(node, key).parse::<f64>().unwrap_or(0.0);
        let mut faults = Vec::new();
        let highest = elements(&sheet, "row").map(|row| number(row, "ht")).fold(0.0, f64::max);
        check(&mut faults, highest <= HIGHEST_ROW, &format!("a row of {highest} pt"));
        let widest = elements(&sheet, "col").map(|column| number(column, "width")).fold(0.0, f64::max);
        check(&mut faults, widest <= WIDEST_COLUMN, &format!("a column of {widest}"));
        let breaks: Vec<u32> =
            elements(&sheet, "brk").map(|node| attribute(node, "id").parse().expect("a row")).collect();
        let rows = elements(&sheet, "row").count() as u32;
        check(&mut faults, breaks.is_sorted_by(|a, b| a < b), "page breaks out of order");
        check(&mut faults, breaks.iter().all(|row| *row < rows), "a page break below the last row");
        let miscounted =
            elements(&sheet, "rowBreaks").any(|node| attribute(node, "count") != breaks.len().to_string());
        check(&mut faults, !miscounted, "wrong count of page breaks");
        faults
    }

    /// Tables whose name, range or heads Excel would not take.
    fn table_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let tables: Vec<Document> = self
            .parts
            .keys()
            .filter(|name| name.starts_with("xl/tables/"))
            .map(|name| self.part(name))
            .collect();
        let mut taken: Vec<String> = self.names().keys().map(|name| name.to_lowercase()).collect();
        let mut ids = BTreeSet::new();
        for (index, table) in tables.iter().enumerate() {
            let root = table.root_element();
            let name = attribute(root, "displayName").to_lowercase();
            check(
                &mut faults,
                is_name(&name) && !taken.contains(&name),
                &format!("{name} can't name a table"),
            );
            check(&mut faults, ids.insert(attribute(root, "id")), &format!("{name}: its number is taken"));
            taken.push(name);
            faults.extend(self.head_faults(index + 1, table));
        }
        // A workbook that nobody fills in has no lists.
        check(&mut faults, matches!(tables.len(), 0 | 2), "other than two tables");
        faults
    }

    fn head_faults(&self, index: usize, table: &Document) -> Vec<String> {
        let (mut faults, root) = (Vec::new(), table.root_element());
        let range = attribute(root, "ref");
        let ((top, left), (bottom, right)) = block(range);
        let heads: Vec<&str> =
            elements(table, "tableColumn").map(|column| attribute(column, "name")).collect();
        let cells = self.texts(index, top);
        let shown: Vec<&str> = (left..=right).map(|column| cells[&column].as_str()).collect();
        let folded: BTreeSet<String> = heads.iter().map(|head| head.to_lowercase()).collect();
        let filter = elements(table, "autoFilter").next().map_or("", |node| attribute(node, "ref"));
        let sheet = self.sheet(index);
        let linked = elements(&sheet, "tablePart").count();
        check(&mut faults, heads == shown, &format!("heads {heads:?}, but cells {shown:?}"));
        check(&mut faults, folded.len() == heads.len(), &format!("a head stands twice: {heads:?}"));
        check(&mut faults, bottom > top, "a table without rows");
        check(&mut faults, filter == range, "the filter is not on the whole table");
        check(&mut faults, linked == 1, "a list without its table");
        faults
    }

    /// Names that Excel would not take, that stand twice, or that lead nowhere.
    fn name_faults(&self) -> Vec<String> {
        let (names, sheets) = (self.names(), self.sheets());
        let mut faults = Vec::new();
        for (name, (sheet, cells)) in &names {
            check(&mut faults, is_name(name), &format!("{name} is no name"));
            let index = sheets.iter().position(|other| other == sheet);
            let is_there = index.is_some_and(|index| {
                let sheet = self.sheet(index);
                let dimension = elements(&sheet, "dimension").next().expect("a dimension");
                let (_, last) = block(attribute(dimension, "ref"));
                cells.1.0 <= last.0 && cells.1.1 <= last.1 && cells.0 <= cells.1
            });
            check(&mut faults, is_there, &format!("{name} leads nowhere"));
        }
        let workbook = self.part("xl/workbook.xml");
        let all: Vec<(String, &str)> = elements(&workbook, "definedName")
            .map(|node| (attribute(node, "name").to_lowercase(), attribute(node, "localSheetId")))
            .collect();
        check(&mut faults, all.iter().collect::<BTreeSet<_>>().len() == all.len(), "a name stands twice");
        let folded: BTreeSet<String> = sheets.iter().map(|name| name.to_lowercase()).collect();
        check(&mut faults, folded.len() == sheets.len(), "two sheets have the same name");
        check(
            &mut faults,
            sheets.iter().all(|name| is_sheet_name(name)),
            &format!("a sheet's name: {sheets:?}"),
        );
        faults
    }
}

fn check(faults: &mut Vec<String>, holds: bool, fault: &str) {
    if !holds {
        faults.push(fault.to_owned());
    }
}

/// Whether Excel takes a text for the name of a table or of cells: letters, digits, `_` and `.`, none
/// of the latter two kinds first but `_`, and nothing that reads as a cell.
fn is_name(name: &str) -> bool {
    let first = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    let rest = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_cell =
        letters.len() < name.len() && letters.len() <= 3 && letters.chars().all(|c| c.is_ascii_alphabetic());
    first && rest && !is_cell && name.encode_utf16().count() <= 255
}

fn is_sheet_name(name: &str) -> bool {
    let units = name.encode_utf16().count();
    (1..=31).contains(&units)
        && !name.contains(['[', ']', ':', '*', '?', '/', '\\'])
        && !name.starts_with('\'')
}

#[test]
fn excel_has_nothing_to_refuse_or_repair() {
    for (name, built) in &*BUILT {
        assert_eq!(Workbook::new(&built.xlsx).faults(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_excel_would_refuse_is_found() {
    let seeds = [
        ("[Content_Types].xml", "/xl/styles.xml", "/xl/other.xml"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "worksheets/sheet9.xml"),
        ("xl/sharedStrings.xml", " uniqueCount=\"", " uniqueCount=\"1"),
        ("xl/sharedStrings.xml", "人材育成", "研修会の実施"),
        ("xl/styles.xml", "fontId=\"1\"", "fontId=\"99\""),
        ("xl/styles.xml", "<borders count=\"", "<borders count=\"1"),
        ("xl/worksheets/sheet1.xml", "ref=\"B6:B9\"", "ref=\"A7:B9\""),
        ("xl/worksheets/sheet1.xml", "<c r=\"C6\" s=\"", "<c r=\"C6\" s=\"99"),
        ("xl/worksheets/sheet1.xml", "<c r=\"C6\"", "<c r=\"B6\""),
        ("xl/worksheets/sheet1.xml", " ht=\"15\"", " ht=\"410\""),
        ("xl/worksheets/sheet2.xml", "<v>1</v>", "<f>1</f><v>1</v>"),
        ("xl/tables/table1.xml", "name=\"課題区分\"", "name=\"課題\""),
        ("xl/tables/table1.xml", "<autoFilter ref=\"A3:H4\"", "<autoFilter ref=\"A3:H5\""),
        ("xl/tables/table2.xml", "displayName=\"予定一覧\"", "displayName=\"取組_1\""),
        ("xl/workbook.xml", "$A$6:$S$9", "$A$6:$S$10"),
        ("xl/workbook.xml", "<definedName name=\"取組_1\"", "<definedName name=\"欄_3\""),
        ("xl/workbook.xml", "<sheet name=\"予定一覧\"", "<sheet name=\"予定/一覧\""),
    ];
    let built = common::build_right(ONE_ROW);
    for (part, from, to) in seeds {
        let mut workbook = Workbook::new(&built.xlsx);
        let text = workbook.parts.get_mut(part).expect(part);
        assert!(text.contains(from), "{part} has no {from}");
        *text = text.replacen(from, to, 1);
        assert!(!workbook.faults().is_empty(), "{part}: {from} -> {to}");
    }
}

#[test]
fn the_file_says_nothing_of_who_made_it_or_when() {
    for (name, built) in &*BUILT {
        let workbook = Workbook::new(&built.xlsx);
        let core = workbook.part("docProps/core.xml");
        let said: BTreeMap<&str, &str> = core
            .root_element()
            .children()
            .map(|node| (node.tag_name().name(), node.text().unwrap_or_default()))
            .collect();
        let date = built.sheet.date.unwrap_or(Date::start_of(built.sheet.period.first()));
        let day = format!("{}-{:02}-{:02}T00:00:00Z", date.year(), date.month(), date.day());
        let (title, label) = (built.table.title.latest(), built.table.label.latest());
        let expected = BTreeMap::from([
            ("title", title.as_str()),
            ("subject", &label),
            ("creator", ""),
            ("lastModifiedBy", ""),
            ("created", &day),
            ("modified", &day),
        ]);
        assert_eq!(said, expected, "{name}");
        let app = workbook.part("docProps/app.xml");
        for tag in ["Company", "Manager", "HyperlinkBase", "Template"] {
            assert!(elements(&app, tag).all(|node| node.text().is_none()), "{name}: {tag}");
        }
        assert!(
            !workbook.parts.keys().any(|part| part.contains("custom") || part.contains("printer")),
            "{name}"
        );
    }
}

const ONE_ROW: &str = include_str!("suite/one-row/input.yaml");

#[test]
fn what_no_workbook_can_hold_is_an_error_of_the_workbook_alone() {
    let tiny = DEFAULT_TEMPLATE
        .replace("本文の最小: 6pt", "本文の最小: 1.5pt")
        .replace("本文の最大: 9pt", "本文の最大: 1.5pt");
    let large = DEFAULT_TEMPLATE.replace("表題: 15pt", "表題: 40pt");
    let lines = |count: usize| format!("内容: \"{}\"", vec!["あ"; count].join("\\n"));
    let title = |count: usize| format!("表題: {}", "題".repeat(count));
    for (template, from, to, is_held) in [
        (&tiny, "内容: 職員に向けて研修会を開く", lines(254), true),
        (&tiny, "内容: 職員に向けて研修会を開く", lines(255), false),
        (&large, "表題: 令和7年度○○地域の取組内容", title(100), true),
        (&large, "表題: 令和7年度○○地域の取組内容", title(280), false),
    ] {
        let design = Design::new(&source(template), |_| Ok(Vec::new())).expect("a template").value;
        let data = source(&ONE_ROW.replace(from, &to));
        let handout = compile(&data, &Arc::new(design), Some(9)).expect("a sheet that fits").value;
        assert!(handout.pdf().is_ok());
        let outcome = handout.xlsx(STEM).map_err(|mistakes| mistakes.len());
        assert_eq!(outcome.map(|_| ()), if is_held { Ok(()) } else { Err(1) }, "{to}");
    }
}
