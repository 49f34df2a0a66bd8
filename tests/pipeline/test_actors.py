"""Actors: names, their shorter forms, offices, and what stands for them."""

from __future__ import annotations

from communique.record import Document


def by_name(record):
    return {actor.name: actor for actor in record.actors}


def mentions(record, name):
    text = record.document.text
    return [m.span.of(text) for m in by_name(record)[name].mentions]


def test_a_person_with_office_and_shorter_forms(read):
    record = read(
        "Indian External Affairs Minister Subrahmanyam Jaishankar arrived in Astana. Jaishankar met Murat "
        "Nurtleu, Kazakhstan's foreign minister. Nurtleu thanked him."
    )
    actors = by_name(record)
    assert actors["Subrahmanyam Jaishankar"].countries == ("IND",)
    assert actors["Murat Nurtleu"].countries == ("KAZ",)
    assert mentions(record, "Murat Nurtleu").count("Nurtleu") == 1
    role = actors["Murat Nurtleu"].roles[0]
    assert "foreign minister" in role.title.lower()
    assert role.of == "KAZ"
    assert role.span.of(record.document.text).lower().startswith("foreign minister")


def test_states_have_iso_codes_as_identity(read):
    record = read("The United Kingdom and Kyrgyzstan signed the agreement. London will fund the dam.")
    actors = by_name(record)
    assert actors["United Kingdom"].identity == "GBR"
    assert actors["Kyrgyzstan"].identity == "KGZ"
    assert "London" in mentions(record, "United Kingdom")


def test_a_capital_as_a_place_is_no_actor(read):
    record = read("The ministers met in Paris on Monday and flew to Rome.")
    assert not {"France", "Italy"} & set(by_name(record))


def test_two_people_of_one_family_name_stay_two(read):
    record = read(
        "George H. W. Bush hosted the dinner. Years later, Jeb Bush recalled it. Bush said the evening was long."
    )
    assert {"George H. W. Bush", "Jeb Bush"} <= set(by_name(record))


def test_a_lead_without_a_name_is_explained_by_the_next_sentence(read):
    record = read(
        "Latvia will close the border crossing, the Latvian interior minister said on Friday.\n\n"
        "Rihards Kozlovskis told reporters the step was temporary."
    )
    text = record.document.text
    assert any(m.span.of(text).endswith("minister") for m in by_name(record)["Rihards Kozlovskis"].mentions)


def test_the_two_countries(read):
    record = read(
        "Thailand and Cambodia have argued over the temple for decades. Thailand closed a crossing and Cambodia "
        "answered in kind. The two countries agreed to a truce."
    )
    agreed = [s for s in record.statements if s.act == "agree"]
    assert [set(record.names(s.actors)) for s in agreed] == [{"Thailand", "Cambodia"}]


def test_ids_are_unique_and_every_reference_resolves(read):
    record = read("Chile and Peru said Bolivia's request was under review. Their ministers will meet in Lima.")
    ids = [a.id for a in record.actors]
    assert len(ids) == len(set(ids))
    for statement in record.statements:
        assert set(statement.actors) <= set(ids)


def test_a_grouping_stands_for_its_members_where_all_of_them_are_named(read):
    record = read(
        "The five permanent members of the UN Security Council met in Geneva on Monday. Russia and China asked "
        "for more time, while France, Britain and the United States wanted a vote."
    )
    (meeting,) = record.meetings
    assert {record.actor(id).identity for id in meeting.participants} == {"CHN", "FRA", "GBR", "RUS", "USA"}


def test_a_grouping_stays_one_actor_where_the_text_names_only_some_members(read):
    record = read("The Baltic states said on Monday that the plan was unworkable. Estonia asked for more time.")
    first = record.statements[0]
    assert [record.actor(id).identity for id in first.actors] == ["baltic-states"]


def test_ministers_of_a_grouping_are_its_members(read):
    record = read(
        "Benelux foreign ministers met in Ghent on Monday. Belgium, the Netherlands and Luxembourg signed "
        "a letter."
    )
    (meeting,) = record.meetings
    assert {record.actor(id).identity for id in meeting.participants} == {"BEL", "NLD", "LUX"}


def test_organisations_have_an_identity_that_holds_elsewhere(read):
    record = read("NATO and the Kazakh Investment Fund opened an office in Astana.")
    identities = {actor.name: actor.identity for actor in record.actors}
    assert identities["North Atlantic Treaty Organization"] == "Q7184"
    assert identities["Kazakh Investment Fund"] == "kazakh-investment-fund"


def test_an_abbreviation_is_the_name_that_it_spells(read):
    record = read(
        "The Silk Road Railway Company said on Monday that traffic had doubled. SRRC said more trains would "
        "follow."
    )
    (company,) = [actor for actor in record.actors if actor.kind == "organisation"]
    assert mentions(record, company.name)[-1] == "SRRC"


def test_sectors_by_office_name_and_words(read):
    record = read(
        "Peru's Foreign Minister Elmer Schialer met General Carlos Vega in Lima on Monday. Rebels attacked the "
        "town, police said. Amnesty International condemned the attack. Gazprom said its office was closed. Peru "
        "had no comment."
    )
    sectors = {actor.name: (actor.countries, actor.sector) for actor in record.actors}
    assert sectors["Elmer Schialer"] == (("PER",), "GOV")
    assert sectors["Carlos Vega"][1] == "MIL"
    assert sectors["Rebels"][1] == "REB"
    assert sectors["Gazprom"] == (("RUS",), "BUS")
    assert sectors["Amnesty International"] == ((), "NGO")
    assert sectors["Peru"] == (("PER",), "")


def test_a_place_in_the_name_of_an_organisation_is_no_home(read):
    record = read("The Warsaw Pact collapsed in 1991, and the Warsaw Pact archives were opened later.")
    assert all(actor.countries == () for actor in record.actors if actor.kind == "organisation")


def test_whose_an_organisation_is_may_stand_before_it(read):
    record = read("Kazakhstan's National Bank raised its rate on Monday, the National Bank said.")
    (bank,) = [actor for actor in record.actors if actor.kind == "organisation"]
    assert (bank.countries, bank.sector) == (("KAZ",), "GOV")
    assert mentions(record, bank.name) == ["National Bank", "its", "National Bank"]


def test_a_president_by_the_family_name_alone(read):
    record = read("President Tokayev received the envoys in Astana on Monday. Mr Modi sent a message.")
    tokayev = by_name(record)["Tokayev"]
    assert (tokayev.identity, tokayev.countries, tokayev.sector) == ("kassym-jomart-tokayev", ("KAZ",), "GOV")


def test_one_identity_for_all_spellings_and_the_office_in_the_text_comes_first(read):
    one = read("Russian Foreign Minister Sergei Lavrov arrived in Baku on Monday.")
    other = read("Russian Foreign Minister Sergey Lavrov arrived in Baku on Monday.")
    namesake = read("Bulgarian Foreign Minister Sergey Lavrov arrived in Baku on Monday.")
    identities = [
        next(actor.identity for actor in record.actors if actor.kind == "person") for record in (one, other)
    ]
    assert identities == ["sergey-lavrov", "sergey-lavrov"]
    (person,) = [actor for actor in namesake.actors if actor.kind == "person"]
    assert person.countries == ("BGR",)


def test_a_side_that_shares_its_name_is_a_state_of_its_own(reader):
    text = "North and South Korea agreed on Tuesday to talk. China and the two Koreas met in Beijing."
    record = reader.read(Document(id="test", text=text))
    states = {
        actor.name: [m.span.of(text) for m in actor.mentions] for actor in record.actors if actor.kind == "state"
    }
    assert states["North Korea"] == ["North"]
    assert "South Korea" in states
    (meeting,) = record.meetings
    assert {next(a.name for a in record.actors if a.id == one) for one in meeting.participants} == {
        "China",
        "North Korea",
        "South Korea",
    }
