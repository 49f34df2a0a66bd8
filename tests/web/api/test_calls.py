"""Calls that read: each answers as its schema says, takes its own parameters only, and refuses the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import func, select, text
from starlette.testclient import TestClient
from web.served import asked, filled

from communique.export.formats import FORMATS
from communique.store import Store, tables
from communique.web import Settings
from communique.web.api.openapi import document
from communique.web.api.routes import router

API = "/api/v1"
DOCUMENT = document(router.routes)
#: Questions that have an answer in the store of these tests.
ANSWERED = (
    "/health",
    "/documents",
    "/documents?status=read&outlet=TASS&from=2022-01-01",
    "/documents/{key}",
    "/documents/{key}/others",
    "/documents/{key}/record",
    "/documents/{key}/record?corrected=false",
    "/search?words=railway",
    "/search?words=truce&actor=Kassym-Jomart+Tokayev&kind=statement&act=agree&from=2022-06-01&to=2022-06-30",
    "/facets?kind=statement",
    "/timeline?actor=wang-yi",
    "/timeline?actor=CHN&actor=Kazakhstan&latest=true&kind=meeting&kind=event",
    "/timeline?issue=truce",
    "/ledger?kind=commitment&kind=request",
    "/positions?issue=truce&changed=true",
    "/meetings?actor=Wang+Yi&place=astana&status=held",
    "/offices?actor=China&title=minister",
    "/events?sources=2",
    "/compare?a=june&b=august",
    "/issues",
    "/issues/matrix?issue=truce&actor=Kazakhstan",
    "/network",
    "/network?relation=cites&of=states",
    "/places",
    "/actors/wang-yi",
    "/actors/Kazakhstan?limit=2",
    "/suggest?called=lavr",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(str(tmp_path_factory.mktemp("api") / "store.db")) as store:
        yield store


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with asked(store) as client:
        yield client


@pytest.fixture(scope="module")
def key(client: TestClient) -> str:
    (found,) = client.get(f"{API}/documents?outlet=TASS").json()["items"]
    return str(found["key"])


def _schema(address: str, key: str) -> dict[str, Any]:
    """The schema of the answer at an address, with what it refers to."""
    path = (API + address).partition("?")[0].replace(key, "{key}")
    path = f"{API}/actors/{{called}}" if path.startswith(f"{API}/actors/") else path
    content = DOCUMENT["paths"][path]["get"]["responses"]["200"]["content"]
    return content["application/json"]["schema"] | {"components": DOCUMENT["components"]}


@pytest.mark.parametrize("address", ANSWERED)
def test_an_answer_is_as_its_schema_says_and_has_something(client: TestClient, key: str, address: str) -> None:
    address = address.format(key=key)
    answer = client.get(API + address)
    assert answer.status_code == 200, answer.text
    Draft202012Validator(_schema(address, key)).validate(answer.json())
    found = answer.json()
    assert found if isinstance(found, list) else found.get("items", True)


def test_every_call_that_reads_is_asked_here() -> None:
    asked = {address.partition("?")[0] for address in ANSWERED}
    asked |= {"/actors/{called}", "/entries/{id}", "/documents/{key}/text", "/documents/{key}/exports/{format}"}
    asked |= {"/openapi.json", "/reprints", "/corrections", "/corrections/{number}"}  # elsewhere
    reading = {path for path, operations in DOCUMENT["paths"].items() if "get" in operations}
    assert reading <= {API + one for one in asked}


def test_an_entry_is_found_by_the_id_that_answers_give_it(client: TestClient) -> None:
    (given, *_) = client.get(f"{API}/search?words=railway").json()["items"]
    found = client.get(f"{API}/entries/{given['id']}").json()
    assert found == {name: value for name, value in given.items() if name != "score"}
    assert client.get(f"{API}/entries/1").status_code == 404


def test_offsets_are_of_the_text(client: TestClient) -> None:
    (given, *_) = client.get(f"{API}/search?words=vaccines").json()["items"]
    text = client.get(f"{API}/documents/{given['key']}/text")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert " ".join(text.text[given["sentence_start"] : given["sentence_end"]].split()) == given["sentence"]


@pytest.mark.parametrize("format", [*FORMATS, "html"])
def test_a_document_is_exported_in_every_format(client: TestClient, key: str, format: str) -> None:
    answer = client.get(f"{API}/documents/{key}/exports/{format}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="july.')
    if format in FORMATS and FORMATS[format].folder:
        assert answer.content.startswith(b"PK")
    described = DOCUMENT["paths"][f"{API}/documents/{{key}}/exports/{{format}}"]["get"]["responses"]["200"]
    assert answer.headers["content-type"].partition(";")[0] in described["content"]
    assert client.get(f"{API}/documents/{key}/exports/{format}").content == answer.content


def test_there_is_no_other_format(client: TestClient, key: str) -> None:
    refused = client.get(f"{API}/documents/{key}/exports/docx")
    assert refused.status_code == 404
    assert "graphml" in refused.json()["suggestions"]


@pytest.mark.parametrize("part", ["", "/text", "/record", "/others", "/exports/csv"])
def test_what_is_not_there_is_not_found(client: TestClient, part: str) -> None:
    assert client.get(f"{API}/documents/{'0' * 32}{part}").status_code == 404


def test_nobody_is_not_found_and_others_are_suggested(client: TestClient) -> None:
    refused = client.get(f"{API}/actors/Tokaev").json()
    assert refused["status"] == 404
    assert "Kassym-Jomart Tokayev" in refused["suggestions"]
    asked = client.get(f"{API}/timeline?actor=Tokaev").json()
    assert asked["status"] == 422
    assert "Kassym-Jomart Tokayev" in asked["detail"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/search?word=x", "there is no parameter 'word'; there are"),
        ("/health?x=1", "there is no parameter 'x'"),
        ("/search?kind=rumour", "'statement', 'meeting'"),
        ("/search?act=shout", "'assert'"),
        ("/search?type=WAR", "'AGREE'"),
        ("/ledger?kind=statement", "'commitment'"),
        ("/meetings?status=dull", "'held'"),
        ("/documents?status=new", "'waiting'"),
        ("/network?relation=likes", "'meets'"),
        ("/search?words=x&from=1654646400", "write a day as 2022-06-08"),
        ("/search?words=x&from=2022-02-30", "query.from"),
        ("/search?words=x&from=2022-02-03&to=2022-02-01", "the days end before they begin"),
        ("/search?words=x&limit=0", "greater than or equal to 1"),
        ("/search?words=a%00b", "query.words"),
        ("/search?words=" + "x" * 501, "at most 500 characters"),
        ("/search?words=%22", "has no word to look for"),
        ("/search", "neither a word to look for nor a filter"),
        ("/timeline", "a timeline is of an actor, of two, or of an issue"),
        ("/timeline?actor=a&actor=b&actor=c", "at most 2 items"),
        ("/compare?a=june", "query.b"),
        ("/compare?a=june&b=june", "are one document"),
        ("/documents/x", "path.key"),
    ],
)
def test_what_a_question_does_not_take_is_refused_with_what_it_does(
    client: TestClient, address: str, said: str
) -> None:
    refused = client.get(API + address)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert said in refused.json()["detail"]


def test_where_the_store_is_stays_its_own_business(client: TestClient, store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("DROP TABLE toponyms"))
    refused = client.get(f"{API}/places")
    assert "the store" in refused.json()["detail"]
    assert store.name not in refused.text


def test_an_answer_that_the_client_has_is_not_sent_again(client: TestClient, key: str) -> None:
    for address in ("/search?words=railway", f"/documents/{key}/text", "/openapi.json"):
        first = client.get(API + address)
        again = client.get(API + address, headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert client.get(API + address, headers={"If-None-Match": '"x"'}).status_code == 200


def test_an_answer_has_no_more_rows_than_the_desk_allows(store: Store) -> None:
    with asked(store, Settings(rows=2)) as client:
        found = client.get(f"{API}/search?kind=statement&limit=100").json()
    assert (len(found["items"]), found["next"] is not None) == (2, True)


def test_a_question_that_takes_too_long_is_given_up(store: Store) -> None:
    with asked(store, Settings(query_seconds=1e-9)) as client:
        refused = client.get(f"{API}/events")
    assert refused.status_code == 503
    assert "ask for less" in refused.json()["detail"]


#: What breaks out of a string, a pattern, a full-text query, a path.
HOSTILE = (
    "'; DROP TABLE documents; --",
    '") OR (""="',
    "') UNION SELECT sha256 FROM tokens --",
    "x* OR tags : * NEAR(a b)",
    "a & !b | c:*",
    "\\",
    "%_%{}[]()^~$$",
    "../../etc/passwd \u202e <script>",
)
#: Every parameter of every question, from the document: none can be forgotten.
PARAMETERS = [
    (path, parameter["name"], parameter["in"])
    for path, operations in DOCUMENT["paths"].items()
    for parameter in operations.get("get", {}).get("parameters", ())
]


def test_no_parameter_reaches_the_database_as_its_language(place: str) -> None:
    with filled(place) as store:
        counted = _counts(store)
        with asked(store) as client:
            for (path, name, where), value in product(PARAMETERS, HOSTILE):
                found = _with(client, path, name, where, value)
                assert found.status_code in {200, 404, 422}, (path, name, value, found.text)
            for path, name in product({path for path, _, _ in PARAMETERS}, HOSTILE):
                found = _with(client, path, name, "query", "1")
                assert found.status_code in {404, 422}, (path, name, found.text)
        assert _counts(store) == counted


def _with(client: TestClient, path: str, name: str, where: str, value: str) -> Any:
    known = {"key": "0" * 32, "format": "jsonl", "called": "wang-yi", "id": "1", "number": "1"}
    asked = {"words": "truce", "called": "lavrov", "actor": "wang-yi", "a": "june", "b": "july"}
    takes = {one for at, one, its in PARAMETERS if at == path and its == "query"}
    params = {one: given for one, given in asked.items() if one in takes}
    if where == "path":
        known[name] = value
    else:
        params[name] = value
    return client.get(path.format_map(known), params=params)


def _counts(store: Store) -> list[int]:
    known = tables.metadata.sorted_tables
    return [store.rows(select(func.count()).select_from(table))[0][0] for table in known]
