"""What readers see: lists narrowed, one case, “we are doing this too”, the authority's own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from alliance.directory.models import Topic
from alliance.evidence.models import AlsoDoing, Case
from alliance.evidence.showcase.joining import FROM_ONE_PLACE, forget, settle
from alliance.evidence.showcase.making import change_showcase
from alliance.jobs.progress import Progress
from tests.evidence.invented import authority, call
from tests.evidence.showcase.invented import (
    FIGURE,
    agreed,
    browser_of,
    director,
    drafted,
    launched,
    showcase,
    support,
    written,
)

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]
WE = {
    "organisation": "Early help",
    "name": "Ana Lee",
    "email": "ana@example.org",
    "words": "Outdoors.",
}


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_an_empty_showcase_says_what_will_be_here(client: Client) -> None:
    assert "Nothing has been published yet" in text(client, "/showcase/")


def test_a_case_tells_the_whole_story(client: Client) -> None:
    case = launched(written(drafted(has_supplier=True, supplier="VideoRoom"), figures=[FIGURE]))
    said = text(client, case.get_absolute_url())
    for words in (
        "Families could not come.", "Twice as many came.", "A video account.", "The early help team",
        "VideoRoom", "recommends none", "Parents at a group", "April to June 2020",
        "Source: Registers of three centres", "Early help team, Kent",
    ):  # fmt: skip
        assert words in said, words


def test_what_was_typed_is_no_markup(client: Client) -> None:
    case = launched(written(drafted(), done="<script>x</script> see https://a.example/x"))
    said = text(client, case.get_absolute_url())
    assert "<script>x" not in said
    assert 'href="https://a.example/x"' in said


def test_the_list_is_narrowed_by_each_of_its_fields_and_by_words(client: Client) -> None:
    case = launched()
    assert case.showcase.call
    theme = case.showcase.call.themes.create(name="By video")
    case = written(case, theme=theme)
    topic = Topic.objects.create(slug="early-help", name="Early help")
    change_showcase(
        case.showcase, {"title": "Silver Linings", "summary": "", "introduction": ""},
        topics=[topic], by=support(), version=case.showcase.version,
    )  # fmt: skip
    for query in ("q=could+not+come", "theme=By+video", "section=early-help", "authority=kent", "topic=early-help"):  # fmt: skip
        assert case.get_absolute_url() in text(client, f"/showcase/?{query}"), query
    for query in (
        "q=zeppelin",
        "theme=None",
        "section=none",
        "authority=medway",
        "topic=x",
        "q=%00",
    ):
        assert "No practice fits" in text(client, f"/showcase/?{query}"), query


def test_lists_and_pages_ask_as_often_for_many_cases_as_for_few(
    client: Client, django_assert_num_queries: Queries
) -> None:
    one = launched(written(drafted(), figures=[FIGURE]))
    agreed(drafted(one.showcase, title="Another"))
    collection = one.showcase.get_absolute_url()
    counts = {"/showcase/": 11, collection: 7, one.get_absolute_url(): 11}
    for address, count in counts.items():
        with django_assert_num_queries(count):
            client.get(f"{address}?n=1")
    for number in range(3):
        agreed(written(drafted(one.showcase, title=f"Case {number}"), figures=[FIGURE, FIGURE]))
    for address, count in counts.items():
        with django_assert_num_queries(count):
            client.get(f"{address}?n=2")


def test_we_are_doing_this_too_is_shown_once_the_programme_has_looked(client: Client) -> None:
    case = launched()
    page = case.get_absolute_url()
    medway = authority("Medway")
    sent = client.post(f"{page}we-too/", WE | {"authority": str(medway.pk)})
    assert sent.headers["Location"] == f"{page}we-too/sent/"
    assert "Outdoors." not in text(client, page)
    settle(AlsoDoing.objects.get(), is_shown=True, by=support())
    said = text(client, page)
    assert "Early help, Medway: Outdoors." in said
    assert "2 authorities do it" in said
    assert "Ana Lee" not in said
    assert "ana@example.org" not in said


def test_a_form_that_is_not_right_keeps_what_was_typed(client: Client) -> None:
    page = f"{launched().get_absolute_url()}we-too/"
    refused = client.post(page, WE | {"organisation": "", "authority": ""})
    assert refused.status_code == 422
    assert "Outdoors." in refused.content.decode()
    assert "Choose your authority" in refused.content.decode()
    assert client.post(page, WE | {"website": "http://spam.example"}).status_code == 422
    assert not AlsoDoing.objects.exists()


def test_too_many_from_one_place_are_not_taken(client: Client) -> None:
    page = f"{launched().get_absolute_url()}we-too/"
    for _ in range(FROM_ONE_PLACE):
        assert client.post(page, WE).status_code == 302
    assert client.post(page, WE).status_code == 429
    assert AlsoDoing.objects.count() == FROM_ONE_PLACE


def test_names_of_whoever_does_it_too_are_forgotten_after_a_year(client: Client) -> None:
    client.post(f"{launched().get_absolute_url()}we-too/", WE)
    assert forget(Progress()) == "0 forgotten"
    AlsoDoing.objects.update(at=timezone.now() - dt.timedelta(days=366))
    forget(Progress())
    also = AlsoDoing.objects.get()
    assert (also.name, also.email, also.organisation) == ("", "", "Early help")


def test_an_authority_sees_what_it_shared_and_what_is_new_from_others() -> None:
    case = launched()
    kent, medway = director("Kent"), director("Medway")
    assert "Practice you shared" in text(browser_of(kent), "/my-authority/")
    of_medway = text(browser_of(medway), "/my-authority/")
    assert "Practice you shared" not in of_medway
    assert case.title in of_medway


def test_pictures_and_reports_come_as_what_they_are(client: Client) -> None:
    case = launched()
    report = client.get(f"{case.showcase.get_absolute_url()}report.pdf")
    assert report.headers["Content-Type"] == "application/pdf"
    assert report.content.startswith(b"%PDF-")
    assert client.get(f"{case.get_absolute_url()}case.pdf").content.startswith(b"%PDF-")
    assert client.get(f"{case.get_absolute_url()}picture/large.jpg").status_code == 404


def test_more_like_this_has_those_of_its_theme_first(client: Client) -> None:
    within = showcase(of=call())
    assert within.call
    theme = within.call.themes.create(name="By video")
    cases = [drafted(within, title=title) for title in ("One", "Two", "Three")]
    cases = [written(cases[0], theme=theme), cases[1], written(cases[2], theme=theme)]
    for case in cases[1:]:
        agreed(case)
    launched(cases[0])
    found = client.get(Case.objects.get(title="One").get_absolute_url()).context["related"]
    assert [case.title for case in found] == ["Three", "Two"]
