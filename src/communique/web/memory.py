"""Answers that are remembered as long as nothing is written to the store: what is asked most is asked again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from communique.store import Store

_T = TypeVar("_T")


class Memory:
    """The last answers to questions.

    Args:
        store: The store that is asked.
        size: How many answers.
    """

    def __init__(self, store: Store, size: int) -> None:
        self.store, self.size = store, size
        self._known: OrderedDict[Hashable, tuple[int | str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, question: Callable[..., _T], *given: Hashable, **more: Hashable) -> _T:
        """The answer of a question to the store, with these arguments; it must not be changed.

        Raises:
            StoreError: The database fails.
        """
        version, key = self.store.version(), (question, given, tuple(sorted(more.items())))
        with self._lock:
            known, answer = self._known.get(key, (None, None))
            if known == version:
                self._known.move_to_end(key)
                return cast("_T", answer)
        answer = question(self.store, *given, **more)
        with self._lock:
            self._known[key] = version, answer  # of this version or a later one, which is asked for anew
            if len(self._known) > self.size:
                self._known.popitem(last=False)
        return answer
