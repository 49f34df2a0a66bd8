"""Hypothesis strategies that several tests share."""

from __future__ import annotations

import datetime
import types
import typing
from typing import Any

from hypothesis import strategies as st

_DAYS = st.dates(min_value=datetime.date(1, 1, 1))
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),  # hypothesis leaves lone surrogates out, which UTF-8 cannot hold
    int: st.integers(0, 2**31),
    float: st.floats(-180, 180),
    bool: st.booleans(),
    datetime.date: _DAYS,
    types.NoneType: st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type that a record is made of."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([values(part) for part in arguments])
    if hint in _PLAIN:
        return _PLAIN[hint]
    return st.builds(hint, **{name: values(part) for name, part in typing.get_type_hints(hint).items()})
