"""Markdown becomes the text that a reader would see."""

from __future__ import annotations

from pathlib import Path

from ingest.world import split

from communique.ingest import documents

PAGE = """---
date: 2022-06-08
---
# Talks *in* Geneva

The minister **said** on [Tuesday](https://example.org) that
he would come: “`yes`”.

- The talks begin
  next week.
- Nothing was decided.

> He added that it was late.

| who | where |
| --- | --- |
| Sahle | Geneva |

<script>alert("no")</script>
"""


def test_markup_goes_and_words_stay(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE)
    ((document,), _) = split(documents([str(tmp_path / "page.md")]))
    assert document.title == "Talks in Geneva"
    assert document.text.startswith(
        "Talks in Geneva\n\nThe minister said on Tuesday that\nhe would come: “yes”.\n\nThe talks begin"
    )
    assert "\n\nHe added that it was late." in document.text
    assert [
        sign for sign in "*[]#|>" if sign in document.text.replace("<script>", "").replace("</script>", "")
    ] == []


def test_a_heap_of_markup_takes_no_time(tmp_path: Path) -> None:
    for number, heap in enumerate(["[" * 20_000, "*a " * 20_000, "> " * 5_000 + "said", "`" * 20_000]):
        (tmp_path / f"{number}.md").write_text(heap + "\n\nThe minister said so on Tuesday.")
    found, refusals = split(documents([str(tmp_path)]))
    assert len(found) + len(refusals) == 4


def test_a_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.md").write_text("[" * 200_001)
    ((refusal,), found) = reversed(split(documents([str(tmp_path)])))
    assert found == []
    assert refusal.reason.startswith("Markdown of more than 200,000 characters")
