//! Two sheets, and what changed between them.

use std::ops::Range;

use ecow::EcoString;

use super::changes::{BarChanges, MeetingChanges, RowChanges, SheetChanges, Sides, ThemeChanges};
use super::likeness::{Pairs, SAME, likeness};
use super::order::{in_place, merged};
use super::pairs::best_pairs;
use super::rows::pair_rows;
use super::text::{Run, text};
use crate::model::{Bar, Initiative, Meeting, Sheet, Text, Theme};

// The least scores of pairs, in thousandths.
const LEAST_MEETING: u32 = 600;
const LEAST_POINT: u32 = 400;
const LEAST_THEME: u32 = 800;
const LEAST_BAR: u32 = 400;

/// The changes between an old sheet and a new one.
///
/// Rows are paired by their numbers and words, so that one that was renumbered, moved or rewritten in part is
/// neither deleted nor new; themes by their headings and the rows that they share, meetings by label and
/// month, bars by kind and months. What doesn't show on the sheet is no change: places, the order of a row's
/// columns, where pages begin.
pub fn sheet<'a>(old: &'a Sheet, new: &'a Sheet) -> SheetChanges<'a> {
    SheetChanges {
        label: text(&old.label.value, &new.label.value),
        title: text(&old.title.value, &new.title.value),
        period: Sides { old: Some(old.period), new: Some(new.period) },
        date: Sides { old: old.date, new: new.date },
        author: runs(Sides { old: old.author.as_ref(), new: new.author.as_ref() }),
        meetings: meetings(&old.meetings, &new.meetings),
        notes: points(Sides { old: Some(&old.notes), new: Some(&new.notes) }),
        themes: themes(&Rows::new(old, new)),
    }
}

/// The runs of a text that one of the sheets may lack.
fn runs<'a>(sides: Sides<&'a Text>) -> Vec<Run<'a>> {
    let value = |text: Option<&'a Text>| text.map_or("", |text| text.value.as_str());
    text(value(sides.old), value(sides.new))
}

/// What two lists have, in the order of the new one.
fn listed<'a, T>(old: &'a [T], new: &'a [T], pairs: &[(usize, usize)]) -> Vec<Sides<&'a T>> {
    let item = |places: Sides<usize>| Sides {
        old: places.old.map(|place| &old[place]),
        new: places.new.map(|place| &new[place]),
    };
    merged(old.len(), new.len(), pairs).into_iter().map(item).collect()
}

/// The best pairs of two lists.
fn paired<T>(old: &[T], new: &[T], least: u32, score: impl Fn(&T, &T) -> u32) -> Vec<(usize, usize)> {
    let all = |list: &[T]| (0..list.len()).collect::<Vec<_>>();
    best_pairs(&all(old), &all(new), least, |one, other| score(&old[one], &new[other]))
}

/// `SAME` if two values are.
fn same<T: PartialEq>(one: T, other: T) -> u32 {
    if one == other { SAME } else { 0 }
}

fn meetings<'a>(old: &'a [Meeting], new: &'a [Meeting]) -> Vec<MeetingChanges<'a>> {
    let pairs = paired(old, new, LEAST_MEETING, |one, other| {
        same(one.month, other.month) + likeness(&one.label.value, &other.label.value)
    });
    let changes = listed(old, new, &pairs).into_iter().map(|sides| MeetingChanges {
        sides,
        label: runs(sides.map(|meeting| &meeting.label)),
        agenda: points(sides.map(|meeting| meeting.agenda.as_slice())),
    });
    changes.collect()
}

/// The points or notes of two sheets. One that changed its place is deleted there and added here.
fn points<'a>(sides: Sides<&'a [Text]>) -> Vec<Vec<Run<'a>>> {
    let (old, new) = (sides.old.unwrap_or_default(), sides.new.unwrap_or_default());
    let pairs = paired(old, new, LEAST_POINT, |one, other| likeness(&one.value, &other.value));
    let values = |points: &'a [Text]| points.iter().map(|point| point.value.as_str()).collect::<Vec<_>>();
    // Where two points changed places, either may be the one that moved: it must not depend on the side.
    let pairs =
        if values(old) <= values(new) { in_place(&pairs) } else { swapped(&in_place(&swapped(&pairs))) };
    listed(old, new, &pairs).into_iter().map(runs).collect()
}

/// Pairs for the lists the other way round.
fn swapped(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = pairs.iter().map(|(old, new)| (*new, *old)).collect();
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}

/// The rows of both sheets and how they are paired, by their places among all rows.
struct Rows<'a> {
    old: List<'a>,
    new: List<'a>,
    pairs: Vec<(usize, usize)>,
    old_of_new: Vec<Option<usize>>,
    new_of_old: Vec<Option<usize>>,
}

/// The themes and rows of a sheet.
struct List<'a> {
    themes: &'a [Theme],
    /// Heading and short name of each theme, which are compared with those of every other.
    words: Vec<[Pairs; 2]>,
    rows: Vec<&'a Initiative>,
    /// The place of each row's theme.
    theme_of_row: Vec<usize>,
    /// The places of each theme's rows.
    rows_of_theme: Vec<Range<usize>>,
}

impl<'a> List<'a> {
    fn new(sheet: &'a Sheet) -> List<'a> {
        let rows_of_theme = sheet.themes.iter().scan(0, |start, theme| {
            let rows = *start..*start + theme.initiatives.len();
            *start = rows.end;
            Some(rows)
        });
        let theme_of_row = sheet
            .themes
            .iter()
            .enumerate()
            .flat_map(|(place, theme)| theme.initiatives.iter().map(move |_| place));
        List {
            themes: &sheet.themes,
            words: sheet.themes.iter().map(words).collect(),
            rows: sheet.initiatives().collect(),
            theme_of_row: theme_of_row.collect(),
            rows_of_theme: rows_of_theme.collect(),
        }
    }
}

fn words(theme: &Theme) -> [Pairs; 2] {
    [&theme.heading, &theme.category].map(|text| Pairs::new(&text.value))
}

impl<'a> Rows<'a> {
    fn new(old: &'a Sheet, new: &'a Sheet) -> Rows<'a> {
        let (old, new) = (List::new(old), List::new(new));
        let pairs = pair_rows(&old.rows, &new.rows);
        let (mut old_of_new, mut new_of_old) = (vec![None; new.rows.len()], vec![None; old.rows.len()]);
        for (old, new) in &pairs {
            (old_of_new[*new], new_of_old[*old]) = (Some(*old), Some(*new));
        }
        Rows { old, new, pairs, old_of_new, new_of_old }
    }

    /// How much speaks for two themes being one: heading, short name, and twice the share of their rows that
    /// both have.
    fn theme_score(&self, shared: &[Vec<u32>], old: usize, new: usize) -> u32 {
        let ([heading, category], [new_heading, new_category]) = (&self.old.words[old], &self.new.words[new]);
        let rows = self.old.rows_of_theme[old].len() + self.new.rows_of_theme[new].len();
        let shared = 4 * SAME * shared[old][new] / u32::try_from(rows.max(1)).unwrap_or(u32::MAX);
        heading.likeness(new_heading) + category.likeness(new_category) + shared
    }

    /// How many rows each pair of themes has in common.
    fn shared(&self) -> Vec<Vec<u32>> {
        let mut shared = vec![vec![0; self.new.themes.len()]; self.old.themes.len()];
        for (old, new) in &self.pairs {
            shared[self.old.theme_of_row[*old]][self.new.theme_of_row[*new]] += 1;
        }
        shared
    }

    /// The rows of a theme, in the order of the new sheet.
    fn of_theme(&self, places: Sides<usize>) -> Vec<RowChanges<'a>> {
        let old = places.old.map_or(0..0, |theme| self.old.rows_of_theme[theme].clone());
        let new = places.new.map_or(0..0, |theme| self.new.rows_of_theme[theme].clone());
        let within = new.clone().filter_map(|place| {
            let before = self.old_of_new[place].filter(|before| old.contains(before))?;
            Some((before - old.start, place - new.start))
        });
        let within: Vec<(usize, usize)> = within.collect();
        let in_place = in_place(&within);
        let changes = merged(old.len(), new.len(), &within).into_iter().filter_map(|places| match places {
            Sides { new: Some(place), .. } => {
                let stays = places.old.is_some_and(|before| in_place.binary_search(&(before, place)).is_ok());
                Some(self.row(new.start + place, stays))
            }
            Sides { old: Some(place), .. } => self.deleted(old.start + place),
            Sides { old: None, new: None } => None,
        });
        changes.collect()
    }

    /// A row of the new sheet.
    fn row(&self, place: usize, stays: bool) -> RowChanges<'a> {
        let before = self.old_of_new[place];
        let theme = before.map(|before| &self.old.themes[self.old.theme_of_row[before]]);
        let sides =
            Sides { old: before.map(|before| self.old.rows[before]), new: Some(self.new.rows[place]) };
        row(sides, theme.filter(|_| !stays))
    }

    /// A row of the old sheet, if the new one lacks it.
    fn deleted(&self, place: usize) -> Option<RowChanges<'a>> {
        let sides = Sides { old: Some(self.old.rows[place]), new: None };
        self.new_of_old[place].is_none().then(|| row(sides, None))
    }
}

fn themes<'a>(rows: &Rows<'a>) -> Vec<ThemeChanges<'a>> {
    let (old, new) = (rows.old.themes, rows.new.themes);
    let all = |list: &[Theme]| (0..list.len()).collect::<Vec<_>>();
    let shared = rows.shared();
    let pairs =
        best_pairs(&all(old), &all(new), LEAST_THEME, |one, other| rows.theme_score(&shared, one, other));
    let in_place = in_place(&pairs);
    let changes = merged(old.len(), new.len(), &pairs).into_iter().map(|places| {
        let sides =
            Sides { old: places.old.map(|place| &old[place]), new: places.new.map(|place| &new[place]) };
        ThemeChanges {
            sides,
            is_moved: places.old.zip(places.new).is_some_and(|pair| in_place.binary_search(&pair).is_err()),
            heading: runs(sides.map(|theme| &theme.heading)),
            category: runs(sides.map(|theme| &theme.category)),
            rows: rows.of_theme(places),
        }
    });
    changes.collect()
}

fn row<'a>(sides: Sides<&'a Initiative>, moved_from: Option<&'a Theme>) -> RowChanges<'a> {
    let texts = |row: Option<&'a Initiative>| row.map_or(&[][..], |row| row.texts.as_slice());
    let (old, new) = (texts(sides.old), texts(sides.new));
    let pairs = paired(old, new, SAME, |one, other| same(&one.0, &other.0));
    let runs_of = |sides: Sides<&'a (EcoString, Text)>| {
        let (name, _) = sides.latest()?;
        Some((name.as_str(), runs(sides.map(|(_, text)| text))))
    };
    let texts = listed(old, new, &pairs).into_iter().filter_map(runs_of).collect();
    RowChanges {
        sides,
        moved_from,
        texts,
        bars: [bars(sides.map(Initiative::bars)), bars(sides.map(|row| row.actual.as_slice()))].concat(),
    }
}

fn bars<'a>(sides: Sides<&'a [Bar]>) -> Vec<BarChanges<'a>> {
    let (old, new) = (sides.old.unwrap_or_default(), sides.new.unwrap_or_default());
    let pairs = paired(old, new, LEAST_BAR, |one, other| {
        likeness(&one.kind.value, &other.kind.value) + same(one.span, other.span) / 2
    });
    let changes = listed(old, new, &pairs)
        .into_iter()
        .map(|sides| BarChanges { sides, kind: runs(sides.map(|bar| &bar.kind)) });
    changes.collect()
}
