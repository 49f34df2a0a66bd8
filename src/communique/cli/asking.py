"""The commands that ask questions of a store."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from communique.cli.corpus import DEFAULT_STORE, StoreOption
from communique.cli.showing import SHOWN, Form, From, Limit, ListFormat, To, asking, days, show

Actor = Annotated[
    str | None, typer.Option("--actor", "-a", help="Who has part in it: a name, an identity, a state.")
]
Place = Annotated[str | None, typer.Option(help="Where: a place or a state.")]


class Kind(StrEnum):
    """The kinds of entry."""

    STATEMENT = "statement"
    MEETING = "meeting"
    EVENT = "event"
    COMMITMENT = "commitment"
    REQUEST = "request"
    REFUSAL = "refusal"
    POSITION = "position"
    FINDING = "finding"


class DueKind(StrEnum):
    """What a ledger holds."""

    COMMITMENT = "commitment"
    REQUEST = "request"
    REFUSAL = "refusal"


class MeetingState(StrEnum):
    """How a meeting stands."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


OneActor = Annotated[str | None, typer.Argument(metavar="[ACTOR]", help="A name, an identity, a state.")]


def search(
    words: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", help='All must occur, in any form; "a phrase", begin*, -not.'),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    actor: Actor = None,
    state: Annotated[str | None, typer.Option(help="A state that has part in it.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="The kind of entry.")] = None,
    act: Annotated[str | None, typer.Option(help="The act of a statement: deny, refuse, commit, …")] = None,
    event: Annotated[str | None, typer.Option("--type", help="The type of an event: AID, THREATEN, …")] = None,
    issue: Annotated[str | None, typer.Option(help="Words of an issue on which it takes a position.")] = None,
    place: Place = None,
    first: From = None,
    last: To = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    chain: Annotated[str | None, typer.Option(help="Somebody on whose word it is reported.")] = None,
    limit: Limit = 20,
    form: Form = ListFormat.TABLE,
) -> None:
    """Find what was said, promised, asked or done, best first."""
    with asking(store) as (opened, _):
        from communique.analysis import Filters, Told, search

        filters = Filters(
            actor=actor,
            state=state,
            kind=kind.value if kind else None,
            act=act,
            type=event,
            issue=issue,
            place=place,
            outlet=outlet,
            chain=chain,
            days=days(first, last),
        )
        show(search(opened, words, filters, limit=limit), Told, SHOWN, form)


def timeline(
    actors: Annotated[list[str] | None, typer.Argument(metavar="[ACTOR] [ACTOR]", help="One, or a pair.")] = None,
    store: StoreOption = DEFAULT_STORE,
    issue: Annotated[str | None, typer.Option(help="Words that must occur.")] = None,
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Kinds of entry.", show_default="meeting, event, statement")
    ] = None,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """What an actor, a pair or an issue has to do with, day after day."""
    with asking(store) as (opened, _):
        from communique.analysis import Told, timeline
        from communique.analysis.timeline import KINDS

        kinds = tuple(one.value for one in kind) if kind else KINDS
        rows = timeline(opened, actors or (), issue, days=days(first, last), kinds=kinds, limit=limit)
        show(rows, Told, SHOWN, form)


def ledger(
    actor: OneActor = None,
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[list[DueKind] | None, typer.Option(help="Kinds of entry.", show_default="all")] = None,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """What was promised, asked and refused, and where later reports come back to it."""
    with asking(store) as (opened, _):
        from communique.analysis import Due, ledger

        kinds = tuple(one.value for one in kind or DueKind)
        rows = ledger(opened, actor, days=days(first, last), kinds=kinds, limit=limit)
        show(rows, Due, ("day", "kind", "by", "to", "sentence", "mentions", "document"), form)


def positions(
    actor: OneActor = None,
    store: StoreOption = DEFAULT_STORE,
    issue: Annotated[str | None, typer.Option(help="Words that the issue must have.")] = None,
    changed: Annotated[bool, typer.Option("--changed", help="Only where the stance changed.")] = False,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """Where actors stand on issues, report after report, with changes marked."""
    with asking(store) as (opened, _):
        from communique.analysis import Stand, positions

        rows = positions(opened, actor, issue, days=days(first, last), changed=changed, limit=limit)
        show(rows, Stand, ("holder", "issue", "day", "stance", "was", "sentence", "document"), form)


def meetings(
    actors: Annotated[
        list[str] | None, typer.Argument(metavar="[ACTOR…]", help="Who must all have taken part.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    place: Annotated[str | None, typer.Option(help="Where.")] = None,
    status: Annotated[MeetingState | None, typer.Option(help="How it stands.")] = None,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """Who met whom, when and where."""
    with asking(store) as (opened, _):
        from communique.analysis import Told, meetings

        rows = meetings(
            opened,
            tuple(actors or ()),
            place=place,
            status=status.value if status else None,
            days=days(first, last),
            limit=limit,
        )
        show(rows, Told, ("day", "label", "status", "by", "place", "sentence", "document"), form)


def offices(
    actor: OneActor = None,
    store: StoreOption = DEFAULT_STORE,
    title: Annotated[str | None, typer.Option(help="A part of the title.")] = None,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """Who held which office, by the word of the documents."""
    with asking(store) as (opened, _):
        from communique.analysis import Office, offices

        rows = offices(opened, actor, title=title, days=days(first, last), limit=limit)
        show(rows, Office, ("name", "title", "of", "first_day", "last_day", "reports", "source"), form)


def reprints(
    store: StoreOption = DEFAULT_STORE,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """Stories that several documents have: copies, and further leads of one agency; each story is one source."""
    with asking(store) as (opened, voice):
        from communique.analysis import Reprint, reprints

        rows = reprints(
            opened,
            days=days(first, last),
            limit=limit,
            watch=lambda documents: voice.counted(documents, "Comparing"),
        )
        show(rows, Reprint, ("number", "source", "day", "original", "outlets", "documents"), form)


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A document: name, URL or key.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    store: StoreOption = DEFAULT_STORE,
    limit: Limit = 200,
    form: Form = ListFormat.TABLE,
) -> None:
    """Two readouts of one meeting side by side: what both have, what only one has, what they contradict."""
    with asking(store) as (opened, _):
        from communique.analysis import Compared, compare

        rows = compare(opened, a, b)[:limit]
        show(rows, Compared, ("verdict", "kind", "actors", "label", "a", "b", "differences"), form)


def events(
    actor: OneActor = None,
    store: StoreOption = DEFAULT_STORE,
    sources: Annotated[int, typer.Option(min=1, help="Only what so many independent sources have.")] = 1,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only where reports contradict each other.")
    ] = False,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """The same meeting or event in several reports: independent sources, and what is disputed."""
    with asking(store) as (opened, voice):
        from communique.analysis import Joined, joined

        rows = joined(
            opened,
            actor,
            days=days(first, last),
            sources=sources,
            disputed=disputed,
            limit=limit,
            watch=lambda documents: voice.counted(documents, "Comparing"),
        )
        columns = ("day", "label", "actors", "place", "sources", "documents", "disputes")
        show(rows, Joined, columns, form)


#: The commands, in the order in which help lists them.
QUESTIONS: tuple[Callable[..., None], ...] = (
    search,
    timeline,
    ledger,
    positions,
    meetings,
    offices,
    reprints,
    compare,
    events,
)
