"""Networks stand for anything that can be found; what they say of themselves is a test's to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db.models.signals import m2m_changed, post_delete, post_save

from alliance.directory.models import Network, Topic
from alliance.search import registry
from alliance.search.document import Document

Add = Callable[..., Network]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, dict[str, Any] | None]]:
    """More of a network's document, by slug; None takes it out of the index."""
    said: dict[str, dict[str, Any] | None] = {}

    def describe(network: Network) -> Document | None:
        more = said.get(network.slug, {})
        if more is None:
            return None
        document: dict[str, Any] = {
            "title": network.name,
            "body": network.description,
            "kind": "Network",
            "url": f"/networks/{network.slug}/",
            "topics": [topic.slug for topic in network.topics.all()],
        }
        return Document(**document | more)

    was_there = Network in registry._findable
    monkeypatch.setattr(registry, "_findable", {})
    registry.register(
        Network,
        document=describe,
        rows=lambda: Network.objects.prefetch_related("topics"),
    )
    yield said
    if not was_there:
        uid = f"alliance.search.{Network._meta.label}"
        post_save.disconnect(sender=Network, dispatch_uid=uid)
        post_delete.disconnect(sender=Network, dispatch_uid=uid)
        through = Network.topics.through
        m2m_changed.disconnect(sender=through, dispatch_uid=f"{uid}.topics")


@pytest.fixture
def add(db: None, said: dict[str, dict[str, Any] | None]) -> Add:
    """Adds a thing that can be found: a title, a body, and more of its document."""

    def add_one(name: str, body: str = "", *, topics: Sequence[str] = (), **more: Any) -> Network:
        slug = f"n{len(said)}"
        said[slug] = more
        network = Network.objects.create(name=name, slug=slug, description=body)
        network.topics.set(
            [Topic.objects.get_or_create(slug=each, defaults={"name": each})[0] for each in topics]
        )
        return network

    return add_one
