"""Texts of the tests of the stages, read and told in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique import Document, Reader, Record
from communique.record import Statement

Read = Callable[..., Record]


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Read a text, dated where a day is given."""

    def read_text(text: str, published: str | None = None) -> Record:
        import datetime

        day = datetime.date.fromisoformat(published) if published else None
        return reader.read(Document(id="test", text=text, published=day))

    return read_text


class Told:
    """A statement of a record in words, for expectations that read like the text."""

    def __init__(self, record: Record, statement: Statement) -> None:
        text = record.document.text
        self.who = record.names(statement.actors)
        self.cue = " … ".join(s.of(text) for s in statement.cue)
        self.content = " … ".join(s.of(text) for s in statement.content)
        self.source = " … ".join(s.of(text) for s in statement.source)
        self.act = statement.act
        self.mode = statement.mode
        self.to = record.names(statement.to)
        self.chain = record.chain(statement)
        self.via = statement.via
        self.reason = statement.reason
        self.negated = statement.negated

    def __repr__(self) -> str:
        return f"{self.who} {self.cue!r} {self.content!r} ({self.act}, {self.mode})"


@pytest.fixture(scope="session")
def told(read: Read) -> Callable[..., list[Told]]:
    """The statements of a text, in words."""

    def statements(text: str, published: str | None = None) -> list[Told]:
        record = read(text, published)
        return [Told(record, statement) for statement in record.statements]

    return statements
