"""Sections and projects as readers meet them: what is shown, to whom, at what cost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from alliance.directory.models import Network, Topic, User, Visibility
from alliance.editions.shared import shelf
from alliance.library.models import Publication, Publisher
from alliance.pages.models import GovernanceRecord, SectionIndex, SectionPage, ToolRecord
from tests.bulletins.invented import person
from tests.pages.invented import contact, private, project, section

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def soon(days: int = 20) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


# What a page holds -----------------------------------------------------------------------------


def test_a_section_shows_all_its_parts(client: Client) -> None:
    network = Network.objects.create(name="Fostering Network", slug="fostering")
    there = section(
        "Children in care",
        introduction="Enough homes.",
        text=[
            ("words", "<p>What it is <b>about</b>.</p>"),
            (
                "table",
                {
                    "caption": "Who meets",
                    "columns": [{"type": "words", "heading": "Group"}],
                    "rows": [{"values": ["<p>Leads</p>"]}],
                },
            ),
        ],
        governance="<p>Reports in May.</p>",
        tools="<p>One agreement.</p>",
        meeting_network=network,
        meeting_on=soon(),
        meeting_at=dt.time(13, 30),
        meeting_place="County Hall",
    )
    there.topics.add(Topic.objects.create(name="Fostering", slug="fostering"))
    there.save()
    ofsted = Publisher.objects.create(name="Ofsted", slug="ofsted")
    for number, model in enumerate((GovernanceRecord, ToolRecord)):
        record = Publication.objects.create(
            title=f"Report {number}", publisher=ofsted, url="https://example.org/", match_key="x"
        )
        model.objects.create(page=there, publication=record)
    contact(there, person("Open Person", Visibility.PUBLIC), "Chair")

    shown = page(client, "/sections/children-in-care/")

    order = [
        "Enough homes.", "About this section", "What it is <b>about</b>", "<caption>Who meets",
        '<th scope="col">Group</th>', "Leads", "Governance and reports", "Reports in May", "Report 0",
        "Tools, templates and useful links", "One agreement", "Report 1", "Next meeting",
        "Fostering Network", ", 1.30pm", "County Hall", "Contacts", "Open Person", "Chair",
        "Related topics", "Fostering", "Tell us your idea",
    ]  # fmt: skip
    places = [shown.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    last = [shown.rfind(words) for words in order if words not in {"Fostering"}]
    assert last == sorted(last)


def test_an_empty_part_has_no_heading(client: Client) -> None:
    section("Bare")
    shown = page(client, "/sections/bare/")
    for heading in ("About", "Governance", "Tools", "Next meeting", "Contacts", "Related"):
        assert f">{heading}" not in shown


def test_a_date_alone_is_a_meeting_and_a_moved_one_says_what_it_was(client: Client) -> None:
    there = section("SEND", meeting_on=soon(20))
    assert "was" not in _meeting(page(client, "/sections/send/"))

    there.meeting_on = soon(27)
    there.save_revision().publish()

    told = _meeting(page(client, "/sections/send/"))
    assert f"was {soon(20):%A} {soon(20).day} {soon(20):%B %Y}" in told
    assert "Changed" in told


def test_a_draft_of_a_change_changes_nothing_for_readers(client: Client) -> None:
    there = section("SEND", meeting_on=soon(20), introduction="As it is.")
    there.meeting_on, there.introduction = soon(27), "As it will be."
    there.save_revision()

    shown = page(client, "/sections/send/")
    assert "As it is." in shown
    assert "Changed" not in shown
    assert f"{soon(20).day} {soon(20):%B}" in _meeting(shown)


def test_a_meeting_called_off_and_one_that_is_over(client: Client) -> None:
    section("Off", meeting_on=soon(), meeting_is_off=True)
    section("Over", meeting_on=soon(-1))
    assert "Called off" in _meeting(page(client, "/sections/off/"))
    assert "has not been announced here yet" in _meeting(page(client, "/sections/over/"))


def _meeting(shown: str) -> str:
    return shown.partition('id="meeting-heading"')[2].partition("</section>")[0]


def test_a_time_without_a_day_is_refused() -> None:
    with pytest.raises(ValidationError, match="Give the day of the meeting"):
        section("No day").__class__(
            title="x", slug="x", path="x", depth=3, meeting_at=dt.time(10)
        ).validate_constraints()


# Who sees it -----------------------------------------------------------------------------------


def test_contacts_are_shown_as_far_as_they_may_be(client: Client, member: Client) -> None:
    there = section("Contacts")
    for name, visibility in (
        ("Open Person", Visibility.PUBLIC),
        ("Members’ Person", Visibility.MEMBERS),
        ("Private Person", Visibility.PRIVATE),
    ):
        contact(there, person(name, visibility))

    public, members = page(client, "/sections/contacts/"), page(member, "/sections/contacts/")

    assert "Open Person" in public
    assert "Members’ Person" not in public
    assert "2 more contacts are not shown to you" in public
    assert "Members’ Person" in members
    assert "1 more contact is not shown to you" in members
    assert "Private Person" not in public + members


def test_a_draft_is_nowhere_for_the_public(client: Client, member: Client) -> None:
    section("Open section")
    project("Open project")
    section("Secret section", live=False)
    project("Secret project", live=False)
    for reader in (client, member):
        for kind in ("sections", "projects"):
            assert "Open" in page(reader, f"/{kind}/")
            assert "Secret" not in page(reader, f"/{kind}/")
            slug = f"secret-{kind[:-1]}"
            for rest in ("", "idea/", "idea/sent/"):
                assert reader.get(f"/{kind}/{slug}/{rest}").status_code == 404


def test_the_programme_sees_a_draft_marked_as_one(editor: Client) -> None:
    section("Secret section", live=False)
    assert "Draft: only the programme sees it" in page(editor, "/sections/secret-section/")
    assert "Draft: only the programme sees it" in page(editor, "/sections/")


def test_unpublishing_hides_at_once(client: Client) -> None:
    there = section("Here today")
    for address in ("/sections/", "/sections/here-today/"):
        assert "Here today" in page(client, address)
    there.unpublish()
    assert client.get("/sections/here-today/").status_code == 404
    assert "Here today" not in page(client, "/sections/")


def test_a_private_page_and_all_below_it_ask_for_a_sign_in(client: Client, member: Client) -> None:
    closed = section("Closed")
    section("Below", under=closed)
    section("Open")
    private(closed)
    for slug in ("closed", "below"):
        for rest in ("", "idea/"):
            answer = client.get(f"/sections/{slug}/{rest}")
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/accounts/login/?next=/sections/")
        assert page(member, f"/sections/{slug}/")
    shown = page(client, "/sections/")
    assert "Open" in shown
    assert "Closed" not in shown
    assert "Below" not in shown


def test_a_page_private_to_a_group_is_shown_to_that_group(client: Client, member: Client) -> None:
    closed = section("Directors")
    directors = Group.objects.create(name="Directors")
    private(closed, PageViewRestriction.GROUPS, directors)
    assert member.get("/sections/directors/").status_code == 403
    User.objects.get(email="member@example.org").groups.add(directors)
    assert page(member, "/sections/directors/")
    assert client.get("/sections/directors/").status_code == 302


def test_a_shared_password_opens_a_page_to_nobody(member: Client) -> None:
    private(section("Old way"), PageViewRestriction.PASSWORD)
    assert member.get("/sections/old-way/").status_code == 403


# Lists -----------------------------------------------------------------------------------------


def test_sections_stand_in_the_editors_order_each_with_its_pages(client: Client) -> None:
    first = section("Zebra")
    section("Antelope")
    section("A page of Zebra", under=first)

    shown = page(client, "/sections/")

    assert shown.find("Zebra</a>") < shown.find("A page of Zebra") < shown.find("Antelope")
    assert "In this section" in page(client, "/sections/zebra/")
    assert 'href="/sections/zebra/">Zebra</a></li>' in page(client, "/sections/a-page-of-zebra/")


def test_drafts_in_the_list_are_marked_as_such(client: Client, editor: Client) -> None:
    section("Draft below", under=section("Zebra"), live=False)
    assert "Draft below" not in page(client, "/sections/")
    assert "Draft below</a> (draft)" in page(editor, "/sections/")


def test_completed_projects_stand_below_the_live_ones_the_latest_first(client: Client) -> None:
    project("Oldest", completed=dt.date(2024, 3, 1))
    project("Newest", completed=dt.date(2026, 3, 1))
    project("Middle", completed=dt.date(2026, 2, 1))
    project("Under way")

    shown = page(client, "/projects/")

    names = ["Under way", "Newest", "Middle", "Oldest"]
    assert [shown.find(f"{name}</a>") for name in names] == sorted(
        shown.find(f"{name}</a>") for name in names
    )
    assert "Completed" in page(client, "/projects/newest/")
    assert "Live" in page(client, "/projects/under-way/")


@pytest.mark.parametrize("kind", ["sections", "projects"])
def test_an_empty_list_says_what_will_be_there(client: Client, editor: Client, kind: str) -> None:
    assert "has been published yet" in page(client, f"/{kind}/")
    assert "/cms/" not in page(client, f"/{kind}/").partition("<main")[2]
    assert "editors’ area" in page(editor, f"/{kind}/").partition("<main")[2]


def test_a_list_whose_row_is_gone_still_answers(client: Client) -> None:
    SectionIndex.objects.get().delete()
    assert "Sections" in page(client, "/sections/")


@pytest.mark.parametrize("count", [1, 12])
def test_lists_cost_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    closed = section("Closed")
    private(closed)
    for number in range(count):
        top = section(f"Section {number}")
        section(f"Page {number}", under=top)
        project(f"Live {number}")
        project(f"Done {number}", completed=dt.date(2000 + number, 1, 1))
    for address in ("/sections/", "/projects/"):
        page(client, address)
    shelf.clear()
    with django_assert_num_queries(6):
        page(client, "/sections/")
    with django_assert_num_queries(7):
        page(client, "/projects/")


@pytest.mark.parametrize("count", [1, 8])
def test_a_page_costs_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    there = section("Section")
    for number in range(count):
        contact(there, person(f"Person {number}", Visibility.PUBLIC))
        record = Publication.objects.create(title=f"R {number}", match_key="x", url="https://x.org")
        GovernanceRecord.objects.create(page=there, publication=record)
        ToolRecord.objects.create(page=there, publication=record)
        there.topics.add(Topic.objects.create(name=f"T{number}", slug=f"t{number}"))
        section(f"Below {number}", under=there)
    there.save()
    page(client, "/sections/section/")
    shelf.clear()
    with django_assert_num_queries(16):
        page(client, "/sections/section/")


def test_readers_are_answered_from_memory_until_something_changes(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    there = section("Care", introduction="As it was.")
    project("Step across")
    addresses = ("/sections/", "/sections/care/", "/projects/", "/projects/step-across/")
    for address in addresses:
        page(client, address)
        with django_assert_num_queries(1):
            page(client, address)
    private(there)
    assert client.get("/sections/care/").status_code == 302


def test_who_only_reads_gets_no_cookie(client: Client) -> None:
    section("A")
    project("B")
    for address in ("/sections/", "/sections/a/", "/projects/", "/projects/b/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies


# What the database keeps true ------------------------------------------------------------------


def test_a_completed_project_has_a_day_and_a_live_one_none() -> None:
    there = project("Under way")
    for fields in (
        {"stage": "completed", "completed_on": None},
        {"stage": "live", "completed_on": dt.date(2026, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(there).objects.filter(pk=there.pk).update(**fields)


def test_two_sections_never_share_an_address() -> None:
    first = section("Training")
    with pytest.raises(ValidationError, match="is the address of another page"):
        section("Training", under=first)
    assert SectionPage.objects.count() == 1
