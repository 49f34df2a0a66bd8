"""What a page is asked: the query of its address, read without surprises.

An empty field of a form is no filter. What cannot be read is a `QuestionError`, whose words the page shows beside
the form.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Collection
from typing import NamedTuple, TypeVar

import msgspec
from starlette.requests import Request

from communique.analysis import Days, Mark, QuestionError

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
    """Where the page begins, as `sealed_mark` wrote it."""
    value = request.query_params.get("after", "")
    if not value:
        return None
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(value), type=Mark)
    except (ValueError, msgspec.MsgspecError):
        raise QuestionError("'after' is no place to go on from: begin at the first page") from None


def written(mark: Mark | None) -> str | None:
    """A place to go on from, as an address has it."""
    return None if mark is None else base64.urlsafe_b64encode(msgspec.json.encode(mark)).decode()


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
