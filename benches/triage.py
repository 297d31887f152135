"""The page of triage with 300 candidates waiting, and judging them against 3,000 items.

    python -m benches.triage [NUMBER OF CANDIDATES]    on PostgreSQL if ALLIANCE_DATABASE_URL names one

Milliseconds of work, the middle of many, through every middleware and without the network; those of
waiting beside them, which others on the same machine lengthen.
"""

from __future__ import annotations

import sys
from random import Random
from statistics import median
from time import perf_counter, process_time

from benches.fresh_database import fresh_database

TIMES = 15
TARGET = 200.0
"""Milliseconds for the page."""
ITEMS = 3000


def main(count: int = 300) -> int:
    """Print what both took; 1 when the page is over the bar."""
    with fresh_database():
        _fill(count)
        return _measure(count)


def _fill(count: int) -> None:
    from django.utils import timezone

    from alliance.bulletins.models import Appearance, Bulletin, Item
    from alliance.region.load import load_essentials
    from alliance.sources.models import Candidate, Source
    from tests.sources.judging.labelled.matters import MATTERS

    load_essentials()
    dice, now = Random(3), timezone.now()
    sentences = [part for matter in MATTERS for part in matter.full[1].split(". ")]

    def text(number: int) -> str:
        invented = " ".join(
            f"{chr(97 + dice.randrange(26))}{dice.randrange(4000)}ton" for _ in range(8)
        )
        return ". ".join(
            [*dice.sample(sentences, 6), f"It concerns {invented} and number {number}"]
        )

    bulletin = Bulletin.objects.create(number=9000, date=timezone.localdate())
    items = Item.objects.bulk_create(
        Item(title=f"{dice.choice(sentences)[:60]} {n}", slug="i") for n in range(ITEMS)
    )
    Appearance.objects.bulk_create(
        Appearance(bulletin=bulletin, item=item, title=item.title, body=f"<p>{text(n)}</p>")
        for n, item in enumerate(items)
    )
    source = Source.objects.create(name="A feed", address="https://feed.example.org/")
    Candidate.objects.bulk_create(
        Candidate(source=source, key=f"{n}", title=dice.choice(sentences)[:60], text=text(n), found_at=now, published_at=now)
        for n in range(count)
    )  # fmt: skip


def _measure(count: int) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from alliance.directory.models import RoleKind, User
    from alliance.jobs.progress import Progress
    from alliance.sources.judge import judge_new

    began = perf_counter()
    said = judge_new(Progress())
    print(f"{said} Against {ITEMS} items that took {perf_counter() - began:.1f} s.")
    user = User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_MANAGER).first()
    assert user is not None
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    waits, works = [], []
    with override_settings(ALLOWED_HOSTS=["testserver"], SECOND_FACTOR_REQUIRED=False):
        for _ in range(TIMES):
            with CaptureQueriesContext(connection) as queries:
                started, worked = perf_counter(), process_time()
                answer = client.get("/sources/triage/")
                waits.append((perf_counter() - started) * 1000)
                works.append((process_time() - worked) * 1000)
            assert answer.status_code == 200, answer.status_code
    print(
        f"/sources/triage/ with {count} waiting: {median(works):.0f} ms of work, {median(waits):.0f} ms "
        f"of waiting, {len(queries)} queries, "
        f"{len(answer.content) / 1000:.0f} kB (the bar is {TARGET:.0f} ms)"
    )
    return int(median(works) > TARGET)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
