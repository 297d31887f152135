"""What all answers have in common: pages, forms, validators, refusals, other sites' scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries

from alliance.bulletins.models import Bulletin, Item
from alliance.directory.models import Authority, Topic
from alliance.editions import shared
from alliance.editions.current import state
from alliance.editions.models import Edition
from alliance.search.models import Meaning
from tests.api.conftest import Ask, small_region
from tests.bulletins.invented import bulletin, contact, listed, person, said

pytestmark = pytest.mark.django_db

LISTS = ["bulletins", "items", "publications", "authorities", "events"]


# Pages ------------------------------------------------------------------------------------------


@pytest.fixture
def seven() -> None:
    for number in range(423, 430):
        bulletin(number)


def test_a_page_says_how_many_there_are_and_where_the_others_are(ask: Ask, seven: None) -> None:
    page = ask("bulletins/", per_page=3, page=2, from_="2026-01-01")
    assert [row["number"] for row in page.pop("results")] == [426, 425, 424]
    here = "http://testserver/api/v1/bulletins/?per_page=3"
    assert page == {
        "total": 7,
        "page": 2,
        "per_page": 3,
        "pages": 3,
        "next": f"{here}&page=3&from=2026-01-01",
        "previous": f"{here}&page=1&from=2026-01-01",
    }


def test_the_link_header_says_it_too(client: Client, seven: None) -> None:
    def links(page: int) -> dict[str, str]:
        answer = client.get("/api/v1/bulletins/", {"page": page, "per_page": 3})
        assert answer["X-Total-Count"] == "7"
        pairs = (link.split("; ") for link in answer["Link"].split(", "))
        return {rel[5:-1]: address[-18:-1] for address, rel in pairs}

    assert links(1) == {"first": "page=1&per_page=3", "next": "page=2&per_page=3", "last": "page=3&per_page=3"}  # fmt: skip
    assert set(links(2)) == {"first", "prev", "next", "last"}
    assert set(links(3)) == {"first", "prev", "last"}
    assert links(9)["prev"] == "page=3&per_page=3"


def test_all_pages_together_are_the_list(ask: Ask, seven: None) -> None:
    numbers, address = [], "bulletins/?per_page=2"
    while address:
        page = ask(address.replace("http://testserver/api/v1/", ""))
        numbers += [row["number"] for row in page["results"]]
        address = page["next"]
    assert numbers == [429, 428, 427, 426, 425, 424, 423]


# Forms ------------------------------------------------------------------------------------------

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (BROWSER, "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/json;q=0.2, text/csv", "text/csv; charset=utf-8"),
        ("image/png", "application/problem+json"),
        ("text/csv;q=0, application/xml", "application/problem+json"),
        (",;;=/", "application/problem+json"),
    ],
)
def test_the_accept_header_chooses_the_form(client: Client, accept: str, form: str) -> None:
    answer = client.get("/api/v1/bulletins/", HTTP_ACCEPT=accept)
    assert answer["Content-Type"] == form
    assert answer.status_code == (406 if "problem" in form else 200)
    assert "Accept" in answer["Vary"]


def test_the_address_chooses_the_form_before_the_header_does(client: Client) -> None:
    answer = client.get("/api/v1/bulletins/?format=csv", HTTP_ACCEPT="application/json")
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="bulletins.csv"'


def test_one_thing_comes_in_json_alone(client: Client) -> None:
    bulletin(429)
    assert client.get("/api/v1/bulletins/429/", HTTP_ACCEPT="text/csv").status_code == 406
    assert client.get("/api/v1/bulletins/429/?format=csv").status_code == 400


@pytest.fixture
def region(db: None) -> None:
    """For one test alone: the others here begin with nothing."""
    small_region()


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize("kind", LISTS)
def test_a_table_has_the_rows_of_the_list(ask: Ask, table: Ask, kind: str) -> None:
    rows = ask(f"{kind}/")["results"]
    assert rows
    assert len(table(f"{kind}/")) == len(rows)


@pytest.mark.usefixtures("region")
def test_a_table_is_flat_and_has_no_html(table: Ask) -> None:
    row = table("items/", q="survey")[0]
    assert list(row) == [
        *("section", "standing", "title", "body", "has_action", "action_text"),
        *("deadlines", "events", "people", "id", "topics"),
        *("first_said_number", "first_said_date", "first_said_url"),
        *("last_said_number", "last_said_date", "last_said_url"),
        *("times_said", "url"),
    ]
    assert row["deadlines"] == "2026-12-11"
    assert row["has_action"] == "true"
    assert row["topics"] == "kinship"
    assert row["first_said_number"] == "428"


def test_a_table_without_rows_still_has_its_names(client: Client) -> None:
    answer = client.get("/api/v1/publications/?format=csv")
    names = "id,title,publisher_slug,publisher_name,kind,date,topics,address,url\r\n"
    assert answer.content.decode() == names


def test_what_is_missing_is_an_empty_cell(table: Ask) -> None:
    entry = listed(bulletin(429), "Undated")
    entry.publication.publisher = None
    entry.publication.save()
    [row] = table("publications/")
    assert (row["publisher_slug"], row["publisher_name"], row["date"]) == ("", "", "")


@pytest.mark.parametrize(
    "title",
    [
        "=1+1",
        "+44 1632 960000",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "  =cmd|' /C calc'!A0",
        "＝1+1",
        "\r@x",
    ],
)
def test_no_cell_is_run_as_a_formula(table: Ask, title: str) -> None:
    said(bulletin(429), title, body="<p>=HYPERLINK()</p>")
    [row] = table("items/")
    assert row["title"] == f"'{title}"
    assert row["body"] == "'=HYPERLINK()"


def test_text_in_a_cell_keeps_its_lines_quotes_and_letters(table: Ask) -> None:
    said(bulletin(429), "Plant “Ŵ”, or not", body='<p>One, "two"</p><p>three</p>')
    [row] = table("items/")
    assert row["title"] == "Plant “Ŵ”, or not"
    assert row["body"] == 'One, "two"\nthree'


# Validators -------------------------------------------------------------------------------------


def test_what_is_known_already_is_not_sent_again(client: Client) -> None:
    bulletin(429)
    for address in ("/api/v1/bulletins/", "/api/v1/bulletins/429/", "/api/v1/openapi.json"):
        first = client.get(address)
        again = client.get(address, HTTP_IF_NONE_MATCH=f'"other", {first["ETag"]}')
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary"):
            assert again[name] == first[name]
        assert client.get(address, HTTP_IF_NONE_MATCH='"other"').status_code == 200


def test_a_change_makes_another_tag_and_so_does_another_form_or_reader(
    client: Client, programme: Client
) -> None:
    bulletin(430, live=False)
    bulletin(429)
    tags = {
        client.get("/api/v1/bulletins/")["ETag"],
        client.get("/api/v1/bulletins/?format=csv")["ETag"],
        programme.get("/api/v1/bulletins/")["ETag"],
    }
    Bulletin.objects.filter(number=429).update(date="2026-11-19")
    tags.add(client.get("/api/v1/bulletins/")["ETag"])
    assert len(tags) == 4


HOUR, SECOND = dt.timedelta(hours=1), dt.timedelta(seconds=1)


NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
"""So that an hour later is the same day, at whatever hour the tests run."""


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """What is done inside is done then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared.timezone, "localtime", lambda *args, **kwargs: moment)
        patch.setattr(shared.time, "time", moment.timestamp)
        yield


@pytest.fixture
def kent() -> Authority:
    """Made at noon."""
    Edition.objects.update(changed_at=0)
    with at(NOON):
        return Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


def asked(
    client: Client,
    *,
    later: dt.timedelta,
    since: str = "",
    address: str = "authorities/",
) -> HttpResponse:
    """Asked so much later than noon."""
    headers = {"HTTP_IF_MODIFIED_SINCE": since} if since else {}
    with at(NOON + later):
        return client.get(f"/api/v1/{address}", **headers)


def test_a_date_alone_is_enough_once_the_change_is_old(client: Client, kent: Authority) -> None:
    date = asked(client, later=HOUR)["Last-Modified"]
    assert asked(client, later=HOUR, since=date).status_code == 304
    assert date == http_date(state().changed_at) == http_date(NOON.timestamp())


def test_a_date_given_while_a_change_is_fresh_is_never_enough(
    client: Client, kent: Authority
) -> None:
    """Another change of the same second may follow."""
    date = asked(client, later=SECOND)["Last-Modified"]
    assert asked(client, later=SECOND, since=date).status_code == 200
    assert asked(client, later=HOUR, since=date).status_code == 200


def test_an_edit_and_a_new_day_end_what_a_date_said(client: Client, kent: Authority) -> None:
    date = asked(client, later=HOUR)["Last-Modified"]
    assert asked(client, later=25 * HOUR, since=date).status_code == 200
    with at(NOON + HOUR / 2):
        kent.save()
    assert asked(client, later=HOUR, since=date).status_code == 200


def test_a_wording_that_search_learns_ends_what_a_date_said(client: Client) -> None:
    said(bulletin(429), "Children in need of a placement")
    Edition.objects.update(changed_at=0)
    ask_for = {"later": SECOND, "address": "items/?q=zzyzx"}
    first = asked(client, **ask_for)
    assert first.json()["total"] == 0
    Meaning.objects.create(name="Zzyzx", wordings="zzyzx\nplacement")
    again = asked(client, **ask_for, since=first["Last-Modified"])
    assert (again.status_code, again.json()["total"]) == (200, 1)


def test_for_an_account_a_date_alone_is_never_enough(member: Client, kent: Authority) -> None:
    """What the account may see can change without a change of what is published."""
    date = asked(member, later=HOUR)["Last-Modified"]
    assert asked(member, later=HOUR, since=date).status_code == 200


def test_the_tag_counts_where_both_are_sent(client: Client, kent: Authority) -> None:
    answer = client.get(
        "/api/v1/authorities/",
        HTTP_IF_NONE_MATCH='"other"',
        HTTP_IF_MODIFIED_SINCE="Fri, 01 Jan 2100 00:00:00 GMT",
    )
    assert answer.status_code == 200


def test_answers_may_be_kept_but_are_asked_for_anew(client: Client, member: Client) -> None:
    for address in ("/api/v1/items/", "/api/v1/nothing/"):
        assert client.get(address)["Cache-Control"] == "public, no-cache"
        answer = member.get(address)
        assert answer["Cache-Control"] == "private, no-cache"
        assert "Cookie" in answer["Vary"]


def test_a_reader_gets_no_cookie(client: Client) -> None:
    assert not client.get("/api/v1/items/").cookies
    assert not client.get("/api/v1/").cookies


def test_head_says_what_get_would(client: Client) -> None:
    bulletin(429)
    for address in ("/api/v1/bulletins/", "/api/v1/bulletins/429/", "/api/v1/bulletins/1/"):
        got, head = client.get(address), client.head(address)
        assert head.content == b""
        assert head.status_code == got.status_code
        assert head["Content-Length"] == str(len(got.content))
        assert head.get("ETag") == got.get("ETag")


# Refusals ---------------------------------------------------------------------------------------


def refused(client: Client, address: str, method: str = "get", **headers: str) -> dict[str, Any]:
    answer = getattr(client, method)(f"/api/v1/{address}", **headers)
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    kind = problem["type"].removeprefix("http://testserver/api/v1/#")
    assert f'id="{kind}"' in client.get("/api/v1/").content.decode()
    return {"status": problem["status"], **{f["parameter"]: f["detail"] for f in problem["errors"]}}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("bulletins/?year=last", {"year": "Write a whole number, as 2."}),
        ("bulletins/?year=1066", {"year": "Write a number of at least 1900."}),
        ("bulletins/?from=20 November", {"from": "Write a day as 2026-11-20."}),
        ("bulletins/?from=1700000000", {"from": "Write a day as 2026-11-20."}),
        ("bulletins/?to=2026-02-30", {"to": "There is no such day in the calendar."}),
        ("bulletins/?from=2026-02-02&to=2026-01-01", {"from": "It is later than “to”."}),
        ("items/?section=sport", {"section": "Write news or reminder."}),
        ("items/?has_action=1", {"has_action": "Write true or false."}),
        ("items/?per_page=501", {"per_page": "Write a number of at most 500."}),
        ("items/?page=0", {"page": "Write a number of at least 1."}),
        ("items/?page=", {"page": "Write a whole number, as 2."}),
        ("items/?format=xml", {"format": "Write json or csv."}),
        ("items/?q=" + "x" * 201, {"q": "Write at most 200 characters."}),
        (
            "items/?topic=early help",
            {"topic": "Write a slug: letters, digits and hyphens, as early-help."},
        ),
        (
            "publications/?publisher=nobody",
            {
                "publisher": "There is no publisher “nobody”; each row of this list has the slug "
                "of its own."
            },
        ),
        ("authorities/kent/", {"ons_code": "Write the nine-character ONS code, as E10000014."}),
        (
            "events/?kind=party&page=x",
            {"kind": "Write deadline or event.", "page": "Write a whole number, as 2."},
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_how_to_write_it(
    client: Client, address: str, expected: dict[str, str]
) -> None:
    assert refused(client, address) == {"status": 422, **expected}


def test_a_misspelt_parameter_is_not_left_out_in_silence(client: Client) -> None:
    assert refused(client, "authorities/?sizeband=large") == {
        "status": 400,
        "sizeband": "There are format, is_member, page, per_page, size_band.",
    }
    bulletin(429)
    assert refused(client, "bulletins/429/?full=1") == {
        "status": 400,
        "full": "There are none here.",
    }


def test_a_parameter_given_twice_is_refused(client: Client) -> None:
    assert refused(client, "items/?section=news&section=reminder") == {
        "status": 400,
        "section": "It is given more than once; give it once.",
    }


@pytest.mark.parametrize(
    "address",
    [
        "bulletins/1/",
        "items/1/",
        "publications/1/",
        "authorities/E10000099/",
        "bulletins/99999999999999999999/",
        "items/99999999999999999999/",
        "publications/99999999999999999999/",
        "items/" + "9" * 5000 + "/",
        "bulletins/latest/",
        "nothing/",
        "nothing",
        "items/%00/",
    ],
)
def test_what_is_not_there_is_a_problem_that_says_where_to_look(
    client: Client, address: str
) -> None:
    assert refused(client, address) == {"status": 404}
    assert "/api/v1/" in client.get(f"/api/v1/{address}").json()["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["items/", "openapi.json", "nothing/"])
def test_nothing_can_be_changed(method: str, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert refused(strict, address, method) == {"status": 405}
    assert getattr(strict, method)(f"/api/v1/{address}")["Allow"] == "GET, HEAD, OPTIONS"


def test_an_address_without_its_last_stroke_leads_to_the_one_with_it(client: Client) -> None:
    answer = client.get("/api/v1/bulletins?year=2026")
    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/bulletins/?year=2026"
    assert client.get("/api/v1")["Location"] == "/api/v1/"


@pytest.mark.parametrize(
    "odd",
    [
        "%0A",
        "items%0A",
        "items%0A/",
        "items/1%0D%0A/",
        "bulletins/429%0A/",
        "%00",
        "%FF",
        "%E2%80%A8",
        "//",
        "..",
        "%3F/",
        "x" * 5000,
        "bulletins/99999999999999999999/",
        "items/-1/",
    ],
)
def test_what_is_at_no_address_is_a_problem_however_odd_it_is(client: Client, odd: str) -> None:
    answer = client.get(f"/api/v1/{odd}")
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.status_code in {404, 422}


def test_signs_that_databases_refuse_do_no_harm(client: Client) -> None:
    assert client.get("/api/v1/items/", {"q": "a\x00b' OR 1=1 --%"}).status_code == 200
    assert client.get("/api/v1/items/?topic=a%00").status_code == 422
    assert client.get("/api/v1/authorities/E1000001%00/").status_code == 422


# Other sites' scripts ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["items/", "openapi.json", "nothing/", "items/?page=0"])
def test_any_site_may_read_it_but_never_with_a_readers_cookies(
    client: Client, address: str
) -> None:
    answer = client.get(f"/api/v1/{address}", HTTP_ORIGIN="https://elsewhere.example")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "X-Total-Count" in answer["Access-Control-Expose-Headers"]


def test_a_browser_that_asks_first_is_told_what_it_may_ask(client: Client) -> None:
    answer = client.options(
        "/api/v1/items/",
        HTTP_ORIGIN="https://elsewhere.example",
        HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET",
        HTTP_ACCESS_CONTROL_REQUEST_HEADERS="if-none-match",
    )
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


def test_pages_of_the_site_stay_closed_to_other_sites(client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/bulletins/")


# Cost -------------------------------------------------------------------------------------------

QUERIES = {
    # the edition, count, rows; the edition again
    "authorities/": 4,
    # … and items, publications of each
    "bulletins/": 6,
    # … and dates, people, topics, how often said, first said
    "items/": 9,
    # … and topics
    "publications/": 5,
    # the edition; dates; days of the calendar; what actions tell; the page: dates, topics, how they
    # stand; the edition
    "events/": 8,
    # bulletin; appearances, dates, topics, people, what is asked, first said; catalogue; contacts, details, how
    # many hidden; corrections; items, publications; the edition
    "bulletins/429/": 16,
}


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("count", [1, 12])
def test_a_list_costs_the_same_for_one_row_as_for_many(
    client: Client, count: int, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many(count)
    with django_assert_num_queries(QUERIES[address]):
        assert client.get(f"/api/v1/{address}").status_code == 200


@pytest.mark.parametrize("count", [1, 12])
def test_an_item_costs_the_same_however_often_it_was_said(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = said(bulletin(429), "Kinship care")
    for number in range(429 - count, 429):
        said(bulletin(number), "Kinship care", item=first.item, body=f"<p>{number}</p>")
    # the edition; item; appearances, dates, people; topics, how often, first; the edition again
    with django_assert_num_queries(9):
        client.get(f"/api/v1/items/{first.item_id}/")


def many(count: int) -> None:
    cache.clear()
    topic = Topic.objects.create(name="Topic", slug="topic")
    one = bulletin(429)
    for number in range(count):
        bulletin(number)
        told = said(one, f"Matter {number}", deadline=dt.date(2099, 12, 1))
        told.item.topics.add(topic)
        who = person(f"Person {number}", "public")
        told.people.set([who])
        told.save()
        contact(one, who)
        listed(one, f"Report {number}").publication.topics.add(topic)
        code = f"E{number:08d}"
        Authority.objects.create(name=f"Authority {number}", slug=f"a-{number}", ons_code=code)
    assert Item.objects.count() == count
