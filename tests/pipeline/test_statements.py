"""Who said what, and on whose word: expectations of meaning on sentences of our own about real events."""

from __future__ import annotations

import pytest

from communique.record import ViaSource, ViaStatement


def only(statements, cue):
    """The one statement with this cue."""
    found = [s for s in statements if cue in s.cue]
    assert len(found) == 1, statements
    return found[0]


def test_indirect_speech(told):
    said = only(told("Finland's President Sauli Niinisto said that Finland would apply to join NATO."), "said")
    assert said.who == ("Sauli Niinisto",)
    assert said.content == "that Finland would apply to join NATO"
    assert said.mode == "indirect"
    assert said.act == "commit"


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready to resume the grain talks,” Turkish President Recep Tayyip Erdogan said.",
        '"We are ready to resume the grain talks," Turkish President Recep Tayyip Erdogan said.',
        "''We are ready to resume the grain talks,'' Turkish President Recep Tayyip Erdogan said.",
        "«We are ready to resume the grain talks», Turkish President Recep Tayyip Erdogan said.",
        "Turkish President Recep Tayyip Erdogan said: “We are ready to resume the grain talks.”",
    ],
)
def test_direct_speech_in_every_kind_of_marks(told, text):
    said = only(told(text), "said")
    assert said.who == ("Recep Tayyip Erdogan",)
    assert said.mode == "direct"
    assert "ready to resume the grain talks" in said.content
    assert said.content[0] in "“\"'«"


def test_an_odd_mark_does_not_spoil_the_next_paragraph(told):
    statements = told(
        'The paper called it a "historic step, without closing the mark.\n\n'
        "“Sweden will meet every condition,” Swedish Prime Minister Ulf Kristersson said."
    )
    assert only(statements, "said").content == "“Sweden will meet every condition,”"


def test_content_interrupted_by_its_cue(told):
    said = only(
        told('"The corridor is open," Azerbaijani President Ilham Aliyev said. "It will stay open all year."'),
        "said",
    )
    assert said.content == '"The corridor is open," … "It will stay open all year."'


def test_a_clause_interrupted_by_its_cue(told):
    said = only(told("The grain corridor, the Ukrainian government said, has saved millions of people."), "said")
    assert said.who == ("Ukraine",)
    assert said.content.startswith("The grain corridor")
    assert said.content.endswith("has saved millions of people")


def test_a_quotation_in_a_paragraph_of_its_own_goes_on_with_the_speaker(told):
    statements = told(
        '"We came to an agreement," Saudi Foreign Minister Faisal bin Farhan said.\n\n'
        '"Both embassies will open within two months, and the ministers will meet to arrange it."'
    )
    assert [s.who for s in statements] == [("Faisal bin Farhan",)] * 2
    assert statements[1].cue == ""


def test_pronouns_and_roles_stand_for_people(told):
    statements = told(
        "Hungarian Foreign Minister Peter Szijjarto met Sergey Lavrov in Moscow.\n\n"
        "The Hungarian foreign minister said gas deliveries would go on.\n\n"
        "He added that Hungary opposed new sanctions."
    )
    assert only(statements, "said").who == ("Peter Szijjarto",)
    assert only(statements, "added").who == ("Peter Szijjarto",)


def test_capitals_and_governments_stand_for_states(told):
    statements = told("Ankara said it would ratify the protocol. The Dutch government welcomed the decision.")
    assert only(statements, "said").who == ("Turkey",)
    assert only(statements, "welcomed").who == ("Netherlands",)
    assert only(statements, "welcomed").act == "praise"


def test_unnamed_officials_keep_their_description(told):
    said = only(told("A senior Japanese official said the two leaders would speak again in May."), "said")
    assert said.who == ("senior Japanese official",)


def test_a_ministry_and_its_state(read):
    record = read("Japan's Foreign Ministry said the envoy would return to Seoul.")
    actor = record.actor(record.statements[0].actors[0])
    assert (actor.name, actor.kind, actor.countries) == (
        "Ministry of Foreign Affairs of Japan",
        "ministry",
        ("JPN",),
    )


def test_joint_speakers(told):
    statements = told(
        "Greece and Turkey met in Athens in December 2023.\n\nBoth sides pledged to keep the talks going."
    )
    assert set(only(statements, "pledged").who) == {"Greece", "Turkey"}


def test_a_grouping_is_one_actor(told):
    urged = only(told("Russia urged the European Union to lift the measures."), "urged")
    assert urged.to == ("European Union",)
    assert urged.act == "request"
    assert urged.content == "to lift the measures"


def test_the_speakers_word_inside_anothers(told):
    statements = told("Norway's prime minister said that Russia had promised to respect the border.")
    promised = only(statements, "promised")
    assert promised.who == ("Russia",)
    assert isinstance(promised.via, ViaStatement)
    assert promised.chain[0] == ("Russia",)
    assert len(promised.chain) == 2


def test_according_to_a_statement(told):
    statements = told(
        "A statement released by Kazakhstan's Foreign Ministry said the two ministers discussed transit.\n\n"
        "According to the statement, Uzbek Foreign Minister Vladimir Norov praised the corridor."
    )
    praised = only(statements, "praised")
    assert isinstance(praised.via, ViaSource)
    assert praised.who == ("Vladimir Norov",)
    assert len(praised.chain) == 2
    assert "Ministry of Foreign Affairs of Kazakhstan" in praised.chain[1][0]


def test_a_statement_at_the_end_of_its_sentence(told):
    said = only(
        told("The leaders agreed on a border road map, said a statement released by India's Foreign Ministry."),
        "said",
    )
    assert "Ministry of Foreign Affairs of India" in said.who[0]
    assert said.content == "The leaders agreed on a border road map"


def test_quoted_by_an_agency(told):
    quoted = only(
        told('"The channel remains open," Lavrov was quoted as saying by Interfax after talks in Geneva.'),
        "quoted",
    )
    assert isinstance(quoted.via, ViaSource)
    assert "saying" in quoted.cue


def test_stopping_short_of_an_act_is_not_the_act(told):
    assert not [s for s in told("India stopped short of condemning Moscow.") if s.act == "criticize"]


def test_negation_turns_praise_into_refusal(told):
    assert only(told("Serbia did not support the resolution."), "support").act == "refuse"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Poland condemned the missile strikes on Kharkiv.", "criticize"),
        ("Canada pledged to send 400 armoured vehicles.", "commit"),
        ("Pakistan expressed concern over the shelling.", "concern"),
        ("Switzerland expressed its willingness to host the summit.", "commit"),
        ("Tehran denied that it had supplied the drones.", "deny"),
        ("China refused to comment on the report.", "refuse"),
        ("Brazil hailed the ceasefire.", "praise"),
        ("Egypt called for an immediate truce.", "request"),
        ("The Kremlin announced that the treaty was suspended.", "announce"),
        ("Armenia must withdraw its claims, Azerbaijan said.", "request"),
    ],
)
def test_speech_acts(told, text, act):
    statements = told(text)
    assert [s.act for s in statements] == [act], statements


def test_an_unknown_speaker_gives_a_reason_and_no_guess(told):
    statements = told("Germany sent 14 tanks. “The decision came late,” it was said in the corridors.")
    assert all(s.who or s.reason for s in statements)


def test_a_denied_cue_is_marked_as_such(told):
    assert only(told("Serbia did not support the resolution."), "support").negated
    assert not only(told("Serbia supported the resolution."), "support").negated


def test_denying_a_promise_promises_nothing(read):
    record = read("The Greek prime minister denied having promised Cyprus new warships.")
    assert [s.act for s in record.statements] == ["deny"]
    assert not record.commitments


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed that the talks would resume in Doha in May.",
        "It was announced that the border crossing would reopen on Monday.",
    ],
)
def test_impersonal_cues_have_no_speaker_and_say_so(told, text):
    (said,) = told(text)
    assert said.who == ()
    assert said.reason == "the sentence names no speaker"
    assert "would" in said.content


def test_an_agency_that_quotes_is_the_origin_of_what_it_quotes(told):
    said = only(told("Interfax quoted Erdogan as saying that Turkey would not yield."), "quoted")
    assert said.who == ("Erdogan",)
    assert said.content == "that Turkey would not yield"
    assert isinstance(said.via, ViaSource)


def test_what_was_told_an_agency_and_what_is_said_within(told):
    text = "A spokesman told Interfax that the Armenian foreign minister had said the border would reopen."
    outer, inner = only(told(text), "told"), only(told(text), "said")
    assert isinstance(outer.via, ViaSource)
    assert isinstance(inner.via, ViaStatement)
    assert "Interfax" in inner.chain[-1] or len(inner.chain) >= 2


IMPLIED = (
    "China's Foreign Ministry released a statement on Friday. According to the statement, Qin Gang welcomed the "
    "resumption of ties between Riyadh and Tehran. “China will keep playing a constructive role,” Qin said.\n\n"
    "In Washington, John Kirby said the United States supported any effort to ease tensions."
)


def test_a_document_that_goes_on_is_implied_and_not_in_the_chain(read):
    record = read(IMPLIED)
    text = record.document.text
    by_cue = {s.cue[0].of(text): s for s in record.statements if s.cue}
    assert isinstance(by_cue["welcomed"].via, ViaSource)
    quoted = next(s for s in record.statements if "constructive role" in s.content[0].of(text))
    assert quoted.via is None
    assert isinstance(quoted.implied, ViaSource)
    assert quoted.implied.source[0].of(text) == "the statement"
    other = next(s for s in record.statements if "ease tensions" in s.content[0].of(text))
    assert other.implied is None


def test_addressees_are_named_by_their_words(read):
    record = read("Antonio Guterres urged Israel to open the crossings.")
    (urged,) = record.statements
    text = record.document.text
    assert [s.of(text) for s in urged.addressee] == ["Israel"]
    assert [s.of(text) for s in urged.content] == ["to open the crossings"]


def test_every_statement_says_how_sure_it_is(read):
    record = read("Sanna Marin said that Finland would decide within weeks.")
    assert all(0 < s.confidence <= 1 for s in record.statements)


@pytest.mark.parametrize(
    "text",
    [
        "“He told me ‘the road is closed’ and hung up,” Ambassador Lynne Tracy recalled.",
        "“The road is ‘closed,’ as they say,” Ambassador Lynne Tracy recalled.",
    ],
)
def test_a_quotation_within_a_quotation_does_not_end_it(told, text):
    recalled = only(told(text), "recalled")
    assert recalled.mode == "direct"
    assert recalled.content[0] == "“"
    assert recalled.content[-1] == "”"


def test_a_term_in_marks_is_no_quotation(told):
    (said,) = told("Viktor Orban said the so-called “peace mission” would go on.")
    assert said.mode == "mixed"
    assert said.content.startswith("the so-called")


def test_apostrophes_open_no_quotation(told):
    (said,) = told("Chancellor Scholz said the allies' plan and the '90s treaties' terms were sound.")
    assert said.mode == "indirect"


def test_a_quotation_over_paragraphs_with_its_mark_repeated(told):
    statements = told(
        "Secretary-General Jens Stoltenberg said: “Allies agreed on three measures today.\n\n"
        "“They will be carried out before the summit in Vilnius.”"
    )
    assert [s.who for s in statements if "carried out" in s.content] == [("Jens Stoltenberg",)]


def test_a_quotation_signed_with_a_name(told):
    statements = told(
        "EU foreign policy chief Josep Borrell went to Wellington for the trade deal with New Zealand.\n\n"
        "“This agreement is good for workers on both shores.” — Josep Borrell"
    )
    assert [(s.who, s.cue, s.mode) for s in statements if s.cue] == [(("Josep Borrell",), "—", "direct")]


def test_a_paragraph_that_ends_with_a_colon_introduces_the_next(told):
    statements = told(
        "Asked about the embargo, Foreign Minister Penny Wong replied:\n\n"
        "“We will keep talking until every measure is lifted.”"
    )
    assert [s.who for s in statements if "every measure" in s.content] == [("Penny Wong",)]
    assert only(statements, "replied").mode == "direct"


def test_a_question_is_no_request(told):
    assert only(told("Reporters asked whether Croatia would join the eurozone."), "asked").act == "assert"
    assert only(told("Croatia asked Slovenia to open the border."), "asked").act == "request"


def test_who_draws_condemnation_condemns_nobody(read):
    record = read("The Myanmar junta drew international condemnation over the executions of four activists.")
    assert not [s for s in record.statements if s.act == "criticize" and s.actors]
