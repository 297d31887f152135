from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from alliance.sources.models import Fetch, Source, SourceKind
from alliance.sources.watching.look import claim, look
from tests.sources.publishers import Site, served


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr("alliance.sources.watching.ask.TIMEOUT", 1.0)
    with served() as made:
        monkeypatch.setattr("alliance.sources.watching.ask.PUBLIC", made.policy)
        yield made


@pytest.fixture(autouse=True)
def _asked(settings: Any) -> None:
    settings.LINKS_ARE_CHECKED = True
    settings.MAILBOXES = {}


def watched(address: str, kind: str = SourceKind.FEED, **fields: Any) -> Source:
    made: Source = Source.objects.create(
        **{"name": address[-40:], "address": address, "kind": kind, "next_at": timezone.now()}
        | fields
    )
    return made


def looked(source: Source) -> Fetch:
    """A look at a source, as if it were due."""
    Source.objects.filter(pk=source.pk).update(next_at=timezone.now())
    claimed = claim(source.pk)
    assert claimed
    fetch = look(claimed)
    assert fetch
    source.refresh_from_db()
    return fetch
