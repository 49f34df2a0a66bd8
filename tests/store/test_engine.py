"""What a question may take."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import func, select, text

from communique.store import QueryTimeError, Store, tables

_LONG = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def test_a_question_that_takes_too_long_is_given_up_and_the_next_is_answered(place: str) -> None:
    with Store(place, create=True, query_seconds=0.2) as store:
        began = time.monotonic()
        slow = pytest.raises(QueryTimeError, match="this takes longer than it may: ask for less")
        with slow, store.reading() as ask:
            ask.execute(text(_LONG[store.dialect])).all()
        assert time.monotonic() - began < 10
        for _ in range(3):  # whichever connection it gets
            assert store.rows(select(func.count()).select_from(tables.documents))[0][0] == 0


def test_a_time_that_is_over_counts_for_its_own_question_only(place: str) -> None:
    with Store(place, create=True, query_seconds=0.2) as store:
        with store.reading() as ask:
            ask.execute(select(1)).all()
        time.sleep(0.3)
        with store.writing() as connection:
            connection.execute(select(func.count()).select_from(tables.documents)).all()
