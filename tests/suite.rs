//! The golden cases: see `tests/suite/README.md`.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::collections::BTreeMap;
use std::fmt::Write;

use common::{
    BLESS, Built, attribute, build_case, cases, data_of, differing_lines, elements, explain, mismatch, parse,
    place, rich_texts, template_of, xlsx_cells, xlsx_part,
};
use shiryo3::diag::Diagnostic;
use shiryo3::font::Weight;
use shiryo3::geom::Rect;
use shiryo3::model::Color;
use shiryo3::page::{Draw, Item, Page, Role};
use shiryo3::table::{Mark, Outline};

/// The golden files of a case.
const GOLDEN: [&str; 6] =
    ["pages.txt", "xlsx.txt", "warnings.txt", "changes.txt", "comparison.txt", "errors.txt"];

#[test]
fn cases_give_their_golden_files() {
    let mut differing = Vec::new();
    for case in cases() {
        let explain = |found: &[Diagnostic]| explain(found, &data_of(&case), &template_of(&case));
        let files = match build_case(&case) {
            Ok(built) => vec![
                ("pages.txt", pages_text(&built)),
                ("xlsx.txt", xlsx_text(&built.xlsx)),
                ("warnings.txt", explain(&built.warnings)),
                ("changes.txt", built.changes.clone()),
                ("comparison.txt", built.comparison.as_deref().map_or(String::new(), pages_text)),
            ],
            Err(mistakes) => vec![("errors.txt", explain(&mistakes))],
        };
        for golden in GOLDEN {
            let text = files.iter().find(|(file, text)| *file == golden && !text.is_empty());
            let text = text.map(|(_, text)| text.as_str());
            differing.extend(mismatch(&case.join(golden), text));
        }
    }
    assert!(
        differing.is_empty(),
        "{}\n{BLESS}=1 cargo test --test suite writes the golden files anew",
        differing.join("\n")
    );
}

#[test]
fn a_golden_file_that_differs_shows_its_first_differing_lines() {
    for (old, new, shown) in [
        ("a\nb\nc\n", "a\nB\nc\n", "2\n- b\n+ B"),
        ("a\nc\n", "a\nb\nc\n", "2\n+ b"),
        ("a\n", "a\r\n", "1\n- a\n+ a\\r"),
        ("a", "a\n", "2\n+ "),
        ("", "a\n", "1\n+ a"),
        ("1\n2\n3\n4\n5\n6\n7", "7", "1\n- 1\n- 2\n- 3\n- 4\n- … 2 more"),
        ("a\na\n", "a\na\na\n", "3\n+ a"),
    ] {
        assert_eq!(differing_lines(old, new), shown);
    }
}

/// The pages as text: what stands where, with its role, and where the rules run.
fn pages_text(built: &Built) -> String {
    let mut text = String::new();
    for (index, page) in built.pages.iter().enumerate() {
        let (width, height) = (page.size.width.0, page.size.height.0);
        writeln!(text, "# page {} ({width:.1} x {height:.1} pt)", index + 1).expect("text grows");
        rules_text(page, &mut text);
        for item in &page.items {
            item_text(built, item, &mut text);
        }
        for link in &page.links {
            let boxes: Vec<String> = link.boxes.iter().map(|rect| rect_text(*rect)).collect();
            writeln!(text, "link to {}: {}", link.uri, boxes.join(", ")).expect("text grows");
        }
        text.push('\n');
    }
    text
}

fn rules_text(page: &Page, text: &mut String) {
    let (mut across, mut down) = (BTreeMap::new(), BTreeMap::new());
    for item in &page.items {
        if item.mark != Mark::Kept {
            continue;
        }
        if let Draw::Rule { from, to, .. } = &item.draw {
            let (lines, at, start, end) = if from.y == to.y {
                (&mut across, from.y, from.x, to.x)
            } else {
                (&mut down, from.x, from.y, to.y)
            };
            let spans: &mut Vec<String> = lines.entry((at.0 * 10.0).round() as i64).or_default();
            spans.push(format!("{:.1}-{:.1}", start.0, end.0));
        }
    }
    for (name, lines) in [("across", across), ("down", down)] {
        for (at, spans) in lines {
            writeln!(text, "rule {name} at {:.1}: {}", at as f64 / 10.0, spans.join(" "))
                .expect("text grows");
        }
    }
}

fn item_text(built: &Built, item: &Item, text: &mut String) {
    let sign = match item.mark {
        Mark::Kept => "",
        Mark::Deleted => "[-] ",
        Mark::Added => "[+] ",
        Mark::Changed => "[_] ",
    };
    let role = sign.to_owned() + &role_text(built, item.role);
    match &item.draw {
        Draw::Rule { from, to, width, .. } if item.mark != Mark::Kept => {
            writeln!(text, "{role}: line {:.1}-{:.1} at {:.1} {:.2}", from.x.0, to.x.0, from.y.0, width.0)
        }
        Draw::Rule { .. } => Ok(()),
        Draw::Box { rect, fill, outline } => shape_text(text, &role, "box", *rect, (*fill, *outline)),
        Draw::Arrow { rect, fill, outline, .. } => shape_text(text, &role, "arrow", *rect, (*fill, *outline)),
        Draw::Text(run) => writeln!(
            text,
            "{role}: {:.1},{:.1} {:.1}pt{}{} {}",
            run.origin.x.0,
            run.origin.y.0,
            run.size.0,
            if run.weight == Weight::Bold { " bold" } else { "" },
            if run.color == Color::BLACK { String::new() } else { format!(" {}", colored(Some(run.color))) },
            run.text,
        ),
    }
    .expect("text grows");
}

fn shape_text(
    text: &mut String,
    role: &str,
    shape: &str,
    rect: Rect,
    (fill, outline): (Option<Color>, Option<Outline>),
) -> std::fmt::Result {
    let outline = outline.map_or("-".to_owned(), |outline| {
        let dashed = if outline.is_dashed { " dashed" } else { "" };
        format!("{:.1} {}{dashed}", outline.width.0, colored(Some(outline.color)))
    });
    writeln!(text, "{role}: {shape} {} fill {} outline {outline}", rect_text(rect), colored(fill))
}

fn rect_text(Rect { x, y, width, height }: Rect) -> String {
    format!("{:.1},{:.1} {:.1} x {:.1}", x.0, y.0, width.0, height.0)
}

fn colored(color: Option<Color>) -> String {
    color.map_or("-".to_owned(), |Color([red, green, blue])| format!("#{red:02X}{green:02X}{blue:02X}"))
}

fn role_text(built: &Built, role: Role) -> String {
    let column = |index: usize| built.table.columns[index].name();
    let number = |row| &built.table.row(row).number;
    match role {
        Role::Artifact(kind) => format!("artifact {kind:?}"),
        Role::Label => "label".to_owned(),
        Role::Corner => "corner".to_owned(),
        Role::Title => "title".to_owned(),
        Role::Head(index) => format!("head {}", column(index)),
        Role::Group(index) => format!("group {}", index + 1),
        Role::TimeHead { index, .. } => format!("quarter {}", index + 1),
        Role::Key(index) => format!("key {}", index + 1),
        Role::Note(index) => format!("note {}", index + 1),
        Role::Body(body) => format!("body {}", body + 1),
        Role::Occasion { body, .. } => format!("meeting of body {}", body + 1),
        Role::Band(theme) => format!("band {}", theme + 1),
        Role::Cell { row, column: index, .. } => format!("{} {}", number(row), column(index)),
        Role::Schedule { row, part, span, .. } => {
            format!("{} {part:?} {}", number(row), built.table.axis.period.words(span))
        }
    }
}

/// The workbook as text: its names and sheets; of the printed sheet each cell or merged block with its
/// text and format, of the others the rows.
fn xlsx_text(xlsx: &[u8]) -> String {
    let workbook = xlsx_part(xlsx, "xl/workbook.xml");
    let workbook = parse(&workbook);
    let mut text = String::new();
    for name in elements(&workbook, "definedName") {
        let value = name.text().unwrap_or_default();
        writeln!(text, "name {} = {value}", attribute(name, "name")).expect("text grows");
    }
    for (index, sheet) in elements(&workbook, "sheet").enumerate() {
        let state = sheet.attribute("state").map_or(String::new(), |state| format!(" ({state})"));
        writeln!(text, "\n# {}{state}", attribute(sheet, "name")).expect("text grows");
        sheet_text(xlsx, index, &mut text);
    }
    text
}

fn sheet_text(xlsx: &[u8], index: usize, text: &mut String) {
    let sheet = xlsx_part(xlsx, &format!("xl/worksheets/sheet{}.xml", index + 1));
    let sheet = parse(&sheet);
    let tags = ["sheetView", "pane", "col", "printOptions", "pageMargins", "pageSetup", "oddFooter", "brk"];
    for node in tags.iter().flat_map(|tag| elements(&sheet, tag)) {
        let attributes =
            node.attributes().map(|attribute| format!(" {}={}", attribute.name(), attribute.value()));
        let content = node.text().map(|content| format!(" {content}"));
        let line: String = attributes.chain(content).collect();
        writeln!(text, "{}{line}", node.tag_name().name()).expect("text grows");
    }
    let cells = xlsx_cells(xlsx, index);
    if index == 0 {
        return cells_text(&sheet, &marked(&sheet, cells, xlsx), &formats(xlsx), text);
    }
    if elements(&sheet, "tablePart").next().is_some() {
        let head = table_text(&xlsx_part(xlsx, &format!("xl/tables/table{index}.xml")), text);
        column_formats_text(&sheet, head, &formats(xlsx), text);
    }
    rows_text(&cells, text);
}

/// The same texts, of which parts that are struck through stand in `[-…-]`, and underlined ones in `[+…+]`.
fn marked(
    sheet: &roxmltree::Document,
    mut cells: BTreeMap<(u32, u32), String>,
    xlsx: &[u8],
) -> BTreeMap<(u32, u32), String> {
    let texts = rich_texts(xlsx);
    for cell in elements(sheet, "c").filter(|cell| attribute(*cell, "t") == "s") {
        let index = cell.descendants().find(|node| node.has_tag_name("v")).and_then(|value| value.text());
        let index: usize = index.and_then(|index| index.parse().ok()).expect("the index of a text");
        if let Some(text) = &texts[index] {
            cells.insert(place(attribute(cell, "r")), text.clone());
        }
    }
    cells
}

/// Says what the table is, and gives the row of its heads.
fn table_text(table: &str, text: &mut String) -> u32 {
    let table = parse(table);
    let root = table.root_element();
    let filter = elements(&table, "autoFilter").next().map_or("", |filter| attribute(filter, "ref"));
    let spoken = table.descendants().find(|node| node.tag_name().name() == "table" && *node != root);
    let spoken = spoken.map_or("", |node| attribute(node, "altTextSummary"));
    let name = attribute(root, "displayName");
    let range = attribute(root, "ref");
    writeln!(text, "table {name} {range} filter {filter}: {spoken}").expect("text grows");
    place(range.split(':').next().unwrap_or_default()).0
}

/// The formats of the head and of the first row below it, from which column on.
fn column_formats_text(sheet: &roxmltree::Document, head: u32, formats: &[String], text: &mut String) {
    for row in elements(sheet, "row").skip(head as usize).take(2) {
        let mut last = "";
        for cell in row.children().filter(|cell| cell.has_attribute("s")) {
            let format = &formats[attribute(cell, "s").parse::<usize>().expect("a style")];
            if format != last {
                writeln!(text, "  {} [{format}]", attribute(cell, "r")).expect("text grows");
            }
            last = format;
        }
    }
}

fn rows_text(cells: &BTreeMap<(u32, u32), String>, text: &mut String) {
    let (rows, columns) = cells.keys().fold((0, 0), |most, cell| (most.0.max(cell.0), most.1.max(cell.1)));
    for row in 0..=rows {
        let shown = |column| cells.get(&(row, column)).map_or(String::new(), |text| text.replace('\n', "⏎"));
        let shown: Vec<String> = (0..=columns).map(shown).collect();
        writeln!(text, "| {} |", shown.join(" | ")).expect("text grows");
    }
}

fn cells_text(
    sheet: &roxmltree::Document,
    cells: &BTreeMap<(u32, u32), String>,
    formats: &[String],
    text: &mut String,
) {
    let merges: BTreeMap<&str, &str> = sheet
        .descendants()
        .filter(|node| node.has_tag_name("mergeCell"))
        .map(|node| (attribute(node, "ref").split(':').next().unwrap_or_default(), attribute(node, "ref")))
        .collect();
    for row in sheet.descendants().filter(|node| node.has_tag_name("row")) {
        let height = row.attribute("ht").filter(|_| row.attribute("customHeight") == Some("1"));
        writeln!(text, "row {} {} pt", attribute(row, "r"), height.expect("a fixed height"))
            .expect("text grows");
        for cell in row.children().filter(|node| node.has_tag_name("c")) {
            let name = attribute(cell, "r");
            let Some(shown) = cells.get(&place(name)).filter(|shown| !shown.is_empty()) else { continue };
            let block = merges.get(name).unwrap_or(&name);
            let format = &formats[attribute(cell, "s").parse::<usize>().expect("a style")];
            writeln!(text, "  {block} [{format}] {}", shown.replace('\n', "⏎")).expect("text grows");
        }
    }
}

/// Each cell format in words: size, weight, colours, alignment, and what kind of number it shows if it
/// does not hold text.
fn formats(xlsx: &[u8]) -> Vec<String> {
    let styles = xlsx_part(xlsx, "xl/styles.xml");
    let styles = parse(&styles);
    let list = |tag: &str| -> Vec<String> {
        let group = styles.descendants().find(|node| node.has_tag_name(tag)).expect("a group");
        group.children().filter(|node| node.is_element()).map(style_text).collect()
    };
    let (fonts, fills) = (list("fonts"), list("fills"));
    let numbers: BTreeMap<&str, &str> = elements(&styles, "numFmt")
        .map(|node| (attribute(node, "numFmtId"), attribute(node, "formatCode")))
        .collect();
    let formats = styles.descendants().find(|node| node.has_tag_name("cellXfs")).expect("formats");
    let format = |xf: roxmltree::Node| {
        let index = |name| attribute(xf, name).parse::<usize>().expect("an index");
        let alignment = xf.children().find(|node| node.has_tag_name("alignment"));
        let alignment = alignment
            .map(|node| format!("{}/{}", attribute(node, "horizontal"), attribute(node, "vertical")));
        let border = format!("border {}", index("borderId"));
        let number = match attribute(xf, "numFmtId") {
            "49" => String::new(),
            id => format!("shows {}", numbers.get(id).unwrap_or(&"General")),
        };
        [
            fonts[index("fontId")].clone(),
            fills[index("fillId")].clone(),
            alignment.unwrap_or_default(),
            border,
            number,
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
    };
    formats.children().filter(|node| node.has_tag_name("xf")).map(format).collect()
}

fn style_text(style: roxmltree::Node) -> String {
    let find = |tag: &str| style.descendants().find(|node| node.has_tag_name(tag));
    let color =
        |tag: &str| find(tag).and_then(|node| node.attribute("rgb")).map(|rgb| format!("{tag} {rgb}"));
    let size = find("sz").map(|node| format!("{}pt", attribute(node, "val")));
    let bold = find("b").map(|_| "bold".to_owned());
    [size, bold, color("color"), color("fgColor")].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
