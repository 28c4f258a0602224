//! Lists of names on the command line.

use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::TypedValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error, ValueEnum};
use shiryo3::japanese::width::half;

/// What parts names: input methods write a comma in other ways.
const COMMAS: [char; 3] = [',', '，', '、'];

/// Some of the values that an option may have, each once, in an order of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List<T>(pub Vec<T>);

/// Reads a list, whose names may have full-width letters and capitals.
#[derive(Debug, Clone)]
pub(super) struct Names<T>(PhantomData<T>);

impl<T> Names<T> {
    pub(super) fn new() -> Names<T> {
        Names(PhantomData)
    }
}

impl<T: ValueEnum + PartialEq + Send + Sync + 'static> TypedValueParser for Names<T> {
    type Value = List<T>;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<List<T>, Error> {
        let text = value.to_string_lossy();
        let names = text.split(COMMAS).map(str::trim).filter(|name| !name.is_empty());
        let named: Vec<T> = names
            .map(|name| named(name).ok_or_else(|| unknown::<T>(name, command, argument)))
            .collect::<Result<_, Error>>()?;
        if named.is_empty() {
            return Err(unknown::<T>("", command, argument));
        }
        Ok(List(T::value_variants().iter().filter(|value| named.contains(value)).cloned().collect()))
    }
}

fn named<T: ValueEnum>(name: &str) -> Option<T> {
    let name: String = name.chars().map(half).collect();
    T::from_str(&name, true).ok()
}

fn unknown<T: ValueEnum>(name: &str, command: &Command, argument: Option<&Arg>) -> Error {
    let known = T::value_variants().iter().filter_map(|value| value.to_possible_value());
    let known = known.map(|value| value.get_name().to_owned()).collect();
    let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
    let argument = argument.map(ToString::to_string).unwrap_or_default();
    error.insert(ContextKind::InvalidArg, ContextValue::String(argument));
    error.insert(ContextKind::InvalidValue, ContextValue::String(name.to_owned()));
    error.insert(ContextKind::ValidValue, ContextValue::Strings(known));
    error
}
