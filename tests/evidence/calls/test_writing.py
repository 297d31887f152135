"""Writing a call and its headings: promises stay, and what was answered is never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.directory.models import User
from alliance.evidence.calls.headings import (
    DoNotFit,
    add_heading,
    bring_back,
    change_heading,
    move_heading,
    retire_heading,
)
from alliance.evidence.calls.sections import (
    add_section,
    move_section,
    rename_section,
    retire_section,
)
from alliance.evidence.calls.similar import Work, set_similar_work
from alliance.evidence.calls.writing import begin_call, change_call, copy_call, discard, fixed
from alliance.evidence.models import Call, CallState, Heading, ServiceSection
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.definition import HeadingKind, Question
from alliance.evidence.taking.rows import definition_of, question_of, sent_of
from tests.evidence.calls.invented import DAY, editor, planned
from tests.evidence.invented import call, given, sent

pytestmark = pytest.mark.django_db
ROOM = Question(
    key="", kind=HeadingKind.ONE, label="Where was it?", choices=("Indoors", "Outdoors")
)


@pytest.fixture
def by() -> User:
    return editor()


def labels(call: Call) -> list[str]:
    return [question.label for question in definition_of(call).questions]


def heading(call: Call, key: str) -> Heading:
    return call.headings.get(key=key)


# The call --------------------------------------------------------------------------------------


def test_a_new_call_is_a_draft_that_asks_what_we_propose(by: User) -> None:
    made = begin_call(by=by, planned=planned())
    assert made.state == CallState.DRAFT
    assert made.made_by == by
    assert {each.is_default for each in made.headings.all()} == {True}
    short = definition_of(made).short
    assert short is not None
    assert short.key == "idea"
    assert ServiceSection.objects.filter(name="Youth justice").exists()
    assert AuditEvent.objects.get(verb="began").object_label == "Warm welcomes"


def test_two_calls_share_neither_address_nor_references(by: User) -> None:
    begin_call(by=by, planned=planned())
    with pytest.raises(ValidationError) as refusal:
        begin_call(by=by, planned=planned("Another"))
    assert set(refusal.value.error_dict) == {"slug", "prefix"}


def test_what_a_published_call_has_promised_stays(by: User) -> None:
    made = call("Silver Linings")
    was = (made.slug, made.prefix, made.opens_at, made.closes_at)
    change_call(by=by, call=made, seen=1, planned=planned("Golden Linings"))
    made.refresh_from_db()
    assert made.title == "Golden Linings"
    assert (made.slug, made.prefix, made.opens_at, made.closes_at) == was


def test_its_opening_may_be_moved_until_it_has_opened() -> None:
    now = timezone.now()
    assert "opens_at" in fixed(call("Open", opened=DAY), now)
    assert "opens_at" not in fixed(call("Later", opened=-DAY), now)
    assert fixed(call("Draft", state=CallState.DRAFT), now) == frozenset()


def test_of_two_who_change_it_the_second_is_told(by: User) -> None:
    made = begin_call(by=by, planned=planned())
    change_call(by=by, call=made, seen=1, planned=planned("First"))
    with pytest.raises(CannotBeDone, match="Somebody else has changed"):
        change_call(by=by, call=made, seen=1, planned=planned("Second"))
    assert Call.objects.get().title == "First"


def test_what_has_ended_is_kept_as_it_was(by: User) -> None:
    made = call(
        "Over", state=CallState.ARCHIVED, ended_at=timezone.now(), ended_why="Done.",
        closes_in=-DAY,
    )  # fmt: skip
    with pytest.raises(CannotBeDone, match="Copy it"):
        change_call(by=by, call=made, seen=1, planned=planned())
    with pytest.raises(CannotBeDone, match="Copy it"):
        add_heading(by=by, call=made, seen=1, asked=ROOM)


def test_a_copy_asks_the_same_and_has_no_days(by: User) -> None:
    made = call()
    retire_heading(by=by, heading=heading(made, "cost"))
    set_similar_work(by=by, call=made, seen=2, works=[Work(title="Elsewhere")])
    made.refresh_from_db()
    copy = copy_call(by=by, call=made)
    assert (copy.state, copy.opens_at, copy.closes_at) == (CallState.DRAFT, None, None)
    assert (copy.slug, copy.prefix) == ("silver-linings-2", "SLB")
    assert definition_of(copy).questions == definition_of(made).questions
    assert copy.headings.count() == 8
    assert [each.title for each in copy.similar_work.all()] == ["Elsewhere"]
    conditioned = heading(copy, "until")
    assert conditioned.shown_if is not None
    assert conditioned.shown_if.call == copy, "its condition rests on its own headings"


def test_only_a_draft_is_discarded(by: User) -> None:
    draft = begin_call(by=by, planned=planned())
    discard(by=by, call=draft)
    assert not Call.objects.exists()
    assert AuditEvent.objects.filter(verb="discarded").exists()
    with pytest.raises(CannotBeDone, match="Only a draft"):
        discard(by=by, call=call())


# Headings --------------------------------------------------------------------------------------


def test_a_heading_is_added_at_the_end_with_a_name_that_is_free(by: User) -> None:
    made = call()
    add_heading(by=by, call=made, seen=1, asked=replace(ROOM, label="Where was it, at all?"))
    made.refresh_from_db()
    add_heading(by=by, call=made, seen=2, asked=replace(ROOM, label="Where was it, at all, then?"))
    keys = list(made.headings.order_by("position").values_list("key", flat=True))
    assert keys[-2:] == ["where-was-it-at-all", "where-was-it-at-all-2"]
    assert not heading(made, keys[-1]).is_default


def test_a_heading_that_does_not_fit_changes_nothing(by: User) -> None:
    made = call()
    before = labels(made)
    with pytest.raises(DoNotFit, match="at least two answers"):
        add_heading(by=by, call=made, seen=1, asked=replace(ROOM, choices=()))
    with pytest.raises(DoNotFit, match="does not come before"):
        move_heading(by=by, heading=heading(made, "until"), up=True)
    with pytest.raises(DoNotFit, match="Nobody can answer"):
        stays = heading(made, "stays")
        change_heading(
            by=by, heading=stays, seen=1, asked=replace(question_of(stays), kind=HeadingKind.SHORT)
        )
    assert labels(made) == before
    assert Call.objects.get().version == 1


def test_marking_another_question_as_the_short_way_unmarks_the_first(by: User) -> None:
    made = call()
    problem = heading(made, "problem")
    asked = replace(question_of(problem), is_short=True)
    change_heading(by=by, heading=problem, seen=1, asked=asked)
    assert list(made.headings.filter(is_short=True)) == [problem]


def test_headings_are_ordered_one_place_at_a_time(by: User) -> None:
    made = call()
    first, second, third, *_ = labels(made)
    move_heading(by=by, heading=heading(made, "problem"), up=True)
    assert labels(made)[:3] == [second, first, third]
    move_heading(by=by, heading=heading(made, "problem"), up=True)
    assert labels(made)[:3] == [second, first, third], "it is the first already"


def test_an_answered_heading_is_retired_and_what_was_answered_is_kept(by: User) -> None:
    made = call()
    submission = sent(made, given(answers={"cost": "Two days a week."}))
    assert retire_heading(by=by, heading=heading(made, "cost"))
    assert "cost" not in {question.key for question in definition_of(made).questions}
    assert sent_of(submission).answers["cost"] == "Two days a week."
    bring_back(by=by, heading=heading(made, "cost"))
    assert [question.key for question in definition_of(made).questions][-1] == "cost"


def test_in_a_draft_a_heading_is_taken_away(by: User) -> None:
    made = begin_call(by=by, planned=planned())
    assert not retire_heading(by=by, heading=heading(made, "cost"))
    assert not made.headings.filter(key="cost").exists()


def test_what_others_rest_on_and_the_short_way_are_not_retired(by: User) -> None:
    made = call()
    with pytest.raises(CannotBeDone, match="Until when, or on what does it depend"):
        retire_heading(by=by, heading=heading(made, "stays"))
    with pytest.raises(CannotBeDone, match="question of the short way"):
        retire_heading(by=by, heading=heading(made, "idea"))


def test_a_heading_comes_back_only_if_its_condition_holds(by: User) -> None:
    made = call()
    retire_heading(by=by, heading=heading(made, "until"))
    retire_heading(by=by, heading=heading(made, "stays"))
    with pytest.raises(DoNotFit, match="does not come before"):
        bring_back(by=by, heading=heading(made, "until"))
    assert heading(made, "until").retired_at
    bring_back(by=by, heading=heading(made, "stays"))
    bring_back(by=by, heading=heading(made, "until"))


def test_an_answered_heading_keeps_its_kind_and_what_was_chosen(by: User) -> None:
    made = call()
    room = add_heading(by=by, call=made, seen=1, asked=ROOM)
    made.refresh_from_db()
    sent(made, given(answers={room.key: "Outdoors"}))
    asked = question_of(room)
    with pytest.raises(CannotBeDone, match="its kind stays"):
        change_heading(
            by=by, heading=room, seen=2, asked=replace(asked, kind=HeadingKind.LONG, choices=())
        )
    with pytest.raises(CannotBeDone, match="“Outdoors” was chosen"):
        change_heading(
            by=by, heading=room, seen=2, asked=replace(asked, choices=("Indoors", "At sea"))
        )
    version = Call.objects.get().version
    change_heading(
        by=by, heading=room, seen=version, asked=replace(asked, choices=("Outdoors", "At sea"))
    )


# Similar work and sections ---------------------------------------------------------------------


def test_similar_work_is_kept_as_one_list(by: User) -> None:
    made = call()
    set_similar_work(by=by, call=made, seen=1, works=[Work(title="A"), Work(title="B")])
    set_similar_work(by=by, call=made, seen=2, works=[Work(title="B"), Work(title="C")])
    assert [each.title for each in made.similar_work.all()] == ["B", "C"]
    with pytest.raises(CannotBeDone):
        set_similar_work(by=by, call=made, seen=2, works=[])


def test_sections_are_named_once_ordered_renamed_and_retired_but_stay_where_they_are(
    by: User,
) -> None:
    made = call()
    parks = add_section(by=by, name="  Play  and parks ")
    assert (parks.name, parks.slug) == ("Play and parks", "play-and-parks")
    with pytest.raises(ValidationError):
        add_section(by=by, name="Play and parks")
    with pytest.raises(ValidationError):
        add_section(by=by, name=" ")
    move_section(by=by, section=parks, up=True)
    names = list(ServiceSection.objects.values_list("name", flat=True))
    assert names[-2] == "Play and parks"
    parks = rename_section(by=by, section=parks, name="Parks")
    assert parks.slug == "play-and-parks", "exports know it by that"
    made.sections.add(parks)
    retire_section(by=by, section=parks, live=False)
    assert [section.name for section in definition_of(made).sections] == ["Parks"]
    made.sections.clear()
    assert "Parks" not in {section.name for section in definition_of(made).sections}
