"""Meetings: announced, moved, cancelled, taken up again; what readers are told of each."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import Announcement, Authority, Meeting, Network
from alliance.directory.networks.announce import Details, cancel, change, take_up_again
from alliance.directory.networks.refusal import CannotBeDone
from tests.directory.networks.invented import (
    DAY,
    WEEK,
    account,
    client_of,
    meets,
    network,
    person,
    sits,
    when,
)

pytestmark = pytest.mark.django_db
ADD = "/networks/kinship-network/meetings/add/"


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def of(meeting: Meeting) -> str:
    return str(meeting.get_absolute_url())


def form(on: dt.date, **fields: Any) -> dict[str, Any]:
    empty = {"title": "", "at": "", "ends_at": "", "place": "", "link": "", "about": ""}
    return empty | {"do": "announce", "on": on.isoformat()} | fields


def words(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def short(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


# Announced -------------------------------------------------------------------------------------


def test_the_chair_announces_a_meeting(
    chair: Client, client: Client, kinship: Network, today: dt.date
) -> None:
    sent = form(today + WEEK, at="10:00", ends_at="12:00", place="County Hall", about="Fees.")
    answer = chair.post(ADD, sent)
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == of(meeting)
    for address in ("/networks/", "/networks/kinship-network/", "/networks/dates/", of(meeting)):
        shown = said(client.get(address))
        assert f"{words(today + WEEK)}</time>, 10am to 12 noon" in shown, address
    assert "County Hall" in said(client.get(of(meeting)))
    event = history(meeting).get()
    assert (event.verb, event.changes["on"]) == ("announced", [None, str(today + WEEK)])


def test_a_date_alone_is_enough(
    chair: Client, client: Client, kinship: Network, today: dt.date
) -> None:
    assert chair.post(ADD, form(today + WEEK)).status_code == 302
    shown = said(client.get("/networks/kinship-network/"))
    assert f"{words(today + WEEK)}</time> " in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": ""}, "Give the date."),
        ({"on": "30 February"}, "Write the date as 13 November 2020."),
        ({"at": "ten"}, "Write the time as 10:30 or 2.15pm."),
        ({"ends_at": "12:00"}, "Say when it begins too"),
        ({"at": "12:00", "ends_at": "10:00"}, "The meeting ends before it begins."),
        ({"link": "the usual one"}, "Copy the whole link"),
        ({"link": "javascript:alert(1)"}, "Copy the whole link"),
        ({"title": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_announced(
    chair: Client, kinship: Network, today: dt.date, wrong: dict[str, str], sentence: str
) -> None:
    answer = chair.post(ADD, form(today, place="County Hall") | wrong)
    assert answer.status_code == 422
    shown = said(answer)
    assert sentence in shown
    assert 'value="County Hall"' in shown
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("typed", ["3 December 2026", "3/12/2026", "2026-12-03"])
def test_dates_are_taken_as_people_type_them(chair: Client, kinship: Network, typed: str) -> None:
    chair.post(ADD, form(dt.date(2026, 1, 1)) | {"on": typed, "at": "2.15pm"})
    meeting = Meeting.objects.get()
    assert (meeting.on, meeting.at) == (dt.date(2026, 12, 3), dt.time(14, 15))


def test_getting_the_form_announces_nothing(chair: Client, kinship: Network) -> None:
    assert chair.get(ADD).status_code == 200
    assert not Meeting.objects.exists()


# Moved -----------------------------------------------------------------------------------------


def moved(meeting: Meeting, on: dt.date, at: str = "", **more: Any) -> Meeting:
    details = Details(when=when(on, at), place=meeting.place, title=meeting.title)
    return change(by=None, meeting=meeting, seen=meeting.version, details=details, **more)


def test_a_moved_meeting_shows_both_dates_everywhere(
    client: Client, kinship: Network, today: dt.date
) -> None:
    meeting = moved(meets(kinship, today + WEEK), today + 2 * WEEK)
    for address in ("/networks/", "/networks/kinship-network/", "/networks/dates/", of(meeting)):
        shown = said(client.get(address)).lower()
        assert words(today + 2 * WEEK).lower() in shown, address
        assert f"moved from {short(today + WEEK)}".lower() in shown, address
    assert [event.verb for event in history(meeting)] == ["moved", "announced"]


def test_through_the_form_another_date_moves_and_other_words_do_not(
    lead: Client, client: Client, kinship: Network, today: dt.date
) -> None:
    meeting = meets(kinship, today + WEEK, "10:00", place="County Hall")
    address = f"{of(meeting)}change/"
    sent = form(today + WEEK, do="change", at="10:00", place="Town Hall", version=1)
    assert lead.post(address, sent).status_code == 302
    assert "moved from" not in said(client.get(of(meeting))).lower()
    sent |= {"on": (today + 2 * WEEK).isoformat(), "version": 2}
    assert "Readers see both dates" in said(lead.post(address, sent, follow=True))
    assert f"moved from {short(today + WEEK)}" in said(client.get(of(meeting)))


def test_a_date_that_was_entered_wrongly_leaves_no_trace(
    lead: Client, client: Client, kinship: Network, today: dt.date
) -> None:
    meeting = meets(kinship, today + 5000 * DAY)
    sent = form(today + WEEK, do="change", version=1, is_correction="on")
    assert lead.post(f"{of(meeting)}change/", sent).status_code == 302
    assert "moved" not in said(client.get(of(meeting))).lower()
    assert history(meeting)[0].verb == "corrected the date of"


def test_what_has_been_is_not_moved_and_nothing_moves_into_the_past(
    kinship: Network, today: dt.date
) -> None:
    over = meets(kinship, today - DAY)
    with pytest.raises(CannotBeDone, match="has passed, so it cannot be moved"):
        moved(over, today + WEEK)
    to_come = meets(kinship, today)
    with pytest.raises(CannotBeDone, match="Give a day that is still to come"):
        moved(to_come, today - DAY)
    assert Announcement.objects.count() == 2
    moved(over, today - 2 * DAY, is_correction=True)
    over.refresh_from_db()
    assert over.on == today - 2 * DAY


def test_the_same_again_is_no_change(kinship: Network, today: dt.date) -> None:
    meeting = meets(kinship, today + WEEK, "10:00", place="Lewes", joint_with=[network("Other")])
    same = Details(
        when=meeting.when, place=" Lewes ", joint_with=list(Network.objects.order_by("-name"))
    )
    assert change(by=None, meeting=meeting, seen=1, details=same).version == 1
    assert [event.verb for event in history(meeting)] == ["announced"]


# Cancelled -------------------------------------------------------------------------------------


def test_a_cancelled_meeting_stays_where_it_stood_with_its_reason(
    lead: Client, client: Client, kinship: Network, today: dt.date
) -> None:
    meeting, later = meets(kinship, today + WEEK), meets(kinship, today + 5 * WEEK)
    address = f"{of(meeting)}change/"
    refused = lead.post(address, {"do": "cancel", "reason": " ", "version": 1})
    assert "Say why, as" in said(refused)
    sent = {"do": "cancel", "reason": "Too few could come.", "version": 1}
    assert lead.post(address, sent).status_code == 302
    for where in ("/networks/kinship-network/", "/networks/dates/", of(meeting)):
        shown = said(client.get(where))
        assert "Cancelled" in shown, where
        assert "Too few could come." in shown, where
    assert words(later.on) in said(client.get("/networks/")), "the next is the one after it"
    assert words(meeting.on) not in said(client.get("/networks/"))
    event = history(meeting)[0]
    assert (event.verb, event.changes["is_cancelled"]) == ("cancelled", [False, True])
    assert "Too few" not in str(event.changes)


def test_a_cancelled_meeting_is_taken_up_again_on_its_day_or_another(
    lead: Client, client: Client, kinship: Network, today: dt.date
) -> None:
    meeting = meets(kinship, today + WEEK)
    cancel(by=None, meeting=meeting, seen=1, reason="Snow.")
    address = f"{of(meeting)}change/"
    on = (today + 2 * WEEK).isoformat()
    moving = lead.post(address, form(today + 3 * WEEK, do="change", version=2))
    assert "Take it up again to give it another date" in said(moving)
    sent = {"do": "again", "on": on, "at": "", "ends_at": "", "version": 2}
    assert lead.post(address, sent).status_code == 302
    shown = said(client.get(of(meeting)))
    assert "Cancelled" not in shown
    assert f"moved from {short(today + WEEK)}" in shown
    assert history(meeting)[0].verb == "took up again"


def test_what_cannot_be_is_refused(kinship: Network, today: dt.date) -> None:
    meeting = meets(kinship, today)
    with pytest.raises(CannotBeDone, match="not cancelled"):
        take_up_again(by=None, meeting=meeting, seen=1, when=when(today))
    meeting = cancel(by=None, meeting=meeting, seen=1, reason="Snow.")
    with pytest.raises(CannotBeDone, match="cancelled already"):
        cancel(by=None, meeting=meeting, seen=2, reason="More snow.")
    with pytest.raises(CannotBeDone, match="has passed"):
        take_up_again(by=None, meeting=meeting, seen=2, when=when(today - DAY))
    with pytest.raises(ValidationError, match="ends before it begins"):
        take_up_again(by=None, meeting=meeting, seen=2, when=when(today, "12:00-10:00"))


# Two at once -----------------------------------------------------------------------------------


def test_of_two_who_change_at_once_the_second_is_told_and_decides(
    lead: Client, chair: Client, kinship: Network, today: dt.date
) -> None:
    meeting = meets(kinship, today + WEEK)
    address = f"{of(meeting)}change/"
    for client in (lead, chair):
        assert 'name="version" value="1"' in said(client.get(address))
    first = form(today + 2 * WEEK, do="change", version=1)
    assert lead.post(address, first).status_code == 302

    second = chair.post(address, form(today + 3 * WEEK, do="change", version=1, place="Lewes"))

    assert second.status_code == 409
    shown = said(second)
    assert "Somebody else has changed this meeting while you were at it" in shown
    assert 'value="Lewes"' in shown, "what was typed is still there"
    assert words(today + 2 * WEEK) in shown, "and what it says now"
    meeting.refresh_from_db()
    assert meeting.on == today + 2 * WEEK
    assert 'name="version" value="2"' in shown
    again = form(today + 3 * WEEK, do="change", version=2, place="Lewes")
    assert chair.post(address, again).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.on, meeting.place) == (today + 3 * WEEK, "Lewes")


def test_a_meeting_that_was_cancelled_meanwhile_is_not_moved(
    lead: Client, kinship: Network, today: dt.date
) -> None:
    meeting = meets(kinship, today + WEEK)
    cancel(by=None, meeting=meeting, seen=1, reason="Snow.")
    sent = form(today + 2 * WEEK, do="change", version=1)
    assert lead.post(f"{of(meeting)}change/", sent).status_code == 409


# Joint -----------------------------------------------------------------------------------------


def test_a_joint_meeting_stands_on_the_pages_of_all_its_networks(
    chair: Client, client: Client, kinship: Network, today: dt.date
) -> None:
    fostering = network("Fostering Network")
    sent = form(today + WEEK, title="Joint day", joint_with=[fostering.pk])
    assert chair.post(ADD, sent).status_code == 302
    meeting = Meeting.objects.get()
    for slug in ("kinship-network", "fostering-network"):
        shown = said(client.get(f"/networks/{slug}/"))
        assert words(today + WEEK) in shown
        assert "Joint day" in shown
    elsewhere = f"/networks/fostering-network/meetings/{meeting.pk}/"
    assert client.get(elsewhere).headers["Location"] == of(meeting)
    assert client.get(f"/networks/none/meetings/{meeting.pk}/").status_code == 404
    assert said(client.get("/networks/")).count("a joint meeting") == 2


def test_only_the_network_that_calls_it_changes_it(kinship: Network, today: dt.date) -> None:
    fostering = network("Fostering Network")
    meeting = meets(kinship, today + WEEK, joint_with=[fostering])
    from alliance.directory.models import RoleKind

    other = client_of(account(person("Other Lead"), RoleKind.NETWORK_LEAD, network=fostering))
    assert other.get(f"{of(meeting)}change/").status_code == 403
    guessed = f"/networks/fostering-network/meetings/{meeting.pk}/change/"
    assert other.post(guessed, {"do": "cancel", "reason": "x", "version": 1}).status_code == 404
    meeting.refresh_from_db()
    assert not meeting.is_cancelled


# The joining link ------------------------------------------------------------------------------


def test_the_joining_link_is_for_members_of_any_network_that_takes_part(
    client: Client,
    stranger: Client,
    lead: Client,
    programme: Client,
    kinship: Network,
    kent: Authority,
    medway: Authority,
    today: dt.date,
) -> None:
    fostering = network("Fostering Network")
    link = "https://meet.example.org/secret"
    meeting = meets(kinship, today + WEEK, link=link, joint_with=[fostering])
    member, joint = (person(f"Member {of}", of=of) for of in (kent, medway))
    sits(member, kinship)
    sits(joint, fostering)
    over = person("Former Member", of=kent)
    sits(over, network("Other Network"))
    sits(over, kinship, seat="deputy", ends_on=today - DAY)
    pages = (of(meeting), "/networks/kinship-network/", "/networks/fostering-network/")
    for reader in (client, stranger, client_of(account(over))):
        for page in (*pages, "/networks/", "/networks/dates/", "/calendar.ics"):
            assert "meet.example.org" not in said(reader.get(page)), page
    for reader in (client_of(account(member)), client_of(account(joint)), lead, programme):
        for page in pages:
            assert link in said(reader.get(page)), page


# What the database keeps true ------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"is_cancelled": True},
        {"reason": "Snow."},
        {"ends_at": dt.time(12)},
        {"at": dt.time(12), "ends_at": dt.time(10)},
        {"at": dt.time(12), "ends_at": dt.time(12)},
    ],
)
def test_no_meeting_is_as_none_can_be(kinship: Network, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(network=kinship, on=dt.date(2026, 5, 12), **fields)
