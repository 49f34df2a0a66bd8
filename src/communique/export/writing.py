"""What an export writes to: a stream, or a folder. Where these lie is for the caller to say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import IO

#: Opens a new file of the folder by its name. The file is there, whole, once it is closed without an error.
Folder = Callable[[str], AbstractContextManager[IO[bytes]]]


class MissingPackageError(ImportError):
    """A format needs a package that is not installed; the message says how to get it."""
