"""The texts that speed is measured on."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from communique import Document

#: Development sets with whole news stories, in `bench`.
STORIES = ("attribution/polnear-dev.jsonl.gz", "record/dev.jsonl")
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def documents(bench: Path, number: int) -> list[Document]:
    """So many stories, evenly drawn from the development sets; without these, from the examples, varied.

    Raises:
        FileNotFoundError: There is neither.
    """
    texts = list(_stories(bench)) or list(itertools.islice(_variations(), number))
    drawn = [texts[i * len(texts) // number] for i in range(number)] if number < len(texts) else texts
    return [Document(id=f"d{n}", text=text) for n, text in enumerate(drawn, 1)]


def long_document(stories: list[Document], words: int) -> Document:
    """One document of about so many words: the paragraphs of the stories one after the other, over and over."""
    paragraphs = [p for story in stories for p in story.text.split("\n\n") if p.strip()]
    taken, count = [], 0
    for paragraph in itertools.cycle(paragraphs):
        taken.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            break
    return Document(id=f"long-{words}", text="\n\n".join(taken))


def count_words(stories: list[Document]) -> int:
    """Words, as white space parts them."""
    return sum(len(story.text.split()) for story in stories)


def _stories(bench: Path) -> Iterator[str]:
    for name in STORIES:
        path = bench / name
        if path.exists():
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for line in lines)


def _variations() -> Iterator[str]:
    """The examples without end, each time with their paragraphs turned on by one, so that no two are the same."""
    examples = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    if not examples:
        raise FileNotFoundError(f"no story to read: neither the development sets nor {EXAMPLES}/*.txt")
    for turn in itertools.count():
        for example in examples:
            paragraphs = example.strip().split("\n\n")
            turned = turn % len(paragraphs)
            yield "\n\n".join(paragraphs[turned:] + paragraphs[:turned])
