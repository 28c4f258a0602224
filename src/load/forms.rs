//! How single values are written: what messages and editors tell who wrote one in another way.

use crate::japanese::days::{self, Written};
use crate::japanese::spans;

pub(crate) const MONTH: &str = "「9月」のように書いてください";

/// How the day of a meeting is written, of which a text was meant to tell.
pub(crate) fn day_of_meeting(text: &str) -> String {
    if spans::when(text).is_ok() {
        return format!("「月: {}」と書いてください", text.trim());
    }
    let day = days::day(text);
    let shown = day.as_ref().and_then(Written::shown).unwrap_or("６月15日".to_owned());
    let month =
        day.and_then(|day| day.month()).map_or(String::new(), |month| format!("月は「月: {month}」とし、"));
    format!("{month}日は「表示: 第１回（{shown}）」のように「表示」に書いてください")
}

pub(crate) const YEAR: &str = "「令和7年度」「R7」「2025年度」のように書いてください";
pub(crate) const DAY: &str = "「令和7年5月10日」「R7.5.10」「2025-05-10」のように書いてください";
pub(crate) const LENGTH: &str = "「7.5pt」か「11mm」のように、0 より大きい数と単位を書いてください";
pub(crate) const COLOR: &str = "「'#1F4E79'」のように、# と 6 桁の 16 進数を引用符で囲んで書いてください";

pub(super) const WORDS: &str = "空にはできません。文字を書いてください";
pub(crate) const PERIOD: &str = "「令和6年度〜令和8年度」のように書いてください";
pub(crate) const SPAN: &str = "「4月〜9月」か「9月」のように書いてください";
pub(super) const SCHEDULE: &str =
    "「会議」「通年」「なし」などと書くか、次の行から「- 方法検討: 4月〜9月」のように書いてください";
pub(crate) const ACTUAL: &str = "次の行から「- 順次実施: 10月〜12月」のように書いてください";
pub(super) const MEETINGS: &str = "次の行から「- 月: 9月」のように書くか、「なし」と書いてください";
pub(super) const NUMBER: &str = "1 以上の数字か、「ア」「1-2」のような短い記号で書いてください";
pub(super) const PAGES: &str = "1 以上の数字だけで書いてください";
pub(super) const CORNER: &str = "「[資料番号, 作成日, 作成者]」のように、右上に出すものを並べてください";
pub(super) const PAPER: &str = "「A3横」のように、紙の大きさに「横」か「縦」を付けて書いてください";
pub(super) const WIDTH: &str = "「5.4」のような数か、「残り」を書いてください";
pub(super) const EMS: &str = "「5.4」のように、数だけで書いてください";
