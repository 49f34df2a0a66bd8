"""What the tables know of a name: the answers behind `communique knowledge show`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from typing import NamedTuple

from communique.knowledge.bodies import Body, bodies, bodies_named
from communique.knowledge.names import names
from communique.knowledge.offices import Holder, Title, holders, titles
from communique.knowledge.organisations import Membership, Organisation, memberships, organisation, organisations
from communique.knowledge.persons import holders_named, holders_of_family
from communique.knowledge.regions import Region, region
from communique.knowledge.renamings import renamings
from communique.knowledge.slugs import slug
from communique.knowledge.states import State, state
from communique.knowledge.tables import source

#: One thing said under a heading: words, or fields with their names (a term, a membership).
Fact = str | Mapping[str, str]


class Answer(NamedTuple):
    """One thing of a name.

    Attributes:
        kind: `state`, `organisation`, `grouping`, `region`, `person`, `body` or `title`.
        name: Its usual name.
        identity: What it is called across documents; empty of a title.
        how: How the name that was asked for stands for it (`name`, `capital`, `seat`, `adjective`, `code` …).
        facts: What is known of it, under headings; without empty ones.
        source: Where the table has it from.
    """

    kind: str
    name: str
    identity: str
    how: str
    facts: Mapping[str, tuple[Fact, ...]]
    source: str


def answers(name: str, day: datetime.date | None = None) -> tuple[Answer, ...]:
    """All that the tables know of a name, what it most often means first; nothing where they do not know it.

    Args:
        name: A name as printed, in any case; a code (`KAZ`, `nato`, `Q7184`) or a title.
        day: Only members and office holders of this day; None for all.
    """
    found: dict[tuple[str, str, str], Answer] = {}
    for answer in _answers(" ".join(name.split()), day):
        found.setdefault((answer.kind, answer.identity, answer.source), answer)
    return tuple(found.values())


def suggestions(name: str, number: int = 5) -> tuple[str, ...]:
    """Known names that are spelt much like one that is not known, the likest first."""
    known: dict[str, str] = {}
    for one in (*names(), *titles(), *_others()):
        known.setdefault(one.casefold(), one)
    return tuple(known[form] for form in get_close_matches(name.casefold(), known, number, cutoff=0.75))


def _others() -> Iterator[str]:
    for holder in holders():
        yield from (holder.name, *holder.aliases)
    for body in bodies():
        yield from (body.name, *body.aliases)


def _answers(name: str, day: datetime.date | None) -> Iterator[Answer]:
    plain = name[4:] if name[:4].casefold() == "the " else name
    yield from _by_code(plain, day)
    known = names()
    forms = (plain, *(form for form in known if form.casefold() == plain.casefold()))
    for one in (one for form in forms for one in known.get(form, ())):
        if one.kind == "region":
            yield _region(region(one.key), one.kind)
        elif one.kind in {"organisation", "grouping"}:
            yield _organisation(organisation(one.key), "name", day)
        else:
            yield _state(state(one.key), "name" if one.kind == "state" else one.kind, day)
    for body in bodies_named(plain):
        yield _body(body)
    if terms := holders_named(plain) or holders_of_family(plain):
        yield _person(terms, day)
    if (title := titles().get(plain.casefold())) is not None:
        yield _title(title)


def _by_code(code: str, day: datetime.date | None) -> Iterator[Answer]:
    with suppress(KeyError):
        yield _state(state(code.upper()), "code", day)
    for form in (code.casefold(), code.upper()):
        with suppress(KeyError):
            yield _organisation(organisation(form), "code", day)


def _facts(**facts: tuple[Fact, ...]) -> Mapping[str, tuple[Fact, ...]]:
    return {heading.replace("_", " "): those for heading, those in facts.items() if any(those)}


def _state(one: State, how: str, day: datetime.date | None) -> Answer:
    belongs = (b for b in organisations() if one.code in (b.members if day is None else b.members_on(day)))
    facts = _facts(
        codes=(f"ISO 3166-1 {one.code}", one.alpha2, f"GeoNames {one.geonameid}" if one.geonameid else ""),
        official_name=(one.official,),
        names=one.aliases,
        adjectives=one.adjectives,
        people=one.demonyms,
        capital=one.capital_names,
        seats=one.seats,
        offices=tuple(_term(term, "name") for term in _latest_first(holders(), day) if term.state == one.code),
        member_of=tuple(body.name for body in belongs),
        places_renamed=tuple(
            f"{p.name} → {p.now} ({p.start or ''}–{p.end or ''})" for p in renamings() if p.state == one.code
        ),
    )
    return Answer("state", one.name, one.code, how, facts, source("states.tsv"))


def _organisation(one: Organisation, how: str, day: datetime.date | None) -> Answer:
    facts = _facts(
        codes=tuple(f"{of} {code}" for of, code in (("Wikidata", one.wikidata), ("PLOVER", one.code)) if code),
        key=(one.key,),
        sector=(one.sector,),
        names=one.aliases,
        seats=one.seats,
        members=tuple(
            f"{code} {state(code).name}" for code in (one.members if day is None else one.members_on(day))
        ),
        heads=tuple(_term(term, "name") for term in _latest_first(holders(), day) if term.state == one.key),
        joined_or_left=tuple(_membership(term) for term in memberships(one.key)),
    )
    table = "agencies.tsv" if one.key.startswith("agency-") else "organisations.tsv"
    return Answer(one.kind, one.name, one.identity, how, facts, source(table))


def _region(one: Region, how: str) -> Answer:
    facts = _facts(kind=(one.kind,), country=(one.country,), names=one.aliases, adjectives=one.adjectives)
    return Answer("region", one.name, one.key, how, facts, source("regions.tsv"))


def _body(one: Body) -> Answer:
    facts = _facts(country=(one.country,), sector=(one.sector,), names=one.aliases)
    return Answer("body", one.name, one.identity, "name", facts, source(one.table))


def _person(terms: tuple[Holder, ...], day: datetime.date | None) -> Answer:
    facts = _facts(
        of=tuple(dict.fromkeys(term.state for term in terms)),
        names=tuple(dict.fromkeys(alias for term in terms for alias in term.aliases)),
        offices=tuple(_term(term, "of") for term in _latest_first(terms, day)),
    )
    return Answer("person", terms[0].name, slug(terms[0].name), "name", facts, source("holders.tsv"))


def _title(one: Title) -> Answer:
    facts = _facts(sector=(one.sector,), heads=(one.scope,))
    return Answer("title", one.title, "", "title", facts, source("offices.tsv"))


def _membership(term: Membership) -> Fact:
    return {"state": term.state, "from": str(term.start or ""), "to": str(term.end or ""), "source": term.source}


def _term(term: Holder, who: str) -> Fact:
    return {
        "office": term.scope,
        who: term.state if who == "of" else term.name,
        "from": str(term.start),
        "to": str(term.end or ""),
        "source": term.source,
    }


def _latest_first(terms: tuple[Holder, ...], day: datetime.date | None) -> list[Holder]:
    """Terms, of a day only those on it."""
    on = [t for t in terms if day is None or (t.start <= day and (t.end is None or day <= t.end))]
    return sorted(on, key=lambda term: term.start, reverse=True)
