"""For everybody: axe-core finds nothing that matters, the keyboard suffices, a phone and paper too."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

Opened = Callable[..., Any]
PAGES = [
    *("/", "/search", "/search?q=support", "/timeline?actor=China", "/actors", "/actor?name=China", "/meetings"),
    *("/events", "/issues", "/ledger", "/map", "/network", "/network?relation=cites", "/reprints", "/corrections"),
    *(
        "/sign-in",
        "/actor?name=Nobody",
        "/story/none",
        "STORY",
        "MEETING",
        "COMPARE",
        "CORRECT",
        "ACTOR",
        "OTHERS",
    ),
]


def _of(page: str, keys: dict[str, str]) -> str:
    call, reprint, astana = keys["readout-biden-xi-call"], keys["reprint"], keys["astana-talks"]
    return {
        "STORY": f"/story/{keys['reprint-nur-sultan']}",
        "MEETING": f"/meeting?story={call}&entry=m1",
        "COMPARE": f"/compare?a={call}&b={reprint}",
        "CORRECT": f"/correct/{astana}/s1",
        "ACTOR": f"/correct/{astana}/a1",
        "OTHERS": f"/others?story={call}",
    }.get(page, page)


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script, as the package axe-playwright-python has it."""
    try:
        return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    except ImportError:
        reason = "axe-playwright-python is not installed"
        if os.environ.get("COMMUNIQUE_CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious(opened: Opened, keys: dict[str, str], axe: str, colours: str) -> None:
    page = opened("/", color_scheme=colours, bypass_csp=True)
    found = {}
    for name in PAGES:
        page.goto(_of(name, keys))
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        bad = [one for one in result["violations"] if one["impact"] in {"serious", "critical"}]
        if bad:
            found[name] = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in bad]
    assert not found, found


def test_the_keyboard_suffices(opened: Opened, keys: dict[str, str]) -> None:
    page = opened("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"/story/{keys['astana-talks']}")
    link = page.locator("#e-s1").get_by_role("link", name="Correct")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#e-s1 #correction")
    page.wait_for_function("document.activeElement.id === 'correction'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "author"


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_every_page_without_scrolling_aside(opened: Opened, keys: dict[str, str], name: str) -> None:
    page = opened(_of(name, keys), viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_story_prints_without_what_is_for_the_screen(opened: Opened, keys: dict[str, str]) -> None:
    page = opened(f"/story/{keys['astana-talks']}")
    page.emulate_media(media="print")
    for hidden in (".flag nav", ".ask", ".tools"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("#e-s1").is_visible()


def test_dark_and_light_are_the_readers_choice(opened: Opened) -> None:
    page = opened("/", java_script_enabled=False, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    page.get_by_role("link", name="dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto("/ledger")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert paper


def test_a_page_is_small_at_first_paint(opened: Opened, keys: dict[str, str]) -> None:
    import gzip
    import urllib.request

    page = opened("/")
    for name in PAGES:
        loaded: list[str] = []
        page.on("request", lambda request, loaded=loaded: loaded.append(request.url))
        page.goto(_of(name, keys))
        size = 0
        for url in set(loaded):
            if url.startswith(page.url.split("/")[0]):
                try:
                    size += len(gzip.compress(urllib.request.urlopen(url).read(), 5))
                except urllib.error.HTTPError as error:
                    size += len(gzip.compress(error.read(), 5))
        assert size < 100_000, (name, size)
