"""A bounded fetch: http and https, public addresses, every redirect checked, and an end to bytes, time and hops.

Built on httpcore and httpx's URLs. httpx and urllib3 would each do for fetching; httpcore alone has a public place
(`network_backend`) where connections are made, so that the address which was checked is the one that is reached
and one deadline holds for the connection, TLS, headers and body alike. No cookies, no credentials, no proxies.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import httpcore
import httpx

from communique.ingest.items import Unreadable
from communique.ingest.options import Options
from communique.ingest.streams import inflate
from communique.ingest.web.addresses import Resolve, resolved
from communique.ingest.web.network import Backend, Deadline

REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: What zlib needs to know of the encodings that are asked for (RFC 9110, 8.4.1); some servers' `deflate` is bare.
ENCODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True)
class Answer:
    """What a server said in the end.

    Attributes:
        url: The address that answered, after all redirects.
        status: The HTTP status code.
        headers: Its headers, names in lower case; of several with one name the last.
        content: The body, unpacked; empty unless the status is 200.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


class Failed(Unreadable):
    """No answer came; another try may fare better."""


class Fetcher:
    """Fetches within the limits of the options.

    Args:
        options: Limits, networks that may be reached, and what requests call themselves.
        resolve: What names of hosts stand for.
    """

    def __init__(self, options: Options, resolve: Resolve = resolved) -> None:
        self.options, self.resolve = options, resolve
        self.tls = httpcore.default_ssl_context()

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, before: Callable[[httpx.URL], None] | None = None
    ) -> Answer:
        """Fetch an address.

        Args:
            url: The address.
            headers: More headers, such as those of a conditional request.
            before: Asked before each request, those after a redirect too; it raises what forbids it.

        Raises:
            Failed: No answer came: no connection, no HTTP, or a connection that broke.
            TimedOut: It took too long.
            Unreadable: It is no address on the web, leads to one that may not be reached, or exceeds a limit.
        """
        deadline = Deadline(self.options.limits.seconds)
        at = address(url)
        for _ in range(self.options.limits.redirects + 1):
            if before is not None:
                start = time.monotonic()
                before(at)  # which may wait for the host's turn
                deadline.extend(time.monotonic() - start)
            answer = self._one(at, headers or {}, deadline)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            at = address(answer.headers["location"], at)
        raise Unreadable(f"more than {self.options.limits.redirects} redirects.")

    def _one(self, url: httpx.URL, headers: Mapping[str, str], deadline: Deadline) -> Answer:
        backend = Backend(deadline, self.resolve, self.options.networks)
        own = {"Host": url.netloc.decode(), "User-Agent": self.options.agent, "Accept-Encoding": "gzip, deflate"}
        sent = [(name.encode(), value.encode("latin-1", "replace")) for name, value in {**own, **headers}.items()]
        try:
            with (
                httpcore.ConnectionPool(self.tls, network_backend=backend) as pool,
                pool.stream("GET", _target(url), headers=sent) as response,
            ):
                return self._answer(url, response)
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            deadline.left()  # if time is up, that is the reason
            raise Failed(f"no answer: {error or type(error).__name__}.") from None

    def _answer(self, url: httpx.URL, response: httpcore.Response) -> Answer:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        content = b"".join(self._body(response, headers)) if response.status == 200 else b""
        return Answer(str(url), response.status, headers, content)

    def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> Iterator[bytes]:
        limits = self.options.limits
        sent = _bounded(response.iter_stream(), limits.fetched, "the answer")
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding == "identity":
            yield from _bounded(sent, limits.bytes, "the answer")
        elif encoding in ENCODINGS:
            yield from _bounded(
                inflate(sent, wbits=ENCODINGS[encoding]), limits.bytes, "what the answer unpacks to"
            )
        else:
            raise Unreadable(f"the answer is encoded as '{encoding[:40]}', which was not asked for.")


def address(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address on the web.

    Args:
        url: The address, or one relative to `base`.
        base: The address that led here.

    Raises:
        Unreadable: It is none.
    """
    try:
        found = (base.join(url) if base is not None else httpx.URL(url.strip())).copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise Unreadable(f"no address: {error}.") from None
    if found.scheme not in {"http", "https"} or not found.host:
        raise Unreadable(f"no address on the web: only http and https are fetched, not '{found.scheme[:20]}'.")
    return found.copy_with(username=None, password=None) if found.userinfo else found


def _target(url: httpx.URL) -> httpcore.URL:
    """The same for httpcore, part by part: parsed a second time it might be understood in another way."""
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _bounded(chunks: Iterator[bytes], most: int, what: str) -> Iterator[bytes]:
    for chunk in chunks:
        most -= len(chunk)
        if most < 0:
            raise Unreadable(f"{what} is longer than it may be.")
        yield chunk
