"""A reader that needs no language pipeline, so that the command line is tested by itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import making
import pytest
from click.testing import Result
from making import named, said
from typer.testing import CliRunner

import communique
from communique.cli import app
from communique.record import Document, Finding, Record, Span

Run = Callable[..., Result]


def record_of(document: Document) -> Record:
    """A record in which the first word says the rest; a document of the one word `Unreadable` is not read."""
    first, end = len(document.text.split()[0]), len(document.text)
    name = document.text[:first]
    finding = Finding(id="f1", kind="not-english", level="error", message="The text is not in English.")
    if document.text.strip() == "Unreadable":
        return making.record_of(document, findings=(finding,))
    actor = named("a1", name, Span(0, first), identity="x")
    return making.record_of(document, actors=(actor,), statements=(said("s1", Span(first, end), actors=("a1",)),))


class ModelNotFoundError(LookupError):
    pass


class Reader:
    def __init__(self, model: str | None = None, confidence: float = 0.0) -> None:
        if model == "missing":
            raise ModelNotFoundError("the spaCy pipeline 'missing' is not installed")

    def read_many(self, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            if "INTERRUPT" in document.text:
                raise KeyboardInterrupt
            yield record_of(document)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command in a folder of its own."""
    monkeypatch.setitem(vars(communique), "Reader", Reader)
    monkeypatch.setitem(vars(communique), "ModelNotFoundError", ModelNotFoundError)
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: str | os.PathLike[str], input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [os.fspath(arg) for arg in args], input=input)

    return invoke
