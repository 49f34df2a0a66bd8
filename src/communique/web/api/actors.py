"""Actors: who is known, and what all documents together have of one; and single entries."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from communique import analysis
from communique.analysis import Profile, QuestionError, Told
from communique.web.api import queries
from communique.web.api.answers import answers
from communique.web.api.calls import Asked
from communique.web.problems import ProblemError

router = APIRouter(tags=["actors"])
Id = Annotated[int, Path(ge=0, le=2**53, description="`Told.id`.")]
Called = Annotated[queries.Words, Path(description="A name, an identity, or a state by name or code.")]


@router.get("/actors/{called:path}", **answers(Profile))
def profile(call: Asked, called: Called, query: Annotated[queries.ProfileQuery, Query()]) -> Response:
    """An actor, or a state with all who speak for it: offices, statements, meetings, ledger, positions, ties."""
    try:
        return call.reply(call.desk.memory.ask(analysis.profile, called, limit=query.limit))
    except QuestionError as error:
        raise ProblemError(404, str(error), suggestions=analysis.suggest(call.store, called)) from None


@router.get("/suggest", **answers(list[str]))
def suggest(call: Asked, query: Annotated[queries.SuggestQuery, Query()]) -> Response:
    """Names of states and actors that somebody may mean."""
    return call.reply(analysis.suggest(call.store, query.called, query.limit))


@router.get("/entries/{id}", tags=["documents"], **answers(Told))
def entry(call: Asked, id: Id, query: queries.Nothing) -> Response:
    """One entry, by the `id` that answers of this store give it; a document that is read again gets new ones."""
    for found in analysis.entries_of(call.store, [id]):
        return call.reply(found)
    raise ProblemError(404, f"there is no entry {id}: ask again for the one that is meant")
