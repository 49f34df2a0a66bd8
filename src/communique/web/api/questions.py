"""Questions across records: each asks the function of `communique.analysis` that has its name."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Query
from starlette.responses import Response

from communique import analysis
from communique.analysis import (
    Compared,
    Due,
    Facets,
    Issue,
    Joined,
    Matrix,
    Network,
    Office,
    Places,
    Reprint,
    Stand,
    Told,
)
from communique.analysis.timeline import KINDS as DAILY
from communique.web.api import queries
from communique.web.api.answers import answers
from communique.web.api.calls import Asked, Listed

router = APIRouter(tags=["questions"])
_DUE = get_args(queries.DueKind)


@router.get("/search", **answers(Listed[Told]))
def search(call: Asked, query: Annotated[queries.SearchQuery, Query()]) -> Response:
    """Entries that hold the words, best first, narrowed by filters; filters suffice."""
    return call.listed(query, lambda **page: analysis.search(call.store, query.words, query.filters, **page))


@router.get("/facets", **answers(Facets))
def facets(call: Asked, query: Annotated[queries.FacetsQuery, Query()]) -> Response:
    """What the matches of a search are made of, counted; each value is a filter."""
    return call.reply(call.desk.memory.ask(analysis.facets, query.words, query.filters, top=query.top))


@router.get("/timeline", **answers(Listed[Told]))
def timeline(call: Asked, query: Annotated[queries.TimelineQuery, Query()]) -> Response:
    """What an actor, a pair of actors or an issue has to do with, day after day."""
    return call.listed(
        query,
        lambda **page: analysis.timeline(
            call.store,
            query.actor,
            query.issue,
            days=query.days,
            kinds=query.kind or DAILY,
            latest=query.latest,
            **page,
        ),
    )


@router.get("/ledger", **answers(Listed[Due]))
def ledger(call: Asked, query: Annotated[queries.LedgerQuery, Query()]) -> Response:
    """What was promised, asked and refused, and where later reports come back to it."""
    return call.listed(
        query,
        lambda **page: analysis.ledger(
            call.store,
            query.actor,
            days=query.days,
            kinds=query.kind or _DUE,
            latest=query.latest,
            **page,
        ),
    )


@router.get("/positions", **answers(Listed[Stand]))
def positions(call: Asked, query: Annotated[queries.PositionsQuery, Query()]) -> Response:
    """Where actors stand on issues, report after report, with changes marked."""
    return call.listed(
        query,
        lambda **page: analysis.positions(
            call.store, query.actor, query.issue, days=query.days, changed=query.changed, **page
        ),
    )


@router.get("/meetings", **answers(Listed[Told]))
def meetings(call: Asked, query: Annotated[queries.MeetingsQuery, Query()]) -> Response:
    """Who met whom, when and where."""
    return call.listed(
        query,
        lambda **page: analysis.meetings(
            call.store,
            tuple(query.actor),
            place=query.place,
            status=query.status,
            days=query.days,
            latest=query.latest,
            **page,
        ),
    )


@router.get("/offices", **answers(Listed[Office]))
def offices(call: Asked, query: Annotated[queries.OfficesQuery, Query()]) -> Response:
    """Who held which office, by the word of the documents."""
    return call.listed(
        query, lambda **page: analysis.offices(call.store, query.actor, title=query.title, days=query.days, **page)
    )


@router.get("/events", **answers(Listed[Joined]))
def events(call: Asked, query: Annotated[queries.EventsQuery, Query()]) -> Response:
    """The same meeting or event in several reports: independent sources, and what is disputed."""
    return call.listed(
        query,
        lambda **page: analysis.joined(
            call.store,
            query.actor,
            kinds=query.kind or ("meeting", "event"),
            days=query.days,
            sources=query.sources,
            disputed=query.disputed,
            watch=call.desk.hurried,
            **page,
        ),
    )


@router.get("/reprints", **answers(Listed[Reprint]))
def reprints(call: Asked, query: Annotated[queries.ReprintsQuery, Query()]) -> Response:
    """Stories that several documents have: each is one source."""
    return call.listed(
        query, lambda **page: analysis.reprints(call.store, days=query.days, watch=call.desk.hurried, **page)
    )


@router.get("/compare", **answers(list[Compared]))
def compare(call: Asked, query: Annotated[queries.CompareQuery, Query()]) -> Response:
    """Two documents side by side: contradictions first, then what both have, then what only one has."""
    return call.reply(analysis.compare(call.store, query.a, query.b))


@router.get("/issues", **answers(Listed[Issue]))
def issues(call: Asked, query: Annotated[queries.IssuesQuery, Query()]) -> Response:
    """The issues on which positions are taken, those with most first."""
    return call.listed(query, lambda **page: analysis.issues(call.store, query.actor, days=query.days, **page))


@router.get("/issues/matrix", **answers(Matrix))
def matrix(call: Asked, query: Annotated[queries.MatrixQuery, Query()]) -> Response:
    """Who stands where: actors by issues, with the latest stance, changes and counts."""
    found = analysis.matrix(call.store, query.issue, query.actor, days=query.days, limit=query.limit)
    return call.reply(found)


@router.get("/network", **answers(Network))
def network(call: Asked, query: Annotated[queries.NetworkQuery, Query()]) -> Response:
    """Who meets whom, or who cites whom."""
    found = analysis.network(
        call.store, query.relation, of=query.of, days=query.days, actor=query.actor, limit=query.limit
    )
    return call.reply(found)


@router.get("/places", **answers(Places))
def places(call: Asked, query: Annotated[queries.PlacesQuery, Query()]) -> Response:
    """The places that documents name, with what took place there, to be set on a map."""
    return call.reply(analysis.places(call.store, query.words, query.filters, limit=query.limit))
