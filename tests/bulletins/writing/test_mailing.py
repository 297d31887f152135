"""Publishing has the bulletin sent, if the rule or whoever publishes says so, and only once."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from alliance.bulletins.models import Bulletin, DraftIssue
from alliance.bulletins.writing import publishing
from alliance.bulletins.writing.changing import add_item, save_item, saying
from alliance.bulletins.writing.correcting import begin_correction, correct
from alliance.bulletins.writing.mailing import Prospect, in_words, mail_of
from alliance.bulletins.writing.publishing import (
    publish_due,
    publish_issue,
    schedule,
    take_from_schedule,
)
from alliance.bulletins.writing.said import Said
from alliance.delivery.models import Frequency, Mailing, MailingRules, MailingState
from alliance.directory.models import User
from tests.bulletins.invented import bulletin
from tests.delivery.invented import subscriber

MINUTES = dt.timedelta(minutes=10)


@pytest.fixture
def written(issue: DraftIssue, nell: User) -> DraftIssue:
    add_item(by=nell, issue=issue, said=Said(title="A survey", body="<p>Fill it in.</p>"))
    issue.refresh_from_db()
    return issue


@pytest.fixture
def rules() -> MailingRules:
    row = MailingRules.get()
    row.save()
    return row


@pytest.fixture
def screen(nell: User) -> Client:
    client = Client()
    client.force_login(nell)
    return client


def page(client: Client, at: str) -> str:
    return re.sub(r"\s+", " ", client.get(at).content.decode())


# By rule and by choice -------------------------------------------------------------------------------


def test_published_it_is_sent_after_the_minutes_of_the_rule(
    written: DraftIssue, nell: User
) -> None:
    subscriber()
    before = timezone.now()
    out = publish_issue(by=nell, issue=written)
    mailing = Mailing.objects.get()
    assert (mailing.kind, mailing.source_id, mailing.created_by) == ("bulletin", out.pk, nell)
    assert before + MINUTES <= mailing.begins_at <= timezone.now() + MINUTES
    publish_issue(by=nell, issue=written)
    assert Mailing.objects.count() == 1


def test_where_the_rule_says_so_nothing_is_sent_by_itself(
    written: DraftIssue, nell: User, rules: MailingRules
) -> None:
    subscriber()
    rules.bulletins_at_once = False
    rules.save()
    publish_issue(by=nell, issue=written)
    assert not Mailing.objects.exists()


@pytest.mark.parametrize("chosen", [True, False])
def test_whoever_publishes_may_choose_otherwise(
    written: DraftIssue, nell: User, rules: MailingRules, *, chosen: bool
) -> None:
    subscriber()
    rules.bulletins_at_once = not chosen
    rules.save()
    publish_issue(by=nell, issue=written, sends_mail=chosen)
    assert Mailing.objects.exists() is chosen


def test_where_nobody_subscribes_nothing_is_planned(written: DraftIssue, nell: User) -> None:
    subscriber("Weekly", Frequency.WEEKLY)
    publish_issue(by=nell, issue=written)
    assert not Mailing.objects.exists()


def test_a_publication_that_fails_plans_nothing(
    written: DraftIssue, nell: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber()

    def fails(**event: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(publishing, "record", fails)
    with pytest.raises(RuntimeError):
        publish_issue(by=nell, issue=written)
    assert not Mailing.objects.exists()
    assert not Bulletin.objects.filter(number=430).exists()


def test_a_correction_is_not_sent(written: DraftIssue, nell: User) -> None:
    out = publish_issue(by=nell, issue=written)
    subscriber()
    issue = begin_correction(by=nell, bulletin=out)
    item = issue.items.get()
    reworded = replace(saying(item), body="<p>Fill it in by Monday.</p>")
    save_item(by=nell, item=item, seen=item.version, said=reworded)
    correct(by=nell, issue=issue, note="The day was wrong.")
    assert not Mailing.objects.exists()


# At its time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [True, False, None])
def test_what_was_chosen_with_the_time_holds_at_that_time(
    written: DraftIssue, nell: User, rules: MailingRules, *, chosen: bool | None
) -> None:
    subscriber()
    then = timezone.now() + dt.timedelta(hours=1)
    schedule(by=nell, issue=written, moment=then, sends_mail=chosen)
    rules.bulletins_at_once = False
    rules.save()
    DraftIssue.objects.update(scheduled_for=timezone.now())
    assert publish_due(timezone.now()) == [430]
    assert Mailing.objects.exists() is (chosen is True)


def test_taken_from_the_schedule_the_choice_is_forgotten(written: DraftIssue, nell: User) -> None:
    subscriber()
    then = timezone.now() + dt.timedelta(hours=1)
    issue = schedule(by=nell, issue=written, moment=then, sends_mail=False)
    issue = take_from_schedule(by=nell, issue=issue)
    assert issue.sends_mail is None
    publish_issue(by=nell, issue=issue)
    assert Mailing.objects.count() == 1


# On the screen -----------------------------------------------------------------------------------------


def test_the_screen_says_how_many_get_it_and_when(written: DraftIssue, screen: Client) -> None:
    for number in range(3):
        subscriber(f"Subscriber {number}")
    subscriber("Asked one", Frequency.ASKED)
    subscriber("Asked two", Frequency.ASKED)
    shown = page(screen, f"{written.get_absolute_url()}publish/")
    offer = (
        "Send it to 3 subscribers, and those of 2 others of whom it asks something, "
        "beginning 10 minutes after"
    )
    assert shown.count(offer) == 2, "with each of the two ways to let it go out"
    assert len(re.findall(r'name="sends_mail"[^>]* checked', shown)) == 2


def test_with_nobody_to_send_it_to_it_says_so(written: DraftIssue, screen: Client) -> None:
    shown = page(screen, f"{written.get_absolute_url()}publish/")
    assert "Nobody subscribes to bulletins yet" in shown
    assert "sends_mail" not in shown


def test_the_box_begins_as_the_rule_says(
    written: DraftIssue, screen: Client, rules: MailingRules
) -> None:
    subscriber()
    rules.bulletins_at_once = False
    rules.save()
    shown = page(screen, f"{written.get_absolute_url()}publish/")
    assert not re.findall(r'name="sends_mail"[^>]* checked', shown)


def test_pressed_with_the_box_ticked_it_is_sent_and_the_page_says_when(
    written: DraftIssue, screen: Client
) -> None:
    subscriber()
    at = f"{written.get_absolute_url()}publish/"
    screen.post(at, {"do": "publish", "mail_offered": "True", "sends_mail": "on"})
    mailing = Mailing.objects.get()
    begins = f"{timezone.localtime(mailing.begins_at):%H:%M}"
    for where in ("/bulletins/430/", at):
        shown = page(screen, where)
        assert f"at {begins}." in shown
        assert f'href="/mailings/{mailing.pk}/">Stop it</a>' in shown
    assert "/mailings/" not in page(Client(), "/bulletins/430/"), "readers are not told"


def test_pressed_with_the_box_not_ticked_it_is_not(written: DraftIssue, screen: Client) -> None:
    subscriber()
    screen.post(f"{written.get_absolute_url()}publish/", {"do": "publish", "mail_offered": "True"})
    assert Bulletin.objects.filter(number=430).exists()
    assert not Mailing.objects.exists()


def test_what_was_chosen_stays_on_the_page_with_a_fault_and_on_the_schedule(
    written: DraftIssue, screen: Client
) -> None:
    subscriber()
    at = f"{written.get_absolute_url()}publish/"
    wrong = {"do": "schedule", "on": "1 July 2099", "at": "x", "mail_offered": "True"}
    answer = screen.post(at, wrong)
    assert answer.status_code == 422
    assert not re.findall(r'name="sends_mail"[^>]* checked', answer.content.decode())
    screen.post(at, wrong | {"at": "12:00"})
    written.refresh_from_db()
    assert written.sends_mail is False
    assert "It is not sent by mail then." in page(screen, at)
    screen.post(at, wrong | {"at": "12:00", "sends_mail": "on"})
    assert "Then it is sent to 1 subscriber." in page(screen, at)


def test_what_was_chosen_stays_where_something_stands_in_the_way(
    issue: DraftIssue, screen: Client
) -> None:
    subscriber()  # and there is no item yet
    at = f"{issue.get_absolute_url()}publish/"
    refused = screen.post(at, {"do": "publish", "mail_offered": "True"}, follow=True)
    assert "There is no item in it yet." in refused.content.decode()
    assert not re.findall(r'name="sends_mail"[^>]* checked', refused.content.decode())
    ticked = {"do": "publish", "mail_offered": "True", "sends_mail": "on"}
    refused = screen.post(at, ticked, follow=True)
    assert re.findall(r'name="sends_mail"[^>]* checked', refused.content.decode())


# In words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("takers", "asked", "minutes", "words"),
    [
        (1, 0, 1, "Send it to 1 subscriber, beginning 1 minute after"),
        (45, 0, 0, "Send it to 45 subscribers, beginning at once"),
        (
            2,
            1,
            10,
            "Send it to 2 subscribers, and one other if it asks something of them, "
            "beginning 10 minutes after",
        ),
        (
            0,
            3,
            10,
            "Send it to those of 3 subscribers of whom it asks something, "
            "beginning 10 minutes after",
        ),
    ],
)
def test_who_gets_it_is_said_in_words(takers: int, asked: int, minutes: int, words: str) -> None:
    assert Prospect(takers, asked, minutes, by_rule=True).offer == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MailingState.SENDING, "Its mail is being sent."),
        (MailingState.PAUSED, "Its mail is paused."),
        (MailingState.DONE, "Sent by mail on 20 November 2026."),
        (MailingState.CANCELLED, "Its mail was stopped."),
    ],
)
def test_how_its_mail_stands_is_said_in_words(state: MailingState, words: str) -> None:
    at = dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC)
    assert in_words(Mailing(kind="bulletin", state=state, begun_at=at)) == words
    assert mail_of(bulletin(429)) is None
