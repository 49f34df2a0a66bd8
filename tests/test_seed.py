"""What the first story of the record set must give; its text stays outside of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique
from communique import Record
from communique.record import ViaSource, ViaStatement


@pytest.fixture(scope="module")
def seed(shared: Path) -> Record:
    (story,) = (shared / "seed").glob("*.txt")
    return communique.read(story.read_text(encoding="utf-8"))


def test_the_meetings(seed):
    text = seed.document.text
    held = next(m for m in seed.meetings if m.status == "held")
    assert set(seed.names(held.participants)) == {"Wang Yi", "Kassym-Jomart Tokayev"}
    assert next(t for t in seed.times if t.id == held.time).span.of(text) == "Tuesday"
    planned = next(m for m in seed.meetings if m.status == "planned")
    five = {"Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"}  # the sides behind `C+C5`
    assert {"Wang Yi", *five} <= set(seed.names(planned.participants))
    places = {place.id: place for place in seed.places}
    for meeting in (held, planned):
        assert meeting.place is not None
        assert "Nur-Sultan" in {mention.span.of(text) for mention in places[meeting.place].mentions}


def test_the_header_is_doubted_and_no_day_guessed(seed):
    doubts = [f for f in seed.findings if f.level == "doubt"]
    assert [f.kind for f in doubts] == ["header-place-name"]
    assert "Nur-Sultan" in {span.of(seed.document.text) for span in doubts[0].evidence}
    assert seed.published is None
    tuesday = next(t for t in seed.times if t.span.of(seed.document.text) == "Tuesday")
    assert (tuesday.value, tuesday.interval) == ("XXXX-WXX-2", None)
    assert tuesday.reason


def test_the_war_began_on_its_day(seed):
    assert "2022-02-24" in {t.value for t in seed.times}
    war = next(e for e in seed.events if e.type == "ASSAULT" and e.interval is not None)
    assert war.interval.start.isoformat() == "2022-02-24"
    assert (seed.names(war.actors), seed.names(war.recipients)) == (("Russia",), ("Ukraine",))


def test_the_five_addressees(seed):
    urged = next(s for s in seed.statements if s.act == "request" and s.to)
    meant = [seed.actor(id) for id in urged.to]
    named = {seed.actor(id).name for actor in meant for id in actor.members or (actor.id,)}
    assert named == {"Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"}


def test_chinas_commitment(seed):
    text = seed.document.text
    promised = [c for c in seed.commitments if "feasibility study" in c.what.of(text)]
    assert [seed.names(c.who) for c in promised] == [("China",)]


def test_what_the_president_agreed_to_by_the_ministrys_word(seed):
    text = seed.document.text
    agreed = next(s for s in seed.statements if s.act == "agree" and "Global Security" in s.content[0].of(text))
    assert seed.names(agreed.actors) == ("Kassym-Jomart Tokayev",)
    assert isinstance(agreed.via, ViaStatement)
    document = seed.actor(next(s for s in seed.statements if s.id == agreed.via.statement).actors[0])
    assert document.kind == "document"
    assert document.issuer is not None
    assert seed.actor(document.issuer).name == "Ministry of Foreign Affairs of China"
    appreciated = next(s for s in seed.statements if s.act == "praise")
    assert isinstance(appreciated.via, ViaSource)
