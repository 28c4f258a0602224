//! From replies to proposals: what each of them would change, beside the sheet as it is now and the other
//! replies.

use super::edits::{Candidate, Order};
use super::lines::merged;
use super::rows::{added, deleted};
use super::side::{Side, add_remark};
use super::values::{Answer, Aspect, Kind, Proposal, Proposals};
use crate::agency::{Agencies, OWNERS};
use crate::japanese::words;
use crate::reply::{self, Doubt, Field, Now, Row, tidy};

/// What replies would change in the sheet as it is now, in the order of the sheet.
pub fn propose(now: &Now, answers: &[Answer]) -> Proposals {
    let current = reply::rows(now.sheet);
    let agencies = Agencies::of(now.sheet, &[OWNERS]);
    let beside = Beside { current: &current, agencies: &agencies };
    let sides: Vec<Side> = answers.iter().map(|answer| Side::new(answer, &current)).collect();
    let mut found: Vec<(Order, Proposal)> = beside.edits(&sides);
    found.extend(deleted(&sides, &current));
    found.extend(added(&sides, &current));
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut list: Vec<Proposal> = found.into_iter().map(|(_, proposal)| proposal).collect();
    meet_deletions(&mut list);
    let notes = sides.iter().flat_map(|side| side.remark_on(&mut list)).collect();
    Proposals {
        stem: now.stem.to_owned(),
        fingerprint: now.sheet.fingerprint(),
        title: now.sheet.title.one_line(),
        list,
        notes,
    }
}

/// A row that one would delete and another edits: both must be decided.
fn meet_deletions(list: &mut [Proposal]) {
    let gone: Vec<(String, String)> = list
        .iter()
        .filter(|proposal| proposal.aspect == Aspect::Deleted)
        .map(|proposal| (proposal.number.clone(), proposal.agencies.join("、")))
        .collect();
    for proposal in
        list.iter_mut().filter(|proposal| matches!(proposal.aspect, Aspect::Text(_) | Aspect::Bars))
    {
        let by = gone
            .iter()
            .find(|(number, by)| *number == proposal.number && *by != proposal.agencies.join("、"));
        if let Some((_, by)) = by {
            (proposal.kind, proposal.default) = (Kind::Conflict, None);
            add_remark(proposal, &format!("{by}の回答では、この取組は削除です"));
        }
    }
}

/// What makes a text doubtful.
const DOUBTS: [Doubt; 7] = [
    Doubt::Cut,
    Doubt::Breaks,
    Doubt::Unsure,
    Doubt::Instruction,
    Doubt::Shared,
    Doubt::Anothers,
    Doubt::Denied,
];

/// What edits are judged by.
struct Beside<'a> {
    current: &'a [Row],
    agencies: &'a Agencies<'a>,
}

impl Beside<'_> {
    fn edits(&self, sides: &[Side]) -> Vec<(Order, Proposal)> {
        let mut all: Vec<Candidate> = sides.iter().flat_map(|side| self.candidates(side)).collect();
        all.sort_by(|one, other| one.order.cmp(&other.order));
        all.chunk_by(|one, other| one.order == other.order).flat_map(|group| self.judge(group)).collect()
    }

    /// What a reply would change, but for what is so already.
    fn candidates(&self, side: &Side) -> Vec<Candidate> {
        let reply = &side.answer.reply;
        let candidates = reply.edits.iter().flat_map(|edit| {
            edit.texts.iter().map(|text| {
                let (old, place) = (&reply.base[edit.row], side.current_of[edit.row]);
                let said = |row: &Row| match &edit.field {
                    Field::Number => row.number.clone(),
                    Field::Text(name) => row.text(name).to_owned(),
                    Field::Bars => row.bars.as_deref().map_or(String::new(), reply::shown_bars),
                };
                Candidate {
                    order: Order::of(place, edit.row, &edit.field),
                    place,
                    number: side.number(edit.row, self.current),
                    field: edit.field.clone(),
                    base: said(old),
                    current: place.map_or(String::new(), |place| said(&self.current[place])),
                    agency: side.answer.agency.clone(),
                    text: text.clone(),
                    doubts: edit.doubts.clone(),
                }
            })
        });
        candidates.filter(|it| it.place.is_none() || !it.is_done()).collect()
    }

    /// Makes proposals of all edits of one text, number or schedule.
    fn judge(&self, group: &[Candidate]) -> Vec<(Order, Proposal)> {
        let mut distinct: Vec<(&Candidate, Vec<String>)> = Vec::new();
        for candidate in group {
            match distinct.iter_mut().find(|(known, _)| known.says_same(candidate)) {
                Some((_, agencies)) if agencies.contains(&candidate.agency) => {}
                Some((_, agencies)) => agencies.push(candidate.agency.clone()),
                None => distinct.push((candidate, vec![candidate.agency.clone()])),
            }
        }
        let real: Vec<&Candidate> =
            distinct.iter().map(|(it, _)| *it).filter(|it| !it.doubts.contains(&Doubt::Width)).collect();
        let against = against(&real);
        let proposals = distinct.into_iter().map(|(candidate, agencies)| {
            let kind = self.kind(candidate, &agencies, against);
            let remark = self.remark(candidate, &agencies, kind);
            (candidate.order.clone(), candidate.proposal(agencies, kind, remark))
        });
        proposals.collect()
    }

    fn kind(&self, candidate: &Candidate, agencies: &[String], against: Against) -> Kind {
        let has = |doubt| candidate.doubts.contains(&doubt);
        match (against, &candidate.field) {
            _ if has(Doubt::Width) => Kind::Width,
            _ if has(Doubt::Inside) => Kind::Inside,
            _ if candidate.place.is_none() => Kind::Conflict,
            (Against::SameLines, _) => Kind::Conflict,
            (_, Field::Number) => Kind::Number,
            (_, Field::Bars) if has(Doubt::Unclear) => Kind::UnclearBars,
            (_, Field::Bars) => Kind::Bars,
            _ if has(Doubt::Struck) || has(Doubt::AllStruck) => Kind::Struck,
            _ if candidate.is_cleared() || DOUBTS.iter().any(|doubt| has(*doubt)) => Kind::Doubtful,
            (_, Field::Text(name)) if name == words::PROPOSERS => Kind::Proposers,
            _ if !self.own(candidate.place, agencies) => Kind::Others,
            (Against::OtherLines, _) => Kind::OtherLines,
            (Against::Nothing, _) => Kind::Edit,
        }
    }

    /// Whether a row names one of some agencies as the one that proposes it.
    fn own(&self, place: Option<usize>, agencies: &[String]) -> bool {
        place.is_some_and(|place| self.agencies.of_row(place).any(|owner| agencies.contains(&owner.name)))
    }

    fn remark(&self, candidate: &Candidate, agencies: &[String], kind: Kind) -> String {
        let has = |doubt| candidate.doubts.contains(&doubt);
        let owners = || {
            let owners = candidate.place.into_iter().flat_map(|place| self.agencies.of_row(place));
            owners.map(|owner| owner.name.as_str()).collect::<Vec<_>>().join("、")
        };
        let is_others =
            candidate.place.is_some() && !self.own(candidate.place, agencies) && kind != Kind::Width;
        let changed = candidate.place.is_some() && tidy(&candidate.base) != tidy(&candidate.current);
        let sentences = [
            (candidate.place.is_none(), "今の資料に、この取組はありません".to_owned()),
            (changed, "資料も、もとの版から直されています".to_owned()),
            (is_others && owners().is_empty(), "提案機関の書かれていない取組です".to_owned()),
            (is_others && !owners().is_empty(), format!("提案機関は{}です", owners())),
            (has(Doubt::Struck), "取り消し線の文は除いてあります".to_owned()),
            (has(Doubt::AllStruck), "文の全部に取り消し線があります".to_owned()),
            (candidate.is_cleared() && !has(Doubt::AllStruck), "文がすべて消されています".to_owned()),
            (has(Doubt::Unsure), "書くことがないという意味かもしれません".to_owned()),
            (has(Doubt::Instruction), "文ではなく、直し方を書いたものかもしれません".to_owned()),
            (has(Doubt::Shared), "ほかの取組のセルと結合されています".to_owned()),
            (
                has(Doubt::Anothers),
                "ほかの取組と同じ項目になっています（行を間違えたのかもしれません）".to_owned(),
            ),
            (has(Doubt::Denied), "「回答」の欄は「変更なし」か「削除」です".to_owned()),
            (has(Doubt::Cut), "途中で切れているかもしれません".to_owned()),
            (has(Doubt::Breaks), "改行の位置を確かめてください".to_owned()),
            (
                has(Doubt::Unclear),
                "帯がはっきり読み取れません。Excel を見て「手で書く」に書いてください".to_owned(),
            ),
        ];
        let sentences = sentences.into_iter().filter(|(is_so, _)| *is_so).map(|(_, sentence)| sentence);
        sentences.collect::<Vec<_>>().join("\n")
    }
}

/// How the edits of one text and what changed in the data stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Against {
    /// There is only one.
    Nothing,
    /// They change different lines.
    OtherLines,
    /// They change the same lines.
    SameLines,
}

fn against(real: &[&Candidate]) -> Against {
    let Some(first) = real.first() else { return Against::Nothing };
    let (base, current) = (tidy(&first.base), tidy(&first.current));
    let is_changed = base != current && !first.is_same_text(&base, &current);
    if real.len() == 1 && !is_changed {
        return Against::Nothing;
    }
    let texts: Vec<String> = real.iter().map(|it| tidy(&it.text)).chain([current]).collect();
    let have_one_base = real.iter().all(|it| tidy(&it.base) == base);
    let is_text = matches!(first.field, Field::Text(_));
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    match is_text && have_one_base && merged(&base, &texts).is_some() {
        true => Against::OtherLines,
        false => Against::SameLines,
    }
}
