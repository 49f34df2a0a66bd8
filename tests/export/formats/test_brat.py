"""brat standoff, read as brat reads it: a line an annotation, offsets into the text, types as configured."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.record import Record

_LINE = re.compile(
    r"(?P<T>T\d+\t(?P<type>\w+) (?P<where>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>.*))"
    r"|(?P<E>E\d+\t\w+:T\d+( [A-Z][a-z]+\d*:T\d+)*)"
    r"|(?P<A>A\d+\t\w+ [TE]\d+ \w+)|(?P<N>#\d+\tAnnotatorNotes [TE]\d+\t.+)|(?P<R>\*\tCoreferent( T\d+){2,})"
)


def configured(data: bytes) -> dict[str, dict[str, str]]:
    """The sections of `annotation.conf`: names with what follows them."""
    sections: dict[str, dict[str, str]] = {}
    for line in data.decode().splitlines():
        if found := re.fullmatch(r"\[(\w+)\]", line):
            section = sections.setdefault(found[1], {})
        elif line:
            name, _, rest = line.partition("\t")
            section[name] = rest
    return sections


def check(files: dict[str, bytes], name: str) -> list[re.Match[str]]:
    """The annotations of a document, after a look at offsets, references and types."""
    text, types = files[f"{name}.txt"].decode(), configured(files["annotation.conf"])
    # brat iterates over a codecs reader, which ends a line at every character that Python takes for its end.
    lines = [_LINE.fullmatch(line) for line in files[f"{name}.ann"].decode().splitlines()]
    assert None not in lines
    found = [line for line in lines if line is not None]
    ids = [line[0].partition("\t")[0] for line in found if line[0][0] != "*"]
    assert len(ids) == len(set(ids))
    for line in found:
        for reference in re.findall(r"(?<=[ :])[TE]\d+(?=[ \t]|$)", line[0].partition("\t")[2].partition("\t")[0]):
            assert reference in ids
        if line["T"]:
            parts = [[int(edge) for edge in part.split()] for part in line["where"].split(";")]
            assert all(start < end for start, end in parts)
            assert " ".join(text[start:end] for start, end in parts) == line["words"]
            assert line["type"] in types["entities"] | types["events"]
        if line["E"]:
            type, roles = line[0].split("\t")[1].split(":")[0], re.findall(r" ([A-Za-z]+)\d*:", line[0])
            assert [role for role in roles if role not in types["events"][type]] == []
        if line["A"]:
            attribute, _, given = line[0].split("\t")[1].split()
            assert given in re.split(r"[|:]", types["attributes"][attribute])
    return found


def test_statements_and_meetings_are_events(folder, record: Record) -> None:
    found = check(folder("brat", record), "story")
    words = {line[0].split("\t")[0]: line["words"] for line in found if line["T"]}
    types = {line[0].split("\t")[0]: line["type"] for line in found if line["T"]}
    events = [
        [(role, words[id]) for role, id in re.findall(r"(\w+):(T\d+)", line[0])] for line in found if line["E"]
    ]
    assert events[0][:3] == [
        ("Statement", "said"),
        ("Source", "Lavrov"),
        ("Content", "that Astana had asked Moscow to help"),
    ]
    assert ("Addressee", "Moscow") in events[1]
    assert ("Meeting", "met") in events[3]
    assert events[-1] == [("AID", "help"), ("Actor", "Moscow")]
    notes = [line[0].split("\t")[2] for line in found if line["N"]]
    assert "Example Agency > statement of Kazakhstan > Sergey Lavrov" in notes
    assert {"Kazakhstan; firm; on condition: “it backs a truce”; deadline: 7 June 2022 (“Tuesday”)"} <= set(notes)
    assert "Russia > Kazakhstan" in notes
    assert [words for id, words in words.items() if types[id] == "Refusal"] == ["to help"]
    assert next(line[0] for line in found if line["R"]).count(" T") == 3


def test_a_quotation_without_reporting_words_is_an_event_all_the_same(folder, record: Record) -> None:
    bare = msgspec.structs.replace(record.statements[2], cue=())
    found = check(folder("brat", msgspec.structs.replace(record, statements=(bare,))), "story")
    triggers = [line["words"] for line in found if line["type"] == "Statement"]
    assert triggers == ["Kazakhstan will “host talks”"]


def test_the_text_is_the_documents(folder, record: Record) -> None:
    assert folder("brat", record)["story.txt"].decode() == record.document.text


def test_hostile_documents(folder, hostile: Record) -> None:
    files = folder("brat", hostile)
    (name,) = (name.removesuffix(".ann") for name in files if name.endswith(".ann"))
    found = check(files, name)
    assert any(";" in (line["where"] or "") for line in found), "nothing ran over a line's end"


@settings(max_examples=40)
@given(
    st.text(st.sampled_from("a \n\r\t\x0b\x0c\x1c\x85\u2028\x00🤝"), max_size=30),
    st.lists(st.integers(0, 30), min_size=4, max_size=9),
)
def test_any_text_and_any_spans(folder, record: Record, over, text: str, edges: list[int]) -> None:
    files = folder("brat", over(record, text, edges))
    (name,) = (name.removesuffix(".ann") for name in files if name.endswith(".ann"))
    check(files, name)


@pytest.mark.parametrize("section", ["entities", "relations", "events", "attributes"])
def test_the_configuration_has_all_that_brat_wants(folder, record: Record, section: str) -> None:
    assert configured(folder("brat", record)["annotation.conf"])[section]
