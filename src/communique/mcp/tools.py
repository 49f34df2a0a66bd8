"""The tools: what each is asked and answers with, and the question of `communique.analysis` that it puts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from communique import analysis
from communique.analysis import Compared, Due, Filters, Joined, Mark, Page, Profile, Stand, Told
from communique.analysis.paging import page
from communique.mcp import asked
from communique.mcp.about import Story, about
from communique.store import Store


class Found(NamedTuple):
    """What a tool found.

    Attributes:
        rows: The rows.
        about: What the answer has besides rows.
    """

    rows: Page[Any]
    about: msgspec.Struct | None = None


class Tool(NamedTuple):
    """A tool.

    Attributes:
        name: Its name.
        title: What people call it.
        description: What it answers, for whom it is to choose.
        asks: What it is asked.
        row: What a row of its answer is.
        ask: Answers; gets the mark of the page before.
        about: What its answer has besides rows.
    """

    name: str
    title: str
    description: str
    asks: type[asked.Asked]
    row: type[msgspec.Struct]
    ask: Callable[[Store, Any, Mark | None], Found]
    about: type[msgspec.Struct] | None = None


def _search(store: Store, given: asked.Search, after: Mark | None) -> Found:
    names = ("actor", "state", "kind", "act", "type", "issue", "place", "outlet", "chain")
    filters = Filters(days=given.days, **{name: getattr(given, name) for name in names})
    return Found(analysis.search(store, given.words, filters, limit=given.limit, after=after))


def _story(store: Store, given: asked.OfDocument, after: Mark | None) -> Found:
    found = analysis.story(store, given.document)
    rows = page(analysis.entries_in(store, found.number), given.limit, after)
    return Found(rows, about(found, analysis.others(store, found), {row.entry for row in rows}))


def _actor(store: Store, given: asked.OfActor, after: Mark | None) -> Found:
    return Found(Page(), analysis.profile(store, given.actor))


def _timeline(store: Store, given: asked.Timeline, after: Mark | None) -> Found:
    days, kinds, limit = given.days, given.kinds, given.limit
    rows = analysis.timeline(store, given.actors, given.issue, days=days, kinds=kinds, limit=limit, after=after)
    return Found(rows)


def _compare(store: Store, given: asked.Compare, after: Mark | None) -> Found:
    return Found(page(analysis.compare(store, given.a, given.b), given.limit, after))


def _ledger(store: Store, given: asked.Ledger, after: Mark | None) -> Found:
    days, kinds, limit = given.days, given.kinds, given.limit
    return Found(analysis.ledger(store, given.actor, days=days, kinds=kinds, limit=limit, after=after))


def _positions(store: Store, given: asked.Positions, after: Mark | None) -> Found:
    days, changed, limit = given.days, given.changed, given.limit
    rows = analysis.positions(
        store, given.actor, given.issue, days=days, changed=changed, limit=limit, after=after
    )
    return Found(rows)


def _meetings(store: Store, given: asked.Meetings, after: Mark | None) -> Found:
    place, status, days, limit = given.place, given.status, given.days, given.limit
    rows = analysis.meetings(store, given.actors, place=place, status=status, days=days, limit=limit, after=after)
    return Found(rows)


def _events(store: Store, given: asked.Events, after: Mark | None) -> Found:
    sources, disputed, days, limit = given.sources, given.disputed, given.days, given.limit
    rows = analysis.joined(
        store, given.actor, days=days, sources=sources, disputed=disputed, limit=limit, after=after
    )
    return Found(rows)


def _entry(store: Store, given: asked.OfEntry, after: Mark | None) -> Found:
    return Found(Page([analysis.entry(store, given.id)]))


#: All tools, by name.
TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "search",
            "Search",
            "Finds what was said, promised, asked or done, best first: by words, or by who, what, where, when, or "
            "all of these together. Each row is one entry with its sentence.",
            asked.Search,
            Told,
            _search,
        ),
        Tool(
            "story",
            "Story",
            "One document as it was read: its entries in the order of the text, for each statement the chain of "
            "attribution from the outlet to the speaker, and the doubts that the reader had.",
            asked.OfDocument,
            Told,
            _story,
            Story,
        ),
        Tool(
            "actor",
            "Actor",
            "Who somebody is by the word of the documents: names, offices with their evidence, and how much there "
            "is of them in the store.",
            asked.OfActor,
            Told,
            _actor,
            Profile,
        ),
        Tool(
            "timeline",
            "Timeline",
            "What an actor, two actors or an issue have to do with, day after day.",
            asked.Timeline,
            Told,
            _timeline,
        ),
        Tool(
            "compare",
            "Compare two readouts",
            "Two documents side by side: what they contradict each other on, what both have, what only one has.",
            asked.Compare,
            Compared,
            _compare,
        ),
        Tool(
            "ledger",
            "Ledger",
            "What was promised, asked and refused, with later reports that come back to it. Whether it was kept, "
            "only a reader can tell.",
            asked.Ledger,
            Due,
            _ledger,
        ),
        Tool(
            "positions",
            "Positions",
            "Where actors stand on issues, report after report, with changes of stance marked.",
            asked.Positions,
            Stand,
            _positions,
        ),
        Tool(
            "meetings",
            "Meetings",
            "Who met whom, when and where; also meetings that are planned or were cancelled.",
            asked.Meetings,
            Told,
            _meetings,
        ),
        Tool(
            "events",
            "Events",
            "The same meeting or event in several reports: how many independent sources there are, and what they "
            "dispute. Copies of one story count once.",
            asked.Events,
            Joined,
            _events,
        ),
        Tool("entry", "Entry", "One entry, by its `id`.", asked.OfEntry, Told, _entry),
    )
}
