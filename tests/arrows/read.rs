//! Reads one Rust file: its modules, and in each the items, the imports and the paths.

use std::collections::BTreeSet;

use syn::buffer::{Cursor, TokenBuffer};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, Meta, UseTree, Visibility};

use super::ModulePath;

/// What stands in a module.
#[derive(Default)]
pub(super) struct Module {
    /// The file that it stands in.
    pub file: String,
    /// The names of the items that it defines.
    pub items: BTreeSet<String>,
    /// Its `use` lines, one import each.
    pub imports: Vec<Import>,
    /// The paths that its code names, single names included.
    pub paths: BTreeSet<Vec<String>>,
}

/// One name that a `use` line brings in.
pub(super) struct Import {
    /// The name, or `None` for a glob.
    pub name: Option<String>,
    /// What it stands for; a leading `::` is an empty segment.
    pub path: Vec<String>,
    /// Whether others may use it as well.
    pub is_reexport: bool,
}

/// What a file holds.
#[derive(Default)]
pub(super) struct Read {
    /// Its modules: that of the file, and those written out in it.
    pub modules: Vec<(ModulePath, Module)>,
    /// The modules that its `mod` lines find in other files.
    pub declared: Vec<ModulePath>,
    /// Those among other files that are there for tests only.
    pub tests: Vec<ModulePath>,
}

/// Reads a file whose module has a path.
pub(super) fn read(file: &str, text: &str, path: ModulePath) -> syn::Result<Read> {
    let parsed = syn::parse_file(text)?;
    let mut read = Read::default();
    read_module(file, &parsed.items, path, &mut read);
    Ok(read)
}

fn read_module(file: &str, items: &[Item], path: ModulePath, read: &mut Read) {
    let mut reader = Reader { module: Module { file: file.to_owned(), ..Module::default() }, inner: vec![] };
    for item in items {
        match item {
            Item::Mod(item) if is_test(&item.attrs) => read.tests.push(below(&path, item)),
            item if is_test(attributes(item)) => {}
            item => {
                reader.module.items.extend(names(item));
                reader.visit_item(item);
            }
        }
    }
    for module in &reader.inner {
        let below = below(&path, module);
        match &module.content {
            Some((_, items)) => read_module(file, items, below, read),
            None => read.declared.push(below),
        }
    }
    read.modules.push((path, reader.module));
}

fn below(path: &ModulePath, module: &ItemMod) -> ModulePath {
    [path.as_slice(), &[module.ident.to_string()]].concat()
}

/// Collects imports and paths, and leaves inner modules for later.
struct Reader<'a> {
    module: Module,
    inner: Vec<&'a ItemMod>,
}

impl<'a> Visit<'a> for Reader<'a> {
    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        self.inner.push(item);
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        let start = item.leading_colon.as_ref().map(|_| String::new()).into_iter().collect();
        let is_reexport = !matches!(item.vis, Visibility::Inherited);
        add_imports(&item.tree, start, is_reexport, &mut self.module.imports);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let start = path.leading_colon.as_ref().map(|_| String::new());
        let segments = path.segments.iter().map(|segment| segment.ident.to_string());
        self.module.paths.insert(start.into_iter().chain(segments).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a Macro) {
        self.visit_path(&call.path);
        self.scan(TokenBuffer::new2(call.tokens.clone()).begin());
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.scan(TokenBuffer::new2(list.tokens.clone()).begin());
        }
    }
}

impl Reader<'_> {
    /// Adds the paths among tokens that no parser knows: names with `::` between them, but no fields.
    fn scan(&mut self, mut cursor: Cursor) {
        let mut path: Vec<String> = Vec::new();
        let mut before = String::new();
        while !cursor.eof() {
            if let Some((inner, _, _, rest)) = cursor.any_group() {
                self.scan(inner);
                (cursor, before) = (rest, String::new());
            } else if let Some((ident, rest)) = cursor.ident() {
                if before != "::" {
                    self.module.paths.insert(std::mem::take(&mut path));
                }
                if before != "." {
                    path.push(ident.to_string());
                }
                (cursor, before) = (rest, String::new());
            } else if let Some((punct, rest)) = cursor.punct() {
                before.push(punct.as_char());
                cursor = rest;
            } else if let Some((_, rest)) = cursor.token_tree() {
                (cursor, before) = (rest, String::new());
            }
        }
        self.module.paths.insert(path);
    }
}

/// The names that a tree of imports brings in.
fn add_imports(tree: &UseTree, mut path: Vec<String>, is_reexport: bool, imports: &mut Vec<Import>) {
    let (last, name) = match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            return add_imports(&step.tree, path, is_reexport, imports);
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                add_imports(tree, path.clone(), is_reexport, imports);
            }
            return;
        }
        UseTree::Glob(_) => (None, None),
        UseTree::Rename(renamed) => (Some(renamed.ident.to_string()), Some(renamed.rename.to_string())),
        UseTree::Name(name) => (Some(name.ident.to_string()), Some(name.ident.to_string())),
    };
    // `a::{self}` brings in `a`.
    let is_self = last.as_deref() == Some("self") && !path.is_empty();
    let name = if is_self && name == last { path.last().cloned() } else { name };
    path.extend(last.filter(|_| !is_self));
    imports.push(Import { name, path, is_reexport });
}

/// The names under which an item may be used.
fn names(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether an item is there for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    let is_cfg = |attribute: &&Attribute| attribute.path().is_ident("cfg");
    attributes.iter().filter(is_cfg).any(|attribute| {
        let condition = attribute.parse_args::<syn::Path>();
        condition.is_ok_and(|condition| condition.is_ident("test"))
    })
}
