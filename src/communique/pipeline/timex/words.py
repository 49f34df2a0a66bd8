"""The vocabulary of time in English news, as pieces of regular expressions; its numbers are in `numbers`.

The pieces are written for patterns that ignore case; names of months and weekdays need their capital, so that
`may` and `march` stay verbs.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.pipeline.timex.calendar import Unit
from communique.pipeline.timex.numbers import FIRST_NUMBERS

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTHS_SHORT = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEKDAYS_SHORT = ["Mon", "Tues", "Tue", "Weds", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun"]


def _cased(names: Sequence[str]) -> str:
    """The names as printed or in capitals, longest first."""
    forms = sorted({form for name in names for form in (name, name.upper())}, key=lambda n: (-len(n), n))
    return "(?-i:" + "|".join(forms) + ")"


def after(*words: str) -> str:
    """A look behind, that one of the words stands right before."""
    return "|".join(rf"(?<=\b{word} )" for word in words)


#: A month's full name, as it may stand alone.
MONTH_NAME = _cased(_MONTHS)
#: A month beside a number: in full, or short with or without a full stop.
MONTH = rf"(?:{MONTH_NAME}\b|{_cased(_MONTHS_SHORT)}\b\.?)"
#: A short month in capitals, as in `07 JUN 22`.
MONTH_CAPITALS = "|".join(name.upper() for name in (*_MONTHS_SHORT, "May"))
#: A weekday's full name.
WEEKDAY_NAME = _cased(_WEEKDAYS)
#: A weekday beside a date: in full or short.
WEEKDAY = rf"(?:{WEEKDAY_NAME}\b|{_cased(_WEEKDAYS_SHORT)}\b\.?)"
#: Between words: a blank, also across the end of a line.
GAP = r"[ \t\u00a0]*\n?[ \t\u00a0]*(?<=\s)"
#: Between a number and what it counts: a blank or a hyphen.
JOIN = rf"(?:[-\u2010\u2011]|{GAP})"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night)"
#: TIMEX3 codes of the parts of a day.
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI"}
#: Behind a day its part.
OF_DAY = rf"(?:{GAP}(?P<part>{PART})\b)?"
QUARTER = r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
#: A unit of whole days, singular.
UNIT = r"(?:day|weekend|week|fortnight|month|quarter|year|decade|century)"
UNITS = r"(?:days|weekends|weeks|fortnights|months|quarters|years|decades|centuries)"
#: A unit of days or of the clock, in either number.
TIME_UNIT = rf"(?:{UNITS}|{UNIT}|(?:second|minute|hour)s?)"
#: How many of its kind a period lies from the current one, or from one that the text has named.
STEPS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this": 0, "current": 0, "same": 0,
    "that": 0, "latest": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
#: What weakens a quantity, and the TIMEX3 modifier that it stands for.
QUANTIFIERS = {
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "more than": "MORE_THAN", "over": "MORE_THAN",
    "less than": "LESS_THAN", "fewer than": "LESS_THAN", "under": "LESS_THAN",
    "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS",
    "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX", "some": "APPROX",
    "roughly": "APPROX", "approximately": "APPROX",
}  # fmt: skip
QUANTIFIER = "(?:" + "|".join(sorted(QUANTIFIERS, key=len, reverse=True)).replace(" ", GAP) + ")"


def month_number(word: str) -> int:
    """The number of a month named in full or short, 1 to 12; 0 for any other word."""
    return _index([m.lower()[:3] for m in _MONTHS], word) + 1


def weekday_number(word: str) -> int:
    """The number of a weekday named in full or short, Monday 0; -1 for any other word."""
    return _index([d.lower()[:3] for d in _WEEKDAYS], word)


def _index(starts: list[str], word: str) -> int:
    start = word.strip().lower()[:3]
    return starts.index(start) if start in starts else -1


def season_code(word: str) -> str:
    """The TIMEX3 code of a season."""
    return {"sp": "SP", "su": "SU", "au": "FA", "fa": "FA", "wi": "WI"}[word.strip().lower()[:2]]


def unit_of(word: str) -> Unit:
    """The unit that a word names, singular or plural."""
    low = word.strip().lower().rstrip("s")
    units: dict[str, Unit] = {
        "day": "day", "weekend": "weekend", "week": "week", "month": "month", "quarter": "quarter",
        "half": "half", "year": "year", "decade": "decade", "century": "century", "centurie": "century",
    }  # fmt: skip
    return units[low]


def ordinal(word: str) -> int:
    """The number that an ordinal of up to four says; `final` and `last` are 4."""
    low = word.lower()
    for n, forms in enumerate((("first", "1st"), ("second", "2nd"), ("third", "3rd")), 1):
        if low in forms:
            return n
    return 4


#: Every word that a time expression can begin with, in lower case; a quick way past all others.
FIRST_WORDS = frozenset(
    {name.lower() for name in (*_MONTHS, *_MONTHS_SHORT, *_WEEKDAYS, *_WEEKDAYS_SHORT)}
    | {f"{name.lower()}s" for name in _WEEKDAYS}
    | FIRST_NUMBERS | {phrase.split()[0] for phrase in QUANTIFIERS}
    | set(UNIT[3:-1].split("|")) | set(UNITS[3:-1].split("|")) | set(SEASON[3:-1].split("|"))
    | set(QUARTER[3:-1].split("|"))
    | {
        "a", "an", "half", "couple", "dozen", "several", "few", "many", "hour", "hours", "the", "early", "late",
        "mid", "earlier", "later", "sometime", "beginning", "start", "end", "middle", "last", "next", "this",
        "that", "past", "previous", "preceding", "prior", "midyear", "current", "latest", "coming", "upcoming",
        "following", "same",
        "recent", "today", "yesterday", "tomorrow", "tonight", "overnight", "noon", "midday", "midnight", "dawn",
        "daybreak", "dusk",
        "every", "each", "hourly", "daily", "nightly", "weekly", "monthly", "annually", "yearly", "twenties",
        "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties", "fiscal",
        "financial", "fy", "q", "h", "calendar",
        "now", "currently", "nowadays", "right", "at", "these", "more", "recently", "lately", "soon", "near",
        "foreseeable", "immediate", "not", "future", "as",
    }
)  # fmt: skip
