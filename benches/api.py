"""What the API takes for a page of fifty, over an archive of 700 bulletins.

    python -m benches.api [NUMBER OF BULLETINS]     on PostgreSQL if ALLIANCE_DATABASE_URL names one

Milliseconds of waiting, the middle of many, through every middleware and without the network.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from benches.fresh_database import fresh_database
from benches.requests import ask

TIMES = 15
TARGET = 50.0
"""Milliseconds for the slowest page of fifty."""

ADDRESSES = [
    "bulletins/",
    "bulletins/?format=csv",
    "bulletins/NEWEST/",
    "items/",
    "items/?format=csv",
    "items/?page=20",
    "items/?topic=TOPIC",
    "items/?has_action=true&since=2020-01-01",
    "items/?q=children",
    "publications/",
    "publications/?page=4",
    "publications/?publisher=PUBLISHER",
    "authorities/",
    "events/",
    "events/?format=csv",
    "events/?kind=deadline&from=2020-01-01&page=10",
    "openapi.json",
]
LARGEST = ["items/?per_page=500", "items/?per_page=500&format=csv"]
"""Shown, not judged: the most that one answer holds."""


def main(count: int = 700) -> int:
    """Print the table; 1 when a page of fifty is over the bar."""
    with fresh_database() as folder:
        _fill(folder, count)
        return _measure(count)


def _measure(count: int) -> int:
    from django.db import connection
    from django.test.utils import override_settings

    from alliance.bulletins.models import Bulletin, Item
    from alliance.config.wsgi import application
    from alliance.library.models import Publisher

    places = {
        "NEWEST": str(Bulletin.objects.latest("number").number),
        "PUBLISHER": Publisher.objects.order_by("pk")[0].slug,
        "TOPIC": "some",
    }
    print(f"{connection.vendor}, {count} bulletins, {Item.objects.count():,} items")
    slowest = 0.0
    with override_settings(ALLOWED_HOSTS=["127.0.0.1"]):
        for named in ADDRESSES + LARGEST:
            address = f"/api/v1/{named}"
            for place, value in places.items():
                address = address.replace(place, value)
            taken = []
            for _ in range(TIMES):
                begun = perf_counter()
                answer = ask(application, address)
                taken.append(1000 * (perf_counter() - begun))
            assert answer.status == 200, (address, answer)
            print(f"{named:48}{median(taken):7.1f} ms{len(answer.body) / 1000:9.1f} kB")
            if named in ADDRESSES:
                slowest = max(slowest, median(taken))
    print(f"the slowest page of fifty took {slowest:.1f} ms; the bar is {TARGET:.0f} ms")
    return int(slowest > TARGET)


def _fill(folder: Path, count: int) -> None:
    from django.db import connection

    from alliance.bulletins.import_command import gather, save_each
    from alliance.bulletins.models import Item
    from alliance.directory.models import Topic
    from benches.bulletin_import import write_archive

    sources, refusals = gather([str(write_archive(folder / "archive", count))])
    assert not refusals, refusals
    save_each(sources)
    topic = Topic.objects.create(name="Some", slug="some")
    topic.items.set(list(Item.objects.values_list("pk", flat=True)[::9]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
