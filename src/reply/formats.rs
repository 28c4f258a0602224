//! Numbers in cells as their format shows them: days, times, shares and amounts (ECMA-376 18.8.30).

use crate::japanese::years::{Day, day_name};

/// The code of a format that has a number and no code, as Japanese programs show it (ECMA-376 18.8.30).
pub(super) fn built_in(format: u32) -> Option<&'static str> {
    match format {
        3 | 37 | 38 => Some("#,##0"),
        4 | 39 | 40 => Some("#,##0.00"),
        9 => Some("0%"),
        10 => Some("0.00%"),
        18..=21 | 32 | 33 => Some("h:mm"),
        14..=17 | 22 | 30 => Some("yyyy/m/d"),
        27 | 36 | 50 | 57 => Some("ge.m.d"),
        28 | 29 | 51 | 54 | 58 => Some("ggge年m月d日"),
        31 => Some("yyyy年m月d日"),
        34 | 52 | 55 => Some("yyyy年m月"),
        35 | 53 | 56 => Some("m月d日"),
        _ => None,
    }
}

/// How Japanese programs write the format of plain numbers, General.
const PLAIN: &str = "G/";

/// A number as a format's code shows it; nothing where the code shows it as it is, or can't be read.
pub(super) fn shown(code: &str, number: f64) -> Option<String> {
    date(code, number).or_else(|| time(code, number)).or_else(|| amount(code, number))
}

/// A time of the day, where a code shows that alone.
fn time(code: &str, number: f64) -> Option<String> {
    let minutes = (number * 1440.0).round() as u32;
    let is_time = (0.0..1.0).contains(&number) && code.contains(['h', 'H']) && code.contains(['m', 'M', 's']);
    is_time.then(|| format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// An amount with its unit and with commas, or a share of a hundred.
fn amount(code: &str, number: f64) -> Option<String> {
    const DIGITS: [char; 5] = ['#', '0', '?', ',', '.'];
    let code: String = code.split(';').next()?.replace(['"', '\\'], "");
    let (first, last) = (code.find(DIGITS)?, code.rfind(DIGITS)? + 1);
    let (before, digits, behind) = (&code[..first], &code[first..last], &code[last..]);
    let is_plain = |text: &str| !text.contains(|c: char| c.is_ascii_alphanumeric() || "[]_*/@".contains(c));
    if code.starts_with(PLAIN)
        || !is_plain(before)
        || !is_plain(behind)
        || !digits.chars().all(|c| DIGITS.contains(&c))
    {
        return None;
    }
    let number = if behind.contains('%') { number * 100.0 } else { number };
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let text = format!("{number:.decimals$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let whole = if digits.contains(',') { with_commas(whole) } else { whole.to_owned() };
    Some(format!("{before}{whole}{rest}{behind}"))
}

/// A whole number with a comma before each three digits.
fn with_commas(whole: &str) -> String {
    let (sign, digits) = whole.split_at(whole.len() - whole.trim_start_matches('-').len());
    let comma = |index: usize| index > 0 && (digits.len() - index).is_multiple_of(3);
    let digits = digits
        .char_indices()
        .flat_map(|(index, digit)| comma(index).then_some(',').into_iter().chain([digit]));
    sign.chars().chain(digits).collect()
}

/// A day. The time of it is left out.
fn date(code: &str, number: f64) -> Option<String> {
    let day = day(number).filter(|_| !code.starts_with(PLAIN))?;
    let (mut text, mut has_date) = (String::new(), false);
    let mut rest = code.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '[' => drop(rest.by_ref().find(|sign| *sign == ']')),
            '"' => text.extend(rest.by_ref().take_while(|sign| *sign != '"')),
            '\\' => text.extend(rest.next()),
            '_' | '*' => drop(rest.next()),
            ';' | '@' => break,
            'h' | 'H' | 's' | 'S' => break,
            'y' | 'Y' | 'e' | 'E' | 'g' | 'G' | 'm' | 'M' | 'd' | 'D' | 'a' | 'A' => {
                let mut count = 1;
                while rest.next_if(|next| next.eq_ignore_ascii_case(&sign)).is_some() {
                    count += 1;
                }
                text.push_str(&part(sign.to_ascii_lowercase(), count, day)?);
                has_date = true;
            }
            sign if sign.is_ascii_alphanumeric() || "#?%".contains(sign) => return None,
            sign => text.push(sign),
        }
    }
    has_date.then(|| text.trim().to_owned())
}

/// What a letter of a code shows that stands so often.
fn part(letter: char, count: usize, day: Day) -> Option<String> {
    let (year, month, date) = day;
    // 令和9年5月1日.
    let name = day_name(day);
    let era: String = name.chars().take_while(|c| !c.is_ascii_digit() && *c != '元').collect();
    let number = name[era.len()..].split('年').next()?.replace('元', "1");
    match (letter, count) {
        ('y', 1 | 2) => Some(format!("{:02}", year % 100)),
        ('y', _) => Some(year.to_string()),
        ('e', _) => Some(number),
        ('g', 1) => Some(initial(&era)?.to_owned()),
        ('g', 2) => Some(era.chars().take(1).collect()),
        ('g', _) => Some(era),
        ('m', 2) => Some(format!("{month:02}")),
        ('m', _) => Some(month.to_string()),
        ('d', 2) => Some(format!("{date:02}")),
        ('d', 1) => Some(date.to_string()),
        // Days of the week.
        _ => Some(String::new()),
    }
}

fn initial(era: &str) -> Option<&'static str> {
    [("令和", "R"), ("平成", "H"), ("昭和", "S")].into_iter().find(|(name, _)| *name == era).map(|(_, it)| it)
}

/// The day of a serial number: 61 is the first of March 1900. The days before are no days of a sheet.
pub(super) fn day(number: f64) -> Option<Day> {
    // Up to the end of 2199.
    if !(61.0..109_575.0).contains(&number) {
        return None;
    }
    let (mut year, mut left) = (1900, number as u32 - 61);
    // Years from March to February.
    let length = |year: u16| 365 + u32::from(is_leap(year + 1));
    while left >= length(year) {
        left -= length(year);
        year += 1;
    }
    const MONTHS: [u32; 12] = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29];
    let mut month = 0;
    while left >= MONTHS[month] {
        left -= MONTHS[month];
        month += 1;
    }
    let year = if month < 10 { year } else { year + 1 };
    Some((year, u8::try_from((month + 2) % 12 + 1).ok()?, u8::try_from(left + 1).ok()?))
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_shares_and_times_are_what_people_see() {
        for (code, number, text) in [
            ("0%", 0.5, "50%"),
            ("#,##0", -1_234_567.0, "-1,234,567"),
            ("#,##0.0\"千円\";[Red]-0", 1200.25, "1,200.2千円"),
            ("\"第\"0\"回\"", 3.0, "第3回"),
            ("h:mm", 0.5625, "13:30"),
            ("h\"時\"mm\"分\";@", 0.0, "0:00"),
        ] {
            assert_eq!(shown(code, number).as_deref(), Some(text), "{code}");
        }
    }

    #[test]
    fn numbers_are_days_as_their_format_shows_them() {
        for (code, number, text) in [
            ("yyyy/m/d", 46508.0, "2027/5/1"),
            ("[$-411]ge.m.d", 46508.0, "R9.5.1"),
            ("[$-411]ggge\"年\"m\"月\"d\"日\";@", 46508.25, "令和9年5月1日"),
            ("ggge年m月d日", 43586.0, "令和1年5月1日"),
            ("m\"月\"d\"日\"(aaa)", 61.0, "3月1日()"),
            ("yyyy\\-mm\\-dd h:mm", 45351.5, "2024-02-29"),
            ("yyyy年m月", 45657.0, "2024年12月"),
        ] {
            assert_eq!(shown(code, number).as_deref(), Some(text), "{code}");
        }
        for code in ["General", "G/標準", "0.00E+00", "@", "h:mm", "# ?/?"] {
            assert_eq!(shown(code, 46508.0), None, "{code}");
        }
        assert_eq!(shown("yyyy/m/d", 12.0), None);
    }
}
