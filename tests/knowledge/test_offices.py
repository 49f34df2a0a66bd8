from itertools import groupby, pairwise

import pytest

from communique.knowledge import SECTORS, holders, organisation, state, titles


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("president", "head-of-state"),
        ("prime minister", "head-of-government"),
        ("foreign minister", "foreign-minister"),
        ("secretary of state", "foreign-minister"),
        ("deputy foreign minister", "official"),
        ("former foreign minister", "other"),
        ("former deputy foreign minister", "other"),
        ("acting foreign minister", "foreign-minister"),
        ("chief nuclear negotiator", "official"),
        ("spokesman", "spokesperson"),
        ("ambassador", "ambassador"),
    ],
)
def test_scope(title, scope):
    assert titles()[title].scope == scope


def test_titles_are_in_lower_case():
    assert all(title == title.lower() == entry.title for title, entry in titles().items())


def test_sectors_are_those_of_plover():
    used = {title.sector for title in titles().values()}
    assert used <= SECTORS
    assert {"GOV", "LEG", "JUD", "MIL", "REL", "OPP", "REB"} <= used


def test_terms_are_in_order_and_name_their_source():
    for term in holders():
        assert organisation(term.state) if term.scope == "head-of-organisation" else state(term.state)
        assert term.source
        assert term.end is None or term.start < term.end


def test_no_office_has_two_holders_at_once():
    by_office = sorted(holders(), key=lambda term: (term.state, term.scope, term.start))
    for _, terms in groupby(by_office, key=lambda term: (term.state, term.scope)):
        for one, other in pairwise(terms):
            assert one.end is not None, (one, other)
            assert one.end <= other.start, (one, other)


def test_names_of_holders_are_no_single_given_names():
    short = {name for term in holders() for name in (term.name, *term.aliases) if " " not in name}
    assert not short & {"Philippe", "Henri", "Beatrix", "Francis", "Fahd"}


def test_who_was_president_of_kazakhstan_when_the_capital_was_renamed():
    (tokayev,) = (h for h in holders() if h.name == "Kassym-Jomart Tokayev")
    assert (tokayev.state, tokayev.scope, tokayev.start.isoformat()) == ("KAZ", "head-of-state", "2019-03-20")
