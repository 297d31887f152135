"""The list of a call's answers: what is lacking, narrowing, order, and its queries."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from alliance.directory.models import User
from alliance.evidence.erasing import erase
from alliance.evidence.models import Call, Submission, Theme
from alliance.evidence.taking.faults import lacking
from alliance.evidence.taking.rows import definition_of, sent_of
from alliance.evidence.taking.sending import begin, withdraw
from alliance.evidence.triage.listing import Wanted, rows_of
from alliance.evidence.triage.settling import mark_duplicate
from tests.evidence import invented

pytestmark = pytest.mark.django_db
QUERIES = 16


@pytest.fixture
def call() -> Call:
    return invented.call()


def listed(editor: Client, call: Call, query: str = "") -> list[str]:
    user: User = editor.user  # type: ignore[attr-defined]
    rows = rows_of(user, call, Wanted.of(QueryDict(query)))
    return [row.submission.reference for row in rows]


def test_what_is_lacking_is_told_as_taking_tells_it(editor: Client, call: Call) -> None:
    invented.authority()
    for what in (
        invented.given(),
        invented.whole(authority="kent"),
        invented.whole(answers={"stays": "no"}),
        invented.whole(answers={"stays": "yes", "until": "June"}),
    ):
        invented.sent(call, what)
    user: User = editor.user  # type: ignore[attr-defined]
    definition = definition_of(call)
    rows = rows_of(user, call, Wanted())
    assert len(rows) == 4
    for row in rows:
        said = [fault.sentence for fault in lacking(definition, sent_of(row.submission))]
        assert list(row.lacks) == said


def test_what_is_only_begun_is_not_listed(editor: Client, call: Call) -> None:
    begin(call, given=invented.given(), by=None)
    assert listed(editor, call, "show=all") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["SL-5", "SL-4", "SL-2", "SL-1"]),
        ("show=all", ["SL-5", "SL-4", "SL-3", "SL-2", "SL-1"]),
        ("show=withdrawn", ["SL-3"]),
        ("show=lacking", ["SL-5", "SL-2"]),
        ("show=whole", ["SL-4", "SL-1"]),
        ("show=duplicates", ["SL-5"]),
        ("show=late", []),
        ("authority=kent", ["SL-1"]),
        ("authority=none", ["SL-5", "SL-4", "SL-2"]),
        ("section=early-help", ["SL-4", "SL-1"]),
        ("theme=none", ["SL-5", "SL-4", "SL-2"]),
        ("consent=named", ["SL-4", "SL-1"]),
        ("consent=none", ["SL-5", "SL-2"]),
        ("way=site", ["SL-5", "SL-4", "SL-2", "SL-1"]),
        ("way=word", []),
        ("q=sl-2", ["SL-2"]),
        ("q=kayaks", ["SL-2"]),
        ("order=oldest", ["SL-1", "SL-2", "SL-4", "SL-5"]),
        ("order=authority", ["SL-1", "SL-4", "SL-2", "SL-5"]),
        ("order=lacking", ["SL-2", "SL-5", "SL-1", "SL-4"]),
        ("show=nonsense&order=x&theme=99999999999999999999", []),
        ("consent=x", ["SL-5", "SL-4", "SL-2", "SL-1"]),
    ],
)
def test_it_is_narrowed_and_put_in_order(
    editor: Client, call: Call, query: str, found: list[str]
) -> None:
    invented.authority()
    first = invented.sent(call, invented.whole(authority="kent"))
    invented.sent(call, invented.given("Kayaks on the river."))
    withdraw(invented.sent(call, invented.given("Gone.")), by=None)
    invented.sent(call, invented.whole())
    mark_duplicate(invented.sent(call), of=first, by=editor.user)  # type: ignore[attr-defined]
    Submission.objects.filter(pk=first.pk).update(
        theme=Theme.objects.create(call=call, name="Video")
    )
    assert listed(editor, call, query) == found


def test_an_erased_answer_says_nothing_and_lacks_nothing(editor: Client, call: Call) -> None:
    erase(invented.sent(call), by=None, reason="asked for")
    page = editor.get("/programme/calls/silver-linings/answers/?show=all").content.decode()
    assert "Erased" in page
    assert "video" not in page
    assert "lacking" not in page.partition('class="scan"')[2]


def test_the_page_says_who_where_and_what_is_lacking(editor: Client, call: Call) -> None:
    invented.sent(call)
    page = editor.get("/programme/calls/silver-linings/answers/").content.decode()
    assert "1 answer; in 1 something is lacking." in page
    for words in ("SL-1: We run groups by video.", "Sam Practitioner", "What was the problem?"):
        assert words in page


def test_an_empty_list_says_what_will_be_here(editor: Client, call: Call) -> None:
    page = editor.get("/programme/calls/silver-linings/answers/").content.decode()
    assert "Nobody has answered yet." in page
    invented.sent(call)
    nothing = editor.get("/programme/calls/silver-linings/answers/?q=zebra").content.decode()
    assert "Nothing fits." in nothing


def test_queries_do_not_grow_with_answers(
    editor: Client, call: Call, django_assert_num_queries: Any
) -> None:
    address = "/programme/calls/silver-linings/answers/"
    for _ in range(5):
        invented.sent(call, invented.whole())
    editor.get(address)
    with django_assert_num_queries(QUERIES):
        editor.get(address)


def test_the_table_has_what_the_list_shows_and_runs_nothing(editor: Client, call: Call) -> None:
    invented.sent(call, invented.given("Kayaks.", title="=HYPERLINK(1)"))
    invented.sent(call, invented.given("Boats."))
    response = editor.get("/programme/calls/silver-linings/answers.csv?q=kayaks")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][:2] == ["SL-1", "'=HYPERLINK(1)"]
    assert "attachment" in response["Content-Disposition"]


def test_nobody_else_comes_in(member: Client, client: Client, call: Call) -> None:
    for path in ("answers/", "answers.csv", "answers/duplicates/", "themes/", "who/", "after/"):
        address = f"/programme/calls/silver-linings/{path}"
        assert member.get(address).status_code == 403
        assert client.get(address).status_code == 302
