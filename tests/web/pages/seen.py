"""What a browser would see of a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from starlette.testclient import TestClient

_VOID = {"meta", "input", "br", "link", "img", "circle", "line", "path"}
_ADDRESSES = ("href", "src", "action", "formaction", "srcset", "data", "poster", "hx-get", "hx-post", "xlink:href")


class Seen(HTMLParser):
    """The tags, ids, addresses and words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = [(name, value or "") for name, value in attrs]
        self.attributes += given
        self.ids += [value for name, value in given if name == "id"]
        self.addresses += [(tag, value) for name, value in given if name in _ADDRESSES]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-1:]}"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data


def token(client: TestClient, path: str = "/") -> str:
    """The token of a form."""
    found = re.search(r'name="form_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found.group(1)
