"""What the pages load: style, scripts, and nothing from outside of the package.

Each file is known by its name before anybody asks, so that no address leads anywhere else on the disk.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from communique.export.html import SCRIPT, STYLE

router = APIRouter()

#: htmx 4.0.1, `dist/htmx.min.js` of the package htmx.org on npm (Zero-Clause BSD), as it came; and its hash.
HTMX = "htmx.min.js"
HTMX_SHA256 = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
#: The address of a file changes with its content, so that it can be kept for long.
_KEEP = "public, max-age=31536000, immutable"


class Asset(NamedTuple):
    """A file that pages load.

    Attributes:
        data: Its bytes.
        type: Its media type.
        sha256: The hash of the bytes.
    """

    data: bytes
    type: str
    sha256: str


@lru_cache(maxsize=1)
def assets() -> dict[str, Asset]:
    """All of them, by name."""
    own = [file for file in files("communique.web").joinpath("static").iterdir() if file.is_file()]
    return {file.name: _asset(file.name, file.read_bytes()) for file in (*own, STYLE, SCRIPT)}


def integrity(sha256: str) -> str:
    """A hash as Subresource Integrity (W3C) has it."""
    return f"sha256-{base64.b64encode(bytes.fromhex(sha256)).decode()}"


def address(name: str) -> str:
    """Where a page finds a file, with a part of its hash."""
    return f"/static/{name}?v={assets()[name].sha256[:12]}"


@router.get("/static/{name}")
def static(name: str) -> Response:
    """One of the files."""
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404)
    return Response(asset.data, media_type=asset.type, headers={"Cache-Control": _KEEP})


@router.get("/favicon.ico")
def favicon() -> Response:
    """What browsers ask for unbidden."""
    return static("mark.svg")


def _asset(name: str, data: bytes) -> Asset:
    suffix = name.rpartition(".")[2]
    return Asset(data, _TYPES.get(suffix, "application/octet-stream"), hashlib.sha256(data).hexdigest())
