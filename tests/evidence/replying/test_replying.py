"""Every proposer gets a reply: by mail or by telephone, once, and it is seen whether it arrived."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.trail import history
from alliance.directory.models import Alliance, User
from alliance.evidence.models import Submission
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.replying.changes import reply, take_in_hand
from alliance.evidence.replying.standings import Standing, is_late
from alliance.evidence.replying.waiting import waiting
from alliance.evidence.taking.sending import OnBehalf, begin, may_change, send, withdraw
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message
from alliance.mail.send import send_waiting
from tests.evidence.invented import DAY, call, given, sent

pytestmark = pytest.mark.django_db
LIST = "/programme/replies/"


@pytest.fixture(autouse=True)
def _office() -> None:
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()


@pytest.fixture
def ed() -> User:
    return User.objects.create_user("ed@example.org", name="Ed")


@pytest.fixture
def idea() -> Submission:
    """Its receipt has gone."""
    made = sent(call("Good ideas", closes_in=None), given("Share one rota."))
    run_waiting()
    mail.outbox.clear()
    return made


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def press(client: Client, idea: Submission, do: str, **form: Any) -> Any:
    seen = idea.replies.count()
    return client.post(f"{LIST}{idea}/", {"do": do, "way": "mail", "seen": seen} | form)


# The verb --------------------------------------------------------------------------------------


def test_a_reply_is_mailed_with_the_idea_below_and_written_down(idea: Submission, ed: User) -> None:
    reply(idea, by=ed, text="We will <try> it.")
    assert mail.outbox == [], "not before the change is kept"
    run_waiting()
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["sam@example.org"], ["office@example.org"])
    assert letter.subject == "GI-1: your idea"
    assert "Dear Sam Practitioner," in letter.body
    assert "We will <try> it." in letter.body
    assert "Share one rota." in letter.body
    assert history(idea)[0].verb == "replied to"
    assert "try" not in str([event.changes for event in history(idea)])


def test_told_by_telephone_it_is_written_down_and_not_mailed(ed: User) -> None:
    one = sent(call("Good ideas", closes_in=None), given(email="", phone="01234 567890"))
    with pytest.raises(CannotBeDone, match="no e-mail address"):
        reply(one, by=ed, text="Yes.")
    row = reply(one, by=ed, text="I said yes.", by_telephone=True)
    assert (row.message, Message.objects.count()) == (None, 0)
    assert not waiting(Submission.objects.all()).exists()


def test_two_do_not_reply_without_knowing_of_each_other(idea: Submission, ed: User) -> None:
    reply(idea, by=ed, text="Yes.", seen=0)
    with pytest.raises(CannotBeDone, match="meanwhile"):
        reply(idea, by=ed, text="No.", seen=0)
    reply(idea, by=ed, text="And soon.", seen=1)
    assert [row.text for row in idea.replies.all()] == ["Yes.", "And soon."]


def test_who_looks_into_it_is_seen_until_there_is_a_reply(idea: Submission, ed: User) -> None:
    take_in_hand(idea, by=ed)
    with pytest.raises(CannotBeDone, match="Ed looks into it"):
        take_in_hand(idea, by=ed)
    reply(idea, by=ed, text="Yes.")
    with pytest.raises(CannotBeDone, match="nothing waits"):
        take_in_hand(idea, by=ed)


def test_once_replied_to_it_can_no_longer_be_changed(idea: Submission, ed: User) -> None:
    assert may_change(idea)
    reply(idea, by=ed, text="Yes.")
    assert not may_change(idea)
    assert not may_change(idea, for_them=True)
    of_a_call = sent(call())
    reply(of_a_call, by=ed, text="Thank you.")
    assert may_change(of_a_call), "the panel decides there"


def test_nobody_replies_to_what_was_not_sent(ed: User) -> None:
    draft = begin(call("Good ideas", closes_in=None), given=given(), by=None)
    with pytest.raises(CannotBeDone, match="not sent"):
        reply(draft, by=ed, text="Yes.")


# Which wait ------------------------------------------------------------------------------------


def test_what_waits_is_of_standing_calls_not_withdrawn_and_not_replied_to(ed: User) -> None:
    standing = call("Good ideas", closes_in=None)
    waits, replied, withdrawn = (sent(standing) for _ in range(3))
    sent(call())
    begin(standing, given=given(), by=None)
    reply(replied, by=ed, text="Yes.")
    withdraw(withdrawn, by=None)
    assert list(waiting(Submission.objects.all())) == [waits]


def test_ten_working_days_are_not_late_and_eleven_are() -> None:
    assert [is_late(Standing.WAITS, days) for days in (10, 11)] == [False, True]
    assert is_late(Standing.IN_HAND, 11)
    assert not is_late(Standing.REPLIED, 99)


# The pages -------------------------------------------------------------------------------------


def test_the_list_has_what_waits_the_oldest_first_and_the_others_by_state(
    editor: Client, ed: User
) -> None:
    assert "No idea has been told yet" in words(editor.get(LIST))
    standing = call("Good ideas", closes_in=None)
    newer, older = sent(standing, given("Newer.")), sent(standing, given("Older."))
    Submission.objects.filter(pk=older.pk).update(sent_at=timezone.now() - 40 * DAY)
    shown = words(editor.get(LIST))
    assert shown.index("Older.") < shown.index("Newer.")
    assert re.search(r"state--late.{0,80}2\d working days", shown)
    reply(newer, by=ed, text="Yes.")
    assert "Newer." not in words(editor.get(LIST))
    assert "Newer." in words(editor.get(f"{LIST}?state=replied"))
    assert "Newer." in words(editor.get(f"{LIST}?state=all"))
    assert "No idea stands so" in words(editor.get(f"{LIST}?state=stuck"))
    assert "Older." in words(editor.get(f"{LIST}?state=nonsense"))


@pytest.mark.parametrize("count", [1, 15])
def test_the_list_costs_a_fixed_number_of_queries(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    standing = call("Good ideas", closes_in=None)
    for _ in range(count):
        sent(standing)
    editor.get(LIST)
    with django_assert_num_queries(8):
        editor.get(LIST)


def test_an_idea_is_taken_in_hand_and_replied_to(editor: Client, idea: Submission) -> None:
    assert press(editor, idea, "take").status_code == 302
    assert "looks into it" in words(editor.get(f"{LIST}{idea}/"))
    empty = press(editor, idea, "reply", text=" ")
    assert empty.status_code == 422
    assert "Write the reply before you send it" in words(empty)
    assert press(editor, idea, "reply", text="Yes.").status_code == 302
    run_waiting()
    assert "Sent on" in words(editor.get(f"{LIST}{idea}/"))


def test_a_second_reply_is_meant(editor: Client, idea: Submission) -> None:
    """Pressed twice, or two at once: the second is told, and may send it all the same."""
    press(editor, idea, "reply", text="Yes.", seen=0)
    again = press(editor, idea, "reply", text="No, in fact.", seen=0)
    assert again.status_code == 409
    assert "No, in fact.</textarea>" in words(again)
    assert 'name="seen" value="1"' in words(again)
    for _ in range(2):  # the work may be done twice
        run_waiting()
        send_waiting(Progress())
    assert [letter.body.count("Yes.") for letter in mail.outbox] == [1]


def test_a_reply_that_was_not_sent_is_said_and_it_is_sent_again_by_hand(
    editor: Client, idea: Submission, settings: Any
) -> None:
    press(editor, idea, "reply", text="Yes.")
    assert "It waits to be sent" in words(editor.get(f"{LIST}{idea}/"))
    settings.MAIL_TEST_MODE = True
    run_waiting()
    assert "Test mode is on" in words(editor.get(f"{LIST}{idea}/"))
    assert "Reply not sent" in words(editor.get(f"{LIST}?state=stuck"))
    settings.MAIL_TEST_MODE = False
    row = idea.replies.get()
    assert press(editor, idea, "send_again", reply=row.pk).status_code == 302
    run_waiting()
    assert len(mail.outbox) == 1
    assert press(editor, idea, "send_again", reply=row.pk).status_code == 409


def test_a_reply_that_the_outbox_has_forgotten_is_written_anew(
    editor: Client, idea: Submission
) -> None:
    press(editor, idea, "reply", text="Yes.")
    row = idea.replies.get()
    Message.objects.filter(pk=row.message_id).update(
        state="failed", content=b"", erased_at=timezone.now()
    )
    assert press(editor, idea, "send_again", reply=row.pk).status_code == 302
    run_waiting()
    assert [letter.body.count("Yes.") for letter in mail.outbox] == [1]


@pytest.mark.parametrize("which", ["0", "x", "9" * 30])
def test_only_a_reply_of_the_idea_is_sent_again(
    editor: Client, idea: Submission, which: str
) -> None:
    assert press(editor, idea, "send_again", reply=which).status_code == 404


def test_an_erased_idea_leaves_a_tombstone(editor: Client, idea: Submission) -> None:
    press(editor, idea, "reply", text="Dear Sam, yes.")
    assert "Say why" in words(press(editor, idea, "erase", reason=""))
    assert press(editor, idea, "erase", reason="asked for").status_code == 302
    shown = words(editor.get(f"{LIST}{idea}/")) + words(editor.get(f"{LIST}?state=all"))
    assert "was erased" in shown
    for said in ("Sam", "rota", "Dear"):
        assert said not in shown
    run_waiting()
    assert mail.outbox == [], "the reply that waited is not sent"
    assert press(editor, idea, "erase", reason="again").status_code == 409
    assert press(editor, idea, "reply", text="Hello?").status_code == 409


# For whoever gave it ---------------------------------------------------------------------------


def test_the_programme_changes_for_them_after_closing_and_the_trail_says_for_whom(
    ed: User,
) -> None:
    one = sent(call())
    one.call.closes_at = timezone.now() - DAY
    one.call.save()
    assert not may_change(one)
    send(one, given("Changed."), by=ed, on_behalf=OnBehalf(reason="rang"))
    event = history(one)[0]
    assert (event.verb, event.actor, event.acting_for, event.reason) == (
        "sent changed", ed, "whoever gave it", "rang",
    )  # fmt: skip
    withdraw(one, by=ed, on_behalf=OnBehalf(reason="rang again"))
    assert history(one)[0].acting_for == "whoever gave it"


def test_what_they_change_themselves_is_not_written_down_as_the_programme_s(ed: User) -> None:
    one = sent(call(), entered_by=ed)
    send(one, given("Changed by link."), by=None)
    assert history(one)[0].actor is None
