"""Cursors: where the next page of an answer begins, as one opaque word that only the same question takes.

A cursor holds the mark of the page before (`communique.analysis.paging`), and a digest of the question and the
mark. The digest finds what was damaged, or is another question's. It is no secret and need not be: a mark that
somebody made up is a place in an answer that they may read anyway, and the question checks its form.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

import msgspec

from communique.analysis.paging import Mark
from communique.analysis.questions import QuestionError

#: Bytes of a digest, and of the longest key that it takes.
_DIGEST, _KEY = 9, 32


class CursorError(QuestionError):
    """What was given as a cursor is none of this question's."""


class Cursors:
    """The cursors of one question.

    Args:
        question: What is asked, as JSON can hold it, without the cursor and how many rows.
    """

    def __init__(self, question: Any) -> None:
        self._key = hashlib.blake2b(msgspec.json.encode(question), digest_size=_KEY).digest()

    def cursor(self, mark: Mark | None) -> str | None:
        """The cursor of a mark; None where there is no further page."""
        if mark is None:
            return None
        data = msgspec.json.encode(mark)
        return base64.urlsafe_b64encode(self._digest(data) + data).rstrip(b"=").decode()

    def mark(self, cursor: str | None) -> Mark | None:
        """The mark of a cursor; None where there is none.

        Raises:
            CursorError: It is none of this question's.
        """
        if not cursor:
            return None
        try:
            whole = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            digest, data = whole[:_DIGEST], whole[_DIGEST:]
            if digest == self._digest(data):
                return msgspec.json.decode(data, type=Mark)
        except (binascii.Error, ValueError):
            pass
        raise CursorError(
            "this is no cursor of this question: give the one that its last page had, or begin at the first page"
        )

    def _digest(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, key=self._key, digest_size=_DIGEST).digest()
