//! The template file.

use std::ops::Range;

use super::changes::{comparison, marks};
use super::report::{Problem, Report};
use super::values::{self, choice, em, length, rule, short_ends, type_size, yes_or_no};
use crate::diag::{Checked, Code, Place, Span, checked};
use crate::geom::{Em, Pt, Size};
use crate::japanese::width::halved;
use crate::japanese::words::{self, LANDSCAPE, LEAST_BODY, MOST_BODY, OTHER_BARS, PORTRAIT};
use crate::load::{
    Entries, Field, LEAST_EM, Loaded, RawBarStyle, RawColumn, RawFills, RawMargins, RawRepeat, RawRules,
    RawSetting, RawTemplate, RawType, RawWording,
};
use crate::model::{
    Align, BarNames, BarStyle, BarStyles, Column, Content, CornerLine, Fills, LabelPlace, Look, Margins,
    MeetingPlace, Paper, PaperFormat, Repeat, RepeatedBands, ReportPlace, RowHeights, RowsFrom, Rules,
    Setting, Shape, Template, Text, Type, Unit, Wording,
};
use crate::nearest;

/// The most columns of a template: an A3 sheet holds few more than 100 of a single letter each.
const MOST_COLUMNS: usize = 100;

/// The most font files.
const MOST_FACES: usize = 16;

/// The air above and below lanes where the template does not say.
const LANE_AIR: Em = Em(0.4);

/// The air beside bars where the template does not say.
const SLOT_MARGIN: Em = Em(0.15);

/// The most kinds of bars with a style of their own.
const MOST_STYLES: usize = 200;

/// See [`super::template`].
pub(super) fn resolve(mut loaded: Loaded<RawTemplate>) -> Checked<Template> {
    let mut report = Report::on(&mut loaded);
    let template = template(loaded.value, loaded.document.top(), &mut report);
    checked(template, report.mistakes)
}

fn template(raw: RawTemplate, top: Span, report: &mut Report) -> Option<Template> {
    let paper = report.value(raw.paper, top, words::PAPER, paper);
    let margins =
        report.required(raw.margins, top, words::MARGINS).and_then(|(raw, at)| margins(raw, at, report));
    let faces = report.optional(raw.faces).map_or(Vec::new(), |(raw, at)| faces(raw, at, report));
    let text = report.required(raw.text, top, words::TYPE).and_then(|(raw, at)| type_(raw, at, report));
    let columns =
        report.required(raw.columns, top, words::COLUMNS).and_then(|(raw, at)| columns(raw, at, report));
    let repeat =
        report.required(raw.repeat, top, words::REPEAT).and_then(|(raw, at)| repeat(raw, at, report));
    let rules = report.required(raw.rules, top, words::RULES).and_then(|(raw, at)| rules(raw, at, report));
    let fills = report.required(raw.fills, top, words::FILLS).and_then(|(raw, at)| fills(raw, at, report));
    let meetings = report.optional_value(raw.meetings, meeting_place).unwrap_or_default();
    let unit = report.optional(raw.axis).and_then(|(raw, _)| report.optional_value(raw.unit, unit));
    let wording =
        report.required(raw.wording, top, words::WORDING).and_then(|(raw, at)| wording(raw, at, report));
    let bars = report.required(raw.bars, top, words::BARS).and_then(|(raw, at)| bars(raw, at, report));
    let (marks, comparison) = (marks(raw.marks, report), comparison(raw.comparison, report));
    let corner = report.optional(raw.corner).map_or(Vec::new(), |(raw, at)| corner(raw, at, report));
    let has_legend = report.optional_value(raw.legend, yes_or_no).unwrap_or(false);
    let setting = report.optional(raw.setting).map(|(raw, _)| setting(raw, report)).unwrap_or_default();
    let look = Look {
        paper: paper?,
        margins: margins?,
        text: text?,
        repeat: repeat?,
        rules: rules?,
        fills: fills?,
        marks: marks?,
        setting,
    };
    let columns = columns?;
    let (schedule, groups) = (columns.schedule()?, columns.groups);
    let columns = columns.list;
    let (wording, bars) = (wording?, bars?);
    Some(Template {
        look,
        faces,
        columns,
        schedule,
        groups,
        meetings,
        unit,
        wording,
        bars,
        corner,
        has_legend,
        comparison,
    })
}

fn paper(text: &str) -> Result<Paper, Problem> {
    let value = halved(text).to_ascii_uppercase();
    let landscape = value.ends_with(LANDSCAPE);
    let name = value.trim_end_matches([LANDSCAPE, PORTRAIT]).trim_end();
    let mut formats = PaperFormat::ALL.into_iter();
    let known = formats.find(|format| format.name() == name && value.ends_with([LANDSCAPE, PORTRAIT]));
    let format = known.ok_or_else(|| {
        let sizes = PaperFormat::ALL.map(PaperFormat::name);
        (
            Code::Choice,
            format!("用紙「{text}」はありません"),
            format!("{} のどれかに「横」か「縦」を付けて「A3横」のように書いてください", sizes.join("、")),
        )
    })?;
    let (short, long) = format.sides();
    let (width, height) = if landscape { (long, short) } else { (short, long) };
    let size = Size { width: Pt::from_mm(width), height: Pt::from_mm(height) };
    Ok(Paper { format, landscape, size })
}

fn margins(raw: RawMargins, owner: Span, report: &mut Report) -> Option<Margins> {
    let top = report.value(raw.top, owner, words::TOP, length);
    let bottom = report.value(raw.bottom, owner, words::BOTTOM, length);
    let left = report.value(raw.left, owner, words::LEFT, length);
    let right = report.value(raw.right, owner, words::RIGHT, length);
    Some(Margins { top: top?, bottom: bottom?, left: left?, right: right? })
}

fn type_(raw: RawType, owner: Span, report: &mut Report) -> Option<Type> {
    let first = [(raw.body, words::BODY), (raw.title, words::TITLE), (raw.label, words::LABEL)];
    let second = [(raw.head, words::HEADS), (raw.note, words::NOTE), (raw.band, words::BANDS)];
    let mut size = |(field, key)| report.placed_value(field, owner, key, type_size).unzip();
    let ([body, title, label], [head, note, band]) = (first.map(&mut size), second.map(&mut size));
    let places = [body.1, title.1, label.1, head.1, note.1, band.1];
    let leading = report.value(raw.leading, owner, words::LEADING, leading);
    let padding_x = report.value(raw.padding_x, owner, words::PADDING_X, em);
    let padding_y = report.value(raw.padding_y, owner, words::PADDING_Y, em);
    let lane_air = report.optional_value(raw.lane_air, em).unwrap_or(LANE_AIR);
    let slot_margin = report.optional_value(raw.slot_margin, em).unwrap_or(SLOT_MARGIN);
    let callout_padding = report.optional_value(raw.callout_padding, em);
    let least = report.optional_value(raw.least_body, type_size);
    let most = report.optional_value(raw.most_body, type_size);
    let body = body.0?;
    let limits = (least.unwrap_or(body), most.unwrap_or(body));
    if limits.0 > limits.1 {
        let remedy = "最小を小さくするか、最大を大きくしてください（書かなければ「本文」の大きさになります）";
        report.wrong(
            Code::Length,
            owner,
            format!("「{LEAST_BODY}」が「{MOST_BODY}」より大きくなっています"),
            remedy,
        );
    }
    Some(Type {
        body,
        title: title.0?,
        label: label.0?,
        head: head.0?,
        note: note.0?,
        band: band.0?,
        leading: leading?,
        padding_x: padding_x?,
        padding_y: padding_y?,
        lane_air,
        slot_margin,
        callout_padding,
        limits,
        places: places.map(|place| place.map_or(Place::NONE, Place::from)),
    })
}

/// The distance of lines; below [`LEAST_EM`] they would run into each other.
fn leading(text: &str) -> Result<Em, Problem> {
    em(text).and_then(|leading| {
        if leading.0 >= f64::from(LEAST_EM) {
            return Ok(leading);
        }
        Err((
            Code::Length,
            format!("行送り {text} では行が重なります"),
            format!("{LEAST_EM} 以上の数を書いてください（1.3 から 1.7 が読みやすい）"),
        ))
    })
}

fn faces(raw: Vec<Field<String>>, owner: Span, report: &mut Report) -> Vec<Text> {
    report.at_most(MOST_FACES, raw.len(), owner, words::FACES);
    let paths = raw.into_iter().take(MOST_FACES);
    paths.filter_map(|path| report.item_text(path, owner, words::FACES)).collect()
}

/// The columns, of which one is the schedule.
fn columns(raw: Vec<Field<RawColumn>>, owner: Span, report: &mut Report) -> Option<Columns> {
    let mut found = Columns { list: Vec::new(), groups: Vec::new(), is_whole: true };
    for raw in raw {
        found.add(raw, report);
    }
    report.at_most(MOST_COLUMNS, found.list.len(), owner, words::COLUMNS);
    (found.list.len() <= MOST_COLUMNS).then_some(())?;
    found.check(report);
    // Where a column has a mistake, it may be the one that is looked for.
    if found.is_whole && found.schedule().is_none() {
        report.wrong(Code::Column, owner, "欄に「予定」がありません", "「- 名前: 予定」の欄を加えてください");
    }
    found.schedule().is_some().then_some(found)
}

/// The columns of a template.
struct Columns {
    list: Vec<Column>,
    /// Those that stand below a head of their own.
    groups: Vec<Range<usize>>,
    /// Whether all could be read.
    is_whole: bool,
}

impl Columns {
    /// Adds a column, or those of a group.
    fn add(&mut self, raw: Field<RawColumn>, report: &mut Report) {
        let Some((raw, owner)) = report.item(raw) else { return self.is_whole = false };
        if matches!(raw.columns, Field::Absent) {
            return self.add_column(raw, owner, None, report);
        }
        let start = self.list.len();
        self.add_group(raw, owner, report);
        if self.list.len() > start {
            self.groups.push(start..self.list.len());
        }
    }

    fn add_group(&mut self, raw: RawColumn, owner: Span, report: &mut Report) {
        let head = report.text(raw.head, owner, words::HEADING);
        let others = [raw.name, raw.note, raw.width, raw.align, raw.required, raw.hanging];
        if others.iter().any(|field| *field != Field::Absent) {
            let message = "欄をまとめる見出しには、「見出し」と「欄」のほかは書けません";
            report.wrong(Code::Column, owner, message, "名前や幅は、下の「欄」の一つ一つに書いてください");
        }
        let inner = report.required(raw.columns, owner, words::COLUMNS);
        let Some((inner, inner_span)) = inner.filter(|_| head.is_some()) else {
            return self.is_whole = false;
        };
        if inner.is_empty() {
            let remedy = "「- 名前: …」で始まる欄を一つ以上書くか、この見出しを消してください";
            report.wrong(Code::Empty, inner_span, "まとめる「欄」が一つもありません", remedy);
        }
        for raw in inner {
            match report.item(raw) {
                Some((raw, owner)) if matches!(raw.columns, Field::Absent) => {
                    self.add_column(raw, owner, head.clone(), report);
                }
                Some((_, owner)) => {
                    let message = "まとめた欄の下で、もう一度まとめることはできません";
                    report.wrong(Code::Column, owner, message, "「名前」のある欄だけを並べてください");
                }
                None => self.is_whole = false,
            }
        }
    }

    fn add_column(&mut self, raw: RawColumn, owner: Span, group: Option<Text>, report: &mut Report) {
        match column(raw, owner, group, report) {
            Some(column) => self.list.push(column),
            None => self.is_whole = false,
        }
    }

    fn schedule(&self) -> Option<usize> {
        self.list.iter().position(|column| column.content == Content::Schedule)
    }

    /// Looks at what columns mean together.
    fn check(&self, report: &mut Report) {
        for (index, column) in self.list.iter().enumerate() {
            if self.list[..index].iter().any(|earlier| earlier.content == column.content) {
                let place = column.head.place;
                report.wrong(Code::Column, place, "同じ名前の欄が二つあります", "どちらか一つにしてください");
            }
        }
        if let Some(second) = self.list.iter().filter(|column| column.width.is_none()).nth(1) {
            let message = format!("「{}: {}」の欄が二つあります", words::WIDTH, words::REST);
            let remedy = "どちらか一つだけにし、ほかは幅を数で書いてください";
            report.wrong(Code::Column, second.width_place, message, remedy);
        }
        let schedule = self.schedule().map(|index| &self.list[index]).filter(|it| it.group.is_some());
        if let Some(schedule) = schedule {
            let message = "「予定」の欄は、ほかの欄とまとめられません";
            report.wrong(Code::Column, schedule.head.place, message, "まとめた欄の外に出してください");
        }
    }
}

fn column(raw: RawColumn, owner: Span, group: Option<Text>, report: &mut Report) -> Option<Column> {
    let name = report.text(raw.name, owner, words::NAME);
    if let Some(name) = name.as_ref().filter(|name| !may_name_column(name.value.trim())) {
        let message = format!("「{}」は欄の名前に使えません", name.value);
        report.wrong(Code::Column, name.place, message, "一行の、別の名前にしてください");
    }
    let head = report.text(raw.head, owner, words::HEADING);
    let note = report.optional(raw.note).filter(|(value, _)| !value.trim().is_empty());
    let note = note.map(|(value, span)| report.placed_text(value, span));
    let width = report.placed_value(raw.width, owner, words::WIDTH, width_or_rest);
    let align = report.value(raw.align, owner, words::ALIGN, align);
    let hanging = report.optional_value(raw.hanging, yes_or_no).unwrap_or(false);
    let required = report.optional_value(raw.required, yes_or_no).unwrap_or(false);
    let (width, width_span) = width?;
    Some(Column {
        content: content(name?.value.trim()),
        group,
        head: head?,
        note,
        width,
        width_place: width_span.into(),
        align: align?,
        hanging,
        required,
    })
}

/// Whether a name can stand as a key of a 取組 and as the head of a list.
fn may_name_column(name: &str) -> bool {
    ![words::PAGE_BREAK, words::REASONS].contains(&name) && !name.contains(char::is_control)
}

fn content(name: &str) -> Content {
    match name {
        words::NUMBER => Content::Number,
        words::CATEGORY_COLUMN => Content::Category,
        words::SCHEDULE => Content::Schedule,
        _ => Content::Text(name.to_owned()),
    }
}

/// The width of a column, or none for what the others leave.
fn width_or_rest(text: &str) -> Result<Option<Em>, Problem> {
    match nearest::nearest(text.trim(), &[words::REST]) {
        Some(rest) if rest == text.trim() => Ok(None),
        Some(_) => choice(text, &[(words::REST, None)]),
        None => width(text).map(Some),
    }
}

/// The width of a column: one full-width character at the least.
fn width(text: &str) -> Result<Em, Problem> {
    em(text).and_then(|width| {
        if width.0 >= f64::from(LEAST_EM) {
            return Ok(width);
        }
        Err((
            Code::Length,
            format!("幅 {text} には一文字も入りません"),
            format!("{LEAST_EM} 以上の数を書いてください"),
        ))
    })
}

fn align(text: &str) -> Result<Align, Problem> {
    choice(text, &[(words::LEFT, Align::Left), (words::CENTER, Align::Center), (words::RIGHT, Align::Right)])
}

fn repeat(raw: RawRepeat, owner: Span, report: &mut Report) -> Option<Repeat> {
    let title = report.value(raw.title, owner, words::TITLE, yes_or_no);
    let heads = report.value(raw.heads, owner, words::HEADS, yes_or_no);
    let bands = report.value(raw.bands, owner, words::BANDS, repeated_bands);
    let label = report.optional_value(raw.label, yes_or_no).unwrap_or(false);
    let page_number = report.optional_value(raw.page_number, yes_or_no).unwrap_or(false);
    Some(Repeat { label, title: title?, heads: heads?, bands: bands?, page_number })
}

fn repeated_bands(text: &str) -> Result<RepeatedBands, Problem> {
    let choices = [
        (words::YES, RepeatedBands::Always),
        (words::NO, RepeatedBands::Never),
        (words::IF_ROOM, RepeatedBands::IfRoom),
    ];
    choice(text, &choices)
}

fn setting(raw: RawSetting, report: &mut Report) -> Setting {
    Setting {
        label: report.optional_value(raw.label, label_place).unwrap_or_default(),
        rows: report.optional_value(raw.rows, rows_from).unwrap_or_default(),
        reports: report.optional_value(raw.reports, report_place).unwrap_or_default(),
        short_ends: report.optional_value(raw.short_ends, short_ends).unwrap_or_default(),
        heights: report.optional_value(raw.heights, row_heights).unwrap_or_default(),
        names: report.optional_value(raw.names, bar_names).unwrap_or_default(),
    }
}

fn rows_from(text: &str) -> Result<RowsFrom, Problem> {
    choice(text, &[(words::TOP, RowsFrom::Top), (words::CENTER, RowsFrom::Middle)])
}

fn report_place(text: &str) -> Result<ReportPlace, Problem> {
    let choices = [
        (words::BELOW_BARS, ReportPlace::BelowBars),
        (words::BETWEEN, ReportPlace::Between),
        (words::IN_MONTH, ReportPlace::InMonth),
    ];
    choice(text, &choices)
}

fn bar_names(text: &str) -> Result<BarNames, Problem> {
    choice(text, &[(words::INSIDE_BARS, BarNames::Inside), (words::BESIDE_BARS, BarNames::BesideIfTall)])
}

fn row_heights(text: &str) -> Result<RowHeights, Problem> {
    choice(text, &[(words::AS_NEEDED, RowHeights::AsNeeded), (words::FILLING_PAGE, RowHeights::FillingPage)])
}

/// The lines beside the handout's number, which is always there itself.
fn corner(raw: Vec<Field<String>>, owner: Span, report: &mut Report) -> Vec<CornerLine> {
    let known = [
        (words::LABEL, None),
        (words::DATE, Some(CornerLine::Date)),
        (words::AUTHOR, Some(CornerLine::Author)),
    ];
    let mut lines = Vec::new();
    for word in raw {
        let Some((word, span)) = report.item(word) else { continue };
        let Some(line) = report.accept(choice(&word, &known), span) else { continue };
        if lines.contains(&line) {
            report.wrong(Code::RepeatedName, span, "同じものが二つあります", "どちらか一つにしてください");
        }
        lines.push(line);
    }
    if !lines.contains(&None) {
        let message = format!("「{}」に「{}」がありません", words::CORNER, words::LABEL);
        report.wrong(Code::MissingKey, owner, message, format!("一覧に「{}」を加えてください", words::LABEL));
    }
    lines.into_iter().flatten().collect()
}

fn label_place(text: &str) -> Result<LabelPlace, Problem> {
    choice(
        text,
        &[(words::ABOVE_TITLE, LabelPlace::AboveTitle), (words::BESIDE_TITLE, LabelPlace::BesideTitle)],
    )
}

fn rules(raw: RawRules, owner: Span, report: &mut Report) -> Option<Rules> {
    let outer = report.value(raw.outer, owner, words::OUTER, rule);
    let inner = report.value(raw.inner, owner, words::INNER, rule);
    let color = report.placed_value(raw.color, owner, words::COLOR, values::color);
    let inner_color = report.optional_placed_value(raw.inner_color, values::color);
    let band = report.optional_value(raw.band, rule);
    let axis = report.optional_value(raw.axis, rule);
    let axis_color = report.optional_placed_value(raw.axis_color, values::color);
    let (outer, inner) = (outer?, inner?);
    let color = color?;
    let inner_color = inner_color.unwrap_or(color);
    let axis_color = axis_color.unwrap_or(inner_color);
    Some(Rules {
        outer,
        inner,
        band: band.unwrap_or(inner),
        axis: axis.unwrap_or(inner),
        color: color.0,
        color_place: color.1.into(),
        inner_color: inner_color.0,
        inner_color_place: inner_color.1.into(),
        axis_color: axis_color.0,
        axis_color_place: axis_color.1.into(),
    })
}

fn fills(raw: RawFills, owner: Span, report: &mut Report) -> Option<Fills> {
    let head = report.placed_value(raw.head, owner, words::HEADS, values::color);
    let band = report.placed_value(raw.band, owner, words::BANDS, values::color);
    let ((head, head_span), (band, band_span)) = (head?, band?);
    Some(Fills { head, head_place: head_span.into(), band, band_place: band_span.into() })
}

fn wording(raw: RawWording, owner: Span, report: &mut Report) -> Option<Wording> {
    let quarters = quarters(raw.quarters, owner, report);
    let marker = report.text(raw.report, owner, words::REPORT);
    let agenda = report.text(raw.agenda, owner, words::AGENDA);
    let bullet = report.text(raw.bullet, owner, words::BULLET);
    let continued = report.text(raw.continued, owner, words::CONTINUED);
    Some(Wording {
        quarters: quarters?,
        report: marker?,
        agenda: agenda?,
        bullet: bullet?,
        continued: continued?,
    })
}

fn quarters(raw: Field<Vec<Field<String>>>, owner: Span, report: &mut Report) -> Option<[Text; 4]> {
    let (raw, span) = report.required(raw, owner, words::QUARTERS)?;
    let count = raw.len();
    let heads: Vec<Text> =
        raw.into_iter().filter_map(|head| report.item_text(head, span, words::QUARTERS)).collect();
    if heads.len() < count {
        return None;
    }
    heads
        .try_into()
        .map_err(|_| {
            report.wrong(
                Code::Column,
                span,
                format!("四半期の見出しが {count} 個あります"),
                "四つ書いてください",
            )
        })
        .ok()
}

fn bars(raw: Entries<RawBarStyle>, owner: Span, report: &mut Report) -> Option<BarStyles> {
    report.at_most(MOST_STYLES, raw.0.len(), owner, "帯の種類");
    let is_other =
        |(kind, _): &(Field<String>, _)| matches!(kind, Field::Given(kind, _) if kind == OTHER_BARS);
    let mut raw = raw.0;
    let Some(other) = raw.iter().position(is_other) else {
        let remedy = format!("「{OTHER_BARS}:」の行を加え、ほかの種類の帯の色を書いてください");
        report.wrong(Code::MissingKey, owner, format!("帯に「{OTHER_BARS}」がありません"), remedy);
        return None;
    };
    let (other, style) = raw.remove(other);
    let other = named_style(other, style, report, other_style);
    let named = raw.into_iter().filter_map(|(kind, style)| {
        named_style(kind, style, report, |raw, _, report| {
            bar_style(raw, other.as_ref().map(|(_, style)| *style), report)
        })
    });
    let named = named.collect();
    Some(BarStyles { named, other: other?.1 })
}

fn named_style(
    kind: Field<String>,
    style: Field<RawBarStyle>,
    report: &mut Report,
    read: impl Fn(RawBarStyle, Span, &mut Report) -> Option<BarStyle>,
) -> Option<(String, BarStyle)> {
    let (kind, span) = report.optional(kind)?;
    let (style, owner) = report.required(style, span, &kind)?;
    Some((kind, read(style, owner, report)?))
}

/// The style of kinds without one of their own.
fn other_style(raw: RawBarStyle, owner: Span, report: &mut Report) -> Option<BarStyle> {
    let fill = report.value(raw.fill, owner, words::FILLS, values::color);
    let outline = report.value(raw.outline, owner, words::OUTLINE, values::color);
    let text = report.placed_value(raw.text, owner, words::TEXT_COLOR, values::color);
    let shape = report.optional_value(raw.shape, shape).unwrap_or_default();
    let is_dashed = report.optional_value(raw.line, is_dashed).unwrap_or(false);
    let (text, span) = text?;
    Some(BarStyle { fill: fill?, outline: outline?, text, text_place: span.into(), shape, is_dashed })
}

/// The style of a kind, which has the colours of the others where it gives none.
fn bar_style(raw: RawBarStyle, other: Option<BarStyle>, report: &mut Report) -> Option<BarStyle> {
    let fill = report.optional_value(raw.fill, values::color);
    let outline = report.optional_value(raw.outline, values::color);
    let text = report.optional_placed_value(raw.text, values::color);
    let shape = report.optional_value(raw.shape, shape).unwrap_or_default();
    let is_dashed = report.optional_value(raw.line, is_dashed).unwrap_or(false);
    let other = other?;
    let (text, text_place) = text.map_or((other.text, other.text_place), |(text, span)| (text, span.into()));
    let (fill, outline) = (fill.unwrap_or(other.fill), outline.unwrap_or(other.outline));
    Some(BarStyle { fill, outline, text, text_place, shape, is_dashed })
}

fn shape(text: &str) -> Result<Shape, Problem> {
    choice(text, &[(words::FRAME, Shape::Frame), (words::MARK, Shape::Mark), (words::ARROW, Shape::Arrow)])
}

fn is_dashed(text: &str) -> Result<bool, Problem> {
    choice(text, &[(words::SOLID, false), (words::DASHED, true)])
}

fn meeting_place(text: &str) -> Result<MeetingPlace, Problem> {
    let places = [(words::IN_ROW, MeetingPlace::InRow), (words::BELOW_HEADS, MeetingPlace::BelowHeads)];
    choice(text, &places)
}

fn unit(text: &str) -> Result<Unit, Problem> {
    choice(
        text,
        &[
            (words::MONTH, Unit::Month),
            (words::QUARTER, Unit::Quarter),
            (words::HALF_YEAR, Unit::HalfYear),
            (words::FISCAL_YEAR, Unit::Year),
        ],
    )
}
