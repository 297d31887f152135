"""The page on which the programme chooses from what was found."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import RoleKind, User
from alliance.jobs.progress import Progress
from alliance.sources.deciding import put_off, take
from alliance.sources.judge import judge_new
from alliance.sources.models import Candidate
from tests.directory.areas.invented import BACKEND, account
from tests.sources.found import CALL, found, told

pytestmark = pytest.mark.django_db
PAGE = "/sources/triage/"
QUERIES = 11


@pytest.fixture
def ana() -> User:
    return account("Ana Field", RoleKind.PROGRAMME_MANAGER)


@pytest.fixture
def programme(client: Client, ana: User) -> Client:
    client.force_login(ana, backend=BACKEND)
    return client


def text_of(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client: Client, candidate: Candidate, do: str, **more: object) -> str:
    answer = client.post(f"{PAGE}{candidate.pk}/", {"do": do, **more}, follow=True)
    candidate.refresh_from_db()
    return answer.content.decode()


def test_an_empty_list_says_what_will_be_here(programme: Client) -> None:
    assert "Nothing waits. What the watched sources find" in text_of(programme)


def test_the_nearest_to_the_region_stands_first_and_is_open(programme: Client) -> None:
    found("Office closed over Christmas", "Until January.")
    found("Statutory guidance for schools", "Statutory guidance on pupils who are absent.")
    judge_new(Progress())

    page = text_of(programme)

    assert page.index("Statutory guidance for schools") < page.index("Office closed over Christmas")
    assert (
        '<h2 class="govuk-heading-m" id="candidate-title">Statutory guidance for schools</h2>'
        in page
    )
    assert "Why it stands where it does" in page


def test_where_it_was_said_is_a_link_and_the_words_are_shown(programme: Client) -> None:
    item = told(427, "Transport: evidence wanted", CALL.format(day="5 March 2027"))
    found("Home to school transport: call for evidence", CALL.format(day="19 March 2027"))
    judge_new(Progress())

    page = text_of(programme)

    assert f'href="{item.get_absolute_url()}"' in page
    assert "Closing date moved from “5 March 2027” to “19 March 2027”." in page
    assert "<q>19 March 2027</q>" in page
    assert "Take as an update of “Transport: evidence wanted”, Update 427" in page


def test_a_decision_opens_the_next_and_can_be_undone(programme: Client, ana: User) -> None:
    one, two = found("One"), found("Two", days_ago=1)

    page = decide(programme, one, "take", next=two.pk)

    assert (one.state, one.decided_by) == ("taken", ana)
    assert 'id="candidate-title">Two<' in page
    assert "“One” was taken into the draft of" in page
    assert " by Ana Field at " in page
    page = decide(programme, one, "undo")
    assert one.state == "new"
    assert 'id="candidate-title">One<' in page


def test_no_may_have_a_reason_of_few_or_in_own_words(programme: Client) -> None:
    one, two, three = found("One"), found("Two"), found("Three")
    decide(programme, one, "no", why="")
    decide(programme, two, "no", why="Too old")
    decide(programme, three, "no", why="", own_words="It is about Wales")

    assert [one.why, two.why, three.why] == ["", "Too old", "It is about Wales"]


def test_later_comes_back_on_its_day(programme: Client) -> None:
    candidate = found("One")
    day = timezone.localdate() + dt.timedelta(days=3)

    decide(programme, candidate, "later", until=f"{day:%-d %B %Y}")

    assert candidate.later_until == day
    assert "Nothing waits." in text_of(programme)
    assert "One" in text_of(programme, f"{PAGE}?list=later")
    Candidate.objects.update(later_until=timezone.localdate())
    assert 'id="candidate-title">One<' in text_of(programme)


def test_a_day_that_is_none_comes_back_as_typed_with_what_to_do(programme: Client) -> None:
    candidate = found("One")

    answer = programme.post(f"{PAGE}{candidate.pk}/", {"do": "later", "until": "soonish"})

    assert answer.status_code == 422
    assert "soonish" in answer.content.decode()
    assert "Write the day as 13 November 2020." in answer.content.decode()


def test_two_that_tell_the_same_are_joined(programme: Client) -> None:
    one, two = found("One"), found("Two")

    page = decide(programme, two, "join", into=one.pk, next=one.pk)

    assert two.merged_into == one
    assert "Joined to it" in page
    assert "Choose the candidate" in decide(programme, one, "join", into="")


def test_who_decides_second_is_told_what_the_first_did(programme: Client) -> None:
    candidate = found("One")
    take(candidate, by=account("Tobias Reed", RoleKind.PROGRAMME_SUPPORT))

    page = decide(programme, candidate, "no")

    assert candidate.state == "taken"
    assert "“One” was taken into the draft of" in page
    assert " by Tobias Reed at " in page
    assert "Nothing was changed." in page


def test_looking_changes_nothing(programme: Client, ana: User) -> None:
    candidate = found("One")
    put_off(candidate, until=timezone.localdate() + dt.timedelta(days=1), by=ana)
    before = Candidate.objects.values().get()

    for address in (
        PAGE,
        f"{PAGE}?open={candidate.pk}&done={candidate.pk}",
        f"{PAGE}?list=decided&open=999",
    ):
        text_of(programme, address)

    assert Candidate.objects.values().get() == before
    assert programme.get(f"{PAGE}{candidate.pk}/").status_code == 405


def test_hostile_words_are_shown_as_words(programme: Client) -> None:
    found("<script>alert(1)</script>", "x", publisher="<b>bold</b>", html="")

    page = text_of(programme)

    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_short_cuts_can_be_switched_off(programme: Client) -> None:
    candidate = found("One")
    assert "data-keys-off" not in text_of(programme)

    programme.post(f"{PAGE}keys/", {"keys": "off", "open": candidate.pk})

    assert "data-keys-off" in text_of(programme)


@pytest.mark.parametrize("number", [3, 40])
def test_queries_do_not_grow_with_rows(
    programme: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        found(f"Candidate {place}", CALL.format(day="5 March 2027"))
    judge_new(Progress())
    programme.get(PAGE)

    with django_assert_num_queries(QUERIES):
        text_of(programme, f"{PAGE}?open={Candidate.objects.first().pk}")
