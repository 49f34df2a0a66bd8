"""The reader: one document in, one record out, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.pipeline.actors import Actors
from communique.pipeline.checks import Checks
from communique.pipeline.dating import Dating
from communique.pipeline.english import encodable, obstacle
from communique.pipeline.events import Events
from communique.pipeline.language import DEFAULT_MODEL, Language
from communique.pipeline.layout import LayoutReader
from communique.pipeline.ledger import Ledgers
from communique.pipeline.places import Places
from communique.pipeline.statements import Statements
from communique.pipeline.times import Times
from communique.record import Document, Finding, Layout, Model, Record
from communique.version import __version__


class Reader:
    """Reads documents into records.

    A reader holds the language pipeline and the tables, which take a second to load: make one, and read many.

    Args:
        model: Name of an installed spaCy pipeline for English.

    Raises:
        ModelNotFoundError: It is not installed or lacks a parser or names.
    """

    def __init__(self, model: str | None = None) -> None:
        self.language = Language(model or DEFAULT_MODEL)
        self.layout = LayoutReader()
        self.dating = Dating()
        self.times = Times()
        self.places = Places()
        self.actors = Actors()
        self.statements = Statements()
        self.events = Events()
        self.ledger = Ledgers()
        self.checks = Checks()
        meta = self.language.pipeline.meta
        self.model = Model(
            communique=__version__, pipeline=f"{meta['lang']}_{meta['name']}", version=str(meta["version"])
        )

    def read(self, document: Document) -> Record:
        """Read a document.

        What cannot be read (an empty text, one that is too long, not English or no text at all) gives a record
        with one finding of level `error` and nothing else. Lone surrogates in the text, which neither JSON nor a
        tokenizer takes, are U+FFFD in the record's document, and a finding says so.
        """
        text_read, lost = encodable(document.text)
        document = msgspec.structs.replace(document, text=text_read) if lost else document
        if (problem := obstacle(document.text)) is not None:
            return self._unread(document, *problem)
        layout = self.layout(document)
        dated = self.dating(document, layout)
        text = self.language(document, layout)
        times = self.times(text, dated)
        places = self.places(text)
        cast = self.actors(text, places)
        statements = self.statements(text, cast)
        happenings = self.events(text, cast, times, places, statements)
        ledger = self.ledger(text, cast, times, places, statements)
        findings = self.checks(dated, times, cast, lost)
        return Record(
            document=document,
            model=self.model,
            layout=layout,
            published=dated.published,
            times=times,
            places=places,
            actors=cast.actors,
            statements=tuple(said.statement for said in statements),
            meetings=happenings.meetings,
            events=happenings.events,
            commitments=ledger.commitments,
            requests=ledger.requests,
            positions=ledger.positions,
            findings=findings,
            refusals=ledger.refusals,
        )

    def read_many(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Read documents one after the other, in their order; memory does not grow with their number."""
        for document in documents:
            with self.language.pipeline.memory_zone():
                record = self.read(document)
            yield record

    def _unread(self, document: Document, kind: str, message: str) -> Record:
        finding = Finding(id="f1", kind=kind, level="error", message=message)
        return Record(
            document=document,
            model=self.model,
            layout=Layout(paragraphs=()),
            published=document.published,
            times=(),
            places=(),
            actors=(),
            statements=(),
            meetings=(),
            events=(),
            commitments=(),
            requests=(),
            positions=(),
            findings=(finding,),
        )
