"""Pictures of the desk for the docs: `python -m tools.screenshots`, with Debian's chromium.

A store is made of the stories in `examples`, with their days and a second account of two of them, served on a port
of this machine, and the main pages are pictured, light and dark.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import numpy as np
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from communique.cli.corpus import make_reader
from communique.export.html import render
from communique.ingest import plain_text
from communique.record import Document
from communique.runs import Workers, ingest
from communique.store import Store
from communique.web import Desk, create_app
from tools.png import indexed

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CHROMIUM = "/usr/bin/chromium"
#: Nothing of a browser that would reach for the network by itself.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
#: The stories, with their days.
STORIES = {
    "examples/astana-talks.txt": "2023-02-28",
    "examples/reprint-nur-sultan.txt": None,
    "examples/readout-biden-xi-call.txt": "2024-04-02",
    "examples/tehran-riyadh-beijing.txt": "2023-03-10",
    "benchmarks/stories/readout-biden-xi-call.txt": "2024-04-03",
    "benchmarks/stories/tehran-riyadh-beijing.txt": "2023-03-11",
}


class Shot(NamedTuple):
    """A picture: its name, of which address, in which colours, how wide and high in pixels."""

    name: str
    address: str
    dark: bool = False
    width: int = 1180
    height: int = 800


def shots(keys: dict[str, str]) -> list[Shot]:
    """The pictures, with the keys of the stories by the name of their file."""
    story, call = f"/story/{keys['astana-talks']}", keys["readout-biden-xi-call"]
    pages = {
        "inbox": "/",
        "story": story,
        "search": "/search?q=support",
        "actor": "/actor?name=CHN",
        "meeting": f"/meeting?story={call}&entry=m1",
        "issues": "/issues",
        "map": "/map",
        "network": "/network",
    }
    colours = {"light": False, "dark": True}
    both = [Shot(f"{name}-{one}", at, dark) for name, at in pages.items() for one, dark in colours.items()]
    return [*both, Shot("story-phone", f"/story/{keys['reprint-nur-sultan']}", width=390, height=780)]


def main() -> None:
    """Make the store, serve it, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=DOCS, help="the folder of the docs")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "desk.db", create=True) as store:
        read = partial(make_reader, None)
        with Workers(read, 1) as workers:
            ingest(store, list(_documents()), workers, lambda outcome: None, day=datetime.date(2024, 4, 3))
        keys = {Path(one.document.id).stem: one.key for one in store.kept(store.keys(status="read"))}
        page = render(store.record(keys["astana-talks"]))
        with sync_playwright() as playwright, _served(Desk(store, read)) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for shot in shots(keys):
                _take(browser, address, shot, out / "desk" / f"{shot.name}.png")
            _picture(browser, page, out / "page.png")
            browser.close()


def _documents() -> Iterator[Document]:
    for path, day in STORIES.items():
        found = plain_text(str(ROOT / path))
        assert isinstance(found, Document)
        published = datetime.date.fromisoformat(day) if day else None
        second = "" if path.startswith("examples") else "-2"
        yield msgspec.structs.replace(found, id=f"{Path(path).stem}{second}.txt", published=published)


@contextmanager
def _served(desk: Desk) -> Iterator[str]:
    """The address of a desk, while it listens."""
    server = uvicorn.Server(uvicorn.Config(create_app(desk), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def _take(browser: Browser, address: str, shot: Shot, out: Path) -> None:
    colours: Literal["light", "dark"] = "dark" if shot.dark else "light"
    page = browser.new_page(
        base_url=address, viewport={"width": shot.width, "height": shot.height}, color_scheme=colours
    )
    page.goto(shot.address, wait_until="networkidle")
    _write(page, out)


def _picture(browser: Browser, html: str, out: Path) -> None:
    """A picture of the page of one record, which stands for itself."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(html)
    _write(page, out)


def _write(page: Page, out: Path) -> None:
    """A picture of what a page shows; the browser itself unpacks it to pixels."""
    data = base64.b64encode(page.screenshot()).decode()
    page.goto("about:blank")
    width, height, packed = page.evaluate(_UNPACK, data)
    pixels = np.frombuffer(base64.b64decode(packed), dtype=np.uint8).reshape(height, width, 4)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(indexed(pixels[:, :, :3]))
    page.close()


_UNPACK = """async (data) => {
    const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
    const image = await createImageBitmap(blob);
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    let text = "";
    for (let at = 0; at < pixels.length; at += 32768)
        text += String.fromCharCode(...pixels.subarray(at, at + 32768));
    return [image.width, image.height, btoa(text)];
}"""


if __name__ == "__main__":
    main()
