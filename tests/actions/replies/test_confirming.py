"""What a person says becomes of a reply: an answer, once, in time by when it was sent; or nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.actions.models import (
    AnswerKind,
    Ask,
    AskState,
    Form,
    Reply,
    ReplyState,
    Response,
    Way,
)
from alliance.actions.raising import change_action
from alliance.actions.refusal import CannotBeDone
from alliance.actions.replies.confirm import (
    Given,
    confirm,
    erase,
    let_reply_count,
    let_wait,
    set_aside,
)
from alliance.actions.replies.forget import KEPT_FOR, forget_replies
from alliance.actions.replies.letter import opened
from alliance.actions.replies.take_in import take_in
from alliance.actions.said import NoAnswer, Said
from alliance.actions.when import By
from alliance.audit.models import AuditEvent
from alliance.directory.models import Person, RoleKind, User
from alliance.jobs.progress import Progress
from tests.actions.invented import (
    DAY,
    answered,
    ask_of,
    asking,
    counting,
    number,
    question_of,
    raised,
    today,
)
from tests.actions.replies.letters import gmail
from tests.actions.replies.test_taking_in import said
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def support() -> User:
    return account("Isabelle", RoleKind.PROGRAMME_SUPPORT)


@pytest.fixture
def lead() -> User:
    return account("Ann Lee", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def reply(support: User) -> Reply:
    return take_in(gmail("14", said(answers="")), by=support).reply


def confirmed(
    by: User, reply: Reply, ask: Ask, answer: Said | None = None, **more: Any
) -> Response:
    last = counting(ask)
    seen = {"question": question_of(ask.action).pk, "seen": last.pk if last else None}
    given = more.pop("given", Given(by="Ann Lee", on=today()))
    return confirm(by=by, reply=reply, ask=ask, said=answer or Said(), given=given, **(seen | more))


def test_it_becomes_an_answer_by_e_mail_with_who_gave_it_and_who_pressed(
    support: User, reply: Reply
) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    response = confirmed(support, reply, ask, number("14"))
    assert (response.way, response.given_by, response.given_on) == (Way.EMAIL, "Ann Lee", today())
    assert (response.by, response.person) == (support, None)
    assert response.counts
    reply.refresh_from_db()
    assert (reply.state, reply.settled_by) == (ReplyState.RECORDED, support)
    assert reply.responses.get() == response
    ask.refresh_from_db()
    assert ask.state == AskState.ANSWERED
    assert AuditEvent.objects.filter(verb="recorded").get().acting_for == "Kent"


@pytest.mark.parametrize(("hours", "is_late"), [(30, False), (1, True)])
def test_whether_it_is_late_is_judged_by_when_the_mail_was_sent(
    support: User, hours: int, is_late: bool
) -> None:
    ask = ask_of(raised(by=[By(today() - DAY)]))
    at = timezone.localtime().replace(hour=12, microsecond=0) - dt.timedelta(
        hours=24 * (hours > 24)
    )
    at = min(at, timezone.localtime().replace(microsecond=0))
    reply = take_in(gmail("Done", said(at.astimezone(dt.UTC))), by=support).reply
    response = confirmed(support, reply, ask, given=Given(by="Ann", on=at.date()))
    assert response.at == at
    assert response.is_late is is_late


def test_in_time_to_the_minute_on_the_last_day_and_confirmed_a_day_after(support: User) -> None:
    at = timezone.localtime().replace(hour=16, minute=59, second=30, microsecond=0) - DAY
    ask = ask_of(raised(by=[By(at.date(), dt.time(16, 59))]))
    reply = take_in(gmail("Done", said(at.astimezone(dt.UTC))), by=support).reply
    assert not confirmed(support, reply, ask, given=Given(by="Ann", on=at.date())).is_late


def test_another_day_than_the_mails_counts_from_its_noon(support: User, reply: Reply) -> None:
    response = confirmed(
        support, reply, ask_of(raised()), given=Given(by="Ann", on=today() - 3 * DAY)
    )
    assert timezone.localtime(response.at).hour == 12
    assert timezone.localtime(response.at).date() == today() - 3 * DAY


def test_two_who_confirm_it_at_once_record_it_once(support: User, reply: Reply) -> None:
    ask = ask_of(raised())
    confirmed(support, reply, ask)
    with pytest.raises(CannotBeDone, match="recorded for Kent already by Isabelle on"):
        confirmed(account("Richard", RoleKind.PROGRAMME_MANAGER), reply, ask)
    assert Response.objects.count() == 1


def test_one_who_sets_it_aside_and_one_who_records_it_meet(support: User, reply: Reply) -> None:
    ask = ask_of(raised())
    set_aside(by=support, reply=reply, why="Only says thank you")
    with pytest.raises(CannotBeDone, match="set aside by Isabelle: Only says thank you"):
        confirmed(support, reply, ask)
    let_wait(by=support, reply=reply)
    confirmed(support, reply, ask)
    with pytest.raises(CannotBeDone, match="recorded by Isabelle"):
        set_aside(by=support, reply=reply, why="Nothing in it")


def test_an_answer_that_came_meanwhile_goes_on_counting_and_this_is_kept(
    support: User, lead: User, reply: Reply
) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    theirs = answered(ask, lead, said=number("15"))
    response = confirmed(support, reply, ask, number("14"), seen=None)
    assert response.is_aside
    assert counting(ask) == theirs
    with pytest.raises(CannotBeDone, match="Yet another"):
        let_reply_count(by=support, reply=reply, response=response, seen=None)
    let_reply_count(by=support, reply=reply, response=response, seen=theirs.pk)
    assert counting(ask) == response


def test_a_question_that_changed_meanwhile_is_looked_at_again(support: User, reply: Reply) -> None:
    action = raised(kind=AnswerKind.COUNT)
    earlier = question_of(action).pk
    changed = asking(kind=AnswerKind.PERCENTAGE)
    change_action(by=support, action=action, seen=action.version, asking=changed)
    with pytest.raises(CannotBeDone, match="The question has changed"):
        confirmed(support, reply, ask_of(action), number("14"), question=earlier)
    reply.refresh_from_db()
    assert reply.state == ReplyState.WAITING
    assert not Response.objects.exists()


def test_what_does_not_answer_the_question_is_not_recorded(support: User, reply: Reply) -> None:
    with pytest.raises(NoAnswer):
        confirmed(support, reply, ask_of(raised(kind=AnswerKind.COUNT)), Said())
    reply.refresh_from_db()
    assert reply.state == ReplyState.WAITING


def test_one_reply_may_answer_several_asks(support: User, reply: Reply) -> None:
    for title in ("Return the form", "Send the figures"):
        confirmed(support, reply, ask_of(raised(title)))
    assert reply.responses.count() == 2


def test_not_for_them_is_recorded_with_their_words(support: User, reply: Reply) -> None:
    ask = ask_of(raised())
    confirmed(support, reply, ask, Said(form=Form.NOT_FOR_US, reason="No coast"))
    ask.refresh_from_db()
    assert ask.state == AskState.NOT_FOR_US


@pytest.mark.parametrize("do", [set_aside, erase])
def test_neither_is_done_without_a_reason(support: User, reply: Reply, do: Any) -> None:
    with pytest.raises(CannotBeDone, match="Say why"):
        do(by=support, reply=reply, **{"why" if do is set_aside else "reason": " "})


# Forgetting ------------------------------------------------------------------------------------


def test_what_it_said_is_forgotten_a_month_after_and_what_waits_is_not(
    support: User, lead: User
) -> None:
    old, new, waiting, automatic = (
        take_in(gmail("Done", said(identity=f"<{n}@x>")), by=support).reply for n in range(4)
    )
    for each in (old, new):
        confirmed(support, each, ask_of(raised(f"Thing {each.pk}")))
    set_aside(by=support, reply=automatic, why="Nothing in it")
    long_ago = timezone.now() - KEPT_FOR - DAY
    Reply.objects.filter(pk__in=[old.pk, automatic.pk]).update(settled_at=long_ago)
    Reply.objects.filter(pk=waiting.pk).update(brought_at=long_ago - 300 * DAY)
    assert forget_replies(Progress()) == "2 were erased."
    for each in (old, new, waiting, automatic):
        each.refresh_from_db()
    assert [opened(each) is None for each in (old, new, waiting, automatic)] == [
        True,
        False,
        False,
        True,
    ]
    assert old.person is None
    assert new.person == lead.person
    again = take_in(gmail("Done", said(identity="<0@x>")), by=support)
    assert again.reply == old, "and is still known when it comes again"
    assert not again.is_new


def test_erasing_leaves_that_there_was_one_and_what_it_became(support: User, reply: Reply) -> None:
    confirmed(support, reply, ask_of(raised()))
    reply = erase(by=support, reply=reply, reason="Asked to")
    assert opened(reply) is None
    assert reply.responses.count() == 1
    with pytest.raises(CannotBeDone, match="erased"):
        confirmed(support, reply, ask_of(raised("Another")))
    assert not AuditEvent.objects.filter(verb="recorded").exclude(changes={}).exists()


def test_what_waited_and_is_erased_waits_no_more(support: User, reply: Reply) -> None:
    reply = erase(by=support, reply=reply, reason="Sent by mistake")
    assert reply.state == ReplyState.SET_ASIDE
    with pytest.raises(CannotBeDone, match="erased"):
        let_wait(by=support, reply=reply)


def test_with_the_person_goes_what_they_wrote(support: User, lead: User, reply: Reply) -> None:
    assert reply.person == lead.person
    User.objects.filter(pk=lead.pk).delete()
    Person.objects.filter(pk=lead.person_id).delete()
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "set_aside"},
        {"settled_at": timezone.now()},
        {"content": b""},
        {"message_id": ""},
        {"state": "gone"},
        {"way": "pigeon"},
        {"known_by": "guess"},
        {"found_by": "guess"},
        {"why": "A reason without the state"},
    ],
)  # fmt: skip
def test_the_database_holds_to_what_a_reply_can_be(reply: Reply, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**fields)
