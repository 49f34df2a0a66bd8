"""The commands that ask a store: their forms, limits and errors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from analysis.made import Story

from communique.cli.showing import _fitting
from communique.store import Store

STORE = ("--store", "asked.db")


@pytest.fixture
def filled(run, tmp_path: Path) -> None:
    stories = [
        Story("june", "2022-06-07", "=cmd|' /C calc'!A0")
        .office("Wang Yi", "Foreign Minister", "CHN")
        .meet("Wang Yi", "Kassym-Jomart Tokayev", on="2022-06-07", place="Astana")
        .say("commit", "Wang Yi", "China would build the railway to Kyrgyzstan", also="commitment")
        .say("agree", "Wang Yi", "he backed the grain deal", also="support: the grain deal"),
        Story("july", "2022-06-08", "TASS")
        .meet("Wang Yi", "Kazakhstan", on="2022-06-07", place="Almaty")
        .say("assert", "Wang Yi", "\x1b[31mthe railway to Kyrgyzstan was begun"),
    ]
    with Store(tmp_path / "asked.db", create=True) as store:
        records = [story.record() for story in stories]
        for key, record in zip(store.keep([one.document for one in records]), records, strict=True):
            store.put(key, record)


COMMANDS = {
    "search": (("search", "railway"), 3),
    "timeline": (("timeline", "Wang Yi"), 5),
    "ledger": (("ledger",), 1),
    "positions": (("positions", "China"), 1),
    "meetings": (("meetings", "Wang Yi", "Kazakhstan"), 2),
    "offices": (("offices", "Wang Yi"), 1),
    "reprints": (("reprints",), 0),
    "compare": (("compare", "june", "july"), 4),
    "events": (("events", "Wang Yi"), 1),
    "inbox": (("inbox",), 2),
    "network": (("network", "meets", "--states"), 1),
}


@pytest.mark.parametrize(("command", "rows"), COMMANDS.values(), ids=COMMANDS)
@pytest.mark.usefixtures("filled")
def test_each_question_in_each_form(run, command: tuple[str, ...], rows: int) -> None:
    as_json = run(*command, *STORE, "-f", "json")
    assert as_json.exit_code == 0, as_json.output
    found = json.loads(as_json.stdout)
    assert len(found) == rows
    as_csv = run(*command, *STORE, "-f", "csv")
    head, *lines = csv.reader(io.StringIO(as_csv.stdout))
    assert len(lines) == rows
    assert all(set(one) <= set(head) for one in found)
    table = run(*command, *STORE)
    assert table.exit_code == 0
    assert "\x1b" not in table.stdout
    assert (table.stdout == "nothing found\n") is (rows == 0)


@pytest.mark.usefixtures("filled")
def test_a_limit(run) -> None:
    assert len(json.loads(run("timeline", "Wang Yi", "-n", "2", *STORE, "-f", "json").stdout)) == 2


@pytest.mark.usefixtures("filled")
def test_a_dispute_is_shown(run) -> None:
    (meeting,) = json.loads(run("events", "--disputed", "--sources", "2", *STORE, "-f", "json").stdout)
    assert [dispute["on"] for dispute in meeting["disputes"]] == ["place"]


@pytest.mark.usefixtures("filled")
def test_no_cell_is_a_formula(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("search", "railway", *STORE, "-f", "csv").stdout)))
    assert {row["outlet"] for row in rows} == {"'=cmd|' /C calc'!A0", "TASS"}


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (("search",), "neither a word to look for nor a filter"),
        (("search", "x", "--from", "2022-06-08", "--to", "2022-06-07"), "end before they begin"),
        (("timeline",), "a timeline is of an actor"),
        (("ledger", "Metternich"), "no document names an actor 'Metternich'"),
        (("compare", "june", "august"), "there is no document 'august'"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_what_cannot_be_asked_is_one_line(run, args: tuple[str, ...], what: str) -> None:
    result = run(*args, *STORE)
    assert result.exit_code == 2
    assert what in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_store_that_is_not_there(run) -> None:
    result = run("search", "x", "--store", "none.db")
    assert result.exit_code == 1
    assert "none.db does not exist" in result.stderr


@pytest.mark.usefixtures("filled")
def test_a_document_is_shown_with_what_others_have_of_its_meetings(run) -> None:
    shown = run("show", "june", *STORE)
    assert shown.exit_code == 0, shown.output
    assert "m1 also in july: Wang Yi and Kazakhstan held talks in Almaty.; place: Astana / Almaty" in shown.stdout
    record = json.loads(run("show", "june", *STORE, "--json").stdout)
    assert record["document"]["id"] == "june"
    unknown = run("show", "jun", *STORE)
    assert unknown.exit_code == 2
    assert "did you mean june" in unknown.stderr


@pytest.mark.usefixtures("filled")
def test_an_actor_is_shown_by_parts(run) -> None:
    shown = run("actor", "Wang Yi", *STORE)
    assert shown.exit_code == 0, shown.output
    assert "3 statement · 2 meeting · 1 commitment · 1 position" in shown.stdout
    assert "OFFICES" in shown.stdout
    assert "\x1b[31m" not in shown.stdout
    assert json.loads(run("actor", "Wang Yi", *STORE, "--json").stdout)["identities"] == ["wang-yi"]
    assert run("actor", "Wang Yu", *STORE).exit_code == 2


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_has_the_columns_that_there_is_room_for(width: int) -> None:
    cells = {
        "day": ["2022-06-07"],
        "by": ["x" * 30],
        "to": ["y" * 30],
        "sentence": ["z" * 300],
        "document": ["w" * 30],
    }
    found = _fitting(cells, width)
    assert sum(found.values()) + 3 * len(found) <= width
    assert list(found) == list(cells)[: {40: 2, 80: 4, 200: 5}[width]]
    assert width < 80 or found["sentence"] >= 24
