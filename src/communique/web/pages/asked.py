"""What a page is asked: the query of its address, read without surprises.

An empty field of a form is no filter. What cannot be read is a `QuestionError`, whose words the page shows beside
the form.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from typing import NamedTuple, TypeVar

from starlette.requests import Request

from communique.analysis import Cursors, Days, Mark, QuestionError

T = TypeVar("T")
C = TypeVar("C", bound=str)
#: The longest words that a page is asked, in characters.
_LONGEST = 500


class Trouble(NamedTuple):
    """Why a question has no answer, and what may have been meant."""

    message: str
    suggestions: tuple[str, ...] = ()


def words(request: Request, name: str) -> str | None:
    """The words in a field; None where there are none."""
    value = " ".join(request.query_params.get(name, "").split())
    if len(value) > _LONGEST:
        raise QuestionError(f"'{name}' has more than {_LONGEST} characters: ask for less")
    return value.replace("\0", "") or None


def choice(request: Request, name: str, allowed: Collection[C]) -> C | None:
    """The value of a field that has to be one of some."""
    value = words(request, name)
    for one in allowed:
        if value == one:
            return one
    if value is not None:
        raise QuestionError(f"'{name}' is one of {', '.join(sorted(allowed))}")
    return None


def days(request: Request) -> Days:
    """The days in the fields `from` and `to`."""
    return Days(_day(request, "from"), _day(request, "to"))


def number(request: Request, name: str, default: int, most: int) -> int:
    """A number from 1 to `most`."""
    value = words(request, name)
    if value is None:
        return default
    if not value.isdecimal() or not 1 <= int(value[:9]) <= most:
        raise QuestionError(f"'{name}' is a number from 1 to {most}")
    return int(value)


def tried(question: Callable[[], T]) -> tuple[T | None, Trouble | None]:
    """The answer to a question, or why there is none."""
    try:
        return question(), None
    except QuestionError as error:
        return None, Trouble(sentence(str(error)))


def mark(request: Request) -> Mark | None:
    """Where the page begins."""
    return cursors(request).mark(request.query_params.get("after"))


def cursors(request: Request) -> Cursors:
    """The places to go on from in the list that is asked for."""
    given = request.query_params.multi_items()
    return Cursors((request.url.path, sorted(one for one in given if one[1] and one[0] != "after")))


def _day(request: Request, name: str) -> datetime.date | None:
    value = words(request, name)
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise QuestionError(f"'{name}' is a day, for example 2023-03-10") from None


def sentence(message: str) -> str:
    """The words of an error as a sentence."""
    return message[:1].upper() + message[1:] + ("" if message.endswith((".", "?", "…")) else ".")
