import datetime

import pytest

from communique.knowledge import (
    SECTORS,
    Coding,
    bodies,
    bodies_named,
    code_actor,
    holders_named,
    names,
    state,
)
from communique.knowledge.organisations import BODIES
from communique.knowledge.sectors import peoples, plain_words, singulars


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Spain's foreign minister", "ESP", "GOV"),
        ("Foreign Ministry of Kazakhstan", "KAZ", "GOV"),
        ("a spokesman for the Taliban", "AFG", "REB"),
        ("Gazprom's chairman", "RUS", "BUS"),
        ("hospital director", "", "MED"),
        ("Kenyan opposition leader", "KEN", "OPP"),
        ("former Pakistani prime minister", "PAK", "ELI"),
        ("US ambassador to Russia", "USA", "GOV"),
        ("the ambassador to Turkey", "", "GOV"),
        ("UN peacekeepers in Mali", "UNO", "MIL"),
        ("Lyon", "FRA", "CVL"),
        ("Bangkok", "THA", "GOV"),
        ("Brussels", "BEL", "GOV"),
        ("Buenaventura residents", "COL", "CVL"),
        ("Osaka mayor", "JPN", "GOV"),
        ("Russia's Lavrov", "RUS", "GOV"),
        ("Luhansk People’s Republic", "UKR", "REB"),
        ("Labour Party", "", "PTY"),
        ("European Union", "EUR", ""),
        ("the World Health Organization", "UNO", "MED"),
        ("West Bank settlers", "PSE", "CVL"),
        ("Lagos police", "NGA", "COP"),
        ("ordinary Russians", "RUS", "CVL"),
        ("Iraqi Kurds", "IRQ", "CVL"),
        ("Iran's Revolutionary Guards", "IRN", "MIL"),
        ("Israel's Supreme Court", "ISR", "JUD"),
        ("several of the country's farmers", "", "AGR"),
        ("Bhutan", "BTN", ""),
        ("the Baltic states", "", ""),
        ("NATO", "IGO", ""),
        ("they", "", "UNK"),
        ("a proposal", "", ""),
        ("", "", ""),
    ],
)
def test_words_give_country_and_sector(phrase, country, sector):
    assert code_actor(phrase) == Coding(country, sector)


def test_what_goes_with_a_phrase_is_asked_last():
    assert code_actor("the navy", "Chile") == Coding("CHL", "MIL")
    assert code_actor("Greek police", "Chile").country == "GRC"


def test_a_name_of_several_parties_needs_a_country():
    assert code_actor("Social Democratic Party") == Coding("", "PTY")
    assert code_actor("Social Democratic Party", "Romania") == Coding("ROU", "PTY")


@pytest.mark.parametrize(("day", "sector"), [("2005-11-21", ""), ("2010-01-01", "GOV"), ("2022-01-01", "ELI")])
def test_an_office_holder_by_day(day, sector):
    assert code_actor("Angela Merkel", day=datetime.date.fromisoformat(day)) == Coding("DEU", sector)


@pytest.mark.parametrize(
    ("name", "day", "country", "sector"),
    [
        ("Mark Rutte", "2022-01-01", "NLD", "GOV"),
        ("Mark Rutte", "2025-01-01", "IGO", "IGO"),
        ("António Guterres", "2020-01-01", "UNO", "IGO"),
        ("UN Secretary-General Antonio Guterres", "2020-01-01", "UNO", "IGO"),
        ("Kofi Annan", "2010-01-01", "UNO", "ELI"),
    ],
)
def test_the_head_of_an_organisation_by_day(name, day, country, sector):
    assert code_actor(name, day=datetime.date.fromisoformat(day)) == Coding(country, sector)


def test_a_family_name_alone_is_enough_where_only_one_bears_it():
    assert code_actor("President Tokayev") == Coding("KAZ", "GOV")
    assert code_actor("Rajapaksa").country == ""  # two of the name were presidents


def test_diacritics_and_case_do_not_matter_for_names_of_people():
    assert holders_named("zuzana caputova") == holders_named("Zuzana Čaputová") != ()


def test_bodies_have_codes_and_sectors():
    for body in bodies():
        assert body.country in BODIES | {""} or state(body.country)
        assert body.sector in SECTORS | {""}


def test_no_body_stands_twice_in_a_country():
    seen = [
        (name, body.country) for body in bodies() if body.sector != "PTY" for name in (body.name, *body.aliases)
    ]
    assert len(seen) == len(set(seen))


def test_no_body_stands_among_the_organisations_too():
    known = {
        surface for surface, found in names().items() if {n.kind for n in found} & {"organisation", "grouping"}
    }
    assert not [one.name for one in bodies() if one.table == "bodies.tsv" and {one.name, *one.aliases} <= known]


def test_abbreviations_are_not_found_in_lower_case():
    assert bodies_named("CIA")[0].sector == "SPY"
    assert bodies_named("cia") == ()
    assert bodies_named("the BJP")[0].country == "IND"


def test_plain_words_are_in_the_singular_and_lower_case():
    assert all(word == word.casefold() for word in (*plain_words(), *peoples()))
    assert all(one.country == "" or state(one.country) for one in peoples().values())
    assert {"thief", "policeman", "army"} == {
        next(form for form in singulars(word) if form in plain_words())
        for word in ("thieves", "policemen", "armies")
    }
