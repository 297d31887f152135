"""How long the index takes: 10,000 entries of 200 words.

python -m benches.search_index        on PostgreSQL if ALLIANCE_DATABASE_URL names a database
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from benches.fresh_database import fresh_database

if TYPE_CHECKING:
    from alliance.directory.models import Network
    from alliance.search.document import Document

ENTRIES = 10_000
VOCABULARY = [f"word{n}" for n in range(3000)] + ["siblings", "placement", "homes"] * 20
QUERIES = ["siblings", "siblings placement homes", "word17", '"siblings placement"']


def describe(network: Network) -> Document:
    from alliance.search.document import Document

    return Document(
        title=network.name,
        body=network.description,
        kind=f"Kind {network.pk % 5}",
        url="/",
        topics=[f"topic {network.pk % 12}"],
    )


def timed(what: str, step: Callable[[], int]) -> None:
    start = time.perf_counter()
    count = step()
    print(f"{what:30} {count:6,} entries {1000 * (time.perf_counter() - start):8.0f} ms")


def main() -> int:
    with fresh_database():
        _measure()
    return 0


def _measure() -> None:
    from django.db import connection, transaction

    from alliance.directory.models import Network
    from alliance.search import registry
    from alliance.search.query import search

    chance = random.Random(1)
    registry._findable.clear()
    registry.register(Network, document=describe)
    with transaction.atomic():
        Network.objects.bulk_create(
            Network(
                name=f"Thing {n}",
                slug=f"thing-{n}",
                description=" ".join(chance.choices(VOCABULARY, k=200)),
            )
            for n in range(ENTRIES)
        )
        print(connection.vendor)
        timed("rebuild", registry.rebuild)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for query in QUERIES:
            timed(query, lambda query=query: search(query, audiences={"public"}).total)  # type: ignore[misc]
        transaction.set_rollback(True)


if __name__ == "__main__":
    sys.exit(main())
