"""What holds of every record, whatever the text: evidence that is there, ids that resolve, equal bytes."""

from __future__ import annotations

import gzip
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique import Document, Reader, Record
from communique.record import Span, ViaStatement

#: Fields that name other entries, and which kind of entry.
REFERENCES = {
    "participants": "actors",
    "actors": "actors",
    "recipients": "actors",
    "members": "actors",
    "issuer": "actors",
    "to": "actors",
    "of": "actors",
    "who": "actors",
    "holder": "actors",
    "place": "places",
    "time": "times",
    "statement": "statements",
    "meeting": "meetings",
}
#: `Role.of` is a state's code or a name, no id.
NO_REFERENCES = {("Role", "of")}
LISTS = (
    "times",
    "places",
    "actors",
    "statements",
    "meetings",
    "events",
    "commitments",
    "requests",
    "refusals",
    "positions",
    "findings",
)


def walk(value: Any) -> Iterator[msgspec.Struct]:
    """Every struct in a value, from outside in; the lists of a record among them."""
    if isinstance(value, msgspec.Struct):
        yield value
        for field in value.__struct_fields__:
            yield from walk(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from walk(part)


def assert_sound(record: Record) -> None:
    """All that every record promises."""
    text = record.document.text
    ids = {name: {entry.id for entry in getattr(record, name)} for name in LISTS}
    every = [entry.id for name in LISTS for entry in getattr(record, name)]
    assert len(every) == len(set(every)), "ids are unique within a record"
    for struct in walk(record):
        if isinstance(struct, Span):
            assert 0 <= struct.start < struct.end <= len(text), struct
            assert struct.of(text).strip(), f"{struct} covers blanks only"
            continue
        if struct is record:
            continue
        for field in struct.__struct_fields__:
            if field in REFERENCES and (type(struct).__name__, field) not in NO_REFERENCES:
                value = getattr(struct, field)
                named = value if isinstance(value, tuple) else () if value is None else (value,)
                assert set(named) <= ids[REFERENCES[field]], (type(struct).__name__, field, value)
    assert_told(record)


def assert_told(record: Record) -> None:
    """Statements say something, have no actor only for a reason, and rest on no circle."""
    for statement in record.statements:
        assert statement.content
        assert statement.actors or statement.reason, statement
        assert all(a.end <= b.start for a, b in itertools.pairwise(statement.content)), statement
    via = {s.id: s.via.statement for s in record.statements if isinstance(s.via, ViaStatement)}
    for start in via:
        seen, here = set(), start
        while here in via:
            assert here not in seen, f"the chain of {start} runs in a circle"
            seen.add(here)
            here = via[here]


def errors(record: Record) -> list[str]:
    return [finding.kind for finding in record.findings if finding.level == "error"]


def assert_nothing_read(record: Record, kind: str) -> None:
    assert errors(record) == [kind]
    assert all(getattr(record, name) == () for name in LISTS if name != "findings")


# Texts that are nearly news: words of the trade in any order, with marks, breaks and odd characters between them.
_TRADE = """the The a of to in on and that with said says told urged vowed denied agreed According statement
    President Minister Foreign Ministry spokesman Tokayev Wang Yi China Beijing Kazakh Moscow Russia's U.N. EU
    both sides he she they it its meeting talks visit Tuesday Wednesday next month June 7 2022 14:30 Astana
    sanctions support deal will would not never condemned “peace” "war ‘trust’ quote ” “ " ' ’ — – , , . . . : ;
    ? ! ( ) [ ] • | * /"""
_ODD = ("\n", "\n\n", "\n\n", "\t", "\u00a0", "\u200b", "\u202e", "😀", "e\u0301", "ʼ", "中国", "№")
_WORDS = st.sampled_from([*_TRADE.split(), *_ODD])
_TEXTS = st.lists(_WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


@settings(max_examples=60)
@given(text=_TEXTS, published=st.none() | st.dates())
def test_every_record_is_sound(reader: Reader, text: str, published: Any) -> None:
    document = Document(id="any", text=text, published=published)
    record = reader.read(document)
    assert record.document == document
    assert_sound(record)
    assert reader.read(document).to_json() == record.to_json()
    assert Record.from_json(record.to_json()) == record


def _stories(shared: Path) -> list[Document]:
    with (shared / "bench" / "record" / "dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Document(id=row["id"], text=row["text"]) for row in rows]


def test_records_of_stories_are_sound_and_come_out_the_same_in_any_order(reader: Reader, shared: Path) -> None:
    stories = _stories(shared)
    first = {record.document.id: record.to_json() for record in reader.read_many(stories)}
    again = {record.document.id: record.to_json() for record in reader.read_many(reversed(stories))}
    assert list(first) == [story.id for story in stories]
    assert first == again
    for data in first.values():
        record = Record.from_json(data)
        assert_sound(record)
        assert record.statements


def test_records_of_long_political_news_are_sound(reader: Reader, shared: Path) -> None:
    with gzip.open(shared / "bench" / "attribution" / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 40)]
    for record in reader.read_many(Document(id=row["id"], text=row["text"]) for row in rows):
        assert_sound(record)
        assert Record.from_json(record.to_json()) == record


def test_the_examples_are_sound(reader: Reader) -> None:
    for path in sorted((Path(__file__).parents[1] / "examples").glob("*.txt")):
        record = reader.read(Document(id=path.name, text=path.read_text(encoding="utf-8")))
        assert_sound(record)
        assert not errors(record), path.name
        assert record.statements, path.name


# Hostile inputs


@pytest.mark.parametrize("text", ["", " ", "\n\n\t \u00a0\u2003", "—", "…\n“”"])
def test_no_words_is_an_error(text: str) -> None:
    assert_nothing_read(communique.read(text), "empty")


@pytest.mark.parametrize(
    "text",
    [
        "Москва заявила, что переговоры состоятся во вторник. Министр сообщил об этом журналистам в Астане.",
        "中国外交部发言人周二表示,双方同意继续对话。会谈在北京举行,持续了两天。",
        "Le ministre des Affaires étrangères a déclaré mardi que les deux pays avaient convenu de poursuivre.",
    ],
)
def test_another_language_is_an_error_and_nothing_is_guessed(text: str) -> None:
    assert_nothing_read(communique.read(text), "not-english")


def test_a_text_of_nul_bytes_is_an_error() -> None:
    assert_nothing_read(communique.read("\0M\0o\0s\0c\0o\0w" * 40), "not-text")


def test_five_megabytes_in_one_line_are_refused_promptly() -> None:
    communique.read("The minister spoke.")  # load what has to be loaded
    start = time.perf_counter()
    record = communique.read("The minister said that talks would go on. " * 120_000)
    assert_nothing_read(record, "too-long")
    assert time.perf_counter() - start < 1


_ODD_ONES = ("\0", "\ud800", "\u202e", "\u2066", "\ufeff", "\x1b[31m", "\r", "🇰🇿", "\U0010ffff")


@pytest.mark.parametrize("odd", _ODD_ONES)
def test_odd_characters_move_no_offset(odd: str) -> None:
    text = (
        f"{odd}Canada’s foreign minister said on Tuesday that “talks{odd} will go on” in Ottawa. Delegations of "
        "six countries had met there for two days to prepare a conference on the forests of the north, and agreed "
        "on a first draft of its declaration, according to the host. A second draft is to follow soon."
    )
    record = communique.read(text, published="2023-05-10")
    assert record.document.text == text.replace("\ud800", "\ufffd")
    assert_sound(record)
    assert communique.Record.from_json(record.to_json()) == record
    assert ("lost-characters" in {finding.kind for finding in record.findings}) is (odd == "\ud800")
    assert "Tuesday" in {time.span.of(text) for time in record.times}


def test_one_word_without_end_is_read() -> None:
    assert_sound(communique.read("The minister said " + "a" * 50_000 + " in Geneva on Monday."))


def test_marks_without_end_take_no_longer_than_words() -> None:
    for hostile in ("“" * 10_000, "( " * 5_000, "said " * 5_000, "June " * 5_000, '"a" ' * 2_500):
        start = time.perf_counter()
        assert_sound(communique.read(f"The minister said that talks would go on. {hostile}"))
        assert time.perf_counter() - start < 15, hostile[:10]


def test_a_header_of_a_day_that_does_not_exist_is_doubted_and_dates_nothing() -> None:
    record = communique.read("| 31 June 2021, Thursday |\n\nNorway’s prime minister met the press on Monday.")
    assert "impossible-date" in {finding.kind for finding in record.findings}
    assert record.published is None
    assert all(time.interval is None for time in record.times if time.span.of(record.document.text) == "Monday")


def test_a_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        communique.read("The minister spoke.", published="2021-02-30")


def test_a_long_text_of_short_paragraphs_takes_time_in_proportion(reader: Reader) -> None:
    paragraph = "Peru’s foreign minister told reporters on Friday that round {n} of talks had ended in Lima.\n\n"

    def seconds(number: int) -> float:
        document = Document(id="long", text="".join(paragraph.format(n=n) for n in range(number)))
        start = time.perf_counter()
        reader.read(document)
        return time.perf_counter() - start

    seconds(20)
    assert seconds(400) < 4 * 2.5 * seconds(100)
