"""Words for people: labels of the record's codes, days and spans of days, quotations that fit a line.

English throughout, and independent of the machine's locale: the same record reads the same everywhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from communique.record import Act, Interval, Mode, Stance

#: What one speaker does, and what several do.
ACTS: dict[Act, tuple[str, str]] = {
    "assert": ("says", "say"),
    "commit": ("commits", "commit"),
    "request": ("asks", "ask"),
    "agree": ("agrees", "agree"),
    "praise": ("praises", "praise"),
    "criticize": ("criticizes", "criticize"),
    "concern": ("voices concern", "voice concern"),
    "deny": ("denies", "deny"),
    "refuse": ("refuses", "refuse"),
    "announce": ("announces", "announce"),
}
MODES: dict[Mode, str] = {"direct": "quoted", "mixed": "partly quoted", "indirect": "paraphrased"}
STANCES: dict[Stance, tuple[str, str]] = {
    "support": ("supports", "support"),
    "oppose": ("opposes", "oppose"),
    "concern": ("is concerned about", "are concerned about"),
    "neutral": ("stays neutral on", "stay neutral on"),
}
LEVELS = {"error": "Not read", "doubt": "Doubt", "note": "Left open"}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
#: Characters that reorder the text around them (Unicode Standard Annex 9): it could show other words than it has.
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_OPENING, _CLOSING, _THIN = frozenset("“\"«„‘'"), frozenset("”\"»’'"), "\u202f"
_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys(range(0x7F, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **{code: f"[U+{code:04X}]" for code in _BIDI},
    0x00: "\ufffd",
    0x09: "\t",
    0x0A: "\n",
    0x7F: "\u2421",
}


def visible(text: str) -> str:
    """The text with nothing in it that acts on a page or a terminal unseen.

    Control characters become their pictures (U+2400 …), characters that reorder text their code in brackets, and
    NUL, C1 controls and lone surrogates U+FFFD. Tab and newline stay.
    """
    # All of these are characters that Python calls not printable, and nearly every text has none.
    return text if text.isprintable() else text.translate(_VISIBLE)


def shorten(text: str, width: int) -> str:
    """The text on one line, cut at a word to at most `width` characters, the ellipsis included."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head, space, _ = cut.rpartition(" ")
    # A word longer than half of the line would leave next to nothing.
    return (head if space and len(head) > width // 2 else cut).rstrip(" ,;:") + "…"


def quoted(text: str) -> str:
    """The words in quotation marks, unless they have them already; a thin space parts these from inner ones."""
    opened, closed = text[:1] in _OPENING, text[-1:] in _CLOSING
    if opened and (closed or text.endswith("…")):
        return text
    return f"“{_THIN if opened else ''}{text}{_THIN if closed else ''}”"


def listed(words: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, noun: str) -> str:
    """`1 mention`, `2 mentions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def day(date: datetime.date) -> str:
    """`7 June 2022`."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def days(interval: Interval) -> str:
    """The days of an interval, as fine as the text is about them: `7 June 2022`, `June 2022`, `6–12 June 2022`."""
    start, end = interval.start, interval.end
    if start == end:
        return day(start)
    if interval.granularity == "year" and start.year == end.year:
        return str(start.year)
    if interval.granularity == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def coordinates(latitude: float, longitude: float) -> str:
    """`51.17° N, 71.43° E`, from degrees (WGS 84)."""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"
