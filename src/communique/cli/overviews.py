"""The commands that show what a store has of one thing: what came in, a document, an actor, a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from communique.cli.corpus import DEFAULT_STORE, StoreOption
from communique.cli.showing import SHOWN, Form, From, Limit, ListFormat, To, asking, days, lines, show

if TYPE_CHECKING:
    from communique.analysis import Others, Profile, Story


class State(StrEnum):
    """How a document stands."""

    WAITING = "waiting"
    READ = "read"
    UNREAD = "unread"
    QUARANTINED = "quarantined"


class Relation(StrEnum):
    """What joins two actors."""

    MEETS = "meets"
    CITES = "cites"


def inbox(
    store: StoreOption = DEFAULT_STORE,
    status: Annotated[State | None, typer.Option(help="How it stands.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    first: From = None,
    last: To = None,
    limit: Limit = 20,
    form: Form = ListFormat.TABLE,
) -> None:
    """What came in, the last first, with what is in it and what is doubtful."""
    with asking(store) as (opened, _):
        from communique.analysis import Arrival, inbox

        rows = inbox(
            opened, status=status.value if status else None, outlet=outlet, days=days(first, last), limit=limit
        )
        show(rows, Arrival, ("day", "title", "counts", "doubts", "name", "outlet", "status"), form)


def show_document(
    called: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A name, a URL, a key or its beginning.")],
    store: StoreOption = DEFAULT_STORE,
    as_json: Annotated[
        bool, typer.Option("--json", help="The record, with the corrections applied, as JSON.")
    ] = False,
) -> None:
    """One document: its record with the corrections applied, its copies, and what others have of its meetings."""
    with asking(store) as (opened, _):
        from communique.analysis import QuestionError, others, story
        from communique.cli.report import shown

        one = story(opened, called)
        if one.record is None:
            raise QuestionError(f"'{called}' was not read: {one.kept.reason or one.kept.status}")
        if as_json:
            typer.echo(msgspec.json.format(one.record.to_json(), indent=2))
        else:
            typer.echo(shown(one.record) + lines(_around(one, others(opened, one))), nl=False)


def _around(one: Story, others: Others) -> Iterator[str]:
    """What the store adds to a record."""
    for made in one.corrections:
        told = made.correction
        yield f"Correction {made.number}, {told.author}, {told.day}: {told.reason}"
    for copy in others.twins:
        outlet = copy.outlet or copy.agency or "outlet not known"
        yield f"Same story: {copy.document} ({outlet}, {copy.day or 'no day'})"
    for readout in others.readouts:
        differs = "".join(f"; {each.on}: {each.one} / {each.other}" for each in readout.differences)
        yield f"{readout.entry} also in {readout.told.document}: {readout.told.sentence}{differs}"


def actor(
    called: Annotated[str, typer.Argument(metavar="ACTOR", help="A name, an identity, a state.")],
    store: StoreOption = DEFAULT_STORE,
    limit: Limit = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What all documents together have of an actor or a state."""
    with asking(store) as (opened, _):
        from communique.analysis import profile

        found = profile(opened, called, limit=limit)
        if as_json:
            typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
            return
        counts = (f"{one.entries}{'+' if one.capped else ''} {one.kind}" for one in found.counts)
        names = ", ".join(f"{one.name} ({one.documents})" for one in found.names)
        typer.echo(lines([found.name, names, " · ".join(counts)]), nl=False)
        for title, rows, columns in _parts(found):
            if rows:
                typer.echo(f"\n{title.upper()}")
                show(rows, type(rows[0]), columns, ListFormat.TABLE)


def _parts(found: Profile) -> Iterator[tuple[str, Sequence[Any], tuple[str, ...]]]:
    """The parts of a profile: title, rows, columns."""
    ties = ("who", "documents")
    yield "Offices", found.offices, ("name", "title", "of", "first_day", "last_day", "reports", "source")
    yield "Statements", found.statements, SHOWN
    yield "Meetings", found.meetings, ("day", "label", "status", "by", "place", "sentence", "document")
    yield "Ledger", found.ledger, ("day", "kind", "by", "to", "sentence", "document")
    yield "Positions", found.positions, ("holder", "issue", "day", "stance", "was", "sentence", "document")
    yield "Meets", found.meets, ties
    yield "Cited by", found.cited_by, ties
    yield "Cites", found.cites, ties


def network(
    relation: Annotated[Relation, typer.Argument(help="What joins two.")] = Relation.MEETS,
    store: StoreOption = DEFAULT_STORE,
    of: Annotated[str | None, typer.Option("--actor", "-a", help="Only what this one has part in.")] = None,
    states: Annotated[bool, typer.Option("--states", help="States instead of actors.")] = False,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """Who meets whom, or who cites whom."""
    with asking(store) as (opened, _):
        from communique.analysis import Edge, network

        found = network(
            opened,
            relation.value,
            of="states" if states else "actors",
            days=days(first, last),
            actor=of,
            limit=limit,
        )
        show(found.edges, Edge, ("source", "target", "entries", "documents", "sources"), form)


#: The commands, in the order in which help lists them, by name.
OVERVIEWS: dict[str, Callable[..., None]] = {
    "inbox": inbox,
    "show": show_document,
    "actor": actor,
    "network": network,
}
