"""The limits of the desk, each a named setting.

Each can be given as an option (`communique serve --set rows=100`) or in the environment (`COMMUNIQUE_ROWS=100`).
docs/api.md lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec

#: What the name of a setting begins with in the environment, in capitals.
PREFIX = "COMMUNIQUE_"

_Count = Annotated[int, msgspec.Meta(ge=1)]
_Seconds = Annotated[float, msgspec.Meta(gt=0)]


class SettingError(ValueError):
    """There is no such setting, or it cannot have this value; the message says what there is."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Limits that hold for every page and every call.

    Attributes:
        body_bytes: The largest body of a request, in bytes.
        rows: The most rows that one answer has.
        query_seconds: How long one question may take, in seconds.
        receive_seconds: How long a client may take to send its request, in seconds.
        requests_per_minute: How many requests one client may make in a minute; as many at once.
        clients: How many clients are remembered for that, the latest.
        connections: How many connections may be open at once.
        questions: How many questions are worked on at once; others wait.
        waiting: How many texts may wait to be read.
        answers: How many answers are remembered as long as nothing is written.
    """

    body_bytes: _Count = 2_000_000
    rows: _Count = 200
    query_seconds: _Seconds = 10.0
    receive_seconds: _Seconds = 20.0
    requests_per_minute: _Count = 1_200
    clients: _Count = 10_000
    connections: _Count = 500
    questions: _Count = 2
    waiting: _Count = 20
    answers: _Count = 1_000

    @classmethod
    def given(cls, environment: Mapping[str, str], options: Mapping[str, str] | None = None) -> Settings:
        """The settings that the environment and, before it, options name; defaults for the others.

        Raises:
            SettingError: An option is none of them, or a value is none for its setting.
        """
        options = options or {}
        if unknown := sorted(set(options) - set(cls.__struct_fields__)):
            raise SettingError(f"there is no setting '{unknown[0]}'; there are {', '.join(cls.__struct_fields__)}")
        values = {
            name: environment[PREFIX + name.upper()]
            for name in cls.__struct_fields__
            if PREFIX + name.upper() in environment
        } | dict(options)
        try:
            return msgspec.convert(values, cls, strict=False)
        except msgspec.ValidationError as error:
            raise SettingError(f"a setting cannot be so: {error}") from None
