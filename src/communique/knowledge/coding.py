"""An actor's words to the codes of event data: country and PLOVER sector.

`code_actor` reads a short phrase (`Greek police`, `a former White House official`) as the tables allow: what names
a state, a body, an office holder or a people gives the country; titles, bodies and plain words give the sector.
What the tables do not know stays empty. A document's actors are coded with it, and the benchmark's phrases.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import NamedTuple

from communique.knowledge.bodies import Body, bodies_named
from communique.knowledge.gazetteer import gazetteer
from communique.knowledge.names import Name, names
from communique.knowledge.offices import Holder, titles
from communique.knowledge.organisations import organisation
from communique.knowledge.persons import country_on, holders_named, holders_of_family, sector_on
from communique.knowledge.phrases import head, is_borne_anywhere, is_pronoun, parted, stretches
from communique.knowledge.regions import region
from communique.knowledge.sectors import People, peoples, sector_of, singulars
from communique.knowledge.tables import remembered


class Coding(NamedTuple):
    """Codes of an actor; each is empty where it is not known.

    Attributes:
        country: ISO 3166-1 alpha-3, or PLOVER's `UNO`, `EUR`, `IGO`, `NGO`, `IMG` for bodies of no country.
        sector: PLOVER sector; `UNK` where it is somebody, of whom the words say no more.
    """

    country: str
    sector: str


#: An owner stands apart from what is owned; a name may hold one (`People's Republic`), which `_joined` puts back.
_OWNED = re.compile(r"(?<=\w)\s?'s?(?!\w)")
_FORMER = re.compile(r"\b(?:former|ex-|one-time|ousted|deposed|retired)\b", re.IGNORECASE)
#: Sectors of which somebody who belonged to them once is an elite.
_OF_OFFICE = frozenset({"GOV", "LEG", "IGO"})
#: Envoys are named with the state that receives them; the words behind `to` tell nothing of whose they are.
_RECEIVED = re.compile(
    r"\b(?:ambassador|envoy|consul|representative|coordinator|visit\w*)s?\b[^,]*?\sto\s.*", re.IGNORECASE
)
_NATIONAL = frozenset({"state", "adjective", "demonym", "capital", "seat"})
#: A town of fewer people is not looked for within a phrase: too many are words and people's names too.
_TOWN = 100_000


def code_actor(phrase: str, context: str = "", day: datetime.date | None = None) -> Coding:
    """The codes of an actor.

    Args:
        phrase: Words that name or describe somebody; no sentence.
        context: What goes with the phrase, such as the country of its report; asked where the phrase says nothing.
        day: On which somebody named is to have an office; None where it is not known.
    """
    words = _OWNED.sub(" 's ", phrase.replace("’", "'")).strip()
    near = _country(context, "", day) if context else ""
    sector = _sector(words, near, day) or (head(context)[0] if context else "")
    return Coding(_country(words, near, day) or near, sector)


def codes_of(name: Name) -> tuple[str, ...]:
    """The codes of a known name, all members' of a grouping; none of a region in no state or in several."""
    if name.kind in _NATIONAL:
        return (name.key,)
    if name.kind == "region":
        return (code,) if (code := region(name.key).country) else ()
    return organisation(name.key).codes


# ---------------------------------------------------------------------- country


def _country(phrase: str, near: str, day: datetime.date | None) -> str:
    """The one code of the first words that have one."""
    past = 0
    for start, words in stretches(_RECEIVED.sub("", phrase) or phrase):
        if start < past:
            continue
        if code := _code(words, near, day):
            return code
        if _named(words):
            past = start + len(words)  # `Baltic states` is no state, and the `states` in it are none either
    terms = _called_by_family(phrase)
    return country_on(terms, day) if terms else _town(phrase)


def _code(words: str, near: str, day: datetime.date | None) -> str:
    for name in _named(words):
        if len(codes := codes_of(name)) == 1:
            return codes[0]
    if (body := _body(words, near)) is not None:
        return body.country
    if " " in words and (terms := holders_named(words)):
        return country_on(terms, day)
    people = _people(words)
    return people.country if people else ""


def _town(phrase: str) -> str:
    """The country of a town: of the whole phrase, or of one beside a plain word (`Shanghai authorities`)."""
    if phrase[:1].isupper() and (found := gazetteer().lookup(phrase)):
        return found[0].country
    _, said = head(phrase)
    if not said:
        return ""
    # Behind a title stands somebody's name, which may be a town's too.
    beside = phrase[: phrase.rfind(said)] if said.casefold() in titles() else phrase
    for _, words in stretches(beside):
        if all(word[:1].isupper() for word in words.split()) and not sector_of(words):
            found = gazetteer().lookup(words)
            if found and found[0].population >= _TOWN:
                return found[0].country
    return ""


# ----------------------------------------------------------------------- sector


def _sector(phrase: str, near: str, day: datetime.date | None) -> str:
    if is_pronoun(phrase):
        return "UNK"
    if (whole := _of_whole(phrase, near)) is not None:
        return whole
    told, more = parted(phrase)
    sector, said = head(told)
    if (closing := _of_closing_body(told, near)) and not (said and told.endswith(said)):
        return closing
    if is_borne_anywhere(said):
        before = told[: told.rfind(said)]
        sector = _beside(before, near) or _beside(more, near) or sector
    sector = sector or _of_names(told, near) or _of_person(phrase, day)
    return "ELI" if sector in _OF_OFFICE and _FORMER.search(phrase) else sector


def _of_whole(phrase: str, near: str) -> str | None:
    """The sector of a phrase that is the name of a body, perhaps an empty one; None where it is no such name."""
    if (body := _body(phrase, near)) is not None:
        return body.sector
    named = _named(phrase.removeprefix("the "))
    return organisation(named[0].key).sector if named and named[0].kind == "organisation" else None


def _of_closing_body(phrase: str, near: str) -> str:
    """The sector of a body whose name closes a phrase: `Iran's Revolutionary Guards`."""
    closing = (words for start, words in stretches(phrase) if start and phrase.endswith(words))
    return next((sector for words in closing if (sector := _of_whole(words, near))), "")


def _beside(words: str, near: str) -> str:
    """The sector of what stands beside a title that is borne anywhere; none of a people's."""
    sector = _of_names(words, near) or head(words)[0]
    return "" if sector in {"UNK", "CVL"} else sector


def _of_names(phrase: str, near: str) -> str:
    """The sector of the names in a phrase: of an organisation, a government's seat, a body, a people, a town."""
    for _, words in stretches(phrase):
        known = _named(words)
        if sector := next((s for name in known if (s := _of_name(name, words, phrase))), ""):
            return sector
        if not known and (body := _body(words, near)) is not None and body.sector:
            return body.sector
        if (people := _people(words)) is not None:
            return people.sector or "CVL"
    return "CVL" if not _named(phrase) and _is_town(phrase) else ""


def _of_name(name: Name, words: str, phrase: str) -> str:
    if name.kind == "seat" or (name.kind == "capital" and words == phrase):
        return "GOV"
    if name.kind == "demonym" and words.endswith(("s", "men", "women")) and phrase.endswith(words):
        return "CVL"
    return organisation(name.key).sector if name.kind in {"organisation", "grouping"} else ""


def _of_person(phrase: str, day: datetime.date | None) -> str:
    for _, words in stretches(phrase):
        if " " in words and (terms := holders_named(words)):
            return sector_on(terms, day)
    terms = _called_by_family(phrase)
    return sector_on(terms, day) if terms else ""


# --------------------------------------------------------------------- look-ups


def _body(words: str, near: str) -> Body | None:
    """The body of a name: the one in the country near by, or the only one, or what all of that name share."""
    found = bodies_named(_joined(words))
    here = [body for body in found if near and body.country == near]
    if here or len({(body.country, body.sector) for body in found}) == 1:
        return (here or found)[0]
    if len(sectors := {body.sector for body in found}) == 1:
        return Body(words, (), "", sectors.pop())
    return None


def _is_town(phrase: str) -> bool:
    """Whether a whole phrase means the people of a town; of several words only a large one, else it is a name."""
    found = gazetteer().lookup(phrase) if phrase[:1].isupper() else ()
    return bool(found) and (" " not in phrase or found[0].population >= _TOWN)


def _people(words: str) -> People | None:
    return next((peoples()[form] for form in singulars(words.casefold()) if form in peoples()), None)


def _called_by_family(phrase: str) -> tuple[Holder, ...]:
    """The terms of whom a phrase calls by the family name alone, perhaps behind a title or a state's name."""
    _, said = head(phrase)
    name = phrase.removeprefix(said).rpartition(" 's ")[2].strip()
    return holders_of_family(name) if name[:1].isupper() else ()


def _named(words: str) -> tuple[Name, ...]:
    form = _joined(words)
    return names().get(form) or _caseless().get(form.casefold(), ())


def _joined(words: str) -> str:
    return words.replace(" 's", "'s")


@remembered
def _caseless() -> Mapping[str, tuple[Name, ...]]:
    """Known names in any case, but for abbreviations: `us` is not `US`."""
    return {surface.casefold(): found for surface, found in names().items() if not surface.isupper()}
