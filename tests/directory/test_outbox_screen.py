"""The programme reads what was held, sends it after all, and sees no link that lets somebody in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.audit.trail import history
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message
from alliance.mail.post import post

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]
LINK = "https://alliance.example/accounts/password/reset/key/2-abc-def/"


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def held(settings: Any) -> Message:
    """A message with a link for its owner, which test mode kept back."""
    settings.MAIL_TEST_MODE = True
    (message,) = post(
        EmailMessage("A new password", f"Dear <Ada>, go to {LINK} now.", to=["ada@example.org"]),
        purpose="password-reset",
        secret=True,
    )
    run_waiting()
    return message


def test_a_held_message_can_be_read(support: Client, held: Message) -> None:
    listed = shown(support.get("/mail/"))
    assert "Mail reaches nobody" in listed
    assert "To ada@example.org" in listed
    assert "Test mode is on, and this address is not among those" in listed
    said = shown(support.get(f"/mail/{held.pk}/"))
    assert "Dear &lt;Ada&gt;" in said
    assert "Held, not sent" in said


def test_a_link_that_lets_somebody_in_is_for_administrators_and_the_demo(
    support: Client, administrator: Client, held: Message, settings: Any
) -> None:
    address = f"/mail/{held.pk}/"
    assert "2-abc-def" in shown(administrator.get(address))
    answer = shown(support.get(address))
    assert "2-abc-def" not in answer
    assert "Only an administrator sees it" in answer
    settings.MAIL_SHOWS_SECRETS = True
    assert "2-abc-def" in shown(support.get(address))


def test_a_held_message_is_sent_by_a_button_and_looking_changes_nothing(
    support: Client, held: Message, settings: Any
) -> None:
    settings.MAIL_TEST_MODE = False
    support.get(f"/mail/{held.pk}/")
    run_waiting()
    assert mail.outbox == []
    answer = support.post(f"/mail/{held.pk}/", follow=True)
    assert "It is on its way." in shown(answer)
    run_waiting()
    assert len(mail.outbox) == 1
    assert [event.verb for event in history(held)] == ["sent again"]
    gone = shown(support.get(f"/mail/{held.pk}/"))
    assert "because it held a link" in gone
    assert "2-abc-def" not in gone
    again = support.post(f"/mail/{held.pk}/")
    assert again.status_code == 409
    assert "has been erased" in shown(again) or "not to be sent again" in shown(again)


def test_an_empty_outbox_says_what_will_be_there(support: Client) -> None:
    assert "No message has been written yet" in shown(support.get("/mail/"))
    assert "No message is in this state" in shown(support.get("/mail/?state=sent"))
    assert "No message has been written yet" in shown(support.get("/mail/?state=nonsense"))


def test_the_list_says_whom_test_mode_reaches(support: Client, settings: Any) -> None:
    settings.MAIL_TEST_MODE, settings.MAIL_ALLOWED = True, ("sam@example.gov.uk", "@example.org")
    assert "reaches only sam@example.gov.uk, @example.org." in shown(support.get("/mail/"))
    settings.MAIL_CARRIER = ""
    assert "No mail server is named" in shown(support.get("/mail/"))


def test_the_editors_area_leads_to_it(editor: Client) -> None:
    assert "/mail/" in editor.get("/cms/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_a_fixed_number_of_queries(
    support: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        post(EmailMessage(f"{number}", "x", to=["ada@example.org"]), purpose="word")
    support.get("/mail/")
    with django_assert_num_queries(9):
        support.get("/mail/")
