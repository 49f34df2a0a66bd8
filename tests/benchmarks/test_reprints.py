"""Made-up texts are the same each time, and grouped by the story that they are copies of."""

from __future__ import annotations

from pathlib import Path

from benchmarks.reprints import cost, fill, texts
from communique.store import Store


def test_made_up_texts_are_grouped_by_their_story(tmp_path: Path) -> None:
    place = str(tmp_path / "made.db")
    with Store(place, create=True) as store:
        fill(store, 12)
        assert store.counts() == {"read": 12}
    took = cost(place)
    assert took.stories == 3
    assert took.seconds > 0
    assert list(texts(12)) == list(texts(12))
