"""Communiqué reads diplomatic reports into records: who said what, on whose word; who met, promised, asked.

>>> import communique
>>> record = communique.read("Beijing said on Tuesday that it would attend.", published="2022-06-08")
>>> [record.names(statement.actors) for statement in record.statements]
[('China',)]
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from communique.record import Document, Record
from communique.version import __version__

if TYPE_CHECKING:
    from communique.pipeline import ModelNotFoundError, Reader

__all__ = ["Document", "ModelNotFoundError", "Reader", "Record", "__version__", "read"]


def read(text: str, published: datetime.date | str | None = None) -> Record:
    """Read one text into its record, with the default language pipeline.

    Args:
        text: The report, as plain text.
        published: The day it was published, a date or ISO 8601 (`2022-06-08`); None where only the text can tell.

    Raises:
        ValueError: `published` is no ISO 8601 day.
    """
    day = datetime.date.fromisoformat(published) if isinstance(published, str) else published
    return _reader().read(Document(id="text", text=text, published=day))


@lru_cache(maxsize=1)
def _reader() -> Reader:
    from communique.pipeline import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    # The reader brings spaCy along, which takes a second to import: only where it is asked for.
    if name in {"Reader", "ModelNotFoundError"}:
        from communique import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'communique' has no attribute '{name}'")
