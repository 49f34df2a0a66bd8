from datetime import date
from itertools import pairwise

from communique.knowledge import renamings, state


def test_terms_are_in_order_and_in_a_state():
    for one in renamings():
        assert state(one.state)
        assert one.source
        assert one.start is not None or one.end is not None
        assert one.start is None or one.end is None or one.start < one.end


def test_names_of_the_capital_of_kazakhstan_follow_each_other_without_a_gap():
    chain = [one for one in renamings() if one.now == "Astana" and one.name != "Nursultan"]
    assert all(one.end == other.start for one, other in pairwise(chain))
    (nur_sultan,) = (one for one in chain if one.name == "Nur-Sultan")
    assert (nur_sultan.start, nur_sultan.end) == (date(2019, 3, 23), date(2022, 9, 17))
    assert nur_sultan.strict


def test_old_names_that_linger_are_not_strict():
    assert not any(one.strict for one in renamings() if one.name in {"Burma", "Calcutta", "Swaziland"})
