"""What holds for every request: names, tokens, origins, bodies, rates, headers."""

from __future__ import annotations

import http.client
import logging
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web.served import asked, filled, routes, serving, token

from communique.store import Store
from communique.web import Settings
from communique.web.problems import MEDIA_TYPE
from communique.web.security.access import COOKIE, OPEN, SIGN_IN, SIGN_OUT, right
from communique.web.security.headers import HEADERS
from communique.web.security.rates import Rates, client
from communique.web.settings import SettingError
from communique.web.signing import own_path

HEALTH = "/api/v1/health"
OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("desk") / "store.db")


@pytest.fixture(scope="module")
def store(path: str) -> Iterator[Store]:
    with filled(path) as store:
        yield store


@pytest.fixture(scope="module")
def near(store: Store) -> Iterator[TestClient]:
    """A desk that only this machine reaches."""
    with asked(store) as client:
        yield client


@pytest.fixture(scope="module")
def far(store: Store) -> Iterator[TestClient]:
    """A desk that others reach."""
    with asked(store, remote=True) as client:
        yield client


def _is_problem(response: Any, status: int) -> bool:
    body = response.json()
    return (
        response.status_code == status == body["status"]
        and response.headers["content-type"] == MEDIA_TYPE
        and bool(body["title"] and body["detail"])
    )


# Tokens.


def test_every_route_of_a_desk_that_others_reach_asks_for_the_scope_of_its_method(
    store: Store, far: TestClient
) -> None:
    reads, writes, none = token(store, "read"), token(store, "write"), token(store)
    walked = set(routes(far.app))
    free = {(method, path) for method, path in walked if path in OPEN or path.startswith("/static/")}
    assert free == {("POST", SIGN_IN), ("GET", SIGN_IN), ("POST", SIGN_OUT), ("GET", "/static/1")}
    assert len(walked) > 40
    for method, path in walked - free:
        mine, others = (reads, writes) if right(method) == "read" else (writes, reads)
        assert _is_problem(far.request(method, path, headers=OWN), 401), (method, path)
        assert _is_problem(far.request(method, path, headers=others), 403), (method, path)
        assert _is_problem(far.request(method, path, headers=none), 403), (method, path)
        allowed = far.request(method, path, headers=mine)
        assert "www-authenticate" not in allowed.headers, (method, path)


def test_every_call_that_changes_something_asks_for_a_token_though_only_this_machine_reaches_the_desk(
    store: Store, near: TestClient
) -> None:
    calls = [(method, path) for method, path in routes(near.app) if path.startswith("/api/")]
    changing = [(method, path) for method, path in calls if right(method) == "write"]
    assert ("POST", "/api/v1/documents") in changing
    for method, path in changing:
        assert _is_problem(near.request(method, path, headers=OWN), 401), (method, path)
        assert _is_problem(near.request(method, path, headers=token(store, "read")), 403), (method, path)


def test_reading_asks_for_none_where_only_this_machine_reaches_the_desk(near: TestClient) -> None:
    assert near.get(HEALTH).status_code == 200


def test_a_refusal_says_how_to_ask(store: Store, far: TestClient) -> None:
    assert far.get(HEALTH).headers["www-authenticate"] == 'Bearer realm="communique"'
    wrong = far.get(HEALTH, headers={"Authorization": "Bearer cmq_1_x"})
    assert 'error="invalid_token"' in wrong.headers["www-authenticate"]
    other = far.get(HEALTH, headers=token(store, "write"))
    assert 'error="insufficient_scope", scope="read"' in other.headers["www-authenticate"]


@pytest.mark.parametrize(
    "shown",
    [
        *("", "cmq_", "cmq__", "cmq_1", "cmq_1_", "cmq_1_x", "cmq_0_x", "cmq_-1_x", "cmq_²_x"),
        *(f"cmq_{'9' * 30}_x", "x" * 9_000),
    ],
)
def test_what_is_no_token_is_refused(far: TestClient, shown: str) -> None:
    assert far.get(HEALTH, headers={"Authorization": f"Bearer {shown}".encode()}).status_code == 401


# Browsers.


def test_a_browser_signs_in_and_out(store: Store) -> None:
    secret = token(store, "read")["Authorization"].split()[1]
    with asked(store, remote=True) as browser:
        sent = browser.get("/search?words=truce", headers={"Accept": "text/html"})
        assert (sent.status_code, sent.headers["location"]) == (303, f"{SIGN_IN}?next=/search%3Fwords%3Dtruce")
        wrong = browser.post(SIGN_IN, data={"token": "cmq_1_no", "next": "/x"}, headers=OWN)
        assert (wrong.status_code, wrong.headers["location"]) == (303, f"{SIGN_IN}?failed=1&next=/x")
        done = browser.post(SIGN_IN, data={"token": secret, "next": "/search"}, headers=OWN)
        assert (done.status_code, done.headers["location"]) == (303, "/search")
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(done.headers["set-cookie"].split("; "))
        assert browser.get(HEALTH).status_code == 200
        assert browser.post(SIGN_OUT, headers=OWN).status_code == 303
        assert browser.get(HEALTH).status_code == 401


def test_a_cookie_lets_no_page_write_to_the_api(store: Store) -> None:
    secret = token(store, "read", "write")["Authorization"].split()[1]
    with asked(
        store,
        remote=True,
    ) as browser:
        browser.cookies.set(COOKIE, secret)
        assert browser.get(HEALTH).status_code == 200
        assert browser.delete("/api/v1/corrections/1", headers=OWN).status_code == 401
        assert browser.post("/nowhere", headers=OWN).status_code == 404  # a form of a page: it may
        browser.cookies.set(COOKIE, token(store, "read")["Authorization"].split()[1])
        assert browser.post("/nowhere", headers=OWN).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_of_another_site_changes_nothing(near: TestClient, headers: dict[str, str]) -> None:
    for path in (SIGN_IN, SIGN_OUT, "/nowhere"):
        assert _is_problem(near.post(path, headers=headers), 403)


def test_a_form_counts_only_with_its_token(near: TestClient) -> None:
    forms = {
        path for method, path in routes(near.app) if right(method) == "write" and not path.startswith("/api/")
    }
    assert forms - set(OPEN)
    for path in forms - set(OPEN):
        assert _is_problem(near.post(path, headers=OWN), 403), path


def test_a_page_of_another_site_loads_nothing_and_may_lead_here(near: TestClient) -> None:
    for site in ("cross-site", "same-site"):
        assert near.get(HEALTH, headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}).status_code == 403
        assert near.get(HEALTH, headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"}).status_code == 200
    assert "access-control-allow-origin" not in near.get(HEALTH, headers={"Origin": "http://evil.example"}).headers


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nb", "x"]
)
def test_signing_in_leads_nowhere_else(wanted: str) -> None:
    assert own_path(wanted) == "/"
    assert own_path("/actors/wang-yi?from=2022-01-01") == "/actors/wang-yi?from=2022-01-01"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:80", "", "[::2]", "127.0.0.1.nip.io"]
)
def test_another_name_of_the_desk_is_refused(near: TestClient, host: str) -> None:
    assert _is_problem(near.get(HEALTH, headers={"Host": host}), 421)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8420", "127.0.0.1:8420", "[::1]:8420"])
def test_its_own_names_are_not(near: TestClient, host: str) -> None:
    assert near.get(HEALTH, headers={"Host": host}).status_code == 200


def test_every_answer_has_the_headers(near: TestClient, far: TestClient) -> None:
    answers = [
        near.get(HEALTH),
        near.get("/nowhere"),
        near.post("/nowhere"),
        near.get(HEALTH, headers={"Host": "evil.example"}),
        far.get(HEALTH),
        far.get("/", headers={"Accept": "text/html"}),
    ]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "server" not in answer.headers
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


# Limits.


def test_a_body_that_says_it_is_too_large_is_refused(store: Store) -> None:
    with asked(store, Settings(body_bytes=1_000)) as client:
        large = client.post("/api/v1/documents", content=b"x" * 1_001, headers=token(store, "write"))
        assert _is_problem(large, 413)
        fits = client.post("/api/v1/documents", content=b"x" * 1_000, headers=token(store, "write"))
        assert fits.status_code == 415


def test_a_body_that_becomes_too_large_is_refused(store: Store) -> None:
    headers = token(store, "write") | {"Content-Type": "application/json"}
    with asked(store, Settings(body_bytes=1_000)) as client:
        assert _is_problem(client.post("/api/v1/documents", content=iter([b"x" * 600] * 2), headers=headers), 413)


def test_a_client_that_asks_too_often_waits(store: Store) -> None:
    with asked(store, Settings(requests_per_minute=3)) as client:
        assert [client.get(HEALTH).status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = client.get(HEALTH)
        assert _is_problem(refused, 429)
        assert refused.headers["retry-after"] == "20"


def test_buckets_fill_again_and_are_no_more_than_so_many() -> None:
    now = [0.0]
    rates = Rates(lambda *_: None, Settings(requests_per_minute=60, clients=2), lambda: now[0])  # type: ignore[arg-type]
    assert [rates.take("a") for _ in range(60)] == [0.0] * 60
    assert rates.take("a") == 1.0
    now[0] += 2
    assert [rates.take("a") > 0 for _ in range(3)] == [False, False, True]
    for name in "abcdefgh":
        rates.take(name)
    assert list(rates.buckets) == ["g", "h"]


def test_addresses_of_one_network_are_one_client() -> None:
    assert client({"client": ("2001:db8:1:2:3:4:5:6", 1)}) == client({"client": ("2001:db8:1:2:a:b:c:d", 2)})
    assert client({"client": ("192.0.2.1", 1)}) != client({"client": ("192.0.2.2", 1)})


def test_a_setting_is_given_by_the_environment_and_before_it_by_an_option() -> None:
    environment = {"COMMUNIQUE_ROWS": "10", "COMMUNIQUE_BODY_BYTES": "11", "COMMUNIQUE_STORE": "x"}
    given = Settings.given(environment, {"rows": "12"})
    assert (given.rows, given.body_bytes, given.clients) == (12, 11, Settings().clients)
    with pytest.raises(SettingError, match="there is no setting 'row'; there are body_bytes, rows"):
        Settings.given({}, {"row": "1"})
    for wrong in ("0", "x", "-1"):
        with pytest.raises(SettingError, match=r"rows"):
            Settings.given({"COMMUNIQUE_ROWS": wrong})


def test_the_docs_name_every_setting_and_its_default() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    for name in Settings.__struct_fields__:
        assert f"| `{name}` | {getattr(Settings(), name):,} |".replace(",", " ") in page.replace(",", " ")


def test_what_nobody_expected_is_a_problem_and_goes_to_the_log(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Store) -> None:
        raise ZeroDivisionError("a secret of the machine")

    monkeypatch.setattr(Store, "counts", broken)
    with asked(store) as client, caplog.at_level(logging.ERROR, "communique.web"):
        answer = client.get(HEALTH)
    assert _is_problem(answer, 500)
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"]
    assert "a secret of the machine" in caplog.text


# Over a real connection.


@pytest.fixture(scope="module")
def address(path: str, store: Store) -> Iterator[tuple[str, int]]:
    with serving(path, Settings(receive_seconds=0.5, body_bytes=10_000)) as address:
        yield address


def _sent(address: tuple[str, int], *parts: bytes, pause: float = 0.0) -> bytes:
    """What comes back until the desk closes the connection."""
    with socket.create_connection(address, 10) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        received = b""
        with suppress(ConnectionResetError):
            while data := connection.recv(65536):
                received += data
        return received


def _head(store: Store, *lines: str) -> bytes:
    fixed = ("POST /api/v1/documents HTTP/1.1", "Host: localhost", "Content-Type: application/json")
    shown = f"Authorization: {token(store, 'write')['Authorization']}"
    return "\r\n".join((*fixed, shown, *lines, "", "")).encode()


def test_a_request_whose_head_does_not_come_is_not_waited_for(address: tuple[str, int]) -> None:
    for parts in ((), (b"GET / HTTP/1.1\r\nHost: loc",)):
        began = time.monotonic()
        assert _sent(address, *parts) == b""
        assert 0.4 < time.monotonic() - began < 5


def test_a_head_that_comes_a_byte_at_a_time_is_not_waited_for(address: tuple[str, int]) -> None:
    sent = 0
    with suppress(ConnectionResetError, BrokenPipeError), socket.create_connection(address, 10) as connection:
        while sent < 100:
            connection.sendall(b"G")
            time.sleep(0.05)
            sent += 1
    assert sent < 30


def test_a_body_that_does_not_come_is_not_waited_for(address: tuple[str, int], store: Store) -> None:
    answer = _sent(address, _head(store, "Content-Length: 100"), b"{")
    assert b"408 Request Timeout" in answer
    assert b"connection: close" in answer


def test_a_body_in_pieces_that_becomes_too_large_is_not_waited_for(address: tuple[str, int], store: Store) -> None:
    piece = b"%x\r\n" % 6_000 + b"x" * 6_000 + b"\r\n"
    assert b"413 " in _sent(address, _head(store, "Transfer-Encoding: chunked"), piece, piece)


def test_a_connection_is_used_again(address: tuple[str, int]) -> None:
    connection = http.client.HTTPConnection(*address)
    for _ in range(3):
        connection.request("GET", HEALTH)
        assert connection.getresponse().read()
    connection.close()


@pytest.mark.parametrize(
    "target",
    [
        b"/static/../api/v1/health",
        b"/static/%2e%2e/%2e%2e/etc/passwd",
        b"/static/..%2f..%2f..%2fetc%2fpasswd",
        b"/static//etc/passwd",
        b"/api/v1/documents/..%2f..%2fstore.db/text",
        b"/api/v1/documents/%00/text",
        b"/%2e%2e/store.db",
    ],
)
def test_no_path_leads_out_of_the_desk(address: tuple[str, int], target: bytes) -> None:
    answer = _sent(address, b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.split()[1] in {b"404", b"422"}
    assert b"root:" not in answer


def test_requests_of_two_meanings_are_refused(address: tuple[str, int], store: Store) -> None:
    twice = _head(store, "Content-Length: 3", "Content-Length: 4")
    assert b" 400 " in _sent(address, twice, b"{} ")
