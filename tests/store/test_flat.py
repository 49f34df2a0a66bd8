"""The flat tables say what the record says, by identities and numbers that hold across documents."""

from __future__ import annotations

import datetime

from sqlalchemy import select

from communique.store import Store, tables


def test_entries_with_their_days_places_and_carriers(store: Store, keys: list[str]) -> None:
    entries = tables.entries
    rows = {row.entry: row for row in store.rows(select(entries).where(entries.c.document == 1))}
    assert {entry: (row.kind, row.label, row.status) for entry, row in rows.items()} == {
        "s1": ("statement", "announce", None),
        "s2": ("statement", "commit", None),
        "m1": ("meeting", "talks", "held"),
        "e1": ("event", "CONSULT", "happened"),
        "c1": ("commitment", "commit", None),
    }
    day = datetime.date(2022, 6, 7)
    assert (rows["m1"].day, rows["m1"].basis, rows["m1"].place, rows["m1"].country) == (
        day,
        "text",
        "Astana",
        "KAZ",
    )
    assert (rows["s2"].day, rows["s2"].basis) == (day, "report")
    assert (rows["e1"].day, rows["e1"].basis) == (None, None)
    assert rows["c1"].statement == rows["e1"].statement == rows["s2"].id
    assert rows["s2"].statement == rows["s1"].id
    assert rows["e1"].meeting == rows["m1"].id


def test_a_refusal_is_an_entry_of_its_own(store: Store, keys: list[str]) -> None:
    entries = tables.entries
    (row,) = store.rows(select(entries).where(entries.c.kind == "refusal"))
    assert (row.document, row.entry, row.label) == (2, "n1", "refuse")
    assert row.words == "rejected the ceasefires that Wang had offered."
    (carrier,) = store.rows(select(entries).where(entries.c.id == row.statement))
    assert carrier.entry == "s2"


def test_parties_by_part(store: Store, keys: list[str]) -> None:
    parties, entries = tables.parties, tables.entries
    query = (
        select(entries.c.entry, parties.c.part, parties.c.identity).join(parties).where(entries.c.document == 1)
    )
    assert {tuple(row) for row in store.rows(query.where(entries.c.document == 1))} == {
        ("s1", "by", "wang"),
        ("s1", "via", "xinhua"),
        ("s2", "by", "wang"),
        ("s2", "via", "wang"),
        ("s2", "via", "xinhua"),
        ("m1", "by", "wang"),
        ("m1", "by", "xinhua"),
        ("e1", "by", "wang"),
        ("e1", "via", "xinhua"),
        ("c1", "by", "wang"),
        ("c1", "to", "xinhua"),
        ("c1", "via", "xinhua"),
    }


def test_the_words_and_the_sentence_are_the_text(store: Store, keys: list[str]) -> None:
    entries, documents = tables.entries, tables.documents
    (row,) = store.rows(
        select(entries, documents.c.text)
        .join(documents)
        .where(entries.c.entry == "s2", documents.c.key == keys[0])
    )
    assert row.words == row.text[row.start : row.end] == "promised a ceasefire in Geneva."
    assert row.text[row.sentence_start : row.sentence_end] == "Wang promised a ceasefire in Geneva."


def test_actors_roles_places_and_times(store: Store, keys: list[str]) -> None:
    actors = tables.actors
    found = store.rows(select(actors.c.identity).where(actors.c.folded == "Wang".casefold()))
    assert [identity for (identity,) in found] == ["wang"]
    assert [row.title for row in store.rows(select(tables.roles))] == ["minister"] * 2
    assert {row.name for row in store.rows(select(tables.toponyms))} == {"Astana"}
    assert {row.day for row in store.rows(select(tables.times))} == {datetime.date(2022, 6, 7)}
