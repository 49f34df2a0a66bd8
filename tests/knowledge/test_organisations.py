import re
from datetime import date

import pytest

from communique.knowledge import agencies, memberships, organisation, organisations, state


def test_keys_are_unique():
    keys = [one.key for one in organisations()]
    assert len(set(keys)) == len(keys)


def test_members_are_states():
    assert all(state(code) for one in organisations() for code in one.members)


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("eu", 27),
        ("nato", 32),
        ("asean", 10),
        ("g7", 7),
        ("gcc", 6),
        ("csto", 6),
        ("arab-league", 22),
        ("sco", 10),
        ("african-union", 55),
        ("oecd", 38),
        ("osce", 57),
        ("oic", 57),
        ("council-of-europe", 46),
        ("apec", 21),
    ],
)
def test_number_of_members_at_the_end_of_2024(key, number):
    assert len(set(organisation(key).members_on(date(2024, 12, 31)))) == number


@pytest.mark.parametrize(
    ("key", "code", "day", "member"),
    [
        ("eu", "GBR", "2020-01-31", True),
        ("eu", "GBR", "2020-02-01", False),
        ("eu", "HRV", "2013-06-30", False),
        ("nato", "SWE", "2024-03-06", False),
        ("nato", "SWE", "2024-03-07", True),
        ("brics", "IDN", "2024-12-31", False),
        ("ecowas", "MLI", "2025-01-28", True),
        ("ecowas", "MLI", "2025-01-29", False),
        ("opec", "QAT", "2018-12-31", True),
        ("asean", "TLS", "2025-10-26", True),
        ("visegrad", "POL", "1999-01-01", True),
    ],
)
def test_members_by_day(key, code, day, member):
    assert (code in organisation(key).members_on(date.fromisoformat(day))) is member


def test_days_of_members_are_in_order_and_agree_with_who_is_one_now():
    for one in organisations():
        for term in memberships(one.key):
            assert term.source
            assert term.start is None or term.end is None or term.start < term.end
            assert (term.end is None) is (term.state in one.members), (one.key, term)


def test_ids_of_wikidata_are_unique_and_name_the_body():
    ids = [one.wikidata for one in organisations() if one.wikidata]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in ids)
    assert organisation("Q7184").key == "nato"
    assert organisation("nato").identity == "Q7184"
    assert organisation("e3").identity == "e3"


def test_codes_stand_for_a_country_or_for_a_body_of_none():
    assert organisation("iaea").codes == ("UNO",)
    assert organisation("european-commission").codes == ("EUR",)
    assert organisation("houthis").codes == ("YEM",)
    assert set(organisation("baltic-states").codes) == {"EST", "LVA", "LTU"}
    assert organisation("agency-xinhua").codes == ("CHN",)


def test_groupings_mean_their_members():
    assert organisation("c5").kind == "grouping"
    assert set(organisation("c5").members) == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert set(organisation("p5").members) == {"CHN", "FRA", "RUS", "GBR", "USA"}
    assert set(organisation("e3").members) == {"FRA", "DEU", "GBR"}


def test_agencies_are_organisations():
    assert organisation("agency-xinhua").name == "Xinhua News Agency"
    assert all(one.country == "" or state(one.country) for one in agencies())


def test_unknown_key():
    with pytest.raises(KeyError):
        organisation("league-of-nations")


def test_short_forms_of_agencies():
    by_name = {one.name: one for one in agencies()}
    anadolu = by_name["Anadolu Agency"]
    assert anadolu.country == "TUR"
    assert {"AA", "Anadolu"} <= set(anadolu.aliases)
    assert "AA" not in anadolu.plain
