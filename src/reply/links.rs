//! The links between the parts of a package (ECMA-376 part 2, 9).

use std::collections::BTreeMap;

use super::package::Package;
use super::refusal::{self, Refusal};
use super::xml::{Part, parts};

/// The links of a part by their ids.
pub(super) type Links = BTreeMap<String, Link>;

/// A link from one part of the package to another.
pub(super) struct Link {
    /// The end of its type: `worksheet`, `comments`.
    pub kind: String,
    /// The part that it leads to.
    pub target: String,
}

/// The links of a part by their ids. Links out of the package are left out.
pub(super) fn of(package: &mut Package, part: &str) -> Result<Links, Refusal> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(xml) = package.text(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(BTreeMap::new()) };
    let mut links = BTreeMap::new();
    for part in parts(&xml) {
        let Part::Start(tag) = part.map_err(|_| refusal::broken())? else { continue };
        let is_inside = tag.name() == "Relationship" && tag.get("TargetMode").as_deref() != Some("External");
        if let Some((id, kind)) = tag.get("Id").zip(tag.get("Type")).filter(|_| is_inside) {
            let target = resolved(folder, &tag.get("Target").unwrap_or_default());
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            links.insert(id, Link { kind, target });
        }
    }
    Ok(links)
}

/// The part that a path leads to from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}
