"""The pages of campaigns: each authority its own line and the region's total, the programme all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from openpyxl import load_workbook

from alliance.actions.campaigns.running import end_campaign
from alliance.actions.campaigns.weeks import latest
from alliance.actions.models import ActionState, Campaign, Response, Way
from alliance.actions.personal_links import link_for
from alliance.actions.totals import LEAST
from alliance.directory.models import Authority, RoleKind, User
from tests.actions.campaigns.invented import (
    asked_of,
    campaign,
    gives,
    next_week,
    share,
    week_of,
    working_day,
)
from tests.actions.invented import DAY, SECRET, answered, counting, question_of
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    return client


def page(client: Client, at: str, status: int = 200) -> str:
    response = client.get(at)
    assert response.status_code == status
    return response.content.decode()


def places(count: int) -> list[Authority]:
    return [authority("Kent"), *(
        Authority.objects.create(name=f"Place {n:02}", slug=f"place-{n}", ons_code=f"E0601{n:04}")
        for n in range(1, count)
    )]  # fmt: skip


def leads(where: Sequence[Authority]) -> list[User]:
    return [account(f"Lead of {place}", RoleKind.DATA_LEAD, place) for place in where]


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def other() -> User:
    return account("Medway Lead", RoleKind.DATA_LEAD, authority("Medway"))


@pytest.fixture
def support() -> User:
    return account("Support", RoleKind.PROGRAMME_SUPPORT)


# Whose figures ---------------------------------------------------------------------------------


def test_an_authority_reads_its_own_line_and_no_others(lead: User, other: User) -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    answered(asked_of(found, other), other, said=share(123, 456, SECRET))
    gives(found, lead, 10, 20)
    there, at = signed_in(lead), found.get_absolute_url()
    for address in (at, "/campaigns/", "/my-authority/", f"{at}figures.csv"):
        shown = page(there, address)
        assert "123" not in shown
        assert SECRET not in shown
        assert "Medway" not in shown
    assert "10 of 20 (50 %)" in page(there, at)
    assert "123 of 456" in page(signed_in(other), at)


def test_a_campaign_is_nothing_to_who_takes_no_part(other: User) -> None:
    found = campaign("Only Kent", of=[authority("Kent")])
    client = signed_in(other)
    assert "Only Kent" not in page(client, "/campaigns/")
    page(client, found.get_absolute_url(), 404)
    page(client, f"{found.get_absolute_url()}figures.csv", 404)


def test_a_draft_is_the_programmes(lead: User, support: User) -> None:
    found = campaign(opened=False)
    page(signed_in(lead), found.get_absolute_url(), 404)
    page(signed_in(support), found.get_absolute_url())


def test_the_regions_total_is_told_once_five_gave_a_figure(support: User) -> None:
    everywhere = places(LEAST)
    found = campaign(of=everywhere)
    people = leads(everywhere)
    for user in people[:-1]:
        gives(found, user, 50, 100)
    kent, at = signed_in(people[0]), found.get_absolute_url()
    assert "200 of 400" not in page(kent, at)
    assert "told once five" in page(kent, at)
    assert "Region" not in page(kent, "/my-authority/").partition("Campaigns</h2>")[2]
    assert "200 of 400" in page(signed_in(support), at)
    gives(found, people[-1], 0, 100)
    assert "200 of 500 social workers have renewed: 40 % in the region" in page(kent, at)
    assert "Region 40 %" in page(kent, "/my-authority/").partition("Campaigns</h2>")[2]


def test_a_figure_of_a_day_to_come_is_told_as_of_so_far(support: User) -> None:
    """A week is asked two days before its day: until then the total is not of that day."""
    kents = leads(places(1))
    found = campaign(of=[authority("Kent")])
    gives(found, kents[0], 40, 100)
    at = found.get_absolute_url()
    assert "40 % in the region on " in page(signed_in(support), at)

    gives(found, kents[0], 50, 100, week=next_week(found))
    assert "50 % in the region so far, for " in page(signed_in(support), at)


def test_and_not_again_before_five_gave_the_next_weeks(support: User) -> None:
    """Else the change from one week to the next is what one authority gave."""
    everywhere = places(LEAST)
    found = campaign(of=everywhere)
    people = leads(everywhere)
    for user in people:
        gives(found, user, 50, 100)
    next_week(found)
    gives(found, people[1], 77, 100)
    for address in (found.get_absolute_url(), f"{found.get_absolute_url()}figures.csv"):
        assert "277" not in page(signed_in(people[0]), address)
    assert "277 of 500" in page(signed_in(support), found.get_absolute_url())
    assert "277" not in page(signed_in(people[0]), f"/api/v1/campaigns/{found.pk}/")


def test_the_programme_sees_each_line_and_who_is_missing(lead: User, support: User) -> None:
    found = campaign(of=[authority("Kent"), authority("Medway"), authority("Slough")])
    gives(found, lead, 50, 100)
    shown = page(signed_in(support), found.get_absolute_url())
    missing = shown.partition('id="missing-heading"')[2].partition("</section>")[0]
    assert "Medway" in missing
    assert "Slough" in missing
    assert "Kent" not in missing
    assert "45 more of 100" in shown
    assert "1 of 3 authorities gave a figure" in shown


def test_fewer_than_before_is_worth_a_second_look(lead: User, support: User) -> None:
    found = campaign()
    gives(found, lead, 90, 140)
    next_week(found)
    signed_in(lead).post(
        f"{week_of(found).action.get_absolute_url()}kent/", figure(found, number="80", whole="140")
    )
    shown = page(signed_in(support), found.get_absolute_url())
    assert "Worth a second look" in shown
    assert "80 is fewer than before" in shown
    assert "80 is fewer than before" in page(signed_in(lead), found.get_absolute_url())


# Giving a figure -------------------------------------------------------------------------------


def figure(found: Campaign, **said: str) -> dict[str, Any]:
    return {"question": question_of(week_of(found).action).pk, "seen": "", "do": "answer", **said}


def test_it_is_given_in_place_with_last_weeks_whole(lead: User) -> None:
    found = campaign(weeks_ago=1)
    gives(found, lead, 90, 140)
    next_week(found)
    client = signed_in(lead)
    owed = (
        page(client, "/my-authority/").partition('id="owed-heading"')[2].partition("</section>")[0]
    )
    assert "How many have renewed?" in owed
    assert "Of how many social workers?" in owed
    assert 'value="140"' in owed
    action = week_of(found).action
    sent = figure(found, number="101", whole="140", back="my-authority")
    response = client.post(f"{action.get_absolute_url()}kent/", sent)
    assert response.headers["Location"] == "/my-authority/"
    last = counting(asked_of(found, lead))
    assert last is not None
    assert (last.number, last.whole) == (101, 140)
    panel = page(client, "/my-authority/").partition("Campaigns</h2>")[2]
    assert "32 more of 140" in panel


def test_what_is_no_figure_comes_back_with_both_counts(lead: User) -> None:
    found = campaign()
    at = f"{week_of(found).action.get_absolute_url()}kent/"
    response = signed_in(lead).post(at, figure(found, number="150", whole="140"))
    assert response.status_code == 422
    shown = response.content.decode()
    assert 'value="150"' in shown
    assert 'value="140"' in shown
    assert "more than the 140 it is out of" in shown
    assert not Response.objects.exists()


def test_an_earlier_week_is_corrected_from_the_campaigns_page(lead: User) -> None:
    found = campaign()
    first = week_of(found)
    given = gives(found, lead, 90, 140)
    next_week(found)
    client = signed_in(lead)
    at = f"{first.action.get_absolute_url()}kent/"
    assert f'href="{at}"' in page(client, found.get_absolute_url())
    sent = {"question": question_of(first.action).pk, "seen": given.pk, "do": "answer",
            "number": "95", "whole": "140"}  # fmt: skip
    assert client.post(at, sent).status_code == 302
    assert "95 of 140" in page(client, found.get_absolute_url())
    assert "90 of 140" in page(client, at), "the earlier figure is kept"


def test_by_a_personal_link_and_what_another_counted_is_not_shown(lead: User) -> None:
    found = campaign(by_link=True)
    gives(found, lead, 90, 1433)
    next_week(found)
    pa = account("Kent PA", RoleKind.DCS_PA, authority("Kent")).person
    assert pa is not None
    ask = asked_of(found, lead)
    link = urlsplit(link_for(ask=ask, person=pa, by=None) or "").path
    stranger = Client()
    assert "1433" not in page(stranger, link)
    stranger.post(link, figure(found, number="95", whole="1433"))
    last = counting(ask)
    assert last is not None
    assert (last.number, last.way) == (95, Way.LINK)
    next_week(found)
    link = urlsplit(link_for(ask=asked_of(found, lead), person=pa, by=None) or "").path
    assert 'value="1433"' in page(stranger, link), "what they counted themselves is"


def test_support_writes_down_what_came_by_telephone(support: User) -> None:
    found = campaign()
    at = f"{week_of(found).action.get_absolute_url()}kent/record/"
    day = working_day()
    sent = figure(found, number="9", whole="10", way="telephone", given_by="Ann Lee",
                  given_on=day.isoformat())  # fmt: skip
    assert signed_in(support).post(at, sent).status_code == 302
    assert "9 of 10 (90 %)" in page(signed_in(support), found.get_absolute_url())


# Running it ------------------------------------------------------------------------------------


def form(**said: Any) -> dict[str, Any]:
    first, last = working_day() - 7 * DAY, working_day() + 21 * DAY
    return {
        "title": "Renewals",
        "counted": "have renewed",
        "of_what": "social workers",
        "target": "95",
        "first_on": first.isoformat(),
        "last_on": last.isoformat(),
        "weekday": str(working_day().weekday()),
        "authorities": [authority("Kent").pk],
        "do": "open",
        **said,
    }


def test_the_programme_begins_one(support: User) -> None:
    response = signed_in(support).post("/campaigns/new/", form())
    found = Campaign.objects.get()
    assert response.headers["Location"] == found.get_absolute_url()
    assert latest(found) is not None
    assert found.raised_by == support


def test_a_refused_form_says_all_that_is_wrong_and_keeps_what_was_typed(support: User) -> None:
    sent = form(title="Kept", target="0", last_on="1 January 2020", authorities=[])
    response = signed_in(support).post("/campaigns/new/", sent)
    assert response.status_code == 422
    shown = response.content.decode()
    for words in ("Kept", "from 1 to 100", "The last day comes before", "Choose the authorities"):
        assert words in shown
    assert not Campaign.objects.exists()


def test_a_campaign_that_is_over_is_not_begun(support: User) -> None:
    day = working_day() - 7 * DAY
    sent = form(first_on=(day - 7 * DAY).isoformat(), last_on=day.isoformat())
    assert (
        "This day has passed" in signed_in(support).post("/campaigns/new/", sent).content.decode()
    )


def test_who_is_taken_out_needs_a_reason(support: User) -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    client, at = signed_in(support), f"{found.get_absolute_url()}change/"
    sent = form(version=str(Campaign.objects.get().version))
    assert "Say why Medway no longer takes part" in client.post(at, sent).content.decode()
    assert client.post(at, sent | {"left_why": "It merged."}).status_code == 302
    assert found.parts.get(authority=authority("Medway")).left_why == "It merged."


def test_a_week_is_changed_with_its_campaign(support: User) -> None:
    found = campaign()
    response = signed_in(support).get(f"{week_of(found).action.get_absolute_url()}change/")
    assert response.headers["Location"] == f"{found.get_absolute_url()}change/"


def test_two_who_change_it_at_once_both_keep_what_they_wrote(support: User) -> None:
    found = campaign()
    at = f"{found.get_absolute_url()}change/"
    client, version = signed_in(support), str(Campaign.objects.get().version)
    client.post(at, form(title="First", version=version))
    response = client.post(at, form(title="Second", version=version))
    assert response.status_code == 409
    assert 'value="Second"' in response.content.decode()
    assert Campaign.objects.get().title == "First"


def test_it_is_closed_and_opened_again_from_its_page(support: User) -> None:
    found = campaign()
    client, at = signed_in(support), f"{found.get_absolute_url()}end/"
    assert client.post(at, {"do": "withdraw"}).status_code == 409
    client.post(at, {"do": "close", "why": "It is enough."})
    assert "It is enough." in page(client, found.get_absolute_url())
    client.post(at, {"do": "reopen"})
    assert Campaign.objects.get().state == ActionState.OPEN


def test_its_end_is_news_to_who_takes_part_and_a_weeks_is_not(lead: User) -> None:
    from datetime import timedelta

    from django.test import RequestFactory
    from django.utils import timezone

    from alliance.directory.my_authority import news

    found = campaign()
    next_week(found)
    end_campaign(by=None, campaign=found, state=ActionState.CLOSED)
    request = RequestFactory().get("/")
    request.user = lead
    told = [each.words for each in news(request, authority(), timezone.now() - timedelta(hours=1))]
    assert [words for words in told if words.startswith("Closed")] == ["Closed: Renewals"]


# To take along ---------------------------------------------------------------------------------


def test_the_programme_takes_all_figures_along_and_the_region(lead: User, support: User) -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    gives(found, lead, 90, 140)
    answered(asked_of(found, lead), lead, said=share(95, 140, "=1+1"))
    at = f"{found.get_absolute_url()}figures"
    content = signed_in(support).get(f"{at}.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content)))
    assert [(line["Authority"], line["How many"], line["Counts"]) for line in lines] == [
        ("Kent", "90", "no"),
        ("Kent", "95", "yes"),
        ("The region", "95", ""),
    ]
    assert lines[1]["Note"] == "'=1+1", "a spreadsheet runs nothing of it"
    book = load_workbook(io.BytesIO(signed_in(support).get(f"{at}.xlsx").content))
    assert book.sheetnames == ["Figures", "Region"]
    assert book["Region"]["B2"].value == 95
    page(signed_in(support), f"{at}.pdf", 404)


@pytest.mark.parametrize("count", [2, 12])
def test_a_page_takes_as_many_queries_for_many_as_for_few(
    support: User, count: int, django_assert_max_num_queries: Any
) -> None:
    everywhere = places(count)
    found = campaign(of=everywhere, weeks_ago=3)
    people = leads(everywhere)
    for _ in range(3):
        for user in people:
            gives(found, user, 50, 100)
        next_week(found)
    for n in range(count):
        campaign(f"Another {n}", of=everywhere)
    client, kent = signed_in(support), signed_in(people[0])
    for who, at, most in (
        (client, found.get_absolute_url(), 20),
        (kent, found.get_absolute_url(), 20),
        (client, "/campaigns/", 12),
        (client, "/api/v1/campaigns/", 12),
        (client, f"/api/v1/campaigns/{found.pk}/figures/", 12),
        (kent, "/my-authority/", 40),
    ):
        who.get(at)
        with django_assert_max_num_queries(most):
            who.get(at)


def test_what_cannot_be_told_apart_by_colour_can_by_words(support: User, lead: User) -> None:
    found = campaign()
    gives(found, lead, 90, 140)
    shown = page(signed_in(support), found.get_absolute_url())
    assert 'role="img"' in shown
    assert ">Kent</title>" in shown
    assert "43 more of 140 by" in shown.partition("<desc")[2]
