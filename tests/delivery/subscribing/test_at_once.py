"""Two presses at one moment: nobody is written down twice, and nobody agrees twice.

Real transactions, in threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from alliance.delivery.models import Consent, Standing, Subscriber, Suppression
from alliance.delivery.own_links import address_hashes
from tests.delivery.subscribing.invented import (
    ANA,
    FORM,
    in_the_header,
    link_in,
    mails,
    subscriber,
    who_left,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all of these in the same moment; what came of each."""
    together = threading.Barrier(len(deeds))
    outcomes: list[object] = ["lost" for _ in deeds]

    def do(number: int, deed: Callable[[], object]) -> None:
        together.wait()
        try:
            outcomes[number] = deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def posts(at: str, form: dict[str, str]) -> Callable[[], int]:
    return lambda: Client().post(at, form).status_code


def test_the_form_comes_twice() -> None:
    assert at_once(*[posts("/subscribe/", FORM)] * 4) == [302] * 4
    assert Subscriber.objects.get().address == ANA
    assert len(mails()) == 3  # as many as one address gets in a day


def test_the_button_is_pressed_twice() -> None:
    Client().post("/subscribe/", FORM)
    [message] = mails()
    assert at_once(*[posts(link_in(message), {})] * 4) == [200] * 4
    assert Subscriber.objects.get().standing == Standing.ACTIVE
    assert Consent.objects.count() == 1


def test_a_mail_program_and_its_owner_leave_together() -> None:
    at = in_the_header(subscriber())
    one_click, button = {"List-Unsubscribe": "One-Click"}, {"do": "leave"}
    assert at_once(posts(at, one_click), posts(at, button), posts(at, one_click)) == [200] * 3
    assert Subscriber.objects.get().standing == Standing.LEFT
    assert Suppression.objects.get().address_hash in address_hashes(ANA)


def test_leaving_and_coming_back_together_ends_in_one_of_them() -> None:
    row = who_left()
    at = in_the_header(row)
    back = {"do": "come_back", "frequency": "each"}
    at_once(posts(at, back), posts(at, {"do": "leave"}), posts(at, back))
    row.refresh_from_db()
    is_sent_mail = row.standing == Standing.ACTIVE
    assert Suppression.objects.exists() is not is_sent_mail
