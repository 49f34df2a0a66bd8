import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.knowledge import gazetteer, region, regions, state
from communique.knowledge.gazetteer import fold


def test_the_most_populous_comes_first():
    paris = gazetteer().lookup("Paris")
    assert paris[0].country == "FRA"
    assert ("USA", "TX") in {(one.country, one.division) for one in paris}


@pytest.mark.parametrize("name", ["Zürich", "Zurich", "ZURICH", "zürich"])
def test_case_and_diacritics_do_not_matter(name):
    assert gazetteer().lookup(name)[0].country == "CHE"


def test_former_and_other_names():
    assert gazetteer().lookup("Kiev")[0] == gazetteer().lookup("Kyiv")[0]
    assert gazetteer().lookup("Nur-Sultan")[0].name == "Astana"


def test_not_there():
    assert gazetteer().lookup("Zhaparovo-on-Sea") == ()
    assert gazetteer().lookup("") == ()


@given(st.text())
def test_any_string_may_be_looked_up(name):
    assert all(entry.kind == "city" for entry in gazetteer().lookup(name))
    assert fold(fold(name)) == fold(name) or not name.isascii()


def test_regions():
    assert len({one.key for one in regions()}) == len(regions())
    assert all(one.country == "" or state(one.country) for one in regions())
    assert all(-90 <= one.latitude <= 90 and -180 <= one.longitude <= 180 for one in regions())
    assert region("us-texas").geonameid == 4736286
    assert region("south-china-sea").country == ""
