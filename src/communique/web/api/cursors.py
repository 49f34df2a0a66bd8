"""Cursors: where the next page of a list begins, as one opaque word that only the same question takes.

A cursor holds the mark of the page before (`communique.analysis.paging`), and a digest of the question and the
mark. The digest finds what was damaged, or is another question's. It is no secret and need not be: a mark that
somebody made up is a place in an answer that they may read anyway, and the question checks its form.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable

import msgspec

from communique.analysis.paging import Mark
from communique.web.problems import Fault, ProblemError

_DIGEST = 9


class Question:
    """What a cursor belongs to.

    Args:
        path: The address that is asked.
        parameters: What is asked, in any order, without the cursor and how many rows.
    """

    def __init__(self, path: str, parameters: Iterable[tuple[str, str]]) -> None:
        self._key = hashlib.blake2b(msgspec.json.encode((path, sorted(parameters)))).digest()[:32]

    def cursor(self, mark: Mark) -> str:
        """The cursor of a mark."""
        data = msgspec.json.encode(mark)
        return base64.urlsafe_b64encode(self._digest(data) + data).rstrip(b"=").decode()

    def mark(self, cursor: str) -> Mark:
        """The mark of a cursor.

        Raises:
            ProblemError: It is none of this question's.
        """
        try:
            whole = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            digest, data = whole[:_DIGEST], whole[_DIGEST:]
            if digest == self._digest(data):
                return msgspec.json.decode(data, type=Mark)
        except (binascii.Error, ValueError):
            pass
        detail = "this is no cursor of this question: give one as 'next' had it, and ask the same otherwise"
        raise ProblemError(422, detail, errors=[Fault("query.cursor", detail)])

    def _digest(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, key=self._key, digest_size=_DIGEST).digest()
