"""What becomes of a ring-back: taken, tried, spoken to, given up, taken up again, erased."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import User
from alliance.evidence.erasing import erase as erase_idea
from alliance.evidence.models import RingBack
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.telephone.changes import (
    begun,
    erase,
    give_up,
    ring_again,
    spoken_to,
    take,
    tried,
)
from alliance.evidence.telephone.entering import drop, finish, write_down
from alliance.evidence.telephone.forget import KEPT_FOR, forget_ring_backs
from alliance.jobs.progress import Progress
from tests.evidence.invented import call, given

pytestmark = pytest.mark.django_db
TODAY = dt.date(2020, 11, 13)


@pytest.fixture
def ed() -> User:
    return User.objects.create_user("ed@example.org", name="Ed")


@pytest.fixture
def sue() -> User:
    return User.objects.create_user("sue@example.org", name="Sue")


@pytest.fixture
def jo() -> RingBack:
    return RingBack.objects.create(
        call=call(),
        name="Jo Carer",
        phone="01234 567890",
        good_time="after school",
        about="Groups.",
    )


def test_who_rings_is_said_and_another_may_take_it_over(jo: RingBack, ed: User, sue: User) -> None:
    assert take(jo, by=ed).taken_by == ed
    assert take(jo, by=sue).taken_by == sue


def test_tries_are_counted_and_written_down_one_below_the_other(jo: RingBack, ed: User) -> None:
    tried(jo, by=ed, note="", seen=0)
    row = tried(jo, by=ed, note="left a\n message", seen=1)
    assert (row.state, row.tries, row.taken_by) == ("tried", 2, ed)
    first, second = row.note.splitlines()
    assert first.endswith("Ed: not reached")
    assert second.endswith("Ed: left a message")
    kept = str([(event.changes, event.reason) for event in history(row)])
    assert "message" not in kept
    assert "01234" not in kept


def test_a_double_press_is_one_try(jo: RingBack, ed: User) -> None:
    tried(jo, by=ed, note="", seen=0)
    with pytest.raises(CannotBeDone, match="meanwhile"):
        tried(jo, by=ed, note="", seen=0)


def test_whoever_was_spoken_to_waits_no_more(jo: RingBack, ed: User) -> None:
    with pytest.raises(CannotBeDone, match="what came of it"):
        spoken_to(jo, by=ed)
    row = spoken_to(jo, by=ed, note="Writes it herself.")
    assert (row.state, row.settled_at is not None) == ("done", True)
    for verb in (take, lambda row, by: tried(row, by=by, note="", seen=0)):
        with pytest.raises(CannotBeDone, match="spoken to"):
            verb(row, by=ed)


def test_what_was_given_up_may_be_taken_up_again(jo: RingBack, ed: User) -> None:
    tried(jo, by=ed, note="", seen=0)
    assert give_up(jo, by=ed, reason="Five tries.").state == "given_up"
    row = ring_again(jo, by=ed)
    assert (row.state, row.settled_at) == ("tried", None)
    with pytest.raises(CannotBeDone):
        ring_again(jo, by=ed)


def test_their_idea_is_sent_and_the_ring_back_settled_together(jo: RingBack, ed: User) -> None:
    draft = write_down(jo.call, given("", name="Jo"), by=ed, told_on=TODAY, ring_back=jo)
    jo.refresh_from_db()
    assert (jo.state, jo.submission) == ("waiting", draft)
    sent = finish(draft, given(name="Jo"), by=ed)
    jo.refresh_from_db()
    assert (jo.state, jo.submission, str(sent)) == ("done", sent, "SL-1")
    assert (sent.way, sent.entered_by, sent.told_on) == ("telephone", ed, TODAY)
    assert [event.acting_for for event in history(sent)] == ["whoever gave it"] * 2


def test_two_do_not_write_the_same_down(jo: RingBack, ed: User, sue: User) -> None:
    write_down(jo.call, given(), by=ed, told_on=TODAY, ring_back=jo)
    with pytest.raises(CannotBeDone, match="already"):
        write_down(jo.call, given(), by=sue, told_on=TODAY, ring_back=jo)
    assert jo.call.submissions.count() == 1


def test_a_draft_that_is_dropped_leaves_them_waiting(jo: RingBack, ed: User) -> None:
    draft = write_down(jo.call, given(), by=ed, told_on=TODAY, ring_back=jo)
    drop(draft, by=ed)
    jo.refresh_from_db()
    assert (jo.state, jo.submission) == ("waiting", None)
    sent = finish(write_down(jo.call, given(), by=ed, told_on=TODAY), given(), by=ed)
    with pytest.raises(CannotBeDone, match="withdrawn or erased"):
        drop(sent, by=ed)


def test_erasing_leaves_that_somebody_asked(jo: RingBack, ed: User) -> None:
    tried(jo, by=ed, note="Her daughter answered.", seen=0)
    row = erase(jo, by=ed, reason="asked for")
    assert [row.name, row.phone, row.good_time, row.about, row.note] == [""] * 5
    assert (row.state, row.tries) == ("given_up", 1), "nobody is rung who has no number"
    with pytest.raises(CannotBeDone, match="already"):
        erase(jo, by=ed, reason="again")
    with pytest.raises(CannotBeDone):
        ring_again(row, by=ed)


def test_erasing_an_idea_erases_who_asked_to_be_rung_about_it(jo: RingBack, ed: User) -> None:
    draft = write_down(jo.call, given(), by=ed, told_on=TODAY)
    begun(jo, draft, by=ed)
    erase_idea(finish(draft, given(), by=ed), by=ed, reason="asked for")
    jo.refresh_from_db()
    assert (jo.name, jo.phone, jo.state) == ("", "", "done")
    assert jo.erased_at


def test_what_was_settled_is_forgotten_after_ninety_days_and_what_waits_is_not(
    jo: RingBack, ed: User
) -> None:
    spoken_to(jo, by=ed, note="Nothing.")
    now = timezone.now()
    waits = RingBack.objects.create(
        call=jo.call, name="Al", phone="01234 000000", asked_at=now - 2 * KEPT_FOR
    )
    RingBack.objects.filter(pk=jo.pk).update(settled_at=now - KEPT_FOR + dt.timedelta(hours=1))
    assert forget_ring_backs(Progress()) == "0 were erased."
    RingBack.objects.filter(pk=jo.pk).update(settled_at=now - KEPT_FOR - dt.timedelta(hours=1))
    assert forget_ring_backs(Progress()) == "1 were erased."
    assert forget_ring_backs(Progress()) == "0 were erased."
    jo.refresh_from_db()
    waits.refresh_from_db()
    assert (jo.name, waits.name) == ("", "Al")
