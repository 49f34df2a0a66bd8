"""The page: one record as one HTML file that loads nothing from anywhere.

The text stands beside its record. Every entry links to the characters that it was read from (`#s3`), and these
link back to it (`#e-s3`); both work without the small script, which lights up all evidence of an entry at once.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.export import words
from communique.export.naming import encoded
from communique.export.view import LAYERS, View
from communique.record import Record

#: What draws a record on every page: its style, and the script that lights up evidence.
STYLE, SCRIPT = (files("communique.export").joinpath(name) for name in ("record.css", "record.js"))


def render(record: Record) -> str:
    """The page of a record, complete and in itself.

    Whatever the document holds is shown as text: markup is escaped, characters that control or reorder text are
    made visible, NUL and lone surrogates become U+FFFD. The same record gives the same page.
    """
    return _environment().get_template("page.html.jinja").render(record=record, view=View(record), tools=None)


def environment(*loaders: BaseLoader) -> Environment:
    """Templates that escape and make visible every string; those of this room are among them.

    Args:
        loaders: Where further templates are.
    """
    made = Environment(
        loader=ChoiceLoader([*loaders, PackageLoader("communique", "export")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(layers=LAYERS, words=words)
    made.filters["encoded"] = encoded
    return made


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = environment()
    style, script = STYLE.read_text("utf-8"), SCRIPT.read_text("utf-8")
    made.globals.update(style=Markup(style), script=Markup(script), policy=_policy(style, script))
    return made


def _finalize(value: Any) -> Any:
    """Every string that reaches the page, from the document or about it, goes through `visible`."""
    if value.__class__ is str:  # nearly all are, by the thousand on a page
        return value if value.isprintable() else words.visible(value)
    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(style: str, script: str) -> str:
    """A Content Security Policy that allows the page's own style and script, and nothing else."""
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() for source in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )
