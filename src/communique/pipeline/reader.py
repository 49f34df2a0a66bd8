"""The reader: one document in, one record out, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.knowledge import gazetteer
from communique.pipeline.actors import Actors
from communique.pipeline.checks import Checks
from communique.pipeline.dating import Dating
from communique.pipeline.encoder import Encoder, version
from communique.pipeline.english import encodable, obstacle
from communique.pipeline.events import Events
from communique.pipeline.language import DEFAULT_MODEL, Language, read_parts
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
        confidence: Statements less sure than this, from 0 to 1, are left out, and what rests on them with them.

    Raises:
        ModelNotFoundError: It is not installed or lacks a parser or names.
        ValueError: The confidence is not from 0 to 1.
        GazetteerError: The gazetteer that the environment names is none.
    """

    def __init__(self, model: str | None = None, confidence: float = 0.0) -> None:
        if not 0 <= confidence <= 1:
            raise ValueError(f"a confidence is from 0 to 1, not {confidence}")
        self.language = Language(model or DEFAULT_MODEL)
        self.encoder = Encoder()
        self.layout = LayoutReader()
        self.dating = Dating()
        self.times = Times()
        self.places = Places()
        self.actors = Actors()
        self.statements = Statements(confidence)
        self.events = Events()
        self.ledger = Ledgers()
        self.checks = Checks()
        meta = self.language.pipeline.meta
        self.model = Model(
            communique=__version__,
            pipeline=f"{meta['lang']}_{meta['name']}",
            version=str(meta["version"]),
            weights=version(),
            confidence=confidence,
            gazetteer=gazetteer().digest,
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
        places = self.places(text, dated.published)
        cast = self.actors(text, places)
        encoded = self.encoder(document.text, read_parts(layout))
        statements = self.statements(text, cast, encoded)
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
