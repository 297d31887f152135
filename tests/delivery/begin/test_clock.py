"""Digests by the clock: once for their day, and windows that leave no gap and do not overlap."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance.delivery.models import Mailing, MailingKind, MailingRules, MailingState
from alliance.delivery.sending import clock
from alliance.delivery.sending.begin import NOTHING_NEW, begin
from alliance.delivery.sending.clock import (
    REACHES_BACK,
    SETTLED,
    carry_mailings,
    plan_dates,
    plan_monthly,
    plan_weekly,
    window,
)
from alliance.jobs.declare import JobFunction
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import Timing, _declared

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
DAY = dt.timedelta(days=1)
MONDAY = dt.datetime(2026, 11, 30, 7, tzinfo=LONDON)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Hand:
    return Hand(monkeypatch)


class Hand:
    """The hand of the clock."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def __call__(self, moment: dt.datetime) -> None:
        self.patch.setattr(timezone, "now", lambda: moment.astimezone(dt.UTC))


def run(job: JobFunction) -> str | None:
    return job(Progress())


def keys() -> list[str]:
    return list(Mailing.objects.order_by("pk").values_list("key", flat=True))


def test_they_run_on_monday_mornings_and_each_day_for_the_first_of_the_month() -> None:
    declared = {path.rpartition(".")[2]: timing for path, (_, timing) in _declared.items()}
    assert declared["plan_dates"] == Timing(at=dt.time(6, 30), weekday=0)
    assert declared["plan_weekly"] == Timing(at=dt.time(7), weekday=0)
    assert declared["plan_monthly"] == Timing(at=dt.time(7, 30))
    assert declared["carry_mailings"] == Timing(every=dt.timedelta(minutes=1))


def test_on_monday_the_week_is_planned_once(at: Hand) -> None:
    at(MONDAY)
    run(plan_weekly)
    run(plan_weekly)
    [mailing] = Mailing.objects.all()
    assert (mailing.key, mailing.kind, mailing.state) == (
        "weekly/2026-11-30",
        "weekly",
        MailingState.PLANNED,
    )
    assert mailing.window_until == MONDAY - SETTLED
    assert mailing.window_from == MONDAY - SETTLED - 7 * DAY
    assert mailing.begins_at == MONDAY + dt.timedelta(minutes=10)


def test_a_missed_monday_is_made_up_once_under_its_day(at: Hand) -> None:
    at(MONDAY + 2 * DAY)
    run(plan_dates)
    at(MONDAY + 3 * DAY)
    run(plan_dates)
    assert keys() == ["calendar/2026-11-30"]
    at(MONDAY + 7 * DAY)
    run(plan_dates)
    assert keys() == ["calendar/2026-11-30", "calendar/2026-12-07"]


def test_the_month_is_planned_on_its_first_or_soon_after(at: Hand) -> None:
    first = dt.datetime(2026, 12, 1, 7, 30, tzinfo=LONDON)
    at(first - DAY)
    run(plan_monthly)
    assert keys() == []
    at(first + 2 * DAY)
    run(plan_monthly)
    at(first + 3 * DAY)
    run(plan_monthly)
    assert keys() == ["monthly/2026-12-01"]
    at(first + 39 * DAY)
    run(plan_monthly)
    assert keys() == ["monthly/2026-12-01"], "missed for more than a week, the next one has it"


def test_where_the_alliance_sends_none_none_is_planned(at: Hand) -> None:
    row = MailingRules.get()
    row.digests = False
    row.save()
    at(MONDAY)
    for job in (plan_weekly, plan_dates, plan_monthly):
        run(job)
    assert keys() == []


def test_one_in_which_nothing_is_new_is_not_sent_and_the_next_reaches_back(at: Hand) -> None:
    at(MONDAY)
    run(plan_weekly)
    at(MONDAY + dt.timedelta(minutes=11))
    run(carry_mailings)
    [mailing] = Mailing.objects.all()
    assert (mailing.state, mailing.why) == (MailingState.CANCELLED, NOTHING_NEW)
    at(MONDAY + 7 * DAY)
    run(plan_weekly)
    following = Mailing.objects.get(key="weekly/2026-12-07")
    assert following.window_until is not None
    assert following.window_from == following.window_until - 7 * DAY, "the first of all"
    _sent(following)
    at(MONDAY + 14 * DAY)
    run(plan_weekly)
    empty = Mailing.objects.get(key="weekly/2026-12-14")
    at(MONDAY + 14 * DAY + dt.timedelta(hours=1))
    assert begin(empty).state == MailingState.CANCELLED
    at(MONDAY + 21 * DAY)
    run(plan_weekly)
    assert Mailing.objects.get(key="weekly/2026-12-21").window_from == following.window_until


def test_one_that_was_stopped_before_it_began_is_in_the_next_one_stopped_in_the_middle_is_not(
    at: Hand,
) -> None:
    at(MONDAY)
    run(plan_weekly)
    first = Mailing.objects.get()
    _sent(first)
    at(MONDAY + 7 * DAY)
    run(plan_weekly)
    second = Mailing.objects.get(key="weekly/2026-12-07")
    ended = {"state": MailingState.CANCELLED, "ended_at": timezone.now()}
    Mailing.objects.filter(pk=second.pk).update(**ended)
    then = MONDAY + 14 * DAY
    assert window(MailingKind.WEEKLY, then)[0] == first.window_until
    Mailing.objects.filter(pk=second.pk).update(begun_at=timezone.now(), letter={})
    assert window(MailingKind.WEEKLY, then)[0] == second.window_until


def test_none_reaches_back_further_than_what_is_news(at: Hand) -> None:
    at(MONDAY)
    run(plan_weekly)
    _sent(Mailing.objects.get())
    then = MONDAY + 400 * DAY
    assert window(MailingKind.WEEKLY, then) == (then - SETTLED - REACHES_BACK, then - SETTLED)


def test_each_kind_has_windows_of_its_own(at: Hand) -> None:
    at(MONDAY)
    run(plan_weekly)
    _sent(Mailing.objects.get())
    assert window(MailingKind.CALENDAR, MONDAY)[0] == MONDAY - SETTLED - 7 * DAY


def _sent(mailing: Mailing) -> None:
    Mailing.objects.filter(pk=mailing.pk).update(
        state=MailingState.DONE, begun_at=timezone.now(), ended_at=timezone.now(), letter={}
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gaps=st.lists(st.integers(1, 30), min_size=1, max_size=8),
    fates=st.lists(st.sampled_from(["sent", "nothing new", "stopped"]), min_size=8, max_size=8),
    start=st.integers(0, 365),
)
def test_windows_leave_no_gap_and_do_not_overlap(
    gaps: list[int], fates: list[str], start: int
) -> None:
    """Over missed runs, empty weeks, stopped ones, and both changes of the clocks."""
    Mailing.objects.all().delete()
    moment = dt.datetime(2026, 1, 5, 7, tzinfo=LONDON) + start * DAY
    with pytest.MonkeyPatch.context() as patch:
        hand = Hand(patch)
        for gap, fate in zip(gaps, fates, strict=False):
            # Local time: the same hour after the clocks change.
            moment = (moment.replace(tzinfo=None) + gap * DAY).replace(tzinfo=LONDON)
            hand(moment)
            run(plan_weekly)
            planned = Mailing.objects.filter(state=MailingState.PLANNED).first()
            if planned is None:
                continue
            if fate == "sent":
                _sent(planned)
            else:
                Mailing.objects.filter(pk=planned.pk).update(
                    state=MailingState.CANCELLED, ended_at=timezone.now()
                )
    sent = list(Mailing.objects.filter(state=MailingState.DONE).order_by("window_until"))
    for one, following in itertools.pairwise(sent):
        assert one.window_until is not None
        assert following.window_until is not None
        reach = following.window_until - REACHES_BACK
        assert following.window_from == max(one.window_until, reach)


def test_a_window_ends_a_while_before_its_run() -> None:
    """What is published in that moment may be told as of a moment ago, and not be there yet."""
    after, until = window(MailingKind.WEEKLY, MONDAY)
    assert until == MONDAY - clock.SETTLED
    assert after < until
