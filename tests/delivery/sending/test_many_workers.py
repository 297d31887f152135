"""Several workers at once, and workers that are killed: real processes and real commits."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from alliance.delivery.models import Copy, MailingRules
from alliance.delivery.sending.claim import claim
from benches.delivery_faults import kill_while_sending
from benches.delivery_region import fill
from tests.delivery.ledger import mailing, many

pytestmark = pytest.mark.django_db(transaction=True)


def taken(most: int) -> list[int]:
    batch = claim(most).batch
    return [copy.copy_id for copy in batch.copies] if batch else []


def in_a_thread(work: Callable[[], None]) -> threading.Thread:
    """Started, with a connection of its own that it closes."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_workers_that_race_share_all_and_nothing_twice() -> None:
    mailing(*many(120))
    got: list[int] = []

    def work() -> None:
        while mine := taken(7):
            got.extend(mine)

    for thread in [in_a_thread(work) for _ in range(3)]:
        thread.join()
    assert len(got) == 120
    assert set(got) == set(Copy.objects.values_list("pk", flat=True))


def test_one_that_has_not_finished_claiming_keeps_no_other_waiting(on_postgresql: bool) -> None:
    if not on_postgresql:
        pytest.skip("SQLite has one writer: the other waits, a few milliseconds.")
    mailing(*many(10))
    others: list[int] = []
    with transaction.atomic():
        mine = taken(4)
        in_a_thread(lambda: others.extend(taken(100))).join()
    assert (len(mine), len(others)) == (4, 6)
    assert not set(mine) & set(others)


def test_a_rate_holds_for_all_workers_together() -> None:
    MailingRules(a_minute=25).save()
    mailing(*many(80))
    got: list[int] = []

    def work() -> None:
        for _ in range(6):
            got.extend(taken(7))

    for thread in [in_a_thread(work) for _ in range(3)]:
        thread.join()
    assert len(got) == 25


def test_whoever_is_killed_and_whatever_the_server_does_each_gets_it_once() -> None:
    """The small one of `benches/delivery_faults.py`."""
    fill(150, mixed=True)
    outcome = kill_while_sending(6, seed=11, lease=1)
    assert outcome.holds, outcome
    assert outcome.kills == 6
