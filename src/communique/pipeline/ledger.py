"""The stage Ledger: what sides promise, ask for and refuse, and where they stand, by their statements."""

from __future__ import annotations

from typing import NamedTuple

from communique.pipeline.accounts.commitments import Commitments
from communique.pipeline.accounts.issues import Issues
from communique.pipeline.accounts.positions import Positions
from communique.pipeline.accounts.requests import Refusals, Requests
from communique.pipeline.accounts.sayings import Sayings
from communique.pipeline.accounts.terms import Terms
from communique.pipeline.actors import Cast
from communique.pipeline.circumstances import Circumstances
from communique.pipeline.language import Text
from communique.pipeline.statements import Said
from communique.record import Commitment, Place, Position, Refusal, Request, TimeExpression


class Ledger(NamedTuple):
    """The layer: commitments, requests, refusals and positions, each in text order."""

    commitments: tuple[Commitment, ...]
    requests: tuple[Request, ...]
    refusals: tuple[Refusal, ...]
    positions: tuple[Position, ...]


class Ledgers:
    """The stage."""

    def __call__(
        self,
        text: Text,
        cast: Cast,
        times: tuple[TimeExpression, ...],
        places: tuple[Place, ...],
        statements: tuple[Said, ...],
    ) -> Ledger:
        """Draw up the ledger of a text."""
        sayings, terms = Sayings(text, cast), Terms(text, times)
        issues = Issues(cast, Circumstances(text, times, places))
        commitments, requests = Commitments(sayings, terms), Requests(sayings, terms)
        refusals, positions = Refusals(sayings), Positions(sayings, issues, requests)
        for said in statements:
            if said.statement.actors and said.content:
                for page in (commitments, requests, refusals, positions):
                    page.enter(said)
        return Ledger(
            tuple(commitments.entries),
            tuple(requests.entries),
            tuple(refusals.entries),
            positions.met(),
        )
