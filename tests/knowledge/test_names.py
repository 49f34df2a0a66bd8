import pytest

from communique.knowledge import Name, names, organisation, region, state


@pytest.mark.parametrize(
    ("surface", "kind", "key"),
    [
        ("Kazakhstan", "state", "KAZ"),
        ("Kazakh", "adjective", "KAZ"),
        ("Kazakhs", "demonym", "KAZ"),
        ("Nur-Sultan", "capital", "KAZ"),
        ("Kremlin", "seat", "RUS"),
        ("U.S.", "state", "USA"),
        ("UK", "state", "GBR"),
        ("DPRK", "state", "PRK"),
        ("ROK", "state", "KOR"),
        ("PRC", "state", "CHN"),
        ("UN", "organisation", "un"),
        ("EU", "organisation", "eu"),
        ("five Central Asian countries", "grouping", "c5"),
        ("P5+1", "grouping", "p5-plus-1"),
        ("Donbas", "region", "donbas"),
        ("Congo", "state", "COD"),
        ("Georgia", "state", "GEO"),
        ("Brussels", "capital", "BEL"),
    ],
)
def test_first_meaning(surface, kind, key):
    assert names()[surface][0] == Name(kind, key)


def test_ambiguity_is_kept():
    assert {name.key for name in names()["Congo"]} == {"COD", "COG"}
    assert {name.key for name in names()["Koreans"]} == {"KOR", "PRK"}
    assert {name.key for name in names()["Georgia"]} == {"GEO", "us-georgia"}
    assert Name("organisation", "eu") in names()["Brussels"]


@pytest.mark.parametrize("surface", ["us", "Us", "it", "who", "Male", "the Kremlin", "Trend", "AA", ""])
def test_what_is_no_name(surface):
    assert surface not in names()


def test_no_surface_has_an_article_or_odd_blanks():
    assert not [
        surface for surface in names() if surface.startswith("the ") or surface != " ".join(surface.split())
    ]


def test_apostrophes_and_diacritics():
    assert names()["Côte d'Ivoire"] == names()["Côte d’Ivoire"] == names()["Cote d'Ivoire"]
    assert names()["Türkiye"] == names()["Turkiye"]


def test_every_key_is_there():
    of_states = {"state", "adjective", "demonym", "capital", "seat"}
    for found in names().values():
        for name in found:
            assert (
                state(name.key)
                if name.kind in of_states
                else (region(name.key) if name.kind == "region" else organisation(name.key))
            )
