"""What goes by the clock: each rule a day before its time and a day after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from unittest import mock

import pytest
from django.utils import timezone

from alliance.delivery.lists.read import read_list
from alliance.delivery.lists.waiting import keep
from alliance.delivery.models import (
    Copy,
    CopyState,
    ListState,
    Mailing,
    Return,
    ReturnKind,
    Standing,
    Subscriber,
    SubscriberList,
    Suppression,
    Why,
)
from alliance.delivery.returning.suppress import is_suppressed, suppress
from alliance.delivery.subscribing import forget
from alliance.delivery.subscribing.erase import erase
from alliance.delivery.subscribing.forget import forget_subscribers
from alliance.jobs.models import Schedule
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import write_schedules

from .invented import copy, mailing, subscriber

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def after() -> Callable[[dt.timedelta], None]:
    """Run the job so much later than now."""

    def run(wait: dt.timedelta) -> None:
        then = timezone.now() + wait
        with mock.patch.object(forget.timezone, "now", return_value=then):
            forget_subscribers(Progress())

    return run


After = Callable[[dt.timedelta], None]


def test_whoever_did_not_confirm_is_gone_after_a_fortnight(after: After) -> None:
    subscriber(standing=Standing.WAITING, by=None)
    after(13 * DAY)
    assert Subscriber.objects.count() == 1
    after(15 * DAY)
    assert Subscriber.objects.count() == 0


def test_whoever_confirmed_stays_however_long(after: After) -> None:
    subscriber()
    after(4000 * DAY)
    assert Subscriber.objects.get().standing == Standing.ACTIVE


def test_whoever_left_is_erased_after_a_month_and_still_sent_nothing(after: After) -> None:
    one = subscriber(standing=Standing.LEFT)
    suppress(address=one.address, why=Why.LEFT, detail="", by=None)
    after(29 * DAY)
    one.refresh_from_db()
    assert one.address
    after(31 * DAY)
    one.refresh_from_db()
    assert (one.standing, one.address) == (Standing.ERASED, "")
    assert Suppression.objects.get().why == Why.LEFT
    assert is_suppressed("ann.lee@example.org")


def test_who_got_a_mailing_is_forgotten_a_quarter_after_it_ended(after: After) -> None:
    now = timezone.now()
    done, goes_on = mailing(1, ended=now), mailing(2)
    one, two = subscriber(), subscriber("two@example.org")
    copy(done, one, why="250 ok", provider_id="a1", name="Ann")
    copy(done, two, CopyState.BOUNCED, why="550")
    copy(goes_on, one)

    after(89 * DAY)
    assert not Copy.objects.filter(recipient="").exists()
    after(91 * DAY)

    emptied = Copy.objects.filter(mailing=done)
    assert set(emptied.values_list("recipient", "name", "domain", "provider_id", "why")) == {
        ("", "", "", "", "")
    }
    assert Copy.objects.get(mailing=goes_on).recipient == one.address
    assert Mailing.objects.get(pk=done.pk).totals == {"sent": 1, "bounced": 1}


def test_a_copy_written_while_its_recipient_was_erased_is_emptied_that_night(after: After) -> None:
    one = subscriber()
    address = one.address
    erase(subscriber=one, by=None)
    one.refresh_from_db()
    late = copy(mailing(1), one, CopyState.WAITING, recipient=address, domain="example.org")
    sent = copy(mailing(2), one, recipient=address)
    after(dt.timedelta())
    late.refresh_from_db()
    sent.refresh_from_db()
    assert (late.state, late.recipient, late.domain) == (CopyState.PASSED_OVER, "", "")
    assert (sent.state, sent.recipient) == (CopyState.SENT, "")


def test_copies_go_after_thirteen_months_and_their_numbers_stay(after: After) -> None:
    done = mailing(1, ended=timezone.now())
    sent = copy(done, subscriber())
    Return.objects.create(name="<1>", copy=sent, kind=ReturnKind.SOFT, said="Full", came_by="mail")

    after(395 * DAY)
    assert Copy.objects.count() == 1
    after(397 * DAY)

    assert (Copy.objects.count(), Return.objects.count()) == (0, 0)
    assert Mailing.objects.get().totals == {"sent": 1}


def test_what_servers_said_goes_after_a_quarter_and_the_kind_stays(after: After) -> None:
    Return.objects.create(
        name="<1>", kind=ReturnKind.HARD, said="No Ann", code="5.1.1", came_by="mail"
    )
    after(89 * DAY)
    assert Return.objects.get().said
    after(91 * DAY)
    assert (Return.objects.get().said, Return.objects.get().code) == ("", "5.1.1")


@pytest.mark.parametrize("state", [ListState.WAITING, ListState.SAVING])
def test_a_list_that_nobody_saved_is_destroyed_after_a_week(after: After, state: str) -> None:
    files = [("list.csv", b"E-mail\nann@example.org")]
    keep(
        read_list(files),
        files=files,
        consent_words="Asked.",
        consent_on=timezone.localdate(),
        by=None,
    )
    SubscriberList.objects.update(state=state)
    after(6 * DAY)
    assert SubscriberList.objects.get().state == state
    after(8 * DAY)
    dropped = SubscriberList.objects.get()
    assert (dropped.state, bytes(dropped.rows)) == (ListState.DROPPED, b"")


def test_a_stopped_address_of_nobody_is_emptied_and_still_stopped(after: After) -> None:
    subscriber("here@example.org")
    for address, why in [
        ("left@example.org", Why.LEFT),
        ("gone@example.org", Why.BOUNCED),
        ("here@example.org", Why.BOUNCED),
    ]:
        suppress(address=address, why=why, detail="550", by=None)

    def kept() -> set[str]:
        return set(Suppression.objects.exclude(address="").values_list("address", flat=True))

    after(31 * DAY)
    assert kept() == {"gone@example.org", "here@example.org"}
    after(91 * DAY)
    assert kept() == {"here@example.org"}
    assert is_suppressed("gone@example.org")


def test_large_mailings_are_emptied_in_batches(
    after: After, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forget, "AT_ONCE", 2)
    done = mailing(1, ended=timezone.now())
    for number in range(5):
        copy(done, subscriber(f"s{number}@example.org"))
    after(91 * DAY)
    assert Copy.objects.filter(recipient="").count() == 5


def test_again_changes_nothing(after: After) -> None:
    copy(mailing(1, ended=timezone.now()), subscriber(standing=Standing.LEFT))
    after(91 * DAY)
    before = list(Copy.objects.values()), list(Subscriber.objects.values())
    after(91 * DAY)
    assert (list(Copy.objects.values()), list(Subscriber.objects.values())) == before


def test_it_runs_every_night() -> None:
    write_schedules()
    row = Schedule.objects.get(name=forget_subscribers.path)
    assert (row.at, row.weekday, row.paused) == (dt.time(3, 40), None, False)
