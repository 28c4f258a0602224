//! Why a change that could be named can't be made.

use crate::diag::{Code, Diagnostic};

/// What is written in a way that a change would break.
pub(super) fn unwritable() -> Diagnostic {
    Diagnostic::general(
        Code::Unchangeable,
        "ここの書き方では、プログラムから直せません",
        "メモ帳などで直してください",
    )
}

/// What would lose a comment.
pub(super) fn commented() -> Diagnostic {
    Diagnostic::general(
        Code::Unchangeable,
        "ここには説明（「#」から後）があるので、プログラムからは移したり消したりできません",
        "説明を別の行に移すか、メモ帳などで直してください",
    )
}
