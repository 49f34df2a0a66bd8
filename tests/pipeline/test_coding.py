"""Coding events: what names one, how it stands, who did it to whom, and which a sentence mainly tells."""

from __future__ import annotations

import pytest


def coded(record, type):
    return [e for e in record.events if e.type == type]


def names(record, ids):
    return set(record.names(ids))


@pytest.mark.parametrize(
    ("text", "type", "mode", "actors", "recipients"),
    [
        # one verb, by what stands with it
        ("Botswana sent blankets to Mozambique.", "AID", "", {"Botswana"}, {"Mozambique"}),
        ("Botswana sent troops to Mozambique.", "MOBILIZE", "troops", {"Botswana"}, {"Mozambique"}),
        ("Argentina lifted sanctions on Venezuela.", "CONCEDE", "", {"Argentina"}, {"Venezuela"}),
        (
            "Algeria severed diplomatic relations with Morocco.",
            "SANCTION",
            "discontinue",
            {"Algeria"},
            {"Morocco"},
        ),
        # nouns under light verbs, and what an end puts to them
        ("India launched an air strike on Pakistan.", "ASSAULT", "aerial", {"India"}, {"Pakistan"}),
        ("Peru opened an inquiry into Ecuador.", "ACCUSE", "investigate", {"Peru"}, {"Ecuador"}),
        ("Turkey halted arms deliveries to Azerbaijan.", "SANCTION", "discontinue", {"Turkey"}, {"Azerbaijan"}),
        ("Serbia faced a boycott by Croatia.", "PROTEST", "boycott", {"Croatia"}, {"Serbia"}),
        # passives, adjectives for groups, groups of one's own state
        ("Three Malian soldiers were killed by Nigerien gunmen.", "ASSAULT", "", {"Niger"}, {"Mali"}),
        ("Kenyan police arrested Somali traders.", "COERCE", "arrest", {"Kenya"}, {"Somalia"}),
        ("Thousands of Chileans demonstrated against Peru.", "PROTEST", "demo", {"Chile"}, {"Peru"}),
        ("Malta granted asylum to twelve Eritreans.", "AID", "", {"Malta"}, {"Eritrea"}),
        (
            "Fighting broke out between Armenian and Azerbaijani troops.",
            "ASSAULT",
            "",
            {"Armenia", "Azerbaijan"},
            set(),
        ),
        # what stands by a reporting word decides before its act
        ("Iran vowed revenge on Israel.", "THREATEN", "violence", {"Iran"}, {"Israel"}),
        # particles apart from their verb, hyphens
        ("Mali pulled its troops out of Niger.", "RETREAT", "withdraw", {"Mali"}, {"Niger"}),
        ("North Korea test-fired a missile.", "MOBILIZE", "weapons", {"North Korea"}, set()),
        # infinitives and gerunds
        ("Libya continued shelling Chadian positions.", "ASSAULT", "heavy-weapons", {"Libya"}, {"Chad"}),
        # a second state only in what is asked
        ("Egypt insisted that Ethiopia must stop filling the dam.", "REQUEST", "", {"Egypt"}, {"Ethiopia"}),
    ],
)
def test_who_did_what_to_whom(read, text, type, mode, actors, recipients):
    record = read(text)
    found = [e for e in coded(record, type) if e.main]
    assert len(found) == 1, record.events
    assert found[0].mode == mode
    assert names(record, found[0].actors) == actors
    assert names(record, found[0].recipients) == recipients


@pytest.mark.parametrize(
    ("text", "type", "status"),
    [
        ("Sweden is ready to send medicines to Moldova.", "AID", "planned"),
        ("Israel is prepared to bomb Iran.", "ASSAULT", "planned"),
        ("Qatar tried to mediate between Sudan and Chad.", "CONSULT", "hypothetical"),
        ("Zambia avoided condemning Zimbabwe.", "ACCUSE", "denied"),
        ("Laos said it would not sign the treaty with Thailand.", "SUPPORT", "denied"),
        ("Benin did not release the Togolese prisoners.", "RETREAT", "denied"),
        ("Ghana insisted that Togo must release the prisoners.", "RETREAT", None),
    ],
)
def test_how_an_event_stands(read, text, type, status):
    found = coded(read(text), type)
    assert [e.status for e in found] == ([status] if status else [])


def test_a_promise_to_do_harm_threatens(read):
    record = read("Belarus vowed to expel the Polish diplomats.")
    assert [e.type for e in record.events if e.main] == ["THREATEN"]


def test_leaving_unless_another_gives_way_threatens(read):
    record = read("France said it would recall its troops from Niger unless the junta freed the envoy.")
    main = next(e for e in record.events if e.main)
    assert (main.type, names(record, main.recipients)) == ("THREATEN", {"Niger"})


def test_an_open_pronoun_in_reported_words_is_the_speaker(read):
    record = read("Bolivian miners said they would block roads in La Paz.")
    protest = coded(record, "PROTEST")[0]
    assert protest.status == "planned"
    assert names(record, protest.actors) == {"Bolivia"}


@pytest.mark.parametrize(
    "text",
    [
        "Mexico seized on the idea.",
        "Russia released a statement.",
        "The plan promises a long delay.",
        "Norway demonstrated an interest in fishing.",
        "Chad helped shape the agenda.",
    ],
)
def test_words_that_name_no_deed_here(read, text):
    assert read(text).events == ()


def test_one_event_a_sentence_is_the_main_one(read):
    record = read(
        "Portugal condemned the attack on Lebanon after Syria had arrested two envoys, "
        "who were to visit Jordan. Cuba thanked Angola."
    )
    assert [(e.type, e.trigger.of(record.document.text)) for e in record.events if e.main] == [
        ("ACCUSE", "condemned"),
        ("SUPPORT", "thanked"),
    ]
    assert "ASSAULT" in {e.type for e in record.events}


def test_a_deed_without_a_doer_says_so(read):
    record = read("Two Kuwaiti diplomats were expelled.")
    expelled = coded(record, "SANCTION")[0]
    assert expelled.actors == ()
    assert expelled.reason


def test_contexts_by_the_words_of_the_sentence(read):
    record = read("Austria extradited a drug cartel leader to Croatia, the court said.")
    event = coded(record, "COOPERATE")[0]
    assert {"illegal_drugs", "legal"} <= set(event.contexts)


def test_a_verb_that_spacy_cuts_wrongly_is_known(read):
    record = read("Cuba staged a military parade.")
    assert [names(record, e.actors) for e in coded(record, "MOBILIZE")] == [{"Cuba"}]


def test_an_organisations_name_is_no_event(read):
    record = read("Albania praised the Organisation of Islamic Cooperation.")
    assert [e.type for e in record.events] == ["SUPPORT"]
