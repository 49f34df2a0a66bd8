"""Places: toponyms found, and settled by what contains them, by company and by importance."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.record import Document


@pytest.fixture(scope="session")
def places(reader):
    def find(text):
        document = Document(id="test", text=text)
        return reader.places(reader.language(document, reader.layout(document)))

    return find


@pytest.fixture(scope="session")
def named(places):
    """Places by the words that name them."""

    def find(text):
        return {m.span.of(text): place for place in places(text) for m in place.mentions}

    return find


def test_one_place_with_all_its_mentions(places):
    text = "Kazakhstan hosted the talks. The Kazakh delegation thanked Russia, and Kazakhs cheered."
    kazakhstan, russia = places(text)
    assert (kazakhstan.id, kazakhstan.name, kazakhstan.kind, kazakhstan.country) == (
        "p1",
        "Kazakhstan",
        "country",
        "KAZ",
    )
    assert [(m.span.of(text), m.associative) for m in kazakhstan.mentions] == [
        ("Kazakhstan", False),
        ("Kazakh", True),
        ("Kazakhs", True),
    ]
    assert (russia.id, russia.country) == ("p2", "RUS")


def test_a_capital_is_a_town_even_where_it_stands_for_its_government(named):
    found = named("Beijing urged Washington on Monday to keep its promise, a spokesman said.")
    assert (found["Beijing"].kind, found["Beijing"].country) == ("city", "CHN")
    assert (found["Washington"].kind, found["Washington"].country) == ("city", "USA")


def test_a_name_of_other_days_is_the_same_town(named):
    found = named("The ministers met in Nur-Sultan in June and again in Astana in October.")
    assert found["Nur-Sultan"] == found["Astana"]
    assert found["Astana"].geonameid == 1526273


def test_what_stands_behind_the_comma_decides(named):
    assert named("The senator was born in Paris, Texas, and left early.")["Paris"].country == "USA"
    assert named("The senator was born in Paris and left early.")["Paris"].country == "FRA"


def test_a_list_is_no_containment(named):
    found = named("Envoys of Russia, China and India flew to Vienna, Austria, on Sunday.")
    assert [found[name].country for name in ("Russia", "China", "India", "Vienna")] == ["RUS", "CHN", "IND", "AUT"]


def test_a_town_that_the_named_division_has_not_stays_open(named):
    london = named("London, Nebraska, has no mayor.")["London"]
    assert (london.kind, london.country, london.latitude) == ("unknown", "USA", None)
    assert "Nebraska" in london.reason


def test_company_decides(named):
    ontario = named("Streets were flooded in Waterloo on Monday. Toronto and the rest of Ontario stayed dry.")
    assert ontario["Waterloo"].country == "CAN"
    assert (
        named("Tbilisi and Moscow quarrel over Abkhazia; Georgia recalled its envoy.")["Georgia"].country == "GEO"
    )
    assert named("Voters in Atlanta, Savannah and Macon chose; Georgia counts.")["Georgia"].country == "USA"


def test_no_toponym_within_a_name_of_a_person_or_an_organisation(named):
    assert "Israel" not in named("Foreign Minister Israel Katz arrived in Rome.")
    assert "Georgia" not in named("He taught at the Georgia Institute of Technology for years.")


def test_a_seat_of_government_is_a_place_only_where_it_is_one(named):
    assert "Kremlin" not in named("The Kremlin rejected the accusation.")
    site = named("The presidents met at the Kremlin on Friday.")["Kremlin"]
    assert (site.kind, site.country) == ("site", "RUS")


def test_unknown_places_are_kept_with_a_reason(named):
    found = named("Rebels withdrew from the village of Qarabuzhatal in Ethiopia on Tuesday.")
    assert all(p.latitude is not None or p.reason for p in found.values())
    assert found["Ethiopia"].country == "ETH"


def test_regions_waters_and_divisions(named):
    found = named("Ships left the Black Sea for Crimea while Xinjiang and the Taiwan Strait stayed calm.")
    assert [(found[n].kind, found[n].country) for n in ("Black Sea", "Crimea", "Xinjiang", "Taiwan Strait")] == [
        ("water", ""),
        ("region", "UKR"),
        ("division", "CHN"),
        ("water", ""),
    ]


def test_us_is_a_state_and_us_is_a_pronoun(named):
    found = named("He told us that the US would help us.")
    assert set(found) == {"US"}


def test_offsets_count_code_points(places):
    text = "🕊️🕊️ Talks in Vienna ended. 🎉 Vienna was pleased."
    (vienna,) = places(text)
    assert [m.span.of(text) for m in vienna.mentions] == ["Vienna", "Vienna"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Paris", ", ", "Texas", "(", "Georgia", " ", "the ", "US", "’s", "\n\n", "é", "🕊"]),
        max_size=12,
    )
)
def test_any_text_gives_places_in_order(places, parts):
    text = "".join(parts)
    found = places(text)
    assert [place.id for place in found] == [f"p{n}" for n in range(1, len(found) + 1)]
    spans = sorted(m.span for place in found for m in place.mentions)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    firsts = [place.mentions[0].span for place in found]
    assert firsts == sorted(firsts)
    for place in found:
        assert (place.latitude is None) == (place.longitude is None) == bool(place.reason)
        assert place.latitude is None or math.isfinite(place.latitude)
