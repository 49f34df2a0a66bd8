"""The command line: `communique read` and its helpers. What reads and renders lies in the rooms to the left."""

from __future__ import annotations

import sys

from communique.cli.app import app
from communique.cli.voice import Exit

__all__ = ["Exit", "app", "main"]


def main() -> None:
    """Run the command line and leave with one of the codes of `Exit`."""
    try:
        app(prog_name="communique")
    except KeyboardInterrupt:  # before the command itself was under way
        sys.exit(Exit.INTERRUPTED)
