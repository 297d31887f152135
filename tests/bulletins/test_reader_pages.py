"""Bulletins and items as readers meet them: what is shown, to whom, at what cost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import ContactDetail, Topic, User, Visibility
from alliance.library.models import Publication
from tests.bulletins.invented import bulletin, contact, listed, person, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(User.objects.create_user("member@example.org"), BACKEND)
    return client


@pytest.fixture
def programme() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("staff@example.org", is_staff=True), BACKEND)
    return client


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


# A draft ---------------------------------------------------------------------------------------


def test_a_draft_is_nowhere_for_the_public(client: Client) -> None:
    published, draft = bulletin(429), bulletin(430, live=False)
    said(published, "Open matter")
    hidden = said(draft, "Secret matter", deadline=dt.date(2099, 1, 1))
    assert client.get("/bulletins/430/").status_code == 404
    assert client.get("/bulletins/430/print/").status_code == 404
    assert client.get(hidden.item.get_absolute_url()).status_code == 404
    for address in ("/", "/bulletins/", "/bulletins/429/"):
        assert "Open matter" in page(client, address)
        assert "Secret matter" not in page(client, address)
        assert "430" not in page(client, address)


def test_the_programme_sees_a_draft_marked_as_one(programme: Client) -> None:
    said(bulletin(430, live=False), "Secret matter")
    assert "Draft: only the programme sees it" in page(programme, "/bulletins/430/")


def test_the_wording_of_a_draft_is_not_in_the_history_of_its_item(client: Client) -> None:
    open_one = said(bulletin(429), "Kinship care", body="<p>As it was.</p>")
    said(bulletin(430, live=False), "New name", item=open_one.item, body="<p>Not yet said.</p>")
    shown = page(client, open_one.item.get_absolute_url())
    assert "As it was." in shown
    assert "Not yet said." not in shown
    assert "New name" not in shown


# The archive -----------------------------------------------------------------------------------


def test_the_archive_is_by_year_newest_first(client: Client) -> None:
    for number in (380, 429, 428):
        said(bulletin(number), f"Matter {number}")
    newest = page(client, "/bulletins/")
    assert newest.index("Update 429") < newest.index("Update 428")
    assert "Update 380" not in newest
    assert "Update 380" in page(client, "/bulletins/?year=2025")
    assert client.get("/bulletins/?year=1999").status_code == 404
    assert client.get("/bulletins/?year=x").status_code == 404


def test_an_empty_archive_says_what_will_be_here(client: Client) -> None:
    assert "No bulletin has been published yet." in page(client, "/bulletins/")


@pytest.mark.parametrize("count", [1, 12])
def test_the_archive_costs_the_same_for_one_bulletin_as_for_many(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(429 - count, 429):
        one = bulletin(number)
        for place in range(count):
            said(one, f"Matter {number} {place}")
    with django_assert_num_queries(5):  # the edition, years, bulletins, headlines, the alliance
        client.get("/bulletins/?year=2026")


# A bulletin ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 9])
def test_a_bulletin_costs_the_same_however_much_is_in_it(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = bulletin(429)
    for place in range(count):
        appearance = said(one, f"Matter {place}", deadline=dt.date(2026, 12, 1))
        who = person(f"Person {place}", Visibility.PUBLIC)
        appearance.people.set([who])
        appearance.save()
        contact(one, who)
        listed(one, f"Report {place}", on=dt.date(2026, 10, 1))
    # bulletin; appearances, dates, topics, people, what is asked, first said; catalogue; contacts,
    # details, how many; corrections; before, after; the alliance
    with django_assert_num_queries(16):
        client.get("/bulletins/429/")


def test_what_stood_under_the_label_is_shown_only_where_the_bulletin_had_one(
    client: Client,
) -> None:
    one = bulletin(429)
    said(one, "With", has_action=True, action_text="<p>Return the form.</p>")
    said(one, "Without", has_action=False, action_text="<p>Left over.</p>")
    shown = page(client, "/bulletins/429/")
    assert shown.count("Action required") == 1
    assert "Return the form." in shown
    assert "Left over." not in shown


def test_a_reminder_says_why_it_is_still_here(client: Client) -> None:
    before, now = bulletin(428), bulletin(429)
    first = said(before, "Peer challenge")
    said(
        now,
        "Peer challenge",
        item=first.item,
        section="reminder",
        standing="reminder",
        deadline=dt.date(2026, 12, 22),
    )
    said(now, "Conference", section="reminder", event=dt.date(2026, 12, 3))
    shown = re.sub(r"<[^>]+>", "", page(client, "/bulletins/429/"))
    assert "it is open until 22 December 2026; first said in Update 428" in shown
    assert "it is on 3 December 2026" in shown


def test_publications_stand_by_month_and_those_without_a_date_last(client: Client) -> None:
    one = bulletin(429)
    listed(one, "Undated leaflet")
    listed(one, "September report", on=dt.date(2026, 9, 4))
    listed(one, "October report", on=dt.date(2026, 10, 30))
    shown = page(client, "/bulletins/429/")
    places = [
        shown.index(words)
        for words in ("October 2026", "September 2026", "Without a date", "Undated leaflet")
    ]
    assert places == sorted(places)


# Contacts --------------------------------------------------------------------------------------


@pytest.fixture
def three_contacts() -> None:
    one = bulletin(429)
    appearance = said(one, "Matter")
    people = [
        person("Open Person", Visibility.PUBLIC),
        person("Member Person", Visibility.MEMBERS),
        person("Unconfirmed Person"),
    ]
    appearance.people.set(people)
    appearance.save()
    for who in people:
        contact(one, who)


def seen(client: Client) -> set[str]:
    shown = page(client, "/bulletins/429/") + page(client, "/bulletins/429/print/")
    shown += page(client, "/people/")
    names = {"Open Person", "Member Person", "Unconfirmed Person"}
    return {name for name in names if name in shown}


def test_nobody_is_shown_before_they_are_confirmed(client: Client, three_contacts: None) -> None:
    assert seen(client) == {"Open Person"}
    shown = page(client, "/bulletins/429/")
    assert shown.count("tel:") == 1
    assert "2 more contacts of this bulletin are not shown to you" in shown


def test_members_see_what_is_for_members(member: Client, three_contacts: None) -> None:
    assert seen(member) == {"Open Person", "Member Person"}


def test_the_programme_sees_all_contacts(programme: Client, three_contacts: None) -> None:
    assert "Unconfirmed Person" in page(programme, "/bulletins/429/")


def test_a_private_number_of_a_public_person_is_not_shown(client: Client) -> None:
    who = person("Open Person", Visibility.PUBLIC)
    ContactDetail.objects.create(person=who, kind="mobile", value="07700 900999")
    contact(bulletin(429), who)
    for address in ("/bulletins/429/", "/bulletins/429/print/", "/people/"):
        shown = page(client, address)
        assert "Open Person" in shown
        assert "07700" not in shown


# An item ---------------------------------------------------------------------------------------


def test_an_items_history_marks_what_came_and_what_went(client: Client) -> None:
    first = said(bulletin(427), "Looked after children", body="<p>Reply by Monday.</p>")
    said(bulletin(428), "Children in care", item=first.item, body="<p>Reply by Friday.</p>")
    said(bulletin(429), "Children in care", item=first.item, body="<p>Reply by Friday.</p>")
    shown = page(client, first.item.get_absolute_url())
    assert '<ins><span class="govuk-visually-hidden">added: </span>Friday' in shown
    assert '<del><span class="govuk-visually-hidden">removed: </span>Monday' in shown
    assert "Until then called “Looked after children”." in shown
    assert shown.count("In the same words.") == 1
    assert shown.count("Said for the first time.") == 1


def test_a_long_stretch_that_stayed_is_left_out_of_the_history(client: Client) -> None:
    stayed = " ".join(f"word{number}" for number in range(60))
    first = said(bulletin(428), "A", body=f"<p>{stayed} old</p>")
    said(bulletin(429), "A", item=first.item, body=f"<p>{stayed} new</p>")
    shown = page(client, first.item.get_absolute_url())
    history = shown[shown.index('id="history-heading"') :]
    assert "word59" in history
    assert "word10 " not in history


def test_an_item_has_one_address(client: Client) -> None:
    item = said(bulletin(429), "Kinship care").item
    answer = client.get(f"/items/{item.pk}-something-else/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == item.get_absolute_url()


@pytest.mark.parametrize("count", [1, 8])
def test_an_item_costs_the_same_however_often_it_was_said(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = said(bulletin(429), "Kinship care", deadline=dt.date(2026, 12, 1)).item
    for number in range(429 - count, 429):
        said(bulletin(number), "Kinship care", item=item, body=f"<p>{number}</p>")
    with django_assert_num_queries(
        10
    ):  # item, topics, appearances, dates, people, corrections, related, what is asked, alliance
        client.get(item.get_absolute_url())


# Old addresses and lists -----------------------------------------------------------------------


def test_addresses_of_the_old_site_lead_to_the_bulletin(client: Client) -> None:
    bulletin(426)
    for old in ("update-no-426-23-october-2020/", "update-no-426-23rd-october-2020"):
        for folder in ("/newsletters/", "/"):
            answer = client.get(folder + old)
            assert (answer.status_code, answer.headers["Location"]) == (301, "/bulletins/426/")
    assert client.get("/newsletters/update-no-999-1-may-2020/").status_code == 404
    assert client.get("/update-no-999-1-may-2020").status_code == 404
    assert client.get("/newsletters/").headers["Location"] == "/bulletins/"


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_cost_the_same_for_one_row_as_for_many(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = bulletin(429)
    for number in range(count):
        listed(one, f"Report {number}", on=dt.date(2026, 10, 1))
        person(f"Person {number}", Visibility.PUBLIC)
    # the edition, publishers, kinds, topics, years, count, rows, what of it is dead, the alliance
    with django_assert_num_queries(9):
        client.get("/publications/")
    with django_assert_num_queries(6):  # the edition, count, people, roles, details, the alliance
        client.get("/people/")


def test_publications_are_narrowed_by_topic(client: Client) -> None:
    one = bulletin(429)
    listed(one, "Some report", on=dt.date(2026, 10, 1))
    listed(one, "Kinship report", on=dt.date(2026, 10, 1))
    kinship = Topic.objects.create(name="Kinship care", slug="kinship-care")
    Publication.objects.get(title="Kinship report").topics.add(kinship)
    shown = page(client, "/publications/?topic=kinship-care")
    assert "Kinship report" in shown
    assert "Some report" not in shown
    assert "No publication fits." in page(client, "/publications/?topic=none")


def test_publications_are_narrowed_by_publisher_and_year(client: Client) -> None:
    one = bulletin(429)
    listed(one, "Old report", on=dt.date(2025, 10, 1))
    listed(one, "New report", on=dt.date(2026, 10, 1))
    shown = page(client, "/publications/?publisher=ofsted&year=2026")
    assert "New report" in shown
    assert "Old report" not in shown
    assert "No publication fits." in page(client, "/publications/?publisher=nobody")
