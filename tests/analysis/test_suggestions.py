"""Names that nobody has are refused with those that are near them."""

from __future__ import annotations

import pytest

from communique.analysis import Filters, QuestionError, outlets, search, story, suggest, who
from communique.store import Store


def test_names_that_begin_so_come_first(store: Store) -> None:
    assert suggest(store, "Wang") == ["Wang Yi"]
    assert suggest(store, "kaz")[0] == "Kazakhstan"
    assert "Kassym-Jomart Tokayev" in suggest(store, "tok")
    assert suggest(store, "x") == []
    assert len(suggest(store, "an", 2)) <= 2


def test_a_name_that_is_spelled_wrong_is_near_to_the_right_one(store: Store) -> None:
    assert "Sergey Lavrov" in suggest(store, "Lavrof")
    with pytest.raises(QuestionError, match=r"did you mean .*Kassym-Jomart Tokayev"):
        who(store, "Tokaev")
    with pytest.raises(QuestionError, match="'Kazakstan' is no state; did you mean Kazakhstan"):
        search(store, None, Filters(state="Kazakstan"))


def test_outlets_by_any_case_and_whole_words(store: Store) -> None:
    assert "The Astana Times" in outlets(store, "the astana times")
    assert "The Astana Times" in outlets(store, "Times")
    assert outlets(store, "TASS") == ["TASS"]
    assert {row.document for row in search(store, None, Filters(outlet="astana times"))} == {"june"}
    with pytest.raises(QuestionError, match=r"outlet 'Astana Tines'; did you mean The Astana Times\?"):
        search(store, None, Filters(outlet="Astana Tines"))


def test_documents_by_a_part_of_their_name(store: Store) -> None:
    with pytest.raises(QuestionError, match=r"there is no document 'augus'; did you mean august"):
        story(store, "augus")
