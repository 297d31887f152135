"""Before the launch nothing of a showcase is anybody's but the programme's; withdrawn, nothing again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from alliance.delivery.registry import source_of
from alliance.evidence.models import Case
from alliance.evidence.showcase.checking import record_consent
from alliance.evidence.showcase.ending import withdraw_case, withdraw_showcase
from alliance.evidence.showcase.launching import launch, plan_launch
from alliance.evidence.showcase.making import make_showcase
from alliance.evidence.showcase.pdf.gather import case_document
from alliance.evidence.showcase.pdf.job import drop_old_reports, set_report
from alliance.evidence.showcase.pdf.keep import FOLDER, _listed
from alliance.evidence.showcase.reading import with_all
from alliance.evidence.showcase.writing import choose_picture, draft_case
from alliance.jobs.progress import Progress
from alliance.search.models import SearchEntry
from tests.evidence.showcase.invented import (
    agreed,
    browser_of,
    chosen,
    director,
    drafted,
    launched,
    picture,
    support,
    written,
)

pytestmark = pytest.mark.django_db
WORD = "Zanzibar"


def with_a_word(case: Case) -> Case:
    """One word stands in all that could leak."""
    case = written(case, title=f"Walks in {WORD}", done=f"We walked in {WORD}.")
    case.showcase.title = f"Collection of {WORD}"
    case.showcase.save()
    return choose_picture(
        case,
        picture(),
        says=f"A path in {WORD}",
        names_nobody=True,
        by=support(),
        version=case.version,
    )


def addresses(case: Case) -> list[str]:
    page, collection = case.get_absolute_url(), case.showcase.get_absolute_url()
    return [
        page, collection, f"{page}case.pdf", f"{collection}report.pdf", f"{page}picture/large.jpg",
        f"{page}picture/small.jpg", f"{page}we-too/", f"{page}we-too/sent/",
    ]  # fmt: skip


LISTS = [
    "/showcase/",
    "/showcase/?q=walks",
    "/search/?q=walks",
    "/feeds/all.atom",
    "/publications/",
]


def test_under_embargo_nothing_of_it_is_shown_anywhere() -> None:
    case = agreed(with_a_word(drafted()))
    plan_launch(case.showcase, timezone.now() + dt.timedelta(hours=1), by=support())
    for client in (Client(), browser_of(director())):
        assert {client.get(address).status_code for address in addresses(case)} == {404}
        for address in [*LISTS, "/"]:
            assert WORD not in client.get(address).content.decode(), address
    assert WORD not in browser_of(director("Medway")).get("/my-authority/").content.decode()
    assert not SearchEntry.objects.filter(body__contains=WORD).exists()
    assert not source_of("showcase").told_last(None, 9)
    assert not source_of("showcase").shown([case.showcase_id])


def test_launched_all_of_it_is_there() -> None:
    """What the test before holds back is what could leak."""
    case = agreed(with_a_word(drafted()))
    launch(case.showcase, by=support())
    client = Client()
    assert {client.get(address).status_code for address in addresses(case)} == {200}
    for address in LISTS:
        assert WORD in client.get(address).content.decode(), address


def test_a_page_that_is_not_agreed_to_is_not_among_those_launched() -> None:
    case = launched()
    other = with_a_word(drafted(case.showcase))
    assert Client().get(other.get_absolute_url()).status_code == 404
    for address in (case.showcase.get_absolute_url(), "/showcase/", case.get_absolute_url()):
        assert f"Walks in {WORD}" not in Client().get(address).content.decode()


def test_a_withdrawn_page_says_so_and_why_and_nothing_of_what_it_said() -> None:
    case = launched(with_a_word(drafted()))
    withdraw_case(case, why="It was taken back.", by=support())
    page = case.get_absolute_url()
    for address in (page, f"{page}case.pdf"):
        response = Client().get(address)
        assert response.status_code == 410
        assert "It was taken back." in response.content.decode()
        assert f"Walks in {WORD}" not in response.content.decode()
    assert Client().get(f"{page}picture/large.jpg").status_code == 404
    assert not SearchEntry.objects.filter(title__contains=f"Walks in {WORD}").exists()


def test_a_page_that_was_never_shown_is_unknown_when_it_is_withdrawn() -> None:
    case = agreed()
    withdraw_case(case, why="It was taken back.", by=support())
    assert Client().get(case.get_absolute_url()).status_code == 404


def test_a_page_that_is_written_anew_is_away_until_it_is_agreed_to() -> None:
    case = launched()
    written(case, done="Another thing.")
    away = Client().get(case.get_absolute_url())
    assert (away.status_code, "being written anew" in away.content.decode()) == (404, True)
    agreed(case)
    assert Client().get(case.get_absolute_url()).status_code == 200


def test_a_withdrawn_showcase_takes_all_its_pages_with_it() -> None:
    case = launched()
    withdraw_showcase(case.showcase, why="A figure was wrong.", by=support())
    page, collection = case.get_absolute_url(), case.showcase.get_absolute_url()
    for address in (page, collection, f"{collection}report.pdf", f"{page}case.pdf"):
        response = Client().get(address)
        assert response.status_code == 410, address
        assert "A figure was wrong." in response.content.decode()
    assert not SearchEntry.objects.filter(url=page).exists()


def test_what_was_set_is_dropped_by_night_once_it_is_not_said_any_more() -> None:
    case = launched()
    set_report(Progress(), case.showcase_id)
    assert len(_listed()[1]) >= 2
    withdraw_case(case, why="Taken back.", by=support())
    drop_old_reports(Progress())
    key = case_document(with_all(Case.objects.filter(pk=case.pk)).get()).key
    assert f"{key}.pdf" not in _listed()[1], FOLDER


def test_who_agreed_without_a_name_is_named_on_no_page_in_no_file_and_no_index() -> None:
    """Their names are in the submission all the same."""
    submission = chosen(consent="unnamed", name="Nell Nameless", organisation="Lantern House")
    assert submission.authority
    collection = make_showcase(title="Silver Linings", call=submission.call, by=None)
    case = launched(draft_case(submission, collection, by=support()))
    page = case.get_absolute_url()
    said = [
        Client().get(address).content.decode()
        for address in (page, "/showcase/", collection.get_absolute_url(), "/feeds/all.atom")
    ]
    said.append(str(case_document(with_all(Case.objects.filter(pk=case.pk)).get()).data))
    said += [entry.body + entry.authority for entry in SearchEntry.objects.filter(url=page)]
    assert len(said) == 6
    for text in said:
        for name in ("Nameless", "Lantern", "Kent"):
            assert name not in text


def test_consent_narrowed_after_the_launch_takes_it_off_at_once() -> None:
    case = launched()
    assert "Kent" in Client().get(case.get_absolute_url()).content.decode()
    record_consent(case, consent="unnamed", how="By telephone", by=support())
    assert "Kent" not in Client().get(case.get_absolute_url()).content.decode()
    assert not SearchEntry.objects.filter(url=case.get_absolute_url()).exists()
