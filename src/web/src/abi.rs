//! The C ABI through which the browser calls: the one file with unsafe code.
//!
//! A call takes a request as JSON and the bytes of a file, both in memory that [`alloc`] gave, and answers
//! with a buffer: four bytes that say how long the JSON is (least byte first), the JSON, and the bytes of a
//! file. Who called gives the buffer back to [`give_back`].

#![allow(unsafe_code)]

use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::session::Session;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new(Session::new());
}

/// How long the last buffer is that [`call`] gave.
static LENGTH: AtomicUsize = AtomicUsize::new(0);

/// Gives memory for so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0; length].into_boxed_slice()).cast()
}

/// Takes memory back.
///
/// # Safety
///
/// `start` came of [`alloc`] or [`call`] and has not been given back, and `length` is how long it is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn give_back(start: *mut u8, length: usize) {
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) });
}

/// How long the last answer is.
#[unsafe(no_mangle)]
pub extern "C" fn answer_length() -> usize {
    LENGTH.load(Ordering::Relaxed)
}

/// Answers a request.
///
/// # Safety
///
/// Both pairs are memory that [`alloc`] gave, and how long it is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(
    request: *const u8,
    request_length: usize,
    file: *const u8,
    file_length: usize,
) -> *mut u8 {
    let request = unsafe { std::slice::from_raw_parts(request, request_length) };
    let file = unsafe { std::slice::from_raw_parts(file, file_length) };
    let (answer, made) = SESSION.with_borrow_mut(|session| session.call(request, file));
    let length = (answer.len() as u32).to_le_bytes();
    let buffer = [length.as_slice(), &answer, &made].concat().into_boxed_slice();
    LENGTH.store(buffer.len(), Ordering::Relaxed);
    Box::into_raw(buffer).cast()
}
