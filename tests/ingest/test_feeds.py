"""Feeds and lists of feeds: an item a document or a link; no entity, no flood, no loop."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest.world import SECRET, STORY, Site, limited, split

from communique.ingest import Options, documents
from communique.ingest.web.polite import Polite

Refused = Callable[..., str]
OWN = Options(follow=False)


def rss(items: str, head: str = "") -> bytes:
    channel = f"<channel><title>Example Agency</title>{items}</channel>"
    return f"<?xml version='1.0'?>{head}<rss version='2.0'>{channel}</rss>".encode()


def item(text: str = STORY, link: str = "https://example.org/1", title: str = "Talks &amp; grain") -> str:
    day = "Tue, 07 Jun 2022 23:30:00 -0500"
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
    )


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Agency</title>
<entry><title type="html">Talks &amp;amp; &lt;i>grain&lt;/i></title><id>urn:1</id><link href="https://example.org/1"/>
<published>2022-06-07T23:30:00-05:00</published>
<updated>2022-07-01T00:00:00Z</updated><summary>Short.</summary>
<content type="html">&lt;p>{STORY}&lt;/p></content></entry></feed>"""


@pytest.mark.parametrize("data", [rss(item()), ATOM.encode()])
def test_an_item_s_own_text_is_a_document(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "feed.xml").write_bytes(data)
    ((document,), refusals) = split(documents([str(tmp_path)], OWN))
    assert refusals == []
    assert (document.text, document.title, document.outlet) == (STORY, "Talks & grain", "Example Agency")
    assert document.published == datetime.date(2022, 6, 7), "the day in the feed's zone, not in UTC"
    assert document.url == "https://example.org/1"


def test_faults_that_many_feeds_have_are_mended(tmp_path: Path) -> None:
    link = "https://example.org/2?a=1&b=2&#38;c"
    (tmp_path / "feed.rss").write_bytes(
        rss(item() + item(title="Talks &eacute; & &amp; &unknown; &#233;", link=link))
    )
    found, refusals = split(documents([str(tmp_path)], OWN))
    assert refusals == []
    assert [document.text for document in found] == [STORY, STORY]
    assert [document.title for document in found] == ["Talks & grain", "Talks é & & &unknown; é"]
    assert found[1].url == "https://example.org/2?a=1&b=2&c"


def test_the_pages_behind_a_feed_are_fetched(site: Site, options: Options, web: Polite) -> None:
    site.replies["/feed"] = (
        200,
        {"Content-Type": "application/rss+xml"},
        rss(item(link="/one.html") + item(link=site.url("/gone.html")) + item(link=SECRET)),
    )
    site.replies["/one.html"] = 200, {"Content-Type": "text/html"}, f"<article><p>{STORY}</p></article>".encode()
    found, refusals = split(documents([site.url("/feed")], options, web=web))
    assert [(document.id, document.text) for document in found] == [(site.url("/one.html"), STORY)]
    assert found[0].published == datetime.date(2022, 6, 7)
    assert found[0].title == "Talks & grain"
    assert [refusal.reason for refusal in refusals] == [
        "the server answers with status 404.",
        "no address on the web: only http and https are fetched, not 'file'.",
    ]


def test_a_list_of_feeds_leads_to_them_and_no_feed_to_feeds(site: Site, options: Options, web: Polite) -> None:
    feed = 200, {"Content-Type": "application/rss+xml"}, rss(item(link="/feed.xml"))
    site.replies["/feed.xml"] = feed
    outline = f"<outline text='Agency' xmlUrl='{site.url('/feed.xml')}'/>"
    site.replies["/list.opml"] = (
        200,
        {"Content-Type": "text/x-opml"},
        f"<opml><body><outline text='News'>{outline}{outline}</outline></body></opml>".encode(),
    )
    found, refusals = split(documents([site.url("/list.opml")], options, web=web))
    assert found == []
    assert len(refusals) == 1
    assert refusals[0].reason.startswith("of a kind that is not read here")
    assert site.paths().count("/feed.xml") == 2, "once as a feed, once as its own item's page"


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
FILE = f"<!DOCTYPE x [<!ENTITY a SYSTEM '{SECRET}'>]>"


@pytest.mark.parametrize("head", [LAUGHS, FILE])
@pytest.mark.parametrize("tail", ["", "<broken"])
def test_entities_are_never_expanded(refused: Refused, head: str, tail: str) -> None:
    data = rss(item(text="&a;"), head) + tail.encode()
    assert refused("feed.xml", data, OWN) == "it declares XML entities, which are never expanded."


def test_a_document_type_from_elsewhere_is_not_fetched(tmp_path: Path, site: Site) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(item(), f"<!DOCTYPE rss SYSTEM '{site.url('/rss.dtd')}'>"))
    found, _ = split(documents([str(tmp_path)], OWN))
    assert [document.text for document in found] == [STORY]
    assert site.asked == []


def test_floods_are_refused(refused: Refused) -> None:
    assert "more than 5,000 items" in refused("feed.xml", rss("<item/>" * 1_000_000), OWN).lower()
    assert "more than 5,000 items" in refused("feed.xml", rss("<item/>&nbsp;" * 1_000_000), OWN).lower()
    attributes = " ".join(f"a{number}='x'" for number in range(100_000))
    assert "attributes" in refused("feed.xml", rss(f"<a {attributes}/>"), OWN)
    assert "nested" in refused("feed.xml", rss("<a>" * 50_000), OWN)
    assert "no sound XML" in refused("list.opml", b"<opml><body><outline xmlUrl='https://example.org/'>")
    assert "no sound XML" in refused("feed.xml", rss("<item><title>No end</item>"), OWN)
    assert "neither a feed" in refused("feed.xml", b"<html><body>Hello</body></html>", OWN)
    assert "neither a feed" in refused("feed.xml", b"<a/>", OWN)


def test_a_feed_that_never_ends_is_cut_off(site: Site, options: Options, web: Polite) -> None:
    sent = 0

    def items():
        nonlocal sent
        yield b"<rss version='2.0'><channel>"
        for number in range(1_000_000):
            sent += 1
            yield item(link=f"https://example.org/{number}").encode()

    site.replies["/feed"] = 200, {"Content-Type": "application/rss+xml"}, items()
    site.replies["/after.txt"] = 200, {"Content-Type": "text/plain"}, STORY.encode()
    options = limited(options, fetched=1_000_000)
    web.fetcher.options = options
    found, refusals = split(documents([site.url("/feed"), site.url("/after.txt")], options, web=web))
    assert [document.text for document in found] == [STORY]
    assert refusals[0].reason == "the answer is longer than it may be."
    assert sent < 100_000


def test_an_item_s_broken_markup_is_its_own_refusal(tmp_path: Path) -> None:
    deep = "&lt;div&gt;" * 3000
    (tmp_path / "feed.xml").write_bytes(rss(item(text=deep) + item(link="https://example.org/2")))
    found, refusals = split(documents([str(tmp_path)], dataclasses.replace(OWN)))
    assert [document.url for document in found] == ["https://example.org/2"]
    assert "nested deeper" in refusals[0].reason
