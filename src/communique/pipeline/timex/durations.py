"""Rules for durations: `three days`, `the past two months`, `for years`."""

from __future__ import annotations

import re

from communique.pipeline.timex.calendar import moved
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.modifiers import weakening
from communique.pipeline.timex.numbers import COUNT, number
from communique.pipeline.timex.quantities import duration
from communique.pipeline.timex.reading import Reading, got
from communique.pipeline.timex.words import GAP, JOIN, QUANTIFIER, TIME_UNIT, UNIT, UNITS, after, unit_of

_BETWEEN = (
    rf"(?P<between>(?:more|additional|straight|consecutive|full|whole|further|long|other|successive|solid|working|business"
    rf"|trading|extra|school|calendar|fiscal){GAP})?"
)
#: After a year these are its own (`the 1988 quarter`); counted by it they would be plural.
_SINGULAR = frozenset(UNIT[3:-1].split("|"))
#: Units that a period up to the anchor, or from it, can be counted in.
_WHOLE = _SINGULAR | {"centurie"}
#: Words that name other things as well when they stand in the singular after `a`.
_AMBIGUOUS = frozenset({"second", "quarter", "weekend", "half", "minute", "century"})
#: With `a day`, `a week` behind them they say no more than `always`.
_ALWAYS = {("24", "hours"), ("seven", "days"), ("365", "days")}
_A_UNIT = re.compile(r"\s+(?:an?|per)\s+(?:day|week|year)\b", re.IGNORECASE)
_FRACTION = re.compile(rf"(?:an?|one|three|3){JOIN}quarters?{GAP}of\b", re.IGNORECASE)
#: Behind the number of days or years that a war is named after (`the Six-Day War`, `the Thirty Years' War`).
_WAR = re.compile(r"['’]?\s+War\b")
#: Before `a year`: an amount that comes with each (`$2 million a year`), no duration.
_AMOUNT = re.compile(
    r"(?:\d|\b(?:hours|days|weeks|months|million|billion|trillion|dollars|euros|percent|tons|tonnes|barrels|cents))$"
)


def _plain(match: re.Match[str], context: Context) -> Reading | None:
    """`three days`, `a 30-year`, `nearly two months`, `a year and a half`."""
    words, unit = match["count"].lower(), match["unit"].lower()
    count = number(words)
    if words in ("a", "an") and not _counts_one(match, context):
        return None
    if (words, unit) == ("one", "day") and _is_some_day(match, context):
        return Reading("DATE", "FUTURE_REF")
    if words == "a" and match["between"] and match["between"].strip().lower() in ("fiscal", "calendar", "school"):
        return None
    if (words, unit) in _ALWAYS and _A_UNIT.match(context.text, match.end()):
        return None
    if words in ("a", "an") and not match["quantifier"] and _is_rate(match, context):
        return Reading("SET", duration(1, unit))
    if context.text[max(match.start() - 1, 0) : match.start()] in ("$", "€", "£"):
        return None
    if _WAR.match(context.text, match.end()):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", words) and unit in _SINGULAR:
        return None
    if unit in ("second", "quarter") and words not in ("a", "an", "one") and not words[0].isdigit():
        return None
    if unit.startswith("quarter") and _FRACTION.match(context.text, match.start("count")):
        return None
    if match["half"] and count is not None:
        count += 0.5
    return Reading("DURATION", duration(count, unit), weakening(match["quantifier"]))


def _is_some_day(match: re.Match[str], context: Context) -> bool:
    """Whether `one day` says that a time will come: before its verb (`will one day end`), and not how long."""
    words = context.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    return words is not None and words.end < len(context.doc) and context.doc[words.end].tag_ == "VB"


def _counts_one(match: re.Match[str], context: Context) -> bool:
    """Whether `a year` is a year's time, and not a rate after an amount or another word than of time."""
    if match["unit"].lower() in _AMBIGUOUS and not match["quantifier"] and not match["half"]:
        return False
    return not _AMOUNT.search(context.text[max(match.start() - 24, 0) : match.start()].rstrip())


def _is_rate(match: re.Match[str], context: Context) -> bool:
    """Whether `a month` tells how often: right behind what is counted (`15 calls a month`)."""
    words = context.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if words is None or not words.start or words.root.dep_ != "npadvmod" or match["between"]:
        return False
    before = context.doc[words.start - 1]
    return before.tag_ == "NNS" and words.root.head.i == before.i


def _reaching(match: re.Match[str], context: Context) -> Reading | None:
    """`the past two months`, `the next 14 days`: up to the anchor, or from it."""
    count, unit, det = number(match["count"]), match["unit"], match["det"].lower()
    value = duration(count, unit)
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(det, 0)
    name = unit.lower().rstrip("s")
    counted = count is not None and count == int(count) and name in _WHOLE
    if match["of"] or not step or not counted or context.anchor is None:
        return Reading("DURATION", value)
    steps = step * int(count or 0) * (2 if name == "fortnight" else 1)
    other = moved(context.anchor, "week" if name == "fortnight" else unit_of(unit), steps)
    interval = context.span_from_anchor((other - context.anchor).days) if other else None
    anchor = context.relative("day", 0).anchor if interval else None
    return Reading("DURATION", value, interval=interval, anchor=anchor)


def _range(match: re.Match[str], context: Context) -> Reading | None:
    """`two to three weeks`: at least the lower number."""
    return Reading("DURATION", duration(number(match["count"]), match["unit"]), "EQUAL_OR_MORE")


def _open(match: re.Match[str], context: Context) -> Reading | None:
    """`for years`, `recent weeks`, `the weeks ahead`: how many is left open."""
    return Reading("DURATION", duration(None, got(match, "unit") or got(match, "these") or match.group()))


def _long(match: re.Match[str], context: Context) -> Reading | None:
    """`decades-long`, `day-long`."""
    unit = match["unit"]
    return Reading("DURATION", duration(None if unit.lower().endswith("s") else 1, unit))


_COUNTED = rf"(?P<count>{COUNT})"
_OPEN = rf"(?:hours|{UNITS})"

RULES = (
    Rule(
        "reaching",
        rf"(?:at{GAP}least{GAP})?(?:the{GAP})?(?P<det>last|past|next|coming|first|previous|following|final){GAP}"
        rf"(?P<count>(?!an?\b){COUNT}){JOIN}{_BETWEEN}(?P<unit>{TIME_UNIT})\b(?P<of>(?={GAP}of{GAP}))?",
        _reaching,
    ),
    Rule(
        "range",
        rf"(?P<count>(?!an?\b){COUNT})(?:{GAP}(?:to|or){GAP}|-)(?!an?\b){COUNT}{JOIN}(?P<unit>{TIME_UNIT})\b",
        _range,
    ),
    Rule(
        "duration",
        rf"(?:(?P<quantifier>{QUANTIFIER}){GAP})?(?:the{GAP})?{_COUNTED}{JOIN}{_BETWEEN}(?P<unit>{TIME_UNIT})\b"
        rf"(?:-long\b|(?<=day)-old\b|(?<=week)-old\b|(?<=month)-old\b)?(?!-old|{GAP}(?:old|older|younger)\b)"
        rf"(?P<half>{GAP}and{GAP}a{GAP}half\b)?",
        _plain,
    ),
    Rule(
        "recent",
        rf"(?:the{GAP}(?:first|last|final|next){GAP}|(?:recent|coming|past|previous){GAP})(?P<unit>{_OPEN})\b",
        _open,
    ),
    Rule("ahead", rf"the{GAP}(?P<unit>{_OPEN}){GAP}(?:ahead|to{GAP}come)\b", _open),
    Rule(
        "beside", rf"(?<=\bin )the{GAP}(?P<unit>{_OPEN})\b(?={GAP}(?:before|after|since|following|leading))", _open
    ),
    Rule(
        "over",
        rf"(?:{after('over', 'through', 'throughout')})the{GAP}(?P<unit>{_OPEN})\b(?!{GAP}of\b)"
        rf"|the{GAP}(?:early|later){GAP}(?P<these>years|days)\b",
        _open,
    ),
    Rule("bare", rf"(?:{after('for', 'in', 'within', 'after', 'over', 'during')}){_OPEN}\b", _open),
    Rule("long", rf"(?P<unit>{_OPEN}|day|week|month|year|decade)-long\b", _long),
)
