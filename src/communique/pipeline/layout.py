"""The stage Layout: what on a page is the story, and what says where it comes from and when.

The forms are those of agencies (`NUR-SULTAN, June 7 (AA) --`), of sites that reprint them (`| 7 June 2022 |`,
a bullet with the agency's name below) and of ministries. A plain text has none of them: it has only paragraphs.
Every pattern here is tried at the beginning of a line, or on a whole line of bounded length.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from communique.knowledge import agencies, names
from communique.pipeline.timex.explicit import WrittenDay, written_days
from communique.pipeline.timex.numbers import DAY_NUMBER, YEAR
from communique.pipeline.timex.words import MONTH, WEEKDAY_NAME, weekday_number
from communique.record import Document, Layout, Span

#: How many lines at the top, and at the end, may be something other than the story.
TOP, TAIL = 8, 4
#: The longest line that dates or signs a page, and the longest headline, in characters.
LONGEST_LINE, LONGEST_HEADLINE = 160, 150
#: Between these widths, in characters, texts are wrapped by hand.
NARROWEST, WIDEST = 50, 130

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]]*$|[\"”]$")
_FULL_STOP = re.compile(r"[.…:;,][\"'”’»)\]]*$|[.,!?…][\"”]$")
_LABEL = re.compile(
    r"\b(?:first\s)?(?:publish(?:ed)?|posted|updated|issued|released|added|created|date|time|upload(?:ed)?|release"
    r"|last|modified|on|at|for|immediate|source|editor|by|gmt|utc|est|edt|cet|cest|bst|ist|msk|am|pm|a\.m|p\.m"
    r"|local|date\sof)\b[.:]?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"T?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?:\s?[ap]\.?m\.?)?(?:Z|\s?[+-]\d\d:?\d\d|\s?\(GMT.{0,8}\))?", re.I
)
_PUNCTUATION = re.compile(r"[|•·∙*,;:/()\[\]–—_-]+")
_NAME_WORD = r"[A-ZÀ-ÞŠŽŁŞİ][\w.'’-]*"
_BYLINE = re.compile(
    rf"(?i:by)\s+{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|and|in|for|of|the|de|al|bin|van|von|with|at|staff|writer|\|)|,\s+{_NAME_WORD}"
    r"|,\s+(?:and|in)){0,15}"
)
_CREDIT = re.compile(r"\(?(?:Reporting|Writing|Additional reporting|Editing|Compiled) by\b.{0,300}")
_BULLET = re.compile(r"(?:[•·∙*▪■◦–—-]+|(?i:source|via|agency|courtesy)\s*:|©)\s*(?=\S)")
_CLOSING = re.compile(r"(?<=[.!?…”\"’])\s+(?:[-–—]{1,2}\s*)?[(\[/]?([\w .&-]{2,40}?)[)\]/]?\.?$")

_PLACE_WORD = r"(?:St\.|Mt\.|Ft\.|(?:[A-Z]\.)+|[A-ZÀ-ÞŠŽŁŞİ][\w'’-]*)"
_PLACE = (
    r"(?!(?:The|An?|In|On|At|As|By|For|From|After|Before|During|When|While|This|That|It|He|She|They|We|I)\b)"
    rf"{_PLACE_WORD}(?:[ /]{_PLACE_WORD}|[ ](?:of|the|de|del|la|al|el|es|da|do)(?=[ ])){{0,4}}"
)
_DAY = rf"(?:{MONTH}\s{DAY_NUMBER}|{DAY_NUMBER}\s{MONTH}|{WEEKDAY_NAME})"
_DASH = r"(?:--+|[-–—_:])"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:,\s(?!{MONTH}\s?\d){_NAME_WORD}(?:\s{_NAME_WORD}){{0,2}}){{0,2}}"
    rf"(?:,\s?|\.\s|\s(?:--?|[–—])\s|\s)?"
    rf"(?P<day>{_DAY}(?:,?\s(?P<year>{YEAR}))?)?"
    r"(?:[.,]?\s?(?:\((?P<paren>[^()\n]{2,60})\)|/(?P<slash>[^/\n]{2,40})/)|\.\s(?P<bare>[A-Z][A-Za-z ]{2,30}?)"
    rf"(?=\s*{_DASH}\s|\.\s))?"
    rf"(?P<end>\s*{_DASH}(?=\s|$)|\s*{_DASH}(?=[A-Z“\"])|\.|(?=\s|$))"
)
#: Capitals before a dash or colon that are no place.
_NO_PLACE = frozenset(
    {"breaking", "news", "update", "updated", "exclusive", "look", "watch", "live", "urgent", "corrected",
     "analysis", "opinion", "explainer", "video", "photos", "byline", "editorial", "note", "correction", "factbox"}
)  # fmt: skip
_AGENCY_FIRST = re.compile(rf"\((?P<paren>[^()\n]{{2,40}})\)\s*{_DASH}+\s")


class _Line(NamedTuple):
    """One line without the blanks around it, and the number of the block of lines that it stands in."""

    span: Span
    text: str
    block: int


class _Signed(NamedTuple):
    """What a dateline gives."""

    dateline: Span
    body: int
    place: Span | None = None
    day: Span | None = None
    date: datetime.date | None = None
    agency: Span | None = None


class LayoutReader:
    """Finds the parts of a page. See `communique.record.Layout` for what they are."""

    def __call__(self, document: Document) -> Layout:
        """The parts of a document's page; any text has at least its paragraphs."""
        return _Page(document.text, (document.title or "").strip()).layout()


class _Page:
    """One page on its way to a `Layout`: the lines that are left, and the parts found so far."""

    def __init__(self, text: str, title: str) -> None:
        self.text = text
        self.title = title
        self.lines = _lines(text)
        self.header: Span | None = None
        self.header_date: datetime.date | None = None
        self.byline: Span | None = None
        self.agency: Span | None = None
        self.headline: Span | None = None
        self.signed: _Signed | None = None

    def layout(self) -> Layout:
        self._read_top()
        self._read_tail()
        self._read_headline()
        paragraphs = self._read_dateline(_paragraphs(self.lines))
        paragraphs = self._read_closing(paragraphs)
        self._read_byline_agency()
        signed = self.signed
        return Layout(
            paragraphs=tuple(paragraphs),
            header=self.header,
            header_date=self.header_date,
            headline=self.headline,
            dateline=signed and signed.dateline,
            dateline_place=signed and signed.place,
            dateline_day=signed and signed.day,
            dateline_date=signed and signed.date,
            byline=self.byline,
            agency=self.agency,
            agency_name=None if self.agency is None else _agency_name(self.agency.of(self.text)),
        )

    def _read_top(self) -> None:
        """Take header, byline and agency from the lines above the story."""
        for line in self.lines[:TOP]:
            if _is_prose(line.text):
                break
            if self._take_header(line) or self._take_byline(line) or self._take_agency(line, bare=True):
                self.lines.remove(line)

    def _take_header(self, line: _Line) -> bool:
        if self.header is not None and self.header_date is not None:
            return _dates_page(line.text) is not None and bool(_LABEL.match(line.text))
        found = _dates_page(line.text)
        if found is None:
            return False
        self.header, self.header_date = line.span, found.date
        self._take_agency_in(line)
        return True

    def _take_agency_in(self, line: _Line) -> None:
        """An outlet that the header names beside the day."""
        for piece in re.finditer(r"[^|•·\n]+", line.text):
            name = piece.group().strip(" \t:-–—")
            name = re.sub(r"^(?i:source|by)\s*:?\s*", "", name)
            if self.agency is None and _known_agency(name):
                start = line.span.start + line.text.index(name, piece.start())
                self.agency = Span(start, start + len(name))

    def _take_byline(self, line: _Line) -> bool:
        if len(line.text) > LONGEST_LINE or self.byline is not None:
            return False
        if not _BYLINE.fullmatch(line.text):
            return False
        self.byline = line.span
        return True

    def _take_agency(self, line: _Line, *, bare: bool) -> bool:
        """A line that is nothing but an agency's name; below the story a mark or label will vouch for any name."""
        if len(line.text) > LONGEST_LINE or self.agency is not None:
            return False
        mark = _BULLET.match(line.text)
        rest = line.text[mark.end() :] if mark else line.text
        name = rest.strip(" \t()[]/–—-.")
        known = _known_agency(name)
        words = name.split()
        shaped = (
            bool(mark) and not bare and 1 <= len(words) <= 5 and all(w[0].isupper() for w in words if len(w) > 3)
        )
        if not known and not (shaped and name):
            return False
        start = line.span.start + line.text.index(name, mark.end() if mark else 0)
        self.agency = Span(start, start + len(name))
        return True

    def _read_tail(self) -> None:
        """Take agency, credits and a closing day from the lines below the story."""
        for line in self.lines[: -TAIL - 1 : -1]:
            if len(self.lines) < 2:
                return
            if _CREDIT.fullmatch(line.text):
                self.byline = self.byline or line.span
            elif self.header is None and (found := _dates_page(line.text)) is not None:
                self.header, self.header_date = line.span, found.date
            elif not self._take_agency(line, bare=False):
                return
            self.lines.remove(line)

    def _read_headline(self) -> None:
        """The first line is the heading if it is short, ends without a full stop, and a story follows."""
        if len(self.lines) < 2:
            return
        first, second = self.lines[:2]
        if first.text == self.title:
            self.headline = self.lines.pop(0).span
            return
        if not _is_heading(first.text) or _signed(first.text, 0, len(first.text)):
            return
        if first.block == second.block and not _is_prose(second.text) and not _signed_line(second.text):
            return
        if (
            first.block == second.block
            and _joins([line for line in self.lines[:200] if line.block == first.block])[0]
        ):
            return
        self.headline = first.span
        del self.lines[0]

    def _heads(self, second: _Line) -> bool:
        """Whether the first line stands over a story that begins right below it."""
        if not _is_prose(second.text) and not _signed_line(second.text):
            return False
        return not _joins([line for line in self.lines[:200] if line.block == second.block])[0]

    def _read_dateline(self, paragraphs: list[Span]) -> list[Span]:
        """Cut the dateline off the first paragraphs; a short one that stands before it is the heading."""
        for n, paragraph in enumerate(paragraphs[:3]):
            signed = _signed(self.text, paragraph.start, paragraph.end)
            if signed is None:
                continue
            self.signed = signed
            if signed.agency is not None:
                self.agency = signed.agency
            rest = [Span(signed.body, paragraph.end)] if signed.body < paragraph.end else []
            paragraphs = paragraphs[:n] + rest + paragraphs[n + 1 :]
            if n and self.headline is None and _is_heading(paragraphs[0].of(self.text).rstrip(".")):
                self.headline = paragraphs.pop(0)
            return paragraphs
        return paragraphs

    def _read_closing(self, paragraphs: list[Span]) -> list[Span]:
        """Cut an agency's name off the end of the last paragraph: `… he said. (Interfax)`."""
        if not paragraphs:
            return paragraphs
        last = paragraphs[-1]
        tail = max(last.start, last.end - 60)
        closing = _CLOSING.search(self.text, tail, last.end)
        if closing is None or not _known_agency(closing[1].strip()) or closing.start() <= last.start:
            return paragraphs
        if not re.search(r"[(\[/–—-]", self.text[closing.start() : closing.start(1)]):
            return paragraphs
        self.agency = self.agency or Span(*closing.span(1))
        return [*paragraphs[:-1], Span(last.start, closing.start())]

    def _read_byline_agency(self) -> None:
        """An agency that the byline names."""
        if self.agency is not None or self.byline is None:
            return
        for piece in re.finditer(r"[^,|()]+", self.byline.of(self.text)):
            name = piece.group().strip()
            if _known_agency(name):
                start = self.text.index(name, self.byline.start + piece.start())
                self.agency = Span(start, start + len(name))
                return


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank, without the blanks around them; blank lines count the blocks."""
    lines: list[_Line] = []
    block, last_end = 0, 0
    for match in _LINE.finditer(text):
        body = match.group().strip()
        if not body:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        gap = text[last_end:start]
        block += gap.count("\n") - gap.count("\r\n") + gap.count("\r") > 1 or "\u2029" in gap
        lines.append(_Line(Span(start, start + len(body)), body, block))
        last_end = start + len(body)
    return lines


def _paragraphs(lines: list[_Line]) -> list[Span]:
    """Every line is a paragraph, but lines wrapped by hand make one together."""
    paragraphs: list[Span] = []
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and lines[end].block == lines[start].block:
            end += 1
        first = start
        for n, joined in enumerate(_joins(lines[start:end]), start):
            if not joined:
                paragraphs.append(Span(lines[first].span.start, lines[n].span.end))
                first = n + 1
        start = end
    return paragraphs


def _joins(block: list[_Line]) -> list[bool]:
    """Whether each line of a block goes on in the next.

    It does where the sentence is open and the next line begins in lower case; or where the block is wrapped by
    hand (most lines end in mid-sentence) and the line had no room for the next one's first word.
    """
    width = max(len(line.text) for line in block)
    pairs = list(pairwise(block))
    full = [len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) > width - 2 for a, b in pairs]
    unfinished = [_STOP.search(a.text[-6:]) is None for a, _ in pairs]
    wrapped = NARROWEST <= width <= WIDEST and 2 * sum(unfinished) > len(pairs)
    wrapped = wrapped and 10 * sum(f for f, u in zip(full, unfinished, strict=True) if u) >= 8 * sum(unfinished)
    lower = [b.text[0].islower() for _, b in pairs]
    joins = [(wrapped and f) or (u and low) for f, u, low in zip(full, unfinished, lower, strict=True)]
    return [*joins, False]


def _is_prose(line: str) -> bool:
    """Whether a line reads like a sentence of a story rather than like something above it."""
    if len(line) > LONGEST_HEADLINE:
        return True
    story = _CLOSING.sub("", line)
    return bool(_STOP.search(story[-6:])) and story.count(" ") >= 8


def _is_heading(line: str) -> bool:
    if len(line) > LONGEST_HEADLINE or _FULL_STOP.search(line[-6:]):
        return False
    return 2 <= len(line.split()) <= 24 and line[0] not in "•*·-–—" and any(c.isalpha() for c in line)


def _dates_page(line: str) -> WrittenDay | None:
    """The day that a line names, if the line does nothing else; of several the first."""
    if len(line) > LONGEST_LINE:
        return None
    days = list(written_days(line))
    if not days:
        return None
    rest = line
    for found in reversed(days):
        rest = rest[: found.start] + " | " + rest[found.end :]
    rest = re.sub(rf"{WEEKDAY_NAME}", " ", rest)
    rest = _CLOCK.sub(" ", rest)
    for piece in re.split(r"[|•·]|\s[-–—]\s|,", rest):
        words = [] if piece.strip().lower().startswith("editor") else _words(piece)
        if len(words) > 4 or any(not (w[0].isupper() or w[0].isdigit()) for w in words):
            return None
        if words and not (_labelled(line) or "|" in line or "•" in line or _known_agency(" ".join(words))):
            return None
    return days[0]


def _words(piece: str) -> list[str]:
    """What a header says beside day, clock and its labels."""
    return _PUNCTUATION.sub(" ", _LABEL.sub(" ", piece)).split()


def _labelled(line: str) -> bool:
    return bool(re.match(r"(?:first\s)?(?:publish|post|updat|date|issue|release|source)", line, re.IGNORECASE))


def header_weekday(line: str) -> str | None:
    """The weekday that a header names, before or after its day; None where it names none, or several."""
    names = {w.capitalize() for w in re.findall(rf"{WEEKDAY_NAME}\b", line)}
    return names.pop() if len(names) == 1 else None


def _signed_line(line: str) -> bool:
    return _signed(line, 0, len(line)) is not None


def _signed(text: str, start: int, end: int) -> _Signed | None:
    """The dateline at the beginning of a paragraph, if there is one."""
    head = text[start : min(end, start + LONGEST_LINE)]
    if first := _AGENCY_FIRST.match(head):
        agency = Span(start + first.start("paren"), start + first.end("paren"))
        if not _known_agency(agency.of(text)):
            return None
        return _Signed(Span(start, agency.end + 1), _after(text, start + first.end(), end), agency=agency)
    match = _DATELINE.match(head)
    if match is None or not _is_dateline(match, whole=match.end() == end - start):
        return None
    place, day = _group(match, "place", start), _group(match, "day", start)
    signed_by = next((span for name in ("paren", "slash", "bare") if (span := _group(match, name, start))), None)
    closed = signed_by.end + (match["bare"] is None) if signed_by else 0
    days = list(written_days(match["day"])) if match["year"] else []
    return _Signed(
        dateline=Span(start, max(closed, *(span.end for span in (place, day) if span), 0)),
        body=_after(text, start + match.end(), end),
        place=place,
        day=day,
        date=days[0].date if days else None,
        agency=signed_by,
    )


def _group(match: re.Match[str], name: str, offset: int) -> Span | None:
    """Where a group matched, in the document; None where it did not."""
    return Span(offset + match.start(name), offset + match.end(name)) if match[name] else None


def _is_dateline(match: re.Match[str], *, whole: bool) -> bool:
    """A known agency makes a dateline; a day, or a place in capitals, does with a dash."""
    agency = match["paren"] or match["slash"] or match["bare"]
    dash = bool(re.search(_DASH, match["end"]))
    if agency and _known_agency(agency):
        return True
    if match["bare"] or (match["paren"] and weekday_number(agency) >= 0):
        return False
    if match["day"]:
        return dash or bool(match["slash"]) or (whole and bool(match["year"]))
    return dash and match["place"].isupper() and _is_place(match["place"], sure=":" in match["end"])


def _is_place(capitals: str, *, sure: bool) -> bool:
    """Whether words in capitals can be a place; behind a colon only one that is known."""
    words = capitals.lower().split()
    if len(capitals) < 4 or len(words) > 3 or _NO_PLACE & set(words):
        return False
    return not sure or capitals.title() in names()


def _after(text: str, start: int, end: int) -> int:
    """The first character of the story after a dateline."""
    while start < end and (text[start].isspace() or text[start] in ".-–—_"):
        start += 1
    return start


@cache
def _agencies() -> dict[str, str]:
    """Every name of an agency in lower case, with its full name."""
    return {alias.lower(): a.name for a in agencies() for alias in (a.name, *a.aliases)}


def _known_agency(name: str) -> bool:
    return name.lower() in _agencies()


def _agency_name(words: str) -> str:
    """The full name of an agency; of one not known, or of several, as written."""
    return _agencies().get(words.strip().lower(), words)
