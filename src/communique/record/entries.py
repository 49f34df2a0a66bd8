"""The kinds of entry that a record holds.

Every span counts Unicode code points of the document's text, `[start, end)`, and every entry has at least one:
`text[start:end]` is its evidence. Entries name each other by `id`, unique within a record. What could not be
settled is empty, and `reason` says why.

The terms follow the field: source, cue and content of an attribution (PolNeAR, Newell et al. 2018), TIMEX3
values (TimeML), toponym and gazetteer (geoparsing), root types of PLOVER (Open Event Data Alliance).
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A stretch of the text, `[start, end)` in code points; `[start, end]` in JSON."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Days, both ends included, and how fine the text is about them.

    Attributes:
        start: The first day.
        end: The last day; the same as `start` for one day.
        granularity: What the text names: a day, or a whole week, month … of which `start` and `end` are the ends.
    """

    start: datetime.date
    end: datetime.date
    granularity: Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "span"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a relative expression was resolved against.

    Attributes:
        kind: `published` the caller's date; `header`, `dateline` the document's own; `text` another expression;
            `explicit` nothing, the expression says it all.
        day: The day of the anchor, where it is a day.
        span: Where the anchor stands in the text, where it stands there.
    """

    kind: Literal["explicit", "published", "header", "dateline", "text"]
    day: datetime.date | None = None
    span: Span | None = None


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A time expression (TIMEX3).

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value (`2022-06-07`, `2022-W23`, `P2Y`, `PRESENT_REF`); partial where the anchor is missing
            (`XXXX-02-24`, `XXXX-WXX-2`); empty where nothing of it is known.
        mod: TIMEX3 modifier.
        interval: The days meant, where they are known; of a DURATION that is counted from an event the day that it
            reaches (`two days after the vote on 5 June`). None of a SET or a DURATION that is not anchored.
        anchor: What it was resolved against; None where it was not.
        reason: Why it stays partial.
    """

    id: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: (
        Literal[
            "START",
            "MID",
            "END",
            "APPROX",
            "BEFORE",
            "AFTER",
            "ON_OR_BEFORE",
            "ON_OR_AFTER",
            "LESS_THAN",
            "MORE_THAN",
            "EQUAL_OR_LESS",
            "EQUAL_OR_MORE",
        ]
        | None
    ) = None
    interval: Interval | None = None
    anchor: Anchor | None = None
    reason: str | None = None


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One toponym in the text; `associative` where it is an adjective or demonym (`Russian` of Russia)."""

    span: Span
    associative: bool = False


PlaceKind = Literal["country", "region", "division", "city", "site", "water", "unknown"]


class PlaceCandidate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the places that an ambiguous name may mean.

    Attributes:
        name: Its name in the gazetteer.
        kind: What it is.
        country: ISO 3166-1 alpha-3 code of the state that holds it; empty for what no single state holds.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east (WGS 84).
        geonameid: Its id in GeoNames.
        score: Its share among all that the name may mean, from 0 to 1.
    """

    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    score: float
    country: str = ""
    geonameid: int | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place, and where the text names it.

    Attributes:
        name: Its name in the gazetteer, or as in the text where it is in none.
        kind: What it is.
        mentions: Its toponyms, in text order.
        country: ISO 3166-1 alpha-3 code of the state that holds it; empty for what no single state holds.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east (WGS 84).
        geonameid: Its id in GeoNames.
        candidates: Where its first name is ambiguous: what it may mean, this place first, then by score, at most
            five.
        reason: Why it has no coordinates.
    """

    id: str
    name: str
    kind: PlaceKind
    mentions: tuple[PlaceMention, ...]
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    reason: str | None = None


MentionForm = Literal["name", "role", "pronoun", "demonym", "metonym", "description"]
ActorKind = Literal["person", "state", "ministry", "organisation", "grouping", "group", "document"]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand for an actor.

    Its name, a role (`the Kazakh president`), a pronoun, a demonym (`Kazakh`), a metonym (a capital for its
    government), or a description (`a senior US official`).
    """

    span: Span
    form: MentionForm


class Role(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An office or function that the text itself gives an actor, with the words that say so.

    Attributes:
        title: The office as the text has it (`Foreign Minister`, `spokesman`).
        of: ISO 3166-1 alpha-3 code or name of whom the office serves; empty where unsaid.
        span: The words, from the office to the name.
    """

    title: str
    span: Span
    of: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who speaks, meets or acts, with every mention in the text.

    Attributes:
        name: The fullest name that the document gives; of a state that it only abbreviates or means (`US`,
            `Beijing`) the usual English name.
        kind: What sort of actor; `document` for a text or outlet on whose word something is reported.
        mentions: Where the text names it, in text order; a mention of several (`both sides`) stands with each.
        countries: ISO 3166-1 alpha-3 codes of the states that it is or speaks for; empty where there is none.
        identity: What it is called across documents: a state's alpha-3 code, an organisation's id in Wikidata
            (`Q7184`) where a table gives one, otherwise a stable slug.
        sector: PLOVER sector (`GOV`, `MIL`, `OPP`, …) as its offices, its name or the words for it tell; empty of
            states, and where nothing tells.
        roles: The offices that the text gives it.
        members: Ids of the actors that a grouping consists of, where the text or a table names them.
        issuer: Id of the actor that a document or a spokesperson speaks for.
    """

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    identity: str
    countries: tuple[str, ...] = ()
    sector: str = ""
    roles: tuple[Role, ...] = ()
    members: tuple[str, ...] = ()
    issuer: str | None = None


Mode = Literal["direct", "mixed", "indirect"]
Act = Literal[
    "assert", "commit", "request", "agree", "praise", "criticize", "concern", "deny", "refuse", "announce"
]


class ViaStatement(msgspec.Struct, frozen=True, kw_only=True, tag="statement", tag_field="kind"):
    """On another statement's word: this one is part of what that one's speaker reports."""

    statement: str


class ViaSource(msgspec.Struct, frozen=True, kw_only=True, tag="source", tag_field="kind", omit_defaults=True):
    """On the word of a document or medium that it names: `According to the statement`, `told Xinhua`."""

    source: tuple[Span, ...]
    actors: tuple[str, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An attribution: somebody says, vows, urges, agrees, denies … something.

    Attributes:
        source: The words that name the speaker here; empty where the sentence leaves it unsaid.
        actors: Ids of the speakers; several for a joint statement, none where it is not settled (see `reason`).
        cue: The reporting words, without auxiliaries; empty for a quotation in a paragraph of its own.
        content: What is said, quotation marks included; several spans where the cue interrupts it.
        mode: `direct` where all of the content is in quotation marks, `mixed` some, `indirect` none.
        act: The speech act.
        addressee: The words that name whom it is said to (`reporters` too, who are nobody's `to`).
        to: Ids of the addressees.
        via: On whose word the document has it; None where it reports it itself.
        implied: What it most likely rests on as well, though the sentence does not say so: the document that the
            sentences before named for the same speaker's words. An inference, and so no part of `via`.
        negated: Whether the text says that it was not said (`stopped short of condemning`, `did not confirm`).
        confidence: The chance that speaker, cue and content are all right, from 0 to 1, as calibrated on
            annotated news (`docs/attribution.md`).
        reason: Why there is no actor.
    """

    id: str
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    act: Act
    confidence: float
    source: tuple[Span, ...] = ()
    actors: tuple[str, ...] = ()
    addressee: tuple[Span, ...] = ()
    to: tuple[str, ...] = ()
    via: ViaStatement | ViaSource | None = None
    implied: ViaStatement | ViaSource | None = None
    negated: bool = False
    reason: str | None = None


MeetingStatus = Literal["held", "planned", "cancelled"]
MeetingFormat = Literal["meeting", "visit", "talks", "call", "summit", "working meal"]


class Meeting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A meeting, visit, call or talks between named sides.

    Attributes:
        trigger: The word that names it.
        mentions: Further words of the text that name the same meeting.
        participants: Ids of actors.
        format: What sort of meeting.
        status: Held (or going on), planned, or cancelled.
        place: Id of the place.
        time: Id of the time expression that dates it.
        interval: Its days, where they are known.
        number: Which of a series it is, where the text counts (3 of `the third ministerial meeting`).
    """

    id: str
    trigger: Span
    participants: tuple[str, ...]
    format: MeetingFormat
    status: MeetingStatus
    mentions: tuple[Span, ...] = ()
    place: str | None = None
    time: str | None = None
    interval: Interval | None = None
    number: int | None = None


EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal["happened", "planned", "denied", "hypothetical"]


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event of a PLOVER root type.

    Attributes:
        trigger: The word that names it.
        mentions: Further words of the text that name the same event.
        actors: Ids of who did it; of a CONSULT without guest and host, all sides.
        recipients: Ids of whom it was done to.
        status: Happened, planned, denied (did not come about, or somebody says so), or hypothetical.
        place: Id of the place.
        time: Id of the time expression that dates it.
        interval: Its days, where they are known.
        statement: Id of the statement in whose content it stands: on whose word we have it.
        meeting: Id of the meeting that it is, of a CONSULT.
        contexts: PLOVER contexts, by the words of its sentence.
        reason: Why there is no actor.
    """

    id: str
    trigger: Span
    type: EventType
    status: EventStatus
    mode: str = ""
    main: bool = False
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    place: str | None = None
    time: str | None = None
    interval: Interval | None = None
    statement: str | None = None
    meeting: str | None = None
    contexts: tuple[str, ...] = ()
    reason: str | None = None


#: How strongly words bind: a vow or a demand, an agreement or a request, readiness or a suggestion.
Strength = Literal["firm", "plain", "weak"]


class Commitment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a side says that it will do.

    Attributes:
        who: Ids of those who promise.
        what: What they promise.
        statement: Id of the statement that carries it.
        to: Ids of those to whom or with whom.
        strength: How strongly the words bind.
        condition: The clause that it depends on (`if …`, `as long as …`).
        deadline: Id of the time expression by which it is to be done.
    """

    id: str
    who: tuple[str, ...]
    what: Span
    statement: str
    to: tuple[str, ...] = ()
    strength: Strength = "plain"
    condition: Span | None = None
    deadline: str | None = None


class Request(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a side asks, urges or demands.

    Attributes:
        who: Ids of those who ask.
        what: What they ask for.
        statement: Id of the statement that carries it.
        of: Ids of those who are asked.
        strength: How strongly it is asked.
        condition: The clause that it depends on.
        deadline: Id of the time expression by which it is to be done.
    """

    id: str
    who: tuple[str, ...]
    what: Span
    statement: str
    of: tuple[str, ...] = ()
    strength: Strength = "plain"
    condition: Span | None = None
    deadline: str | None = None


class Refusal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a side refuses or rejects.

    Attributes:
        who: Ids of those who refuse.
        what: What they refuse to do or to take.
        statement: Id of the statement that carries it.
        to: Ids of those whom they refuse it.
    """

    id: str
    who: tuple[str, ...]
    what: Span
    statement: str
    to: tuple[str, ...] = ()


Stance = Literal["support", "oppose", "concern", "neutral"]


class Position(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A side's stance on an issue.

    Attributes:
        holder: Ids of whose stance it is.
        issue: What it is about.
        stance: For it, against it, or worried by it.
        statement: Id of the statement that carries it.
        name: The issue's name without the words that vary: a dispute by its kind and its states' codes
            (`conflict: RUS UKR`), else by its noun and what modifies it (`peace plan`). Empty where it has
            no noun.
    """

    id: str
    holder: tuple[str, ...]
    issue: Span
    stance: Stance
    statement: str
    name: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A doubt said aloud.

    Attributes:
        kind: What sort of doubt, a stable word (`header-place-name`, `not-english`, …; docs/record.md lists them).
        level: `error`: the document was not read; `doubt`: something in it contradicts something else;
            `note`: something is left open.
        message: One sentence for a person.
        evidence: The words that the doubt rests on.
    """

    id: str
    kind: str
    level: Literal["error", "doubt", "note"]
    message: str
    evidence: tuple[Span, ...] = ()


class Layout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The parts of a page that are not the story: who put it there, when, and under what heading.

    Attributes:
        paragraphs: The paragraphs of the story itself, without the parts below.
        header: The line that dates the page, as a whole.
        header_date: The day that the header names.
        headline: The heading.
        dateline: The opening words that name place, day and agency, as a whole.
        dateline_place: The place in the dateline.
        dateline_day: The day in the dateline, as it stands there (`June 7`).
        dateline_date: The same as a date, where the text gives its year.
        byline: The line that names the writers.
        agency: The words that name the agency, in the dateline, the byline or a closing line.
        agency_name: The agency's full name, where it is known, otherwise as written.
    """

    paragraphs: tuple[Span, ...]
    header: Span | None = None
    header_date: datetime.date | None = None
    headline: Span | None = None
    dateline: Span | None = None
    dateline_place: Span | None = None
    dateline_day: Span | None = None
    dateline_date: datetime.date | None = None
    byline: Span | None = None
    agency: Span | None = None
    agency_name: str | None = None
