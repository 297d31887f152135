"""The programme's pages of replies: brought in, looked at, pressed; nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alliance.actions.models import AnswerKind, Ask, Form, Reply, ReplyState, Response, Way
from alliance.actions.raising import change_action
from alliance.actions.replies.take_in import take_in
from alliance.actions.when import By
from alliance.directory.models import RoleKind, User
from alliance.ui.days import written
from tests.actions.invented import (
    DAY,
    SECRET,
    answered,
    ask_of,
    asking,
    counting,
    number,
    question_of,
    raised,
    today,
)
from tests.actions.replies.letters import AUTOMATIC, LETTERS, gmail, iphone
from tests.actions.replies.test_taking_in import said
from tests.actions.test_pages import page, signed_in
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
INBOX = "/actions/replies/"


@pytest.fixture
def support() -> User:
    return account("Isabelle", RoleKind.PROGRAMME_SUPPORT)


@pytest.fixture
def lead() -> User:
    return account("Ann Lee", RoleKind.DATA_LEAD, authority("Kent"))


def eml(raw: bytes, name: str = "reply.eml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, "message/rfc822")


def waiting(ask: Ask, raw: bytes | None = None) -> Reply:
    reply = take_in(raw or gmail("Yes, Kent will take part.", said(answers="")), by=None).reply
    reply.asks.add(ask)
    return reply


def pressed(ask: Ask, do: str = "answer", **more: Any) -> dict[str, Any]:
    last = counting(ask)
    return {
        "do": do,
        "ask": ask.pk,
        "question": question_of(ask.action).pk,
        "seen": last.pk if last else "",
        "given_by": "Ann Lee",
        "given_on": written(today()),
        **more,
    }


# Bringing in -----------------------------------------------------------------------------------


def test_a_saved_mail_is_brought_in_and_shown_beside_what_it_answers(
    support: User, lead: User
) -> None:
    action = raised("Take part in the week", kind=AnswerKind.YES_NO)
    there = signed_in(support)
    raw = iphone(
        "We’d be very happy to join in.", said(answers="", subject="Re: Take part in the week")
    )
    shown = there.post(INBOX, {"mails": eml(raw)}, follow=True)
    reply = Reply.objects.get()
    assert shown.redirect_chain[-1][0] == reply.get_absolute_url()
    words = shown.content.decode()
    assert "We’d be very happy to join in." in words
    assert "Read from: “We’d be very happy to join in.”" in words
    assert "The address of Ann Lee (Data lead, Kent)." in words
    assert 'value="Ann Lee, Data lead"' in words
    assert re.search(r'value="yes"[^>]* checked', words)
    assert f'value="{ask_of(action).pk}"' in words
    assert not Response.objects.exists()


def test_several_at_once_and_what_cannot_be_read_is_said_with_its_name(support: User) -> None:
    shown = signed_in(support).post(
        INBOX,
        {
            "mails": [
                eml(LETTERS[0].raw),
                eml(AUTOMATIC["gmail, vacation"].replace(b"reply-1", b"reply-2"), "away.eml"),
                eml(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sara.msg"),
                eml(b"", "nothing.eml"),
            ]
        },
    )
    words = shown.content.decode()
    assert shown.status_code == 422
    assert Reply.objects.count() == 2
    assert "“sara.msg” is in Outlook’s own format (.msg)" in words
    assert "“nothing.eml” is" in words
    assert "1 reply waits to be looked at." in words
    assert "1 was automatic, and is set aside." in words


def test_the_same_mail_again_is_said_to_be_here(support: User) -> None:
    there = signed_in(support)
    there.post(INBOX, {"mails": eml(LETTERS[0].raw)})
    shown = there.post(INBOX, {"mails": eml(LETTERS[0].raw)}, follow=True)
    assert "This mail was here already: waiting." in shown.content.decode()
    assert Reply.objects.count() == 1


def test_words_are_pasted_with_whose_they_are_and_of_when(support: User, lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    shown = signed_in(support).post(
        f"{INBOX}?action={action.pk}",
        {
            "action": action.pk,
            "pasted": "Hi\n\n14\n\nOn 1 Nov 2026, X wrote:\n> How many?",
            "name": "Ann Lee",
            "address": "ann-lee@example.org",
            "on": written(today() - DAY),
        },
        follow=True,
    )
    words = shown.content.decode()
    reply = Reply.objects.get()
    assert reply.asks.get() == ask_of(action)
    assert 'value="14"' in words
    assert f"Pasted by {support}" in words


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({}, "Choose a saved mail, or paste what it says."),
        ({"pasted": "14 for Kent"}, "Say who sent what you pasted."),
        ({"pasted": "14 for Kent", "name": "Ann"}, "Say on which day it was sent"),
        ({"pasted": "14 for Kent", "name": "Ann", "on": "1 January 2999"}, "still to come"),
        ({"pasted": "14 for Kent", "name": "Ann", "on": "soon"}, "Write the day as"),
        ({"pasted": "14 for Kent", "name": "Ann", "address": "ann"}, "name@example.org"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_what_was_pasted_stays(
    support: User, sent: dict[str, str], fault: str
) -> None:
    shown = signed_in(support).post(INBOX, sent)
    assert shown.status_code == 422
    assert fault in shown.content.decode()
    assert sent.get("pasted", "") in shown.content.decode()
    assert not Reply.objects.exists()


def test_the_list_says_what_waits_what_it_may_answer_and_what_became_of_the_rest(
    support: User, lead: User
) -> None:
    waiting(ask_of(raised("Return the form")))
    take_in(AUTOMATIC["outlook, out of office"].replace(b"reply-1", b"reply-2"), by=None)
    there = signed_in(support)
    words = page(there, INBOX)
    assert "1 reply waits for somebody to look." in words
    assert "may answer “Return the form” (Kent)" in words
    assert "out of the office" not in words
    assert "An automatic reply" in page(there, f"{INBOX}?state=set_aside")


def test_the_list_of_one_action_has_its_own_alone(support: User, lead: User) -> None:
    asks = [ask_of(raised(title)) for title in ("Return the form", "Send the figures")]
    for place, ask in enumerate(asks):
        waiting(ask, gmail("Done", said(identity=f"<{place}@x>", subject=ask.action.title)))
    words = page(signed_in(support), f"{INBOX}?action={asks[0].action_id}")
    assert "1 reply waits for somebody to look." in words
    assert "Send the figures" not in words


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    support: User, django_assert_num_queries: Any
) -> None:
    there = signed_in(support)
    page(there, INBOX)
    for count in (1, 9):
        for each in range(count):
            waiting(
                ask_of(raised(f"{count} {each}")), gmail("14", said(identity=f"<{count}.{each}@x>"))
            )
        with django_assert_num_queries(QUERIES_OF_LIST):
            page(there, INBOX)


QUERIES_OF_LIST = 11


# Confirming ------------------------------------------------------------------------------------


def test_what_was_looked_at_and_pressed_is_recorded(support: User, lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.YES_NO))
    reply = waiting(ask)
    there = signed_in(support)
    shown = there.post(
        reply.get_absolute_url(), pressed(ask, yes="yes", text="All week."), follow=True
    )
    response = Response.objects.get()
    assert (response.yes, response.text, response.way) == (True, "All week.", Way.EMAIL)
    assert shown.redirect_chain[-1][0] == f"/actions/{ask.action_id}/kent/"
    words = shown.content.decode()
    assert "The answer of Kent is recorded." in words
    assert "Ann Lee, by e-mail on" in words
    assert f'href="{reply.get_absolute_url()}">The reply it was recorded from' in words
    theirs = page(signed_in(lead), f"/actions/{ask.action_id}/kent/")
    assert "by e-mail on" in theirs
    assert "/actions/replies/" not in theirs, "the mail itself is for the programme"


def test_not_for_them_is_proposed_with_their_reason(support: User, lead: User) -> None:
    ask = ask_of(raised())
    reply = waiting(ask, gmail("N/A, we have no coast.", said(answers="")))
    there = signed_in(support)
    words = page(there, reply.get_absolute_url())
    assert "N/A, we have no coast.</textarea>" in words
    there.post(reply.get_absolute_url(), pressed(ask, "not_for_us", reason="We have no coast."))
    assert Response.objects.get().form == Form.NOT_FOR_US


def test_of_several_the_person_picks(support: User, lead: User) -> None:
    asks = [ask_of(raised(title)) for title in ("Return the form", "Send the figures")]
    reply = waiting(asks[0])
    reply.asks.add(asks[1])
    there = signed_in(support)
    words = page(there, reply.get_absolute_url())
    assert "Which does it answer?" in words
    assert "Record this answer" not in words
    assert f"?action={asks[1].action_id}&amp;authority=kent" in words
    assert "Record this answer" in page(
        there, f"{reply.get_absolute_url()}?action={asks[1].action_id}&authority=kent"
    )


def test_after_one_is_recorded_the_other_may_be_too(support: User, lead: User) -> None:
    asks = [ask_of(raised(title)) for title in ("Return the form", "Send the figures")]
    reply = waiting(asks[0])
    reply.asks.add(asks[1])
    there = signed_in(support)
    for ask in asks:
        there.post(reply.get_absolute_url(), pressed(ask))
    assert reply.responses.count() == 2


@pytest.mark.parametrize(
    ("sender", "words"),
    [
        ("Bo <bo@example.net>", "the directory has them elsewhere"),
        ("Stranger <x@nowhere.example>", "I have made sure that the sender answers for Kent"),
    ],
)
def test_who_is_not_known_to_speak_for_it_does_so_only_by_a_persons_say(
    support: User, sender: str, words: str
) -> None:
    bo = account("Bo", RoleKind.DATA_LEAD, authority("Medway"))
    User.objects.filter(pk=bo.pk).update(email="bo@example.net")
    ask = ask_of(raised(of=[authority("Kent"), authority("Medway")]))
    reply = waiting(ask, gmail("Done", said(sender=sender)))
    there, at = signed_in(support), reply.get_absolute_url()
    assert words in page(there, f"{at}?action={ask.action_id}&authority=kent")
    refused = there.post(at, pressed(ask, text="Only this"))
    assert refused.status_code == 422
    assert "Make sure of it, and tick this" in refused.content.decode()
    assert "Only this</textarea>" in refused.content.decode()
    assert not Response.objects.exists()
    there.post(at, pressed(ask, is_sure="on"))
    assert Response.objects.get().ask == ask


def test_whoever_has_left_since_it_came_is_made_sure_of(support: User, lead: User) -> None:
    ask = ask_of(raised())
    reply = waiting(ask)
    assert reply.authority == authority("Kent")
    assert lead.person is not None
    lead.person.roles.update(ends_on=today() - DAY)
    refused = signed_in(support).post(reply.get_absolute_url(), pressed(ask))
    assert "Make sure of it, and tick this" in refused.content.decode()


def test_somebody_of_another_authority_has_nothing_chosen_for_them(support: User) -> None:
    account("Ann Lee", RoleKind.DATA_LEAD, authority("Medway"))
    reply = waiting(ask_of(raised()))
    assert "Record this answer" not in page(signed_in(support), reply.get_absolute_url())


def test_a_mail_without_a_day_that_can_be_asks_for_one(support: User, lead: User) -> None:
    ask = ask_of(raised())
    reply = waiting(ask, gmail("Done", said(timezone.now() + 5 * DAY)))
    there = signed_in(support)
    assert "gives no day that can be right" in page(there, reply.get_absolute_url())
    refused = there.post(reply.get_absolute_url(), pressed(ask, given_on=""))
    assert "Give the day, as 13 November 2020." in refused.content.decode()


def test_nobody_answers_before_they_are_asked(support: User, lead: User) -> None:
    ask = ask_of(raised())
    reply = waiting(ask, gmail("Done", said(timezone.now() - 3 * DAY)))
    there = signed_in(support)
    refused = there.post(reply.get_absolute_url(), pressed(ask, given_on=written(today() - DAY)))
    assert refused.status_code == 422
    assert f"It was asked on {written(today())}." in refused.content.decode()


def test_an_answer_that_came_since_is_shown_before_this_counts_instead(
    support: User, lead: User
) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    reply = waiting(ask, gmail("14", said()))
    answered(ask, lead, said=number("15"))
    words = page(signed_in(support), reply.get_absolute_url())
    assert "That came after this mail was sent." in words
    assert "15 social workers" in words


def test_one_that_came_while_looking_keeps_counting_until_somebody_says(
    support: User, lead: User
) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    reply = waiting(ask, gmail("14", said()))
    sent = pressed(ask, number="14")
    theirs = answered(ask, lead, said=number("15"))
    there = signed_in(support)
    shown = there.post(reply.get_absolute_url(), sent, follow=True).content.decode()
    assert "has answered meanwhile" in shown
    assert "Another answer came meanwhile" in shown
    assert counting(ask) == theirs
    there.post(reply.get_absolute_url(), {"do": "let_count", "seen": theirs.pk})
    last = counting(ask)
    assert last is not None
    assert last.number == 14


def test_what_was_typed_comes_back_when_somebody_was_quicker(support: User, lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.TEXT))
    reply = waiting(ask)
    there = signed_in(support)
    there.post(reply.get_absolute_url(), pressed(ask, text="First"))
    again = there.post(reply.get_absolute_url(), pressed(ask, text="Second, longer"))
    assert again.status_code == 409
    assert "recorded for Kent already by Isabelle" in again.content.decode()
    assert "Second, longer</textarea>" in again.content.decode()
    assert Response.objects.count() == 1


def test_a_question_that_changed_is_shown_and_what_was_typed_goes_on(
    support: User, lead: User
) -> None:
    action = raised(kind=AnswerKind.TEXT)
    ask = ask_of(action)
    reply = waiting(ask)
    sent = pressed(ask, text="Jo Bright")
    change_action(
        by=support, action=action, seen=action.version, asking=asking(kind=AnswerKind.YES_NO)
    )
    there = signed_in(support)
    refused = there.post(reply.get_absolute_url(), sent)
    assert refused.status_code == 409
    assert "Jo Bright</textarea>" in refused.content.decode()
    now = question_of(action).pk
    assert re.search(rf'name="question" value="{now}"', refused.content.decode())
    there.post(reply.get_absolute_url(), pressed(ask, yes="yes", text="Jo Bright"))
    assert Response.objects.get().yes is True


def test_it_can_be_set_aside_and_wait_again(support: User) -> None:
    reply = waiting(ask_of(raised()))
    there, at = signed_in(support), reply.get_absolute_url()
    assert there.post(at, {"do": "set_aside", "why": ""}).status_code == 409
    there.post(at, {"do": "set_aside", "why": "Only says thank you"})
    assert "Only says thank you" in page(there, at)
    there.post(at, {"do": "let_wait"})
    reply.refresh_from_db()
    assert reply.state == ReplyState.WAITING


def test_what_is_set_aside_meanwhile_keeps_what_was_typed(support: User, lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.TEXT))
    reply = waiting(ask)
    there, at = signed_in(support), reply.get_absolute_url()
    there.post(at, {"do": "set_aside", "why": "Not this one"})
    refused = there.post(at, pressed(ask, text="Typed meanwhile"))
    assert refused.status_code == 409
    assert "Let it wait again first." in refused.content.decode()
    assert "Typed meanwhile</textarea>" in refused.content.decode()


def test_erased_it_says_nothing_any_more(support: User) -> None:
    reply = waiting(ask_of(raised()), gmail(SECRET, said()))
    there, at = signed_in(support), reply.get_absolute_url()
    assert SECRET in page(there, at)
    there.post(at, {"do": "erase", "why": "Asked to"})
    assert SECRET not in page(there, at)
    assert SECRET not in page(there, f"{INBOX}?state=set_aside")


def test_opening_it_changes_nothing(support: User, lead: User) -> None:
    ask = ask_of(raised())
    reply = waiting(ask)
    there = signed_in(support)
    page(there, f"{reply.get_absolute_url()}?action={ask.action_id}&authority=kent")
    page(there, f"{reply.get_absolute_url()}?do=answer&ask={ask.pk}")
    reply.refresh_from_db()
    assert reply.state == ReplyState.WAITING
    assert not Response.objects.exists()


def test_a_mail_full_of_markup_is_shown_as_words(support: User) -> None:
    reply = waiting(
        ask_of(raised()), gmail("<b onclick=x>Yes</b>", said(sender='"<i>A</i>" <a@b.example>'))
    )
    words = page(signed_in(support), reply.get_absolute_url())
    assert "<b onclick" not in words
    assert "<i>A" not in words


# Where it is told of ---------------------------------------------------------------------------


def test_the_grid_and_the_actions_page_say_how_many_wait(support: User, lead: User) -> None:
    action = raised("Return the form", by=[By(today())])
    waiting(ask_of(action))
    there = signed_in(support)
    for at in ("/actions/", f"/actions/{action.pk}/"):
        assert "1 reply waits" in page(there, at)
    assert "A reply by e-mail waits" in page(there, f"/actions/{action.pk}/kent/")
    assert "reply" not in page(signed_in(lead), f"/actions/{action.pk}/kent/")


@pytest.mark.parametrize("at", [INBOX, f"{INBOX}1/"])
def test_nobody_but_the_programme_reads_them(lead: User, at: str) -> None:
    waiting(ask_of(raised()))
    assert signed_in(lead).get(at).status_code == 403
    assert Client().get(at).status_code == 302


def test_a_file_that_answers_is_handed_in_beside_the_reply(support: User, lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.FILE))
    reply = waiting(ask)
    file = SimpleUploadedFile("return.txt", b"14 of 20", "text/plain")
    signed_in(support).post(reply.get_absolute_url(), pressed(ask, document=file))
    response = Response.objects.get()
    assert response.document is not None
    assert response.document.filename == "return.txt"


def test_late_is_said_when_it_is_recorded(support: User, lead: User) -> None:
    ask = ask_of(raised(by=[By(today() - DAY)]))
    Ask.objects.filter(pk=ask.pk).update(asked_at=timezone.now() - dt.timedelta(days=9))
    reply = waiting(ask, gmail("Done", said()))
    shown = signed_in(support).post(reply.get_absolute_url(), pressed(ask), follow=True)
    assert "The answer of Kent is recorded, late." in shown.content.decode()
