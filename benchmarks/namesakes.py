"""How often a widely known place gives way to a namesake: `python -m benchmarks.namesakes` lists where it does.

The sets of places are for a good part local news, where a name mostly means the town nearby. In news of a nation
or the world it means the place that all know, unless the text says otherwise, and no set tells. So this reads the
news of the set for attribution, and prints each name without a container that has a widely known meaning and was
given a far less known one, or none. What it prints is for reading, not for counting alone: some are right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import files
from benchmarks.commands import BENCH
from benchmarks.tasks.places import read_for_places
from communique import Document, Reader
from communique.pipeline.geoparsing.resolution import key, resolve
from communique.pipeline.geoparsing.tagging import Geotagger

#: The importance from which a place is widely known, and by how much another is far less so.
_WIDELY, _LESS = 6.5, 1.5


class Loss(NamedTuple):
    """A name that was not given its widely known meaning: its words, what it was given, and where it stands."""

    words: str
    given: str
    context: str


def losses(reader: Reader, document: Document) -> Iterator[Loss | None]:
    """Each name of a document that has a widely known meaning: None where it was given it."""
    text, published = read_for_places(reader, document)
    tagger = Geotagger(text)
    toponyms = tagger.toponyms()
    choices = resolve(toponyms, published, tagger.hints())
    for toponym in {key(one): one for one in reversed(toponyms)}.values():
        choice = choices[key(toponym)]
        most = max((place.importance for place, _ in choice.ranked), default=0.0)
        if choice.within or toponym.narrowed or most < _WIDELY:
            continue
        if choice.best is not None and choice.best.importance >= most - _LESS:
            yield None
            continue
        given = f"{choice.best.name}, {choice.best.country}" if choice.best else "left open"
        span = text.span(toponym.start, toponym.end)
        context = document.text[max(span.start - 60, 0) : span.end + 40]
        yield Loss(toponym.words, given, " ".join(context.split()))


def main() -> None:
    """Print the losses, and how many names there were."""
    bench = Path(sys.argv[1]) if len(sys.argv) > 1 else BENCH
    reader = Reader()
    names = lost = 0
    for one in files.read_inputs(bench / "attribution" / "polnear-dev.jsonl.gz"):
        for loss in losses(reader, one.document()):
            names += 1
            if loss is not None:
                lost += 1
                print(f"{loss.words}: {loss.given} | {loss.context}")
    print(f"{lost} of {names} widely known names")


if __name__ == "__main__":
    main()
