//! Reads a house of Rust files and finds its arrows: which file names an item of which other file,
//! or of which outside crate.
//!
//! A house is a list of files as pairs of path below `src` and text. Its crates are the library, whose
//! root is `lib.rs`, and the program, whose root is `main.rs`. A path leads to the file that defines its
//! last item, however many re-exports lie between. Tests inside the files are left out.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use read::{Import, Module};

/// The roots of the two crates, and the names that their paths begin with.
const ROOTS: [(&str, &str); 2] = [("lib.rs", LIBRARY), ("main.rs", "main")];

/// The name under which the program knows the library.
const LIBRARY: &str = "shiryo3";

/// The crates that come with the compiler.
const STANDARD: [&str; 3] = ["std", "core", "alloc"];

/// The segments with which a path within a crate may begin.
const RELATIVE: [&str; 3] = ["crate", "self", "super"];

/// A module's path, beginning with its crate.
type ModulePath = Vec<String>;

/// What a file names outside itself.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    /// The file.
    pub from: String,
    /// The path as the file writes it, with `*` for a glob.
    pub written: String,
    /// Where the path leads.
    pub to: End,
}

/// Where an arrow ends.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    /// Another file of the house.
    File(String),
    /// An outside crate.
    Outside(String),
    /// Nowhere: an import that can't be followed.
    Nowhere,
}

/// What a path stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Module(ModulePath),
    /// An item, by the module that defines it.
    Item(ModulePath),
    Outside(String),
}

/// All arrows of a house. `crates` are the outside crates, which paths may name without importing.
///
/// # Errors
///
/// The first file that is no Rust, that a `mod` line looks for in vain, or that none leads to.
pub(crate) fn arrows(files: &[(String, String)], crates: &[&str]) -> Result<BTreeSet<Arrow>, String> {
    let house = House { modules: modules(files)?, crates };
    Ok(house.modules.keys().flat_map(|path| house.arrows_of(path)).collect())
}

/// The modules of both crates, found along the `mod` lines.
fn modules(files: &[(String, String)]) -> Result<BTreeMap<ModulePath, Module>, String> {
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut found = Found { texts, modules: BTreeMap::new(), reached: BTreeSet::new() };
    for (file, name) in ROOTS {
        if found.texts.contains_key(file) {
            found.add_file(file, vec![name.to_owned()])?;
        }
    }
    match found.texts.keys().find(|file| !found.reached.contains(**file)) {
        Some(file) => Err(format!("no mod line leads to {file}")),
        None => Ok(found.modules),
    }
}

/// The modules found so far.
struct Found<'a> {
    texts: BTreeMap<&'a str, &'a str>,
    modules: BTreeMap<ModulePath, Module>,
    /// The files that `mod` lines led to, those of tests with them.
    reached: BTreeSet<String>,
}

impl Found<'_> {
    /// Adds the module of a file, those inside it and those below it.
    fn add_file(&mut self, file: &str, path: ModulePath) -> Result<(), String> {
        self.reached.insert(file.to_owned());
        let read = read::read(file, self.texts[file], path).map_err(|error| format!("{file}: {error}"))?;
        self.modules.extend(read.modules);
        let tests: Vec<String> = read.tests.iter().filter_map(|path| self.file_of(path)).collect();
        self.reached.extend(tests);
        for below in read.declared {
            let found = self.file_of(&below);
            let found = found.ok_or_else(|| format!("{file}: no file for mod {}", below[1..].join("::")))?;
            self.add_file(&found, below)?;
        }
        Ok(())
    }

    fn file_of(&self, path: &ModulePath) -> Option<String> {
        let names = path[1..].join("/");
        let candidates = [format!("{names}.rs"), format!("{names}/mod.rs")];
        candidates.into_iter().find(|candidate| self.texts.contains_key(candidate.as_str()))
    }
}

/// The modules of a house, to follow paths through.
struct House<'a> {
    modules: BTreeMap<ModulePath, Module>,
    crates: &'a [&'a str],
}

/// The imports that are being followed, by module and index. None leads through itself.
type Followed<'a> = Vec<(&'a ModulePath, usize)>;

impl House<'_> {
    fn arrows_of(&self, path: &ModulePath) -> Vec<Arrow> {
        let module = &self.modules[path];
        let imported = module.imports.iter().flat_map(|import| self.ends_of_import(path, import));
        let named = module.paths.iter().flat_map(|written| {
            let targets = self.named_by(path, written);
            // The bare name of a module says nothing: it is a variable of the same name.
            let targets = targets.into_iter().filter(|target| !matches!(target, Target::Module(_)));
            targets.map(|target| (written.join("::"), self.end(target)))
        });
        let arrows =
            imported.chain(named).map(|(written, to)| Arrow { from: module.file.clone(), written, to });
        let is_away = |arrow: &Arrow| match &arrow.to {
            End::File(file) => *file != arrow.from,
            End::Outside(name) => !STANDARD.contains(&name.as_str()),
            End::Nowhere => true,
        };
        arrows.filter(is_away).collect()
    }

    fn end(&self, target: Target) -> End {
        match target {
            Target::Module(path) | Target::Item(path) => End::File(self.modules[&path].file.clone()),
            Target::Outside(name) => End::Outside(name),
        }
    }

    /// Where an import leads. One that passes on what lies below its module is no arrow.
    fn ends_of_import(&self, path: &ModulePath, import: &Import) -> Vec<(String, End)> {
        let written = import.path.join("::") + if import.name.is_none() { "::*" } else { "" };
        let mut targets = self.follow(path, &import.path, &mut Vec::new());
        if targets.is_empty() {
            return vec![(written, self.outside(&import.path).map_or(End::Nowhere, End::Outside))];
        }
        if import.name.is_none() {
            targets = targets.into_iter().flat_map(|target| self.contents(target)).collect();
        }
        let is_arrow = |target: &Target| match target {
            Target::Module(to) if path.starts_with(to) => false,
            Target::Module(to) | Target::Item(to) => !(import.is_reexport && to.starts_with(path)),
            Target::Outside(_) => true,
        };
        targets.into_iter().filter(is_arrow).map(|target| (written.clone(), self.end(target))).collect()
    }

    /// All that a glob of something brings in: the items of a module and what it passes on.
    fn contents(&self, target: Target) -> BTreeSet<Target> {
        let Target::Module(path) = target else { return [target].into() };
        let module = &self.modules[&path];
        let passed_on = module.imports.iter().filter(|import| import.is_reexport);
        let passed_on = passed_on.flat_map(|import| self.follow(&path, &import.path, &mut Vec::new()));
        let own = (!module.items.is_empty()).then(|| Target::Item(path.clone()));
        passed_on.chain(own).collect()
    }

    /// The outside crate that an import begins with.
    fn outside(&self, path: &[String]) -> Option<String> {
        let first = path.iter().find(|segment| !segment.is_empty())?;
        (!RELATIVE.contains(&first.as_str()) && first != LIBRARY).then(|| first.clone())
    }

    /// What a path in the body of a module stands for.
    fn named_by(&self, from: &ModulePath, path: &[String]) -> BTreeSet<Target> {
        let found = self.follow(from, path, &mut Vec::new());
        let outside = path.iter().find(|segment| !segment.is_empty());
        let outside = outside.filter(|name| path.len() > 1 && self.crates.contains(&name.as_str()));
        match outside {
            Some(name) if found.is_empty() => [Target::Outside(name.clone())].into(),
            _ => found,
        }
    }

    /// What a path stands for that is written in a module.
    fn follow<'a>(
        &'a self,
        from: &ModulePath,
        path: &[String],
        followed: &mut Followed<'a>,
    ) -> BTreeSet<Target> {
        let Some((first, rest)) = path.split_first() else { return BTreeSet::new() };
        let mut targets: BTreeSet<Target> = match first.as_str() {
            "crate" => [Target::Module(from[..1].to_vec())].into(),
            "self" | "super" => step(from, first).into_iter().collect(),
            name => self.named(from, from, name, followed),
        };
        if targets.is_empty() && first == LIBRARY && from[0] != LIBRARY {
            targets.insert(Target::Module(vec![first.clone()]));
        }
        for name in rest {
            // Only modules and types have something below them; functions share their names.
            let has_module = targets.iter().any(|target| matches!(target, Target::Module(_)));
            let through = targets.into_iter().filter(|it| !(has_module && matches!(it, Target::Item(_))));
            targets = through.flat_map(|target| self.below(from, target, name, followed)).collect();
        }
        let has_item = targets.iter().any(|target| !matches!(target, Target::Module(_)));
        targets.into_iter().filter(|target| !(has_item && matches!(target, Target::Module(_)))).collect()
    }

    /// What a name below something stands for, for a module that asks.
    fn below<'a>(
        &'a self,
        asker: &ModulePath,
        target: Target,
        name: &str,
        followed: &mut Followed<'a>,
    ) -> BTreeSet<Target> {
        match target {
            Target::Module(path) if ["self", "super"].contains(&name) => {
                step(&path, name).into_iter().collect()
            }
            Target::Module(path) => self.named(asker, &path, name, followed),
            Target::Item(_) | Target::Outside(_) => [target].into(),
        }
    }

    /// What a name stands for in a module: its own items and modules, and its imports as far as they
    /// are open to the module that asks.
    fn named<'a>(
        &'a self,
        asker: &ModulePath,
        path: &ModulePath,
        name: &str,
        followed: &mut Followed<'a>,
    ) -> BTreeSet<Target> {
        let Some((path, module)) = self.modules.get_key_value(path) else { return BTreeSet::new() };
        let own = module.items.contains(name).then(|| Target::Item(path.clone()));
        let below = [path.as_slice(), &[name.to_owned()]].concat();
        let below = self.modules.contains_key(&below).then_some(Target::Module(below));
        let mut found: BTreeSet<Target> = own.into_iter().chain(below).collect();
        for (index, import) in module.imports.iter().enumerate() {
            let is_named = import.name.as_deref().is_none_or(|imported| imported == name);
            let is_open = import.is_reexport || asker.starts_with(path);
            if is_named && is_open && !followed.contains(&(path, index)) {
                followed.push((path, index));
                found.extend(self.imported(path, import, name, followed));
                followed.pop();
            }
        }
        found
    }

    /// What a name stands for that an import may bring in.
    fn imported<'a>(
        &'a self,
        path: &ModulePath,
        import: &Import,
        name: &str,
        followed: &mut Followed<'a>,
    ) -> BTreeSet<Target> {
        let targets = self.follow(path, &import.path, followed);
        if import.name.is_some() {
            let outside = self.outside(&import.path).filter(|_| targets.is_empty()).map(Target::Outside);
            return targets.into_iter().chain(outside).collect();
        }
        // The variants of an enum are not told apart: a glob of them is an arrow by itself.
        let modules = targets.into_iter().filter(|target| matches!(target, Target::Module(_)));
        modules.flat_map(|module| self.below(path, module, name, followed)).collect()
    }
}

/// The module that `self` or `super` leads to.
fn step(from: &ModulePath, segment: &str) -> Option<Target> {
    let levels = usize::from(segment == "super");
    (from.len() > levels).then(|| Target::Module(from[..from.len() - levels].to_vec()))
}
