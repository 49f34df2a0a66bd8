"""TimeML, read by an XML parser: the text is whole, and the marks lie on their words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.export.plain import clean
from communique.record import Record, Span, TimeExpression

#: The attributes of TimeML 1.2.1 (Saurí et al., Annotation Guidelines, and its DTD), of the elements used here.
ATTRIBUTES = {
    "TIMEX3": "tid type functionInDocument beginPoint endPoint quant freq temporalFunction value mod "
    "valueFromFunction anchorTimeID comment",
    "EVENT": "eid class comment",
    "MAKEINSTANCE": "eiid eventID signalID pos tense aspect cardinality polarity modality comment",
    "TLINK": "lid origin eventInstanceID timeID signalID relatedToEventInstance relatedToTime relType comment",
    **dict.fromkeys(("TimeML", "DOCID", "DCT", "TEXT"), ""),
}


def parsed(data: bytes) -> ET.Element:
    """The document, after a look at its elements, attributes and references."""
    root = ET.fromstring(data)
    assert [child.tag for child in root][:3] == ["DOCID", "DCT", "TEXT"]
    names = ("tid", "eid", "eiid", "lid")
    given = [element.attrib[name] for element in root.iter() for name in names if name in element.attrib]
    ids = set(given)
    assert len(given) == len(ids)
    for element in root.iter():
        assert set(element.attrib) <= set(ATTRIBUTES[element.tag].split())
        for name in ("eventID", "eventInstanceID", "relatedToTime", "anchorTimeID"):
            assert element.get(name) in {None, *ids}
    return root


def only(files: dict[str, bytes]) -> ET.Element:
    (data,) = files.values()
    return parsed(data)


def body(root: ET.Element) -> ET.Element:
    found = root.find("TEXT")
    assert found is not None
    return found


def test_times_and_events_stand_on_their_words(folder, record: Record) -> None:
    root = only(folder("timeml", record))
    assert "".join(body(root).itertext()) == record.document.text
    (tuesday,) = body(root).iter("TIMEX3")
    assert (tuesday.text, tuesday.get("type"), tuesday.get("value")) == ("Tuesday", "DATE", "2022-06-07")
    events = {event.get("comment"): (event.text, event.get("class")) for event in body(root).iter("EVENT")}
    assert events["s1 assert"] == ("said", "REPORTING")
    assert events["e2 AID hypothetical"] == ("help", "OCCURRENCE")
    texts = [event.text for event in body(root).iter("EVENT")]
    assert texts == ["meet", "met", "said", "asked", "help", "added"]


def test_a_link_dates_the_meeting(folder, record: Record) -> None:
    root = only(folder("timeml", record))
    instances = {item.get("eiid"): item.get("eventID") for item in root.iter("MAKEINSTANCE")}
    words = {event.get("eid"): event.text for event in root.iter("EVENT")}
    times = {time.get("tid"): time.text for time in root.iter("TIMEX3")}
    links = [
        (words[instances[link.get("eventInstanceID")]], times[link.get("relatedToTime")], link.get("relType"))
        for link in root.iter("TLINK")
    ]
    assert links == [("meet", "Tuesday", "IS_INCLUDED"), ("met", "Tuesday", "IS_INCLUDED")]


@pytest.mark.parametrize(
    ("published", "value", "anchor"), [(True, "2022-06-08", "t0"), (False, "XXXX-XX-XX", None)]
)
def test_the_day_of_publication_is_the_creation_time(folder, record: Record, published, value, anchor) -> None:
    day = record.times[0].anchor.day if published else None
    root = only(folder("timeml", msgspec.structs.replace(record, published=day)))
    created = next(root.iter("TIMEX3"))
    assert (created.get("value"), created.get("functionInDocument")) == (value, "CREATION_TIME")
    assert next(body(root).iter("TIMEX3")).get("anchorTimeID") == anchor


def test_what_was_cancelled_is_negative(folder, record: Record) -> None:
    cancelled = msgspec.structs.replace(record.meetings[0], status="cancelled")
    root = only(folder("timeml", msgspec.structs.replace(record, meetings=(cancelled,))))
    assert [item.get("polarity") for item in root.iter("MAKEINSTANCE")][:2] == ["NEG", "NEG"]


def test_every_document_has_its_file(folder, record: Record) -> None:
    document = msgspec.structs.replace(record.document, id="https://example.org/../a b?c")
    assert set(folder("timeml", record, record, msgspec.structs.replace(record, document=document))) == {
        "story.tml",
        "story-2.tml",
        "a_b_c.tml",
    }


def test_hostile_text_is_whole(folder, hostile: Record) -> None:
    assert "".join(body(only(folder("timeml", hostile))).itertext()) == clean(hostile.document.text)


@settings(max_examples=40)
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_marks_never_overlap_and_no_character_is_lost(folder, record: Record, text: str, pairs) -> None:
    times = tuple(
        TimeExpression(id=f"x{n}", span=Span(*sorted(pair)), type="DATE", value="2022")
        for n, pair in enumerate(pairs)
    )
    empty = {name: () for name in record.__struct_fields__ if isinstance(getattr(record, name), tuple)}
    document = msgspec.structs.replace(record.document, text=text)
    root = only(folder("timeml", msgspec.structs.replace(record, document=document, **empty | {"times": times})))
    assert "".join(body(root).itertext()) == clean(text)
