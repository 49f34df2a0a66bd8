"""What a rule answers, and what it says where something is not known."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from communique.pipeline.timex.calendar import Period
from communique.pipeline.timex.modifiers import Mod
from communique.record import Anchor, Interval, Span

Type = Literal["DATE", "TIME", "DURATION", "SET"]
#: Why a relative expression stays partial.
UNDATED = "no trusted publication date"
UNNAMED = "the period it refers to is not named"
FISCAL = "fiscal years begin on different days"
#: TIMEX3 values of periods of which only the kind is known.
UNKNOWN: dict[str, str] = {
    "day": "XXXX-XX-XX", "weekend": "XXXX-WXX-WE", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip

EXPLICIT = Anchor(kind="explicit")


class Reading(NamedTuple):
    """The answer of a rule: a time expression but for its id and span.

    `period` is what may be referred to, and `referred` says whether it was computed from one that the text had
    named. Where the words are two expressions (`from 3 to 5 May`), `ends` has both, and they stand for the whole.
    """

    type: Type
    value: str
    mod: Mod | None = None
    period: Period | None = None
    interval: Interval | None = None
    anchor: Anchor | None = None
    reason: str | None = None
    referred: bool = False
    ends: tuple[tuple[Span, Reading], ...] = ()


class Reference(NamedTuple):
    """A period that the text has named, and where."""

    period: Period
    span: Span


class Length(NamedTuple):
    """How long something lasted, as a TIMEX3 value, and where the text says so."""

    value: str
    span: Span


def without_days(reading: Reading) -> Reading:
    """A fiscal year or quarter: its name is known, its days are not."""
    return reading._replace(period=None, interval=None, anchor=None, reason=reading.reason or FISCAL)


def explicit(period: Period | None, mod: Mod | None = None) -> Reading | None:
    """A period that the words alone determine; None where there is no such period."""
    if period is None:
        return None
    return Reading("DATE", period.value, mod, period, period.interval, EXPLICIT)


def got(match: re.Match[str], name: str) -> str | None:
    """What a named group matched; None also where the pattern has no such group."""
    return match.groupdict().get(name)
