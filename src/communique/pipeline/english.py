"""Whether a text can be read at all: not empty, not too long, in English."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import import_module

from spacy.lang.en.stop_words import STOP_WORDS

from communique.record import Span

#: Longest text that is read, in characters; about 160,000 words. A book is to be cut into its chapters.
LONGEST = 1_000_000
#: English prose has a function word (spaCy's stop words) in every two or three: from this share on it is English …
CLEAR = 0.3
#: … and below this one it is not, if it has at least so many words; in a heading the share says nothing.
SHARE, ENOUGH = 0.1, 40
#: From so many words on, a text is another language's if that one's function words have this share of it, and are
#: more than the English ones by the second.
FEW, OTHER, MARGIN = 8, 0.3, 0.15
#: Languages in Latin script that news comes in, by spaCy's code.
OTHERS = {
    "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "da": "Danish", "nb": "Norwegian", "sv": "Swedish", "fi": "Finnish", "pl": "Polish", "cs": "Czech",
    "ro": "Romanian", "hu": "Hungarian", "tr": "Turkish", "id": "Indonesian", "hr": "Croatian",
}  # fmt: skip
#: How much of a text is looked at, in characters.
SAMPLE = 10_000

_LONE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+")


def encodable(text: str) -> tuple[str, tuple[Span, ...]]:
    """A text as Unicode: lone surrogates, which no tokenizer or JSON takes, become U+FFFD; no offset moves.

    Returns:
        The text, and where something was replaced in it.
    """
    lost = tuple(Span(found.start(), found.end()) for found in _LONE.finditer(text))
    return (_LONE.sub("\ufffd", text), lost) if lost else (text, ())


def obstacle(text: str) -> tuple[str, str] | None:
    """Why a text cannot be read, as a finding's kind and message; None where it can.

    The kinds are `empty`, `too-long`, `not-text` (control characters, as of a binary file) and `not-english`.
    """
    if len(text) > LONGEST:
        return "too-long", (
            f"The text has {len(text):,} characters; at most {LONGEST:,} are read. Cut it into its parts."
        )
    if not text.strip() or not any(c.isalnum() for c in text):
        return "empty", "There are no words to read."
    sample = text[:SAMPLE]
    if sample.count("\0") * 100 > len(sample):
        return "not-text", "The text is full of NUL characters: it is no text, or in another encoding."
    words = [word for word in _WORD.findall(sample) if len(word) > 1 or not word.isascii() or word in "aAI"]
    if words and (other := _not_latin(words)):
        return "not-english", f"The text is not in English but in {other} script; nothing was read from it."
    if len(words) < FEW:
        return None
    lower = [word.lower() for word in words]
    share = sum(word in STOP_WORDS for word in lower) / len(lower)
    if share >= CLEAR:
        return None
    code, other_share = max(
        ((code, sum(word in _stop_words(code) for word in lower) / len(lower)) for code in OTHERS),
        key=lambda c: c[1],
    )
    if other_share >= OTHER and other_share > share + MARGIN:
        return "not-english", f"The text is not in English but, by its words, in {OTHERS[code]}; nothing was read."
    if len(words) >= ENOUGH and share < SHARE:
        return "not-english", (
            f"The text does not look like English: {share:.0%} of its words are English function words "
            f"(English has over {SHARE:.0%}). Nothing was read from it."
        )
    return None


@cache
def _stop_words(code: str) -> frozenset[str]:
    return frozenset(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS)


def _not_latin(words: list[str]) -> str | None:
    """The script of most letters, in English, if that is not the Latin one."""
    letters = "".join(words)
    scripts: dict[str, int] = {}
    for letter in letters[:2000]:
        script = unicodedata.name(letter, "UNKNOWN").split()[0]
        scripts[script] = scripts.get(script, 0) + 1
    latin = scripts.get("LATIN", 0) + scripts.get("FULLWIDTH", 0)
    if 2 * latin >= sum(scripts.values()):
        return None
    script = max(scripts, key=lambda s: (s != "LATIN", scripts[s]))
    return {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}.get(
        script, script.capitalize()
    )
