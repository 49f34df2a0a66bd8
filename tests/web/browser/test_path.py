"""The whole path of a reader of the desk: paste, story, evidence, correct, search, compare, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.record import Record

TEXT = """Ministers meet in Vienna

VIENNA, May 14, 2019 — Austria's Foreign Minister Karin Kneissl met her colleague Ignazio Cassis on Tuesday.

Kneissl said that Austria would support the talks. "We will not close the border," Cassis told reporters.
"""
Opened = Callable[..., Any]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_whole_path(opened: Opened, keys: dict[str, str], scripts: bool) -> None:
    page = opened("/", java_script_enabled=scripts)
    page.get_by_label("Text", exact=True).fill(TEXT.replace("Ministers", f"Ministers {scripts}"))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/story/*")
    story = page.url
    assert "Ministers" in page.locator("h1").inner_text()

    entry = page.locator(".entry.statement", has_text="Kneissl").first
    entry.locator(".ref").click()
    assert page.url.startswith(f"{story}#s")

    entry.get_by_role("link", name="Correct").click()
    form = page.locator("#correction")
    form.get_by_label("Who says so").fill("Ada")
    form.get_by_label("Why").fill("it is a promise")
    form.get_by_label("act").select_option("praise")
    form.get_by_role("button", name="Save").click()
    page.wait_for_url(f"{story}#e-*")
    assert "praises" in page.locator(".entry:target").inner_text()
    assert page.get_by_text("1 correction of this story").is_visible()

    page.get_by_role("searchbox").fill("border")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?q=border*")
    assert page.locator("mark").first.inner_text() == "border"

    page.goto(f"/compare?a={keys['readout-biden-xi-call']}&b={keys['reprint']}")
    assert page.locator("tr.shared").count() > 3

    page.goto(story)
    page.get_by_text("Download this record").click() if scripts else page.locator(".downloads summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON Lines of whole records").click()
    record = Record.from_json(download.value.path().read_bytes())
    assert "praise" in [one.act for one in record.statements]


def test_evidence_lights_up_both_ways(opened: Opened, keys: dict[str, str]) -> None:
    page = opened(f"/story/{keys['astana-talks']}")
    entry = page.locator("#e-s2")
    entry.hover()
    lit = page.locator(".text .seg.lit")
    assert lit.count() > 0
    assert entry.evaluate("node => node.classList.contains('lit')")
    page.locator('.text .seg[data-e~="m1"]').first.focus()
    assert page.locator(".entry.lit").count() == 1


def test_a_search_goes_on_as_one_types_and_stays_a_permalink(opened: Opened) -> None:
    page = opened("/search?q=support")
    before = page.locator(".facets strong").inner_text()
    page.locator("#q").press("End")
    page.locator("#q").press_sequentially(" sovereignty")
    page.wait_for_url("**q=support+sovereignty*")
    page.wait_for_function("was => document.querySelector('.facets strong')?.textContent !== was", arg=before)
    assert page.locator("mark").count() > 0
    page.reload()
    assert page.locator("#q").input_value() == "support sovereignty"
    assert "actor" not in page.url, "fields that are empty are not in the address"


def test_a_file_is_dropped_and_read(opened: Opened) -> None:
    page = opened("/")
    data = page.evaluate_handle(
        """() => { const data = new DataTransfer();
                   data.items.add(new File(['Kneissl said that she would go to Vienna.'], 'dropped.txt'));
                   return data }"""
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": data})
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/story/*")
    assert "dropped.txt" in page.locator(".source-of").inner_text()


def test_more_rows_come_below_those_that_are_there(opened: Opened) -> None:
    page = opened("/search?q=&kind=event")
    first = page.locator("#rows > .item").count()
    page.get_by_role("link", name="More", exact=True).click()
    page.wait_for_function("was => document.querySelectorAll('.items > .item').length > was", arg=first)
