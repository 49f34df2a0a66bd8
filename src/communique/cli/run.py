"""What every command does that goes through inputs: it complains in one line, goes on, and shows how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum

#: The path that stands for standard input, and what messages call it.
STDIN, STDIN_NAME = "-", "standard input"


class InputError(Exception):
    """An input cannot be read; the message names it and says what to do."""


class Exit(IntEnum):
    """What a command leaves with."""

    READ = 0
    UNREAD = 1
    USAGE = 2
    INTERRUPTED = 130


class Run:
    """One run of a command: troubles on standard error, and the exit code that they lead to."""

    def __init__(self) -> None:
        from rich.console import Console

        self.console = Console(stderr=True, highlight=False, markup=False)
        self.code = Exit.READ

    def complain(self, message: str, code: Exit = Exit.UNREAD) -> None:
        """Say what went wrong, on standard error; the command leaves with this code."""
        self.note(message)
        self.code = code

    def note(self, message: str) -> None:
        """One line on standard error; names of files may hold what a terminal obeys."""
        from communique.export.words import visible

        line = visible(message).replace("\n", " ")
        self.console.print(f"communique: {line}", soft_wrap=True)

    @contextmanager
    def progress(self, sources: list[str], description: str, *, bar: bool) -> Iterator[Iterable[str]]:
        """The sources, and a bar on standard error while they are gone through, if that is a terminal."""
        if len(sources) < 2 or not bar or not self.console.is_terminal:
            yield sources
            return
        from rich.progress import Progress

        with Progress(console=self.console, transient=True) as progress:
            yield progress.track(sources, description=description)
