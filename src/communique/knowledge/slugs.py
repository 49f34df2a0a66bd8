"""Stable names for what has no code."""

from __future__ import annotations

import re
import unicodedata


def slug(name: str) -> str:
    """A stable name for a name: lower case, without diacritics, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"
