"""The fetcher: bounded in bytes, time and redirects, and kept from where it must not go."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from ingest.world import SECRET, STORY, Site, limited

from communique.ingest import Options, Unreadable
from communique.ingest.web.addresses import resolved
from communique.ingest.web.fetcher import Failed, Fetcher

BODY = STORY.encode()


@pytest.fixture
def fetcher(options: Options) -> Fetcher:
    return Fetcher(options)


def test_an_answer_has_its_address_headers_and_content(site: Site, fetcher: Fetcher) -> None:
    site.replies["/a%20b?c=%C3%A9"] = 200, {"Content-Type": "text/plain", "ETag": '"x"'}, BODY
    answer = fetcher.get(site.url("/a b?c=é#part"), {"If-None-Match": '"y"'})
    assert (answer.status, answer.content, answer.headers["etag"]) == (200, BODY, '"x"')
    assert answer.url == site.url("/a%20b?c=%C3%A9")
    headers = site.asked[0][1]
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert headers["user-agent"] == "communique"
    assert headers["if-none-match"] == '"y"'


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("identity", BODY),
        ("GZip", gzip.compress(BODY)),
    ],
)
def test_what_is_packed_is_unpacked(site: Site, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    site.replies["/"] = 200, {"Content-Encoding": encoding}, packed
    assert fetcher.get(site.url("/")).content == BODY


def test_redirects_are_followed_and_each_is_announced(site: Site, fetcher: Fetcher) -> None:
    site.replies["/one"] = 301, {"Location": "two"}, b""
    site.replies["/two"] = 302, {"Location": site.url("/three")}, b""
    site.replies["/three"] = 200, {}, BODY
    hops: list[str] = []
    answer = fetcher.get(site.url("/one"), before=lambda url: hops.append(url.path))
    assert (answer.url, answer.content) == (site.url("/three"), BODY)
    assert hops == ["/one", "/two", "/three"]


def test_redirects_end(site: Site, fetcher: Fetcher) -> None:
    site.replies["/"] = 302, {"Location": "/"}, b""
    with pytest.raises(Unreadable, match="more than 5 redirects"):
        fetcher.get(site.url("/"))
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://169.254.169.254/latest",
        "http://2130706433/",
    ],
)
def test_a_redirect_to_where_it_must_not_go_is_refused(target: str) -> None:
    """The site itself may be reached, at an address of its own; where it sends us may not."""
    own = Site("127.0.0.53")
    own.replies["/"] = 302, {"Location": target}, b""
    fetcher = Fetcher(
        Options(networks=(ip_network("127.0.0.53/32"),)),
        lambda host, port: ["127.0.0.53"] if host == "news.example" else resolved(host, port),
    )
    with pytest.raises(Unreadable, match="no public address"):
        fetcher.get(own.url("/", "news.example"))
    assert own.paths() == ["/"]
    own.close()


@pytest.mark.parametrize("target", [SECRET, "ftp://example.org/", "gopher://example.org/", "data:text/plain,x"])
def test_other_schemes_are_refused_at_once_and_behind_a_redirect(
    site: Site, fetcher: Fetcher, target: str
) -> None:
    with pytest.raises(Unreadable, match="only http and https"):
        fetcher.get(target)
    site.replies["/"] = 302, {"Location": target}, b""
    with pytest.raises(Unreadable, match="only http and https"):
        fetcher.get(site.url("/"))


def test_a_name_for_loopback_is_refused(site: Site) -> None:
    fetcher = Fetcher(Options(), lambda host, port: ["127.0.0.1"])
    with pytest.raises(Unreadable, match=r"'news.example' is at 127.0.0.1, which is no public address"):
        fetcher.get(site.url("/", "news.example"))
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_reached(site: Site, options: Options) -> None:
    """A name that stands for another address at each look-up (DNS rebinding): a connection has one look-up."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return next(answers)

    site.replies["/"] = 200, {}, BODY
    fetcher = Fetcher(options, resolve)
    assert fetcher.get(site.url("/", "news.example")).content == BODY
    assert looked_up == ["news.example"]
    assert site.asked[0][1]["host"] == f"news.example:{site.port}"
    with pytest.raises(Unreadable, match=r"10\.0\.0\.1"):
        fetcher.get(site.url("/", "news.example"))
    assert len(site.asked) == 1


def test_the_next_address_is_tried(site: Site, options: Options) -> None:
    site.replies["/"] = 200, {}, BODY
    fetcher = Fetcher(options, lambda host, port: ["127.0.0.77", "127.0.0.1"])
    assert fetcher.get(site.url("/", "news.example")).content == BODY


def test_bombs_and_floods_are_cut_off(site: Site, options: Options) -> None:
    fetcher = Fetcher(limited(options, bytes=1_000_000, fetched=100_000))
    site.replies["/bomb"] = 200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000), 9)
    with pytest.raises(Unreadable, match="what the answer unpacks to is longer"):
        fetcher.get(site.url("/bomb"))
    site.replies["/flood"] = 200, {}, iter(lambda: bytes(10_000), None)
    with pytest.raises(Unreadable, match="the answer is longer"):
        fetcher.get(site.url("/flood"))


def test_damage_and_strange_encodings_are_said(site: Site, fetcher: Fetcher) -> None:
    site.replies["/cut"] = 200, {"Content-Encoding": "gzip"}, gzip.compress(BODY)[:-9]
    with pytest.raises(Unreadable, match="ends too early"):
        fetcher.get(site.url("/cut"))
    site.replies["/br"] = 200, {"Content-Encoding": "br"}, BODY
    with pytest.raises(Unreadable, match="encoded as 'br', which was not asked for"):
        fetcher.get(site.url("/br"))


def drip() -> Iterator[bytes]:
    for _ in range(100):
        yield b"x"
        time.sleep(0.1)


def test_a_slow_body_ends_by_the_deadline(site: Site, options: Options) -> None:
    site.replies["/"] = 200, {}, drip()
    start = time.monotonic()
    with pytest.raises(Unreadable, match=r"no whole answer within 0.5 seconds"):
        Fetcher(limited(options, seconds=0.5)).get(site.url("/"))
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"]
)
def test_slow_headers_and_slow_hops_end_by_the_deadline(options: Options, said: bytes) -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _ in range(3):
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=speak, args=(connection,), daemon=True).start()

    def speak(connection: socket.socket) -> None:
        with connection:
            try:
                connection.sendall(said)
                for _ in range(20):
                    time.sleep(0.2)
                    connection.sendall(b"X-A: b\r\n")
            except OSError:
                pass

    threading.Thread(target=serve, daemon=True).start()
    start = time.monotonic()
    with pytest.raises(Unreadable, match=r"no whole answer within 0.6 seconds|no answer"):
        Fetcher(limited(options, seconds=0.6, redirects=100)).get(f"http://127.0.0.1:{server.getsockname()[1]}/")
    assert time.monotonic() - start < 3
    server.close()


def test_no_answer_is_said(options: Options) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/"):
        with pytest.raises(Failed, match="no answer"):
            Fetcher(options).get(url)


def test_an_answer_that_is_no_http_is_said(options: Options) -> None:
    for said in (
        b"Hello\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 300_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx",
    ):
        with socket.create_server(("127.0.0.1", 0)) as server:

            def speak(said: bytes = said, server: socket.socket = server) -> None:
                connection, _ = server.accept()
                with connection:
                    connection.recv(10_000)
                    connection.sendall(said)

            thread = threading.Thread(target=speak, daemon=True)
            thread.start()
            with pytest.raises(Failed, match="no answer"):
                Fetcher(options).get(f"http://127.0.0.1:{server.getsockname()[1]}/")
            thread.join(2)


def test_tls_is_checked_against_the_name(site: Site, options: Options) -> None:
    with pytest.raises(Failed, match="no answer"):  # the site speaks no TLS
        Fetcher(options, lambda host, port: ["127.0.0.1"]).get(f"https://news.example:{site.port}/")


def test_credentials_in_an_address_are_not_sent(site: Site, fetcher: Fetcher) -> None:
    site.replies["/"] = 200, {}, BODY
    fetcher.get(f"http://user:secret@127.0.0.1:{site.port}/")
    assert "authorization" not in site.asked[0][1]
    assert "secret" not in str(site.asked)


def test_a_host_may_have_a_name_in_any_script(site: Site, options: Options) -> None:
    site.replies["/"] = 200, {}, BODY
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    Fetcher(options, resolve).get(site.url("/", "новости.example"))
    assert looked_up == ["xn--b1amnebsh.example"]
    assert site.asked[0][1]["host"] == f"xn--b1amnebsh.example:{site.port}"
