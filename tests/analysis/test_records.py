"""Records that leave a store: which ones, corrected, and never more of them in memory than a page."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from analysis.made import Story

from communique.analysis import Choice, Days, QuestionError, chosen
from communique.record import Record
from communique.store import Change, Correction, Mend, Rename, Store, amending, correct, corrected, target


def by(change: Change) -> Correction:
    return Correction(author="Ada", day=datetime.date(2022, 9, 1), reason="read it again", change=change)


def names(records: object) -> list[str]:
    return [record.document.id for record in records]  # type: ignore[attr-defined]


def test_all_come_in_their_order(store: Store) -> None:
    assert names(chosen(store)) == ["june", "july", "august"]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(documents=("august", "june")), ["june", "august"]),
        (Choice(outlet="the astana times"), ["june"]),
        (Choice(outlet="TASS"), ["july"]),
        (Choice(actor="Sergey Lavrov"), ["august"]),
        (Choice(actor="Russia"), ["july", "august"]),
        (Choice(days=Days(datetime.date(2022, 7, 1))), ["july", "august"]),
        (Choice(days=Days(None, datetime.date(2022, 7, 10)), actor="China"), ["june", "july"]),
        (Choice(documents=("june",), outlet="TASS"), []),
    ],
)
def test_a_choice(store: Store, choice: Choice, found: list[str]) -> None:
    assert names(chosen(store, choice)) == found


@pytest.mark.parametrize(
    "choice", [Choice(documents=("nothing",)), Choice(outlet="nobody's"), Choice(actor="Wan Yi")]
)
def test_what_is_not_known_is_said_before_the_first_record(store: Store, choice: Choice) -> None:
    with pytest.raises(QuestionError):
        chosen(store, choice)


def test_corrections_are_applied(store: Store) -> None:
    (key,) = store.find("june")
    rename = Rename(identity="wang-yi", name="Wang Yi (王毅)")
    mend = Mend(target=target(store, key, "s1"), field="act", value="announce")
    correct(store, [by(rename), by(mend)])
    june, *others = chosen(store)
    assert june == corrected(store, key).record
    assert june.statements[0].act == "announce"
    assert "Wang Yi (王毅)" in {actor.name for record in others for actor in record.actors}


def test_records_are_fetched_a_page_at_a_time(
    store: Store, stories: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amending, "_PAGE", 1)
    fetched: list[Record] = []
    decode = Record.from_json
    monkeypatch.setattr(Record, "from_json", lambda json: fetched.append(decode(json)) or fetched[-1])
    found = chosen(store)
    assert not fetched
    next(found)
    assert len(fetched) == 1
    late = msgspec.structs.replace(stories[0].record().document, id="late", outlet="Late")
    (key,) = store.keep([late])
    store.put(key, msgspec.structs.replace(stories[0].record(), document=late))
    assert names(found) == ["july", "august", "late"]
