"""What of an entry a form can put right, told by its type: a field added to the record is asked for here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from communique.record import Record
from communique.store import CorrectionError
from communique.store.applying import ACTORS, FIXED
from communique.store.corrections import ENTRIES

#: Fields of words that a form asks for; others follow from what they stand beside.
_WORDS = {"place": ("name", "country"), "position": ("name",)}
_BOOLEANS = {"yes": True, "no": False}


class Field(NamedTuple):
    """A field that can be put right.

    Attributes:
        name: Its name in the record.
        kind: How it is asked for.
        value: What it has, as a form has it: a word, or the identities of actors.
        options: What it may have.
        is_flag: Whether `yes` and `no` stand for true and false.
    """

    name: str
    kind: Literal["choice", "actors", "words"]
    value: str | tuple[str, ...]
    options: tuple[str, ...] = ()
    is_flag: bool = False

    def typed(self, value: str | tuple[str, ...]) -> Any:
        """A value of the form as the record's JSON has it."""
        if self.is_flag:
            return _BOOLEANS.get(str(value))
        return list(value) if isinstance(value, tuple) else value


def entry_of(record: Record, id: str) -> tuple[str, Any]:
    """The kind of an entry, and the entry.

    Raises:
        CorrectionError: The record has none with this id.
    """
    for kind, field in ENTRIES.items():
        for entry in getattr(record, field):
            if entry.id == id:
                return kind, entry
    raise CorrectionError(f"the record has no entry '{id}'")


def fields(kind: str, entry: Any, record: Record) -> Iterator[Field]:
    """The fields of an entry that a form can put right."""
    info = msgspec.inspect.type_info(type(entry))
    assert isinstance(info, msgspec.inspect.StructType)
    identities = {actor.id: actor.identity for actor in record.actors}
    for field in info.fields:
        name, value = field.name, getattr(entry, field.name)
        if name in FIXED:
            continue
        if name in ACTORS:
            ours = tuple(dict.fromkeys(identities[id] for id in value if id in identities))
            yield Field(name, "actors", ours, tuple(dict.fromkeys(identities.values())))
        elif isinstance(field.type, msgspec.inspect.LiteralType):
            yield Field(name, "choice", value, tuple(str(one) for one in field.type.values))
        elif isinstance(field.type, msgspec.inspect.BoolType):
            yield Field(name, "choice", "yes" if value else "no", ("yes", "no"), is_flag=True)
        elif name in _WORDS.get(kind, ()):
            yield Field(name, "words", value)
