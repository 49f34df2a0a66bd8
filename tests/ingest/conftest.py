"""What tests of ingest share: a site, a clock, and a way to see what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from ingest.world import STORY, Clock, Site, split

from communique.ingest import Options, documents
from communique.ingest.web.fetcher import Fetcher
from communique.ingest.web.polite import Polite


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def options() -> Options:
    """Options by which loopback may be reached."""
    return Options(networks=(ip_network("127.0.0.0/8"),))


@pytest.fixture
def web(options: Options, clock: Clock) -> Polite:
    """What fetches from the site, without waiting."""
    return Polite(Fetcher(options), options, clock, clock.sleep)


@pytest.fixture
def refused(tmp_path: Path) -> Callable[..., str]:
    """The reason why a file is refused, while the text after it is read all the same."""

    def reason(name: str, data: bytes, options: Options | None = None) -> str:
        (tmp_path / name).write_bytes(data)
        (tmp_path / "after.txt").write_text(STORY)
        found, refusals = split(documents([str(tmp_path / name), str(tmp_path / "after.txt")], options))
        assert [document.text for document in found] == [STORY]
        assert len(refusals) == 1
        assert refusals[0].source.startswith(str(tmp_path / name))
        return refusals[0].reason

    return reason
