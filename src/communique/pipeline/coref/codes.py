"""The codes of an entity: its identity across documents, its countries, its PLOVER sector."""

from __future__ import annotations

from communique.knowledge import Holder, Organisation, alpha3, code_actor, organisation, sector_on, slug, terms_of
from communique.pipeline.coref.discourse import Entity
from communique.pipeline.coref.reading import is_state


def identity(entity: Entity) -> str:
    """What an entity is called across documents: alpha-3 code, id in Wikidata, or slug."""
    if entity.kind == "state":
        return entity.side
    if entity.key.startswith("person:") and (terms := _terms(entity)):
        return slug(terms[0].name)  # one name for all spellings
    if not entity.key.startswith("org:"):
        return slug(entity.name)
    known = _known(entity.key[4:])
    return known.identity if known else entity.key[4:]


def countries(entity: Entity) -> tuple[str, ...]:
    """The states that an entity is or speaks for: as the text says, otherwise as its name tells (`Gazprom`)."""
    code = ""
    if is_state(entity.side):
        code = entity.side
    elif known := _known(entity.side):
        code = known.code
    elif entity.kind in {"organisation", "group"}:
        # `Warsaw Pact` names a place and no sort of body: where it is at home is not known.
        coding = code_actor(entity.name)
        code = coding.country if coding.sector else ""
    return (code,) if code in alpha3().values() else ()


def sector(entity: Entity) -> str:
    """PLOVER sector of an entity: by its offices, otherwise by its name or the words for it; empty of states."""
    known = _known(entity.side)
    if entity.kind in {"state", "grouping", "document"}:
        return ""
    for role in entity.roles:
        of = f" of {known.name}" if known else ""
        if told := code_actor(role.title + of).sector:
            return told
    if entity.key.startswith("person:"):
        terms = _terms(entity)
        return sector_on(terms, None) if terms else ""
    if known and entity.kind == "organisation":
        return known.sector
    return code_actor(entity.name).sector.replace("UNK", "")


def _terms(entity: Entity) -> tuple[Holder, ...]:
    return terms_of(entity.name, entity.scopes, entity.side)


def _known(key: str) -> Organisation | None:
    try:
        return organisation(key)
    except KeyError:
        return None
