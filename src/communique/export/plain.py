"""Text as plain formats hold it: no character that XML cannot hold, no cell that a spreadsheet would run.

Every replacement is one code point for one, so that offsets keep their meaning.
"""

from __future__ import annotations

import re

#: Characters outside of the production Char of XML 1.0 (fifth edition), lone surrogates among them.
_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection); the wide forms of East Asian
#: input are taken for the plain ones.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 does not allow."""
    return _INVALID.sub("\ufffd", text)


def line(text: str) -> str:
    """The same on one line: a space for each tab and each character that ends a line."""
    return re.sub(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", " ", clean(text))


def inert(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def active(cell: str) -> str:
    """The cell that `inert` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
