//! Fiscal years in the Japanese and the western calendar.

use super::report::Problem;
use super::values::half_width;
use crate::model::FiscalYear;

/// An era: its name and initial, the western year that its first year (元年) falls in, and how many
/// of its years name a fiscal year. The last of these is the year of the next era's beginning,
/// which is named either way: 平成31年度 is 令和元年度, 昭和64年度 is 平成元年度.
struct Era {
    name: &'static str,
    initial: char,
    first: u16,
    years: u16,
}

/// The eras that a schedule can speak of, latest first.
const ERAS: [Era; 3] = [
    Era { name: "令和", initial: 'R', first: 2019, years: 99 },
    Era { name: "平成", initial: 'H', first: 1989, years: 31 },
    Era { name: "昭和", initial: 'S', first: 1926, years: 64 },
];

/// The fiscal year that a text names: 平成29年度, Ｈ29, 令和元年度, R7, 2017年度, 2017.
pub fn fiscal_year(text: &str) -> Result<FiscalYear, Problem> {
    let value = half_width(text).to_ascii_uppercase();
    let value = value.trim_end_matches('度').trim_end_matches('年').trim();
    let era = ERAS.iter().find_map(|era| {
        let years = value.strip_prefix(era.name).or_else(|| value.strip_prefix(era.initial))?;
        Some((era, years.trim()))
    });
    match era {
        Some((era, years)) => year_of_era(era, years, text),
        None => western_year(value, text),
    }
}

fn year_of_era(era: &Era, years: &str, text: &str) -> Result<FiscalYear, Problem> {
    let number = if years == "元" { Some(1) } else { years.parse::<u16>().ok() };
    let number = number.filter(|number| (1..=99).contains(number)).ok_or_else(|| unreadable(text))?;
    let year = FiscalYear(era.first + number - 1);
    if number > era.years {
        return Err((
            format!("{}{number}年度はありません", era.name),
            format!("{}ではありませんか", name(year)),
        ));
    }
    Ok(year)
}

fn western_year(value: &str, text: &str) -> Result<FiscalYear, Problem> {
    let year = value.parse::<u16>().ok().filter(|year| (1926..=2117).contains(year));
    year.map(FiscalYear).ok_or_else(|| unreadable(text))
}

fn unreadable(text: &str) -> Problem {
    (
        format!("「{text}」は年度として読めません"),
        "「令和7年度」「R7」「2025年度」のように書いてください".to_owned(),
    )
}

/// A fiscal year's name in the era that its April is counted to from the year of change on.
pub fn name(year: FiscalYear) -> String {
    let era = ERAS.iter().find(|era| year.0 >= era.first);
    era.map_or_else(
        || format!("{}年度", year.0),
        |era| match year.0 - era.first + 1 {
            1 => format!("{}元年度", era.name),
            number => format!("{}{number}年度", era.name),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_every_notation() {
        let year = |text| fiscal_year(text).map(|year| year.0);
        for text in ["平成29年度", "Ｈ29", "H29年度", "2017年度", "２０１７", " 平成 29 年度 ", "h29"]
        {
            assert_eq!(year(text), Ok(2017), "{text}");
        }
        assert_eq!((year("平成31年度"), year("令和元年度")), (Ok(2019), Ok(2019)));
        assert_eq!((year("R7"), year("昭和64年度"), year("平成元年度")), (Ok(2025), Ok(1989), Ok(1989)));
        for text in ["", "平成", "平成0年度", "来年度", "29", "平成二十九年度", "R100", "99999"]
        {
            assert!(fiscal_year(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_past_its_era_gets_the_right_name() {
        let remedy = fiscal_year("平成35年度").map_err(|(_, remedy)| remedy);
        assert_eq!(remedy, Err("令和5年度ではありませんか".to_owned()));
        assert_eq!(name(FiscalYear(2019)), "令和元年度");
        assert_eq!(name(FiscalYear(1988)), "昭和63年度");
    }
}
