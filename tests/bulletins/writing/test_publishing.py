"""A draft goes out: once, whole, approved where that is wanted; and is put right at its address."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from unittest import mock

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from alliance.audit.models import AuditEvent
from alliance.bulletins.issue import gather
from alliance.bulletins.models import (
    Bulletin,
    Correction,
    DraftIssue,
    IssueState,
    Item,
    PublishingRules,
)
from alliance.bulletins.writing.changing import add_item, save_item, saying
from alliance.bulletins.writing.correcting import begin_correction, correct, give_up
from alliance.bulletins.writing.found import Fact
from alliance.bulletins.writing.publishing import (
    approve,
    ask_approval,
    publish_due,
    publish_issue,
    schedule,
    send_back,
    take_from_schedule,
)
from alliance.bulletins.writing.refusal import CannotBeDone
from alliance.bulletins.writing.said import Dated, Said
from alliance.directory.models import Person, Topic, User, Visibility
from alliance.jobs.worker import run_waiting
from alliance.library.models import Publication
from alliance.mail.models import Message
from tests.bulletins.invented import bulletin, contact, person, said

DAY = dt.date(2099, 12, 4)


@pytest.fixture
def anna(db: None) -> Person:
    return person("Anna Miller", Visibility.PUBLIC)


@pytest.fixture
def written(issue: DraftIssue, nell: User, anna: Person) -> DraftIssue:
    """A draft of one item with all that an item may have."""
    topic = Topic.objects.create(name="Kinship care", slug="kinship-care")
    add_item(
        by=nell,
        issue=issue,
        said=Said(
            title="Kinship survey",
            body="<p>Return it by 4 December 2099 to Anna Miller (details below).</p>",
            action_text="<p>Return the form.</p>",
            dates=(Dated(DAY, "deadline", "by 4 December 2099"),),
            people=("Anna Miller",),
            topics=(topic.pk,),
            audience="kinship leads",
        ),
    )
    issue.refresh_from_db()
    return issue


def test_all_that_was_written_is_what_readers_see(
    written: DraftIssue, nell: User, anna: Person
) -> None:
    Publication.objects.create(
        title="A toolkit", match_key="a toolkit", published_on=timezone.localdate(), kind="tool"
    )

    out = publish_issue(by=nell, issue=written)

    assert (out.number, out.date, out.live) == (430, written.date, True)
    assert timezone.now() - out.first_published_at < dt.timedelta(minutes=1)
    assert out.live_revision is not None
    shown = gather(out, AnonymousUser())
    [story] = shown.news
    row = story.appearance
    assert (row.title, row.standing, row.audience) == ("Kinship survey", "new", "kinship leads")
    assert [(d.date, d.words) for d in row.dates.all()] == [(DAY, "by 4 December 2099")]
    assert [topic.slug for topic in row.item.topics.all()] == ["kinship-care"]
    assert row.shown_people == [anna]
    assert [entry.person for entry in shown.contacts] == [anna]
    assert shown.publication_count == 1


def test_feeds_calendar_search_and_api_follow(
    written: DraftIssue, nell: User, client: Client
) -> None:
    publish_issue(by=nell, issue=written)

    for address in (
        "/bulletins/",
        "/bulletins/430/",
        "/feeds/all.atom",
        "/calendar.ics",
        "/api/v1/bulletins/430/",
    ):
        assert b"Kinship survey" in client.get(address).content, address
    found = client.get("/search/?q=kinship+survey").content.decode()
    assert Item.objects.get().get_absolute_url() in found


def test_pressed_twice_it_is_published_once(written: DraftIssue, nell: User, tobias: User) -> None:
    first = publish_issue(by=nell, issue=written)

    assert publish_issue(by=tobias, issue=written) == first
    assert Item.objects.count() == 1
    assert AuditEvent.objects.filter(verb="published").count() == 1


def test_nothing_is_half_done(written: DraftIssue, nell: User) -> None:
    with (
        mock.patch(
            "alliance.bulletins.writing.publishing.keep_revision", side_effect=OSError("full")
        ),
        pytest.raises(OSError, match="full"),
    ):
        publish_issue(by=nell, issue=written)

    assert not Bulletin.objects.filter(number=430).exists()
    assert not Item.objects.exists()
    written.refresh_from_db()
    assert written.state == IssueState.WRITING


def test_what_is_missing_is_said_all_at_once(issue: DraftIssue, nell: User) -> None:
    with pytest.raises(CannotBeDone, match="no item in it"):
        publish_issue(by=nell, issue=issue)

    add_item(by=nell, issue=issue, said=Said(), found=[Fact("money", "£5", "£5")])
    with pytest.raises(CannotBeDone) as refusal:
        publish_issue(by=nell, issue=issue)
    assert "Item 1 has no title" in str(refusal.value)
    assert "neither taken nor dropped" in str(refusal.value)


def test_details_that_are_below_and_are_not_stand_in_the_way(
    written: DraftIssue, nell: User, anna: Person
) -> None:
    anna.delete()

    with pytest.raises(CannotBeDone, match="Anna Miller"):
        publish_issue(by=nell, issue=written)
    assert not Bulletin.objects.filter(number=430).exists()


def test_a_bulletin_of_that_number_is_never_written_over(written: DraftIssue, nell: User) -> None:
    bulletin(430)

    with pytest.raises(CannotBeDone, match="There is an Update 430 already"):
        publish_issue(by=nell, issue=written)


def test_a_reminder_tells_the_matter_it_tells(
    issue: DraftIssue, nell: User, last: Bulletin
) -> None:
    before = said(last, "Kinship")
    add_item(
        by=nell,
        issue=issue,
        said=Said(title="Kinship, again", section="reminder", matter=before.item_id),
    )

    out = publish_issue(by=nell, issue=issue)

    [story] = gather(out, AnonymousUser()).reminders
    assert story.appearance.item == before.item
    assert (story.appearance.standing, story.first_said) == ("reminder", 429)


# Contacts


def test_standing_contacts_are_those_of_the_last_three(written: DraftIssue, nell: User) -> None:
    always, once = person("Ann Always", Visibility.PUBLIC), person("Olive Once", Visibility.PUBLIC)
    for number in (427, 428):
        contact(bulletin(number), always)
    last = Bulletin.objects.get(number=429)
    contact(last, once)
    contact(last, always)
    hidden = always.contact_details.create(kind="mobile", value="07700 900123")

    out = publish_issue(by=nell, issue=written)

    names = [entry.name for entry in out.contacts.order_by("position")]
    assert names == ["Ann Always", "Anna Miller"]
    assert hidden.value not in str(list(out.contacts.values_list("phone__value", flat=True)))


# Approval


@pytest.fixture
def approved_by_two(db: None) -> None:
    PublishingRules.objects.create(pk=1, second_person=True)


@pytest.mark.usefixtures("approved_by_two")
def test_a_second_person_approves_and_not_the_same(
    written: DraftIssue, nell: User, tobias: User
) -> None:
    with pytest.raises(CannotBeDone, match="second person has not approved"):
        publish_issue(by=nell, issue=written)
    with pytest.raises(CannotBeDone, match="Somebody else"):
        ask_approval(by=nell, issue=written, of=nell)
    asked = ask_approval(by=nell, issue=written, of=tobias)
    with pytest.raises(CannotBeDone, match="you asked for it yourself"):
        approve(by=nell, issue=asked, version=asked.version)
    with pytest.raises(CannotBeDone, match="changed since you opened"):
        approve(by=tobias, issue=asked, version=asked.version - 1)

    approve(by=tobias, issue=asked, version=asked.version)

    assert publish_issue(by=nell, issue=written).live


@pytest.mark.usefixtures("approved_by_two")
def test_it_goes_back_with_a_reason(written: DraftIssue, nell: User, tobias: User) -> None:
    asked = ask_approval(by=nell, issue=written, of=tobias)
    with pytest.raises(CannotBeDone, match="Say what is to be mended"):
        send_back(by=tobias, issue=asked, why=" ")

    back = send_back(by=tobias, issue=asked, why="The day is wrong.")

    assert back.state == IssueState.WRITING
    assert back.held_because == "Tobias Reed: The day is wrong."
    run_waiting()
    told = [(letter.to, letter.subject) for letter in mail.outbox]
    assert told == [
        ([tobias.email], "Update 430 waits for you"),
        ([nell.email], "Update 430 was sent back"),
    ]
    assert "The day is wrong." in str(mail.outbox[1].body)


# At its time


def test_it_goes_out_at_its_time_once_also_when_that_was_missed(
    written: DraftIssue, nell: User
) -> None:
    now = timezone.now()
    with pytest.raises(CannotBeDone, match="has passed"):
        schedule(by=nell, issue=written, moment=now - dt.timedelta(minutes=1))
    moment = now + dt.timedelta(hours=1)
    schedule(by=nell, issue=written, moment=moment)

    assert publish_due(now) == []
    assert publish_due(moment + dt.timedelta(days=2)) == [430]  # nothing was up for two days
    assert publish_due(moment + dt.timedelta(days=2)) == []
    assert Bulletin.objects.get(number=430).live


def test_what_is_scheduled_is_not_changed_but_taken_back(written: DraftIssue, nell: User) -> None:
    schedule(by=nell, issue=written, moment=timezone.now() + dt.timedelta(hours=1))
    with pytest.raises(CannotBeDone, match="Take it back from the schedule"):
        add_item(by=nell, issue=written, said=Said(title="Late"))

    take_from_schedule(by=nell, issue=written)

    add_item(by=nell, issue=written, said=Said(title="Late"))
    assert publish_due(timezone.now() + dt.timedelta(days=1)) == []


def test_what_cannot_go_out_says_why(written: DraftIssue, nell: User) -> None:
    moment = timezone.now() + dt.timedelta(hours=1)
    schedule(by=nell, issue=written, moment=moment)
    bulletin(430)

    assert publish_due(moment) == []

    written.refresh_from_db()
    assert written.state == IssueState.WRITING
    assert "did not go out at its time. There is an Update 430 already" in written.held_because
    assert publish_due(moment) == []
    [letter] = Message.objects.all()  # told once, whoever gave the time
    assert letter.recipient == nell.email
    run_waiting()
    assert mail.outbox[0].subject == "Update 430 did not go out"
    assert "There is an Update 430 already" in str(mail.outbox[0].body)
    assert f"/bulletins/drafts/{written.pk}/publish/" in str(mail.outbox[0].body)


# Corrections


def test_a_correction_is_told_where_it_was_read(
    written: DraftIssue, nell: User, client: Client
) -> None:
    out = publish_issue(by=nell, issue=written)
    came_out = out.first_published_at
    address = Item.objects.get().get_absolute_url()
    issue = begin_correction(by=nell, bulletin=out)
    item = issue.items.get()
    save_item(
        by=nell,
        item=item,
        seen=item.version,
        said=replace(saying(item), body="<p>Return it by 5 December 2099.</p>"),
    )
    assert (
        b"5 December 2099" not in client.get("/bulletins/430/").content
    )  # readers see nothing yet

    correct(by=nell, issue=issue, note="the day was wrong")

    today = timezone.localdate()
    note = f"Corrected {today.day} {today:%B %Y}: the day was wrong"
    assert Item.objects.get().get_absolute_url() == address
    out.refresh_from_db()
    assert out.first_published_at == came_out
    for page in ("/bulletins/430/", "/bulletins/430/print/", address):
        html = strip_tags(client.get(page).content.decode())
        assert note in html, page
        assert "5 December 2099" in html, page
    feed = client.get("/feeds/all.atom").content.decode()
    assert "5 December 2099" in feed
    assert note in feed
    told = client.get("/api/v1/bulletins/430/").json()
    assert [each["note"] for each in told["corrections"]] == ["the day was wrong"]


def test_an_imported_bulletin_is_corrected_too_and_keeps_its_list_and_contacts(
    nell: User, last: Bulletin
) -> None:
    one = said(last, "Kinship")
    contact(last, person("Hidden Person"))
    issue = begin_correction(by=nell, bulletin=last)
    item = issue.items.get()
    with pytest.raises(CannotBeDone, match="Nothing has been changed"):
        correct(by=nell, issue=issue, note="A slip.")
    with pytest.raises(CannotBeDone, match="Say what was corrected"):
        correct(by=nell, issue=issue, note="")

    save_item(
        by=nell, item=item, seen=item.version, said=replace(saying(item), title="Kinship care")
    )
    correction = correct(by=nell, issue=issue, note="A slip.")

    one.refresh_from_db()
    assert one.title == "Kinship care"
    assert list(correction.items.all()) == [one.item]
    [entry] = last.contacts.all()
    assert entry.name == "Hidden Person"
    assert Correction.objects.count() == 1


def test_a_correction_given_up_changes_nothing(written: DraftIssue, nell: User) -> None:
    out = publish_issue(by=nell, issue=written)
    issue = begin_correction(by=nell, bulletin=out)
    item = issue.items.get()
    save_item(by=nell, item=item, seen=item.version, said=replace(saying(item), title="Other"))

    give_up(by=nell, issue=issue)

    assert gather(out, AnonymousUser()).news[0].appearance.title == "Kinship survey"
    again = begin_correction(by=nell, bulletin=out)
    assert again.items.get().title == "Kinship survey"
