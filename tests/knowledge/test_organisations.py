import pytest

from communique.knowledge import agencies, organisation, organisations, state


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
    assert len(set(organisation(key).members)) == number


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
