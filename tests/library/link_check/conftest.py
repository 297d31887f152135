from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.library.link_check.sites import Site, served


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with served() as made:
        yield made


@pytest.fixture
def site(server: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("alliance.library.link_check.ask.TIMEOUT", 1.0)
    server.asked.clear()
    server.sent = 0
    return Site(server)
