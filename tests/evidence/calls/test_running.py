"""A call runs: published, opened, told, moved, closed and ended, each once, whatever happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from alliance.actions.models import ActionState
from alliance.actions.raising import end_action
from alliance.audit.models import AuditEvent
from alliance.directory.models import User
from alliance.editions.current import number
from alliance.evidence.calls.announcing import Saying, announce
from alliance.evidence.calls.ending import archive, withdraw
from alliance.evidence.calls.following import follow_calls
from alliance.evidence.calls.moving import move_closing
from alliance.evidence.calls.publishing import NotReady, publish
from alliance.evidence.calls.writing import begin_call
from alliance.evidence.models import Announcement, Call, CallState, Showcase
from alliance.evidence.refusal import CannotBeDone
from alliance.jobs.progress import Progress
from alliance.sources.models import Candidate
from tests.evidence.calls.invented import DAY, clock, editor, planned
from tests.evidence.invented import authority, call, closed

pytestmark = pytest.mark.django_db
Occasion = Announcement.Occasion


@pytest.fixture
def by() -> User:
    authority("Kent")
    authority("Medway")
    return editor()


def told(call: Call) -> list[str]:
    return list(call.announcements.order_by("pk").values_list("occasion", flat=True))


def titles() -> list[str]:
    return list(Candidate.objects.order_by("pk").values_list("title", flat=True))


# Publishing ------------------------------------------------------------------------------------


def test_publishing_opens_tells_and_asks(by: User) -> None:
    made = publish(by=by, call=begin_call(by=by, planned=planned()), seen=1)
    assert made.state == CallState.PUBLISHED
    assert told(made) == [Occasion.OPENING]
    candidate = Candidate.objects.get()
    assert candidate.title == "Call for evidence: Warm welcomes"
    assert '/calls/warm-welcomes/">Read the call' in candidate.html
    assert made.action is not None
    assert made.action.state == ActionState.OPEN
    assert {ask.authority.name for ask in made.action.asks.all()} == {"Kent", "Medway"}
    assert made.closes_at is not None
    assert made.action.dates.get().on == timezone.localdate(made.closes_at) - DAY
    assert "/calls/warm-welcomes/" in made.action.how
    assert AuditEvent.objects.filter(verb="published").count() == 1


def test_what_is_missing_is_said_at_once_and_nothing_is_published(by: User) -> None:
    bare = begin_call(
        by=by, planned=replace(planned(), purpose="", consent_words="", closes_at=None)
    )
    with pytest.raises(NotReady) as refusal:
        publish(by=by, call=bare, seen=1)
    assert len(refusal.value.findings) == 3
    bare.refresh_from_db()
    assert bare.state == CallState.DRAFT
    assert not Candidate.objects.exists()


def test_it_is_published_once(by: User) -> None:
    made = begin_call(by=by, planned=planned())
    publish(by=by, call=made, seen=1)
    with pytest.raises(CannotBeDone, match="Somebody else"):
        publish(by=by, call=made, seen=1)
    made.refresh_from_db()
    with pytest.raises(CannotBeDone, match="no draft any more"):
        publish(by=by, call=made, seen=made.version)


def test_a_call_that_opens_later_is_told_and_asked_when_it_really_opens(by: User) -> None:
    later = replace(planned(), opens_at=timezone.now() + DAY)
    made = publish(by=by, call=begin_call(by=by, planned=later), seen=1)
    assert told(made) == []
    assert made.action is None
    clock(made, timezone.now() + 2 * DAY)
    assert told(made) == [Occasion.OPENING]
    assert made.action is not None


def test_a_standing_call_asks_nobody_to_be_done_with_it(by: User) -> None:
    standing = replace(planned(), is_standing=True, closes_at=None)
    made = publish(by=by, call=begin_call(by=by, planned=standing), seen=1)
    assert told(made) == [Occasion.OPENING]
    assert made.action is None


# The clock -------------------------------------------------------------------------------------


def test_the_clock_may_tick_as_often_as_it_likes(by: User) -> None:
    made = call(closes_in=3 * DAY, opened=10 * DAY)
    for _ in range(3):
        follow_calls(Progress())
    assert told(made) == [Occasion.OPENING, Occasion.LAST_CALL]
    assert titles() == ["Call for evidence: Silver Linings", "Last call: Silver Linings"]
    made.refresh_from_db()
    assert made.action is not None
    assert made.action.asks.count() == 2


def test_a_call_too_short_for_a_last_call_has_none(by: User) -> None:
    made = clock(call(opened=DAY, closes_in=3 * DAY))
    assert told(made) == [Occasion.OPENING]


def test_when_it_closes_its_ask_is_closed_and_kept_pages_are_made_anew(by: User) -> None:
    made = clock(call())
    closed(made, dt.timedelta(minutes=2))
    before = number()
    clock(made)
    assert made.action is not None
    assert made.action.state == ActionState.CLOSED
    assert number() > before


def test_a_call_that_closed_while_nothing_ran_is_not_told_any_more(by: User) -> None:
    made = clock(closed(call()))
    assert told(made) == []
    assert made.action is None


def test_drafts_and_ended_calls_are_left_alone(by: User) -> None:
    call("Draft", state=CallState.DRAFT)
    call("Gone", state=CallState.WITHDRAWN, ended_at=timezone.now(), ended_why="No.")
    follow_calls(Progress())
    assert not Announcement.objects.exists()


# Announcing ------------------------------------------------------------------------------------


def test_words_of_a_call_are_words_in_the_candidate_not_markup(by: User) -> None:
    made = call("Tea & <b>talk</b>", summary="<script>alert(1)</script>", slug="tea", prefix="TT")
    announce(made, Occasion.OPENING)
    candidate = Candidate.objects.get()
    assert candidate.title == "Call for evidence: Tea & <b>talk</b>"
    assert "<script" not in candidate.html
    assert "<script>alert(1)</script>" in candidate.text


def test_a_showcase_is_announced_in_its_own_words(by: User) -> None:
    made = closed(call())
    Showcase.objects.create(title="What stayed", slug="what-stayed", call=made, summary="Ten ideas")
    assert announce(made, Occasion.LAUNCH) is not None
    candidate = Candidate.objects.get()
    assert candidate.title == "Showcase: What stayed"
    assert '/showcase/what-stayed/">Read the showcase' in candidate.html
    saying = Saying(title="Otherwise", paragraphs=["So."], path="/showcase/", link="Read")
    assert announce(made, Occasion.LAUNCH, saying=saying) is None, "it was announced already"
    other = call("Another")
    announce(other, Occasion.LAUNCH, saying=saying)
    assert titles()[-1] == "Otherwise"


# Moving its closing ----------------------------------------------------------------------------


def test_an_extension_is_shown_told_and_moves_the_ask(by: User) -> None:
    made = clock(call(closes_in=3 * DAY))
    was = made.closes_at
    assert was is not None
    made = move_closing(
        by=by, call=made, seen=made.version, closes_at=was + 7 * DAY, why="Schools asked for it."
    )
    extension = made.extensions.get()
    assert (extension.was, extension.became, extension.by) == (was, was + 7 * DAY, by)
    assert made.action is not None
    day = made.action.dates.get(replaced_at=None)
    assert day.on == timezone.localdate(was + 7 * DAY - dt.timedelta(microseconds=1))
    assert told(made) == [Occasion.OPENING, Occasion.LAST_CALL, Occasion.EXTENSION]
    assert titles()[-1] == "Open longer: Silver Linings"
    assert "Schools asked for it." in Candidate.objects.latest("pk").text
    assert AuditEvent.objects.get(verb="extended").reason == "Schools asked for it."
    clock(made, was + 2 * DAY)
    assert told(made)[-1] == Occasion.LAST_CALL, "of the new closing, once more"
    assert told(made).count(Occasion.LAST_CALL) == 2


def test_bringing_it_forward_is_told_as_that(by: User) -> None:
    made = clock(call())
    assert made.closes_at is not None
    sooner = made.closes_at - 5 * DAY
    move_closing(by=by, call=made, seen=made.version, closes_at=sooner, why="The panel met early.")
    assert titles()[-1] == "Closes sooner: Silver Linings"
    assert AuditEvent.objects.filter(verb="brought forward").exists()


def test_a_closed_call_opens_again_and_so_does_its_ask(by: User) -> None:
    made = clock(closed(clock(call())))
    assert made.action is not None
    assert made.action.state == ActionState.CLOSED
    move_closing(
        by=by, call=made, seen=made.version, closes_at=timezone.now() + 9 * DAY, why="Two asked."
    )
    made.action.refresh_from_db()
    assert made.action.state == ActionState.OPEN


def test_an_ask_that_the_programme_withdrew_stays_withdrawn(by: User) -> None:
    made = clock(call())
    assert made.action is not None
    assert made.closes_at is not None
    end_action(by=by, action=made.action, state=ActionState.WITHDRAWN, why="By telephone instead.")
    move_closing(
        by=by, call=made, seen=made.version, closes_at=made.closes_at + DAY, why="A day more."
    )
    made.action.refresh_from_db()
    assert made.action.state == ActionState.WITHDRAWN


@pytest.mark.parametrize(
    ("closes_in", "why", "sentence"),
    [
        (9 * DAY, " ", "Say why"),
        (-DAY, "Because.", "has passed"),
        (None, "Because.", "already"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(
    by: User, closes_in: dt.timedelta | None, why: str, sentence: str
) -> None:
    made = call()
    assert made.closes_at is not None
    closes_at = timezone.now() + closes_in if closes_in else made.closes_at
    with pytest.raises(CannotBeDone, match=sentence):
        move_closing(by=by, call=made, seen=1, closes_at=closes_at, why=why)
    assert not made.extensions.exists()


def test_neither_a_draft_nor_a_standing_call_is_moved(by: User) -> None:
    for made in (call("Draft", state=CallState.DRAFT), call("Always", closes_in=None)):
        with pytest.raises(CannotBeDone):
            move_closing(by=by, call=made, seen=1, closes_at=timezone.now() + DAY, why="So.")


# Ending ----------------------------------------------------------------------------------------


def test_withdrawing_takes_its_ask_back_with_the_reason(by: User) -> None:
    made = clock(call())
    withdraw(by=by, call=made, seen=made.version, why="Another call asks the same.")
    made.refresh_from_db()
    assert (made.state, made.ended_why) == (CallState.WITHDRAWN, "Another call asks the same.")
    assert made.action is not None
    assert made.action.state == ActionState.WITHDRAWN
    assert made.action.ended_why == "Another call asks the same."


def test_only_what_has_closed_or_stands_is_archived(by: User) -> None:
    open_call = call()
    with pytest.raises(CannotBeDone, match="takes answers still"):
        archive(by=by, call=open_call, seen=1, why="Done.")
    archive(by=by, call=closed(open_call), seen=1, why="Done.")
    archive(by=by, call=call("Always", closes_in=None), seen=1, why="Nobody writes any more.")
    assert set(Call.objects.values_list("state", flat=True)) == {CallState.ARCHIVED}


def test_nothing_ends_without_a_reason_or_twice(by: User) -> None:
    made = closed(call())
    for end in (withdraw, archive):
        with pytest.raises(CannotBeDone, match="Say why"):
            end(by=by, call=made, seen=1, why=" ")
    archive(by=by, call=made, seen=1, why="Done.")
    made.refresh_from_db()
    for end in (withdraw, archive):
        with pytest.raises(CannotBeDone, match="Only a published call"):
            end(by=by, call=made, seen=made.version, why="Again.")
