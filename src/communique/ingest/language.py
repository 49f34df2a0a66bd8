"""Which language a text is in, by py3langid's model, which comes with it: nothing is fetched.

Lui and Baldwin (2012), langid.py: An Off-the-shelf Language Identification Tool, ACL System Demonstrations.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: How much of a text is looked at, in characters.
SAMPLE = 10_000
#: From this probability on a text is said to be in another language; below it is left to whoever reads it. A line
#: or two of names reaches less, a paragraph more.
SURE = 0.8


def other(text: str, languages: tuple[str, ...]) -> str | None:
    """The language of a text (ISO 639-1) if it is surely none of these; None if it may be one of them.

    Args:
        text: The text; its beginning decides.
        languages: ISO 639-1 codes; none of them: any language will do.
    """
    if not languages:
        return None
    code, probability = _identifier().classify(text[:SAMPLE])
    return code if probability >= SURE and code not in languages else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second to load, and 100 MB at its height

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
