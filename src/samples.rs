//! Sheets to begin with: made up, but such as offices really hand out.

use crate::japanese::words::TEMPLATE;

/// A sheet to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What people choose it by.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub purpose: &'static str,
    /// The data file, as YAML.
    data: &'static str,
    /// The template that it names, as YAML; none where it is made with the built-in one.
    pub template: Option<&'static str>,
}

impl Sample {
    /// All of them. The first is a plain beginning.
    pub const ALL: [Sample; 4] = [
        Sample {
            name: "取組一覧",
            purpose: "資料３の形。四半期ごとの帯と会議（書式は組み込みのもの）",
            data: include_str!("../templates/starter.yaml"),
            template: None,
        },
        Sample {
            name: "協議会の一年",
            purpose: "会議体が幾つもある年間の予定。月ごと、A3横",
            data: include_str!("../data/council-year.yaml"),
            template: Some(include_str!("../data/council-year.template.yaml")),
        },
        Sample {
            name: "三か年計画",
            purpose: "三年間の予定と実績。半期ごと、A3横",
            data: include_str!("../data/three-year-plan.yaml"),
            template: Some(include_str!("../data/three-year-plan.template.yaml")),
        },
        Sample {
            name: "一枚の資料",
            purpose: "A4横一枚の小さな予定表。番号なし",
            data: include_str!("../data/one-page.yaml"),
            template: Some(include_str!("../data/one-page.template.yaml")),
        },
    ];

    /// Its data file, where its template is called `template`.
    pub fn data(&self, template: &str) -> String {
        let key = format!("{TEMPLATE}: ");
        let lines = self.data.split_inclusive('\n').map(|line| match line.strip_prefix(&key) {
            Some(named) => {
                let rest = named.find(' ').map_or("\n", |at| &named[at..]);
                format!("{key}'{}'{rest}", template.replace('\'', "''"))
            }
            None => line.to_owned(),
        });
        lines.collect()
    }
}
