"""Rules for weekdays: `Friday`, `late Tuesday night`, `last Monday`, `Monday to Thursday`."""

from __future__ import annotations

import datetime
import re

from communique.pipeline.timex.anaphora import in_part_of_day
from communique.pipeline.timex.calendar import add_days, of_day, weekday_beside, weekday_near
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.modifiers import SHADE, edge
from communique.pipeline.timex.reading import Reading
from communique.pipeline.timex.words import GAP, OF_DAY, STEPS, WEEKDAY_NAME, weekday_number

#: Between the days of a run, how long that is at most, and the weekday that its first day is named by.
_TO, _RUN, _DAY = re.compile(r"\s*(?:[-–—]|to|through|and)\s*"), 12, re.compile(WEEKDAY_NAME)
#: Behind the first day of a run, its last; with `and` only after `between`.
_RUN_ON = re.compile(
    rf"(?:\s*[-–—]\s*|\s+(?:to|through|(?P<and>and))\s+)(?P<last>{WEEKDAY_NAME})\b"
    r"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?"
)
#: Before weekdays that are names of events.
_NAMED = re.compile(r"\b(?:Black|Bloody|Cyber|Giving|Super) $")


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    if _is_name(match, context) or _NAMED.search(context.text, max(match.start() - 7, 0), match.start()):
        return None
    reading = _weekday_read(match, context)._replace(mod=edge(match["shade"]))
    return in_part_of_day(reading, match["part"])


def _weekday_read(match: re.Match[str], context: Context) -> Reading:
    """`Friday`, `last Friday`, `Friday next week`, `the following Friday`."""
    weekday = weekday_number(match["weekday"])
    det = " ".join((match["det"] or "").lower().split())
    if match["week"]:
        return _weekday_of_week(weekday, STEPS[match["week"].lower()], context)
    named = context.named_before(match.start(), "day") if det in ("the previous", "the following") else None
    if named is not None:
        found = weekday_beside(named.period.start, weekday, after=det == "the following")
        return context.referring(named, of_day(found))
    if det.endswith(("next", "coming", "following", "last", "past", "previous")) and context.anchor:
        after = det.endswith(("next", "coming", "following"))
        return context.dated(of_day(weekday_beside(context.anchor, weekday, after=after)), "day")
    if det == "this":
        return _weekday_of_week(weekday, 0, context)
    future = context.future(match)
    run = _run_on(match, context)
    if run is not None and (first := _first_of_run(weekday, run, future, context)):
        return context.dated(of_day(first), "day")
    last = _last_of_run(weekday, match, context)
    if last is not None and not (future is False and context.anchor and last > context.anchor):
        return context.dated(of_day(last), "day")
    return context.weekday(weekday, future=future is True)


def _run_on(match: re.Match[str], context: Context) -> re.Match[str] | None:
    """The rest of `Monday to Thursday`, `between Monday and Thursday`, from behind its first day."""
    run = _RUN_ON.match(context.text, match.end())
    between = context.text[max(match.start() - 8, 0) : match.start()].lower() == "between "
    return run if run is not None and (not run["and"] or between) else None


def _first_of_run(weekday: int, run: re.Match[str], future: bool | None, context: Context) -> datetime.date | None:
    """The first day of a run: before its last one, which is past or in the week that stands behind it."""
    if context.anchor is None or (future is not False and not run["week"]):
        return None
    last = weekday_number(run["last"])
    if run["week"]:
        step = STEPS[run["week"].lower()]
        end = add_days(context.anchor, 7 * step + last - context.anchor.weekday())
    else:
        end = weekday_near(context.anchor, last, future=False)
    return end and weekday_beside(end, weekday, after=False)


def _last_of_run(weekday: int, match: re.Match[str], context: Context) -> datetime.date | None:
    """The end of `Monday to Thursday`: the first such weekday after the one before; None where it is no run."""
    first = context.last("day", match.start(), _RUN)
    if first is None or not _TO.fullmatch(context.text, first.span.end, match.start()):
        return None
    if not _DAY.search(context.text, first.span.start, first.span.end):
        return None
    return weekday_beside(first.period.start, weekday, after=True)


def _weekday_of_week(weekday: int, step: int, context: Context) -> Reading:
    if context.anchor is None:
        return context.weekday(weekday, future=step > 0)
    found = add_days(context.anchor, 7 * step + weekday - context.anchor.weekday())
    return context.dated(of_day(found), "day")


def _is_name(match: re.Match[str], context: Context) -> bool:
    """Whether a weekday is part of a name (`Sunday Times`, `Good Friday Agreement`)."""
    token = context.doc.char_span(match.start("weekday"), match.end("weekday"), alignment_mode="expand")
    if token is None or not len(token):
        return False
    day = token[0]
    before = day.nbor(-1) if day.i else None
    longer = before is not None and before.dep_ == day.dep_ == "compound" and before.head.i == day.head.i
    return day.ent_type_ in ("ORG", "WORK_OF_ART") or (longer and day.head.pos_ == "PROPN" and day.head.i > day.i)


RULES = (
    Rule(
        "weekday",
        rf"{SHADE}?(?:(?P<det>(?:the{GAP})?(?:last|next|coming|previous|following|same)|this{GAP}(?:past|coming)"
        rf"|this|that|past|that{GAP}same){GAP})?(?P<weekday>{WEEKDAY_NAME})\b"
        rf"(?:{GAP}(?:of{GAP})?(?P<week>last|this|next){GAP}week\b)?{OF_DAY}",
        _weekday,
    ),
)
