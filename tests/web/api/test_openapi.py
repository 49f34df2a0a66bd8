"""The API does what its OpenAPI document says: asked with whatever it allows, and much that it does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from starlette.testclient import TestClient
from web.served import asked, filled, token

from communique.store import Store
from communique.web.api.openapi import document
from communique.web.api.routes import router

DOCUMENT = document(router.routes)
config = schemathesis.Config.from_dict({"generation": {"mode": "all", "database": "none"}})
api = schemathesis.openapi.from_dict(DOCUMENT, config=config)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(str(tmp_path_factory.mktemp("api") / "store.db")) as store:
        yield store


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with asked(store) as client:
        yield client


@pytest.fixture(scope="module")
def writer(store: Store) -> dict[str, str]:
    return token(store, "read", "write") | {"Host": "localhost"}


@api.parametrize()
@settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_describes(
    case: schemathesis.Case, client: TestClient, writer: dict[str, str]
) -> None:
    # What has the form of an actor or a cursor need not be one that there is; tests of security walk the routes.
    others = [positive_data_acceptance, ignored_auth]
    case.call_and_validate(app=client.app, headers=writer, excluded_checks=others)
