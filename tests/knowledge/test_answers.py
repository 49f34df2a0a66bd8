import datetime

import pytest

from communique.knowledge import answers, suggestions


def of(name, kind, day=None):
    return next(one for one in answers(name, day) if one.kind == kind)


@pytest.mark.parametrize(
    ("asked", "kind", "identity", "how"),
    [
        ("Kazakhstan", "state", "KAZ", "name"),
        ("KAZ", "state", "KAZ", "code"),
        ("kazakhstan", "state", "KAZ", "name"),
        ("the Kremlin", "state", "RUS", "seat"),
        ("Akorda", "state", "KAZ", "seat"),
        ("Burmese", "state", "MMR", "adjective"),
        ("nato", "organisation", "Q7184", "code"),
        ("Q7184", "organisation", "Q7184", "code"),
        ("Visegrad Group", "grouping", "visegrad", "name"),
        ("Xinhua", "organisation", "agency-xinhua", "name"),
        ("Donbas", "region", "donbas", "region"),
        ("Gazprom", "body", "gazprom", "name"),
        ("Sergei Lavrov", "person", "sergey-lavrov", "name"),
        ("Lavrov", "person", "sergey-lavrov", "name"),
        ("Foreign Minister", "title", "", "title"),
    ],
)
def test_first_answer(asked, kind, identity, how):
    first = answers(asked)[0]
    assert (first.kind, first.identity, first.how) == (kind, identity, how)
    assert first.source


def test_brussels_is_the_capital_of_one_and_the_seat_of_another():
    assert [one.name for one in answers("Brussels")] == ["Belgium", "European Union"]


def test_members_and_holders_of_a_day():
    day = datetime.date(2019, 6, 1)
    assert "GBR United Kingdom" in of("EU", "organisation", day).facts["members"]
    assert "GBR United Kingdom" not in of("EU", "organisation").facts["members"]
    names = [term["name"] for term in of("Kazakhstan", "state", day).facts["offices"]]
    assert "Kassym-Jomart Tokayev" in names
    assert "Nursultan Nazarbayev" not in names


def test_the_latest_holders_come_first():
    starts = [term["from"] for term in of("Ukraine", "state").facts["offices"]]
    assert starts == sorted(starts, reverse=True)


def test_all_bearers_of_an_abbreviation_are_told():
    bodies = [one for one in answers("PAN") if one.kind == "body"]
    assert {("MEX",), ("IDN",)} <= {one.facts["country"] for one in bodies}


def test_what_is_not_known_has_no_answer_but_names_like_it():
    assert answers("Ruritania") == ()
    assert suggestions("Kazakstan")[0] == "Kazakhstan"
    assert "Emmanuel Macron" in suggestions("Emanuel Macron")
    assert suggestions("qqqqqqqqqq") == ()
