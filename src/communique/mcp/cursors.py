"""Cursors: where the next page of an answer begins, as one word that a client hands back."""

from __future__ import annotations

import base64
import binascii

import msgspec

from communique.analysis import Mark, QuestionError
from communique.store import text_hash

#: Digits of a question's hash in a cursor: it is for that question alone.
_DIGITS = 12


def cursor(mark: Mark | None, question: msgspec.Struct) -> str | None:
    """The cursor of a mark; None where there is no further page.

    Args:
        mark: `Page.next`.
        question: What was asked, without limit and cursor.
    """
    if mark is None:
        return None
    return base64.urlsafe_b64encode(msgspec.json.encode((_name(question), mark))).decode().rstrip("=")


def mark(cursor: str | None, question: msgspec.Struct) -> Mark | None:
    """The mark that `cursor` was made of.

    Raises:
        QuestionError: It is no cursor, or one of another question.
    """
    if cursor is None:
        return None
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, found = msgspec.json.decode(data, type=tuple[str, Mark])
    except (binascii.Error, ValueError):
        raise _foreign() from None
    if name != _name(question):
        raise _foreign()
    return found


def _name(question: msgspec.Struct) -> str:
    return text_hash(type(question).__name__ + msgspec.json.encode(question).decode())[:_DIGITS]


def _foreign() -> QuestionError:
    return QuestionError("this cursor is not of this question: leave it out to begin at the first page")
