"""The screens of writing, without a script: every press of them, and what comes of each."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.bulletins.models import Bulletin, DraftIssue, DraftItem, PublishingRules
from alliance.bulletins.writing.changing import add_item
from alliance.bulletins.writing.said import Said
from alliance.directory.models import User, Visibility
from alliance.library.models import Publication
from alliance.sources.models import Candidate, CandidateState
from tests.bulletins.invented import person, said

WORDS = "Please return [the form](https://example.org/form) by 4 December 2099."


@pytest.fixture
def screen(client: Client, nell: User, issue: DraftIssue) -> Client:
    client.force_login(nell)
    return client


@pytest.fixture
def item(issue: DraftIssue, nell: User) -> DraftItem:
    return add_item(by=nell, issue=issue, said=Said(title="Kinship", body="<p>One.</p>"))


def form_of(item: DraftItem, **fields: Any) -> dict[str, Any]:
    item.refresh_from_db()
    return {
        "version": item.version,
        "title": item.title,
        "section": item.section,
        "body": "One.",
        "action_text": "",
        "deadlines": "",
        "events": "",
        "people": "",
        "audience": "",
        "publications": "",
    } | fields


def test_the_programme_begins_the_next_bulletin_by_a_press(
    client: Client, nell: User, last: Bulletin
) -> None:
    client.force_login(nell)
    assert "/bulletins/next/" in client.get("/bulletins/").content.decode()
    assert "Begin Update 430" in client.get("/bulletins/next/").content.decode()
    assert not DraftIssue.objects.exists()  # looking changes nothing

    answer = client.post("/bulletins/next/")

    assert answer.url == DraftIssue.objects.get().get_absolute_url()
    assert client.get("/bulletins/next/").url == answer.url


def test_what_is_written_is_kept_with_its_links_and_days(screen: Client, item: DraftItem) -> None:
    answer = screen.post(
        item.get_absolute_url(),
        form_of(
            item,
            body=WORDS,
            deadlines="4 December 2099",
            people="Anna Miller\nTom Bell",
            audience="data leads",
        )
        | {"do": "save"},
    )

    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.body == (
        '<p>Please return <a href="https://example.org/form" rel="noopener">the form</a>'
        " by 4 December 2099.</p>"
    )
    assert item.dates == [{"kind": "deadline", "date": "2099-12-04", "words": ""}]
    assert (item.people, item.audience) == (["Anna Miller", "Tom Bell"], "data leads")
    page = screen.get(answer.url.partition("#")[0]).content.decode()
    assert "[the form](https://example.org/form)" in page


def test_a_table_stays_when_only_the_title_is_changed(
    screen: Client, issue: DraftIssue, nell: User
) -> None:
    table = "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    item = add_item(by=nell, issue=issue, said=Said(title="T", body=table))

    screen.post(item.get_absolute_url(), form_of(item, title="New", body="a | b"))

    item.refresh_from_db()
    assert (item.title, item.body) == ("New", table)


def test_a_day_that_is_none_comes_back_with_all_that_was_typed(
    screen: Client, item: DraftItem
) -> None:
    answer = screen.post(
        item.get_absolute_url(), form_of(item, body="Typed.", deadlines="32 December 2026")
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is not a day. Write it as 13 November 2020" in page
    assert "Typed." in page


def test_saved_as_one_writes_it_says_when(screen: Client, item: DraftItem) -> None:
    answer = screen.post(
        item.get_absolute_url(), form_of(item, title="Kin"), headers={"Accept": "application/json"}
    )

    told = answer.json()
    assert told["version"] == 2
    assert re.fullmatch(r"\d{1,2}\.\d\d", told["at"])
    item.refresh_from_db()
    assert item.title == "Kin"


def test_what_the_check_finds_is_told_with_each_saving(screen: Client, item: DraftItem) -> None:
    def saved(body: str) -> dict[str, Any]:
        said: dict[str, Any] = screen.post(
            item.get_absolute_url(),
            form_of(item, body=body),
            headers={"Accept": "application/json"},
        ).json()
        return said

    told = saved("The department has recieved every answer. You can see this flyer for the dates.")
    assert "in the way" in told["found"]
    assert "recieved" in told["findings"]
    told = saved("The department has received every answer.")
    assert "recieved" not in told["findings"]
    assert "in the way" not in told["found"]

    told = saved("We met on Monday and we all had a good day. " * 12)
    age = re.search(r"Reading age (\d+)", told["findings"])
    assert age
    page = screen.get(item.get_absolute_url()).content.decode()
    assert age[0] in page
    assert age[0] in screen.get(item.issue.get_absolute_url()).content.decode()


def test_two_at_once_see_each_others_words_side_by_side(
    screen: Client, item: DraftItem, tobias: User
) -> None:
    other = Client()
    other.force_login(tobias)
    first, second = form_of(item, title="Hers"), form_of(item, title="His")
    other.post(item.get_absolute_url(), second)

    answer = screen.post(item.get_absolute_url(), first, headers={"Accept": "application/json"})

    assert answer.status_code == 409
    assert "Tobias Reed has changed this meanwhile" in answer.json()["says"]
    page = screen.get(answer.json()["address"]).content.decode()
    assert "Hers" in page
    assert "His" in page
    [number] = re.findall(r'name="number" value="(\d+)">Take this one instead', page)
    screen.post(answer.json()["address"], {"number": number})
    item.refresh_from_db()
    assert item.title == "Hers"


def test_who_else_is_here_is_said(
    screen: Client, issue: DraftIssue, item: DraftItem, tobias: User
) -> None:
    other = Client()
    other.force_login(tobias)
    other.post(f"{issue.get_absolute_url()}here/", {"item": item.pk})

    told = screen.post(f"{issue.get_absolute_url()}here/", {"item": ""}).json()

    assert told == {
        "says": "Tobias Reed is here too, in “Kinship”.",
        "versions": {str(item.pk): item.version},
    }


def test_undo_moves_and_taking_out_are_presses(
    screen: Client, issue: DraftIssue, item: DraftItem, nell: User
) -> None:
    other = add_item(by=nell, issue=issue, said=Said(title="Other"))
    screen.post(item.get_absolute_url(), form_of(item, title="Changed") | {"do": "save"})
    screen.post(item.get_absolute_url(), form_of(item) | {"do": "undo"})
    item.refresh_from_db()
    assert item.title == "Kinship"

    answer = screen.post(other.get_absolute_url(), {"do": "up"})
    assert f"moved=up-{other.pk}" in answer.url
    page = screen.get(issue.get_absolute_url()).content.decode()
    assert page.index("1. Other") < page.index("2. Kinship")

    screen.post(other.get_absolute_url(), {"do": "remove"})
    page = screen.get(issue.get_absolute_url()).content.decode()
    assert "Taken out (1)" in page
    screen.post(other.get_absolute_url(), {"do": "put_back"})
    assert "Taken out" not in screen.get(issue.get_absolute_url()).content.decode()


def test_pasted_words_show_what_was_found_before_it_is_taken(
    screen: Client, issue: DraftIssue
) -> None:
    html = "<h2>Survey</h2><p>Reply to Anna Miller by 4 December 2099.</p>"
    screen.post(f"{issue.get_absolute_url()}paste/", {"pasted": "Survey", "pasted_html": html})

    page = screen.get(issue.get_absolute_url()).content.decode()
    assert "Found in the words" in page
    assert "from “Reply to Anna Miller by 4 December 2099.”" in page
    [item] = issue.items.all()
    assert item.dates == []

    screen.post(issue.get_absolute_url(), {"do": "take"})
    item.refresh_from_db()
    assert [row["date"] for row in item.dates] == ["2099-12-04"]
    assert item.found == []


def test_one_fact_is_dropped_and_the_other_stays_to_be_decided(
    screen: Client, issue: DraftIssue
) -> None:
    words = "Survey\n\n\nReply to Anna Miller by 4 December 2099."
    screen.post(f"{issue.get_absolute_url()}paste/", {"pasted": words})
    item = issue.items.get()
    kinds = [fact["kind"] for fact in item.found]
    place = kinds.index("deadline")

    screen.post(
        issue.get_absolute_url(),
        {"do": f"drop:{item.pk}:{place}", f"fact-{item.pk}-{place}": "deadline 2099-12-04"},
    )

    item.refresh_from_db()
    assert [fact["kind"] for fact in item.found] == [kind for kind in kinds if kind != "deadline"]
    assert item.dates == []


def test_a_paste_that_cannot_be_read_says_why(screen: Client, issue: DraftIssue) -> None:
    answer = screen.post(f"{issue.get_absolute_url()}paste/", {"pasted": " "})

    assert answer.status_code == 422
    assert "Paste something, or choose a file." in answer.content.decode()


def test_contacts_and_publications_are_found_without_a_script(
    screen: Client, item: DraftItem
) -> None:
    anna = person("Anna Miller", Visibility.PUBLIC)
    report = Publication.objects.create(
        title="A toolkit for kinship", match_key="x", url="https://example.org/toolkit"
    )
    page = screen.post(item.get_absolute_url(), form_of(item) | {"do": "find", "find": "mill"})
    assert "Name as contact: Anna Miller" in page.content.decode()

    screen.post(item.get_absolute_url(), {"do": f"contact:{anna.pk}"})
    screen.post(item.get_absolute_url(), {"do": f"cite:{report.pk}"})

    item.refresh_from_db()
    assert item.people == ["Anna Miller"]
    assert item.publications == [report.pk]
    assert (
        '<a href="https://example.org/toolkit" rel="noopener">A toolkit for kinship</a>'
        in item.body
    )
    told = screen.get("/bulletins/drafts/suggest/?q=toolkit").json()
    assert [each["title"] for each in told["publications"]] == ["A toolkit for kinship"]


def test_news_that_came_is_taken_once(screen: Client, issue: DraftIssue) -> None:
    candidate = Candidate.objects.create(
        key="a", title="Grants open", html="<p>Apply by 4 December 2099.</p>", url="https://x.org/g"
    )
    assert "Grants open" in screen.get(issue.get_absolute_url()).content.decode()

    for _ in range(2):  # pressed twice
        screen.post(issue.get_absolute_url(), {"do": f"candidate:{candidate.pk}"})

    [item] = issue.items.all()
    assert item.title == "Grants open"
    assert 'href="https://x.org/g"' in item.body
    candidate.refresh_from_db()
    assert (candidate.state, candidate.taken_as) == (
        CandidateState.TAKEN,
        "the draft of Update 430",
    )


def test_reminders_are_taken_one_by_one_or_all_that_are_ticked(
    screen: Client, issue: DraftIssue, last: Bulletin
) -> None:
    for title in ("Survey", "Census"):
        said(
            last,
            title,
            body=f"<p>Reply about the {title}.</p>",
            deadline=issue.date + dt.timedelta(9),
        )
    page = screen.get(issue.get_absolute_url()).content.decode()
    assert "Reminders proposed (2)" in page

    screen.post(issue.get_absolute_url(), {"do": "reminders"})

    assert {item.title for item in issue.items.all()} == {"Survey", "Census"}
    assert all(item.section == "reminder" and item.why for item in issue.items.all())
    assert "Reminders proposed" not in screen.get(issue.get_absolute_url()).content.decode()


def test_it_is_looked_at_as_readers_will_and_nothing_stays(
    screen: Client, issue: DraftIssue, item: DraftItem
) -> None:
    for form in ("", "print/", "text/"):
        page = screen.get(f"{issue.get_absolute_url()}preview/{form}").content.decode()
        assert "Kinship" in page
        assert "nobody does yet" in page
    assert not Bulletin.objects.filter(number=430).exists()
    item.refresh_from_db()
    assert item.matter is None


@pytest.mark.parametrize(
    ("ending", "kind"), [("docx", "word"), ("eml", "rfc822"), ("txt", "plain")]
)
def test_draft_and_bulletin_come_as_files(
    screen: Client, issue: DraftIssue, item: DraftItem, ending: str, kind: str
) -> None:
    draft = screen.get(f"{issue.get_absolute_url()}update.{ending}")
    screen.post(f"{issue.get_absolute_url()}publish/", {"do": "publish"})
    bulletin = screen.get(f"/bulletins/430/update.{ending}")

    for answer in (draft, bulletin):
        assert kind in answer["Content-Type"]
        assert f"update-430.{ending}" in answer["Content-Disposition"]
    assert screen.get("/bulletins/430/update.pdf").status_code == 404


def test_a_block_is_let_pass_with_a_reason(
    screen: Client, issue: DraftIssue, item: DraftItem
) -> None:
    screen.post(
        item.get_absolute_url(), form_of(item, body="Write to Rosemary Perry (details below).")
    )
    page = screen.get(f"{issue.get_absolute_url()}publish/").content.decode()
    assert "Rosemary Perry" in page
    [digest] = re.findall(r'name="digest" value="(\w+)"', page)
    screen.post(f"{issue.get_absolute_url()}publish/", {"do": "publish"})
    assert not Bulletin.objects.filter(number=430).exists()

    screen.post(
        f"{issue.get_absolute_url()}publish/", {"do": "pass", "digest": digest, "reason": ""}
    )
    screen.post(
        f"{issue.get_absolute_url()}publish/",
        {"do": "pass", "digest": digest, "reason": "Everybody knows her."},
    )
    screen.post(f"{issue.get_absolute_url()}publish/", {"do": "publish"})

    [passed] = Bulletin.objects.get(number=430).passed_findings.all()
    assert (passed.reason, passed.rule) == ("Everybody knows her.", "person-not-below")


def test_a_time_is_british_and_can_be_taken_back(
    screen: Client, issue: DraftIssue, item: DraftItem
) -> None:
    page = f"{issue.get_absolute_url()}publish/"
    assert screen.post(page, {"do": "schedule", "on": "1 July 2099", "at": "x"}).status_code == 422

    screen.post(page, {"do": "schedule", "on": "1 July 2099", "at": "12:00"})

    issue.refresh_from_db()
    assert issue.scheduled_for == dt.datetime(2099, 7, 1, 11, tzinfo=dt.UTC)
    assert "goes out on Wednesday 1 July 2099, 12:00 p.m." in screen.get(page).content.decode()
    screen.post(page, {"do": "unschedule"})
    issue.refresh_from_db()
    assert issue.scheduled_for is None


def test_the_alliance_may_want_a_second_person(
    screen: Client, issue: DraftIssue, item: DraftItem, tobias: User
) -> None:
    page = f"{issue.get_absolute_url()}publish/"
    screen.post(page, {"do": "rules", "second_person": "on"})
    assert PublishingRules.get().second_person
    screen.post(page, {"do": "publish"})
    assert not Bulletin.objects.filter(number=430).exists()
    screen.post(page, {"do": "ask", "of": tobias.pk})
    other = Client()
    other.force_login(tobias)
    [version] = re.findall(r'name="version" value="(\d+)"', other.get(page).content.decode())

    other.post(page, {"do": "approve", "version": version})
    screen.post(page, {"do": "publish"})

    assert Bulletin.objects.get(number=430).live


def test_a_correction_is_begun_on_the_bulletin_and_told(screen: Client, last: Bulletin) -> None:
    said(last, "Kinship")
    assert "Correct this bulletin" in screen.get("/bulletins/429/").content.decode()
    draft = screen.post("/bulletins/429/correct/").url
    item = DraftItem.objects.get()
    screen.post(item.get_absolute_url(), form_of(item, title="Kinship care", body="What is said."))

    screen.post(f"{draft}publish/", {"do": "correct", "note": "the title"})

    page = screen.get("/bulletins/429/").content.decode()
    assert "Kinship care" in page
    assert "the title" in page


@pytest.mark.parametrize("count", [2, 12])
def test_the_screen_costs_the_same_however_much_is_in_it(
    screen: Client,
    issue: DraftIssue,
    nell: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(count):
        add_item(
            by=nell, issue=issue, said=Said(title=f"Item {place}", body=f"<p>Words {place}.</p>")
        )
    screen.get(issue.get_absolute_url())
    with django_assert_num_queries(QUERIES):
        screen.get(issue.get_absolute_url())


QUERIES = 24
