"""Feeds: what stands in them, for whom, and who is told that nothing is new."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from alliance.bulletins.models import Bulletin
from alliance.delivery import feeds
from alliance.delivery.news import NEWEST, News
from alliance.delivery.registry import Shown
from alliance.directory.models import Alliance, Topic
from alliance.editions import shared
from alliance.search.registry import together
from tests.bulletins.invented import bulletin, said
from tests.delivery.strict import read_atom, read_json_feed

pytestmark = pytest.mark.django_db
ADDRESSES = ["/feeds/all.atom", "/feeds/all.json", "/calendar.ics"]
OF_TOPIC = ["/feeds/topics/{}.atom", "/feeds/topics/{}.json", "/calendar/{}.ics"]
AHEAD = dt.timedelta(days=20)


def atom(client: Client, address: str = "/feeds/all.atom") -> Any:
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return read_atom(response.content)


def json_feed(client: Client, address: str = "/feeds/all.json") -> dict[str, Any]:
    response = client.get(address)
    assert response["Content-Type"] == "application/feed+json"
    return read_json_feed(response.content)


def titles(client: Client, address: str = "/feeds/all.atom") -> list[str]:
    return [entry.title for entry in atom(client, address).entries]


# What stands in them ---------------------------------------------------------------------------


def test_a_site_without_bulletins_has_feeds_without_entries(client: Client) -> None:
    first = client.get("/feeds/all.atom").content
    assert titles(client) == []
    assert json_feed(client)["items"] == []
    shared.shelf.clear()
    assert client.get("/feeds/all.atom").content == first, "nothing changed, so it says the same"


def test_both_feeds_say_the_same_of_a_matter_and_say_it_is_the_alliances(client: Client) -> None:
    Alliance(name="Eastern Alliance", short_name="Eastern").save()
    one = said(
        bulletin(429),
        "Fostering & kin",
        body='<p>See <a href="/people/">people</a>, <a href="https://example.org/a?b=1&amp;c">that</a>.</p>',
        has_action=True,
        action_text="<p>Reply.</p>",
        deadline=dt.date(2026, 12, 4),
    )
    one.item.topics.add(Topic.objects.create(name="Care & courts", slug="care"))
    (entry,) = atom(client).entries
    (item,) = json_feed(client)["items"]

    assert entry.title == item["title"] == "Fostering & kin"
    assert entry.id == item["id"] == f"tag:localhost,2026:item/{one.item_id}"
    assert entry.link == item["url"] == f"http://testserver{one.item.get_absolute_url()}"
    assert entry.author == item["authors"][0]["name"] == "Eastern Alliance"
    assert [tag.term for tag in entry.tags] == item["tags"] == ["Care & courts"]
    html = item["content_html"]
    assert 'href="http://testserver/people/"' in html
    assert 'href="https://example.org/a?b=1&amp;c"' in html
    assert re.search(r"Action required.*Reply.*Deadline: 4 December 2026", html)
    assert 'href="http://testserver/bulletins/429/"' in html
    assert 'href="http://testserver/people/"' in entry.content[0].value


def test_what_stood_under_no_label_is_not_asked_of_anybody(client: Client) -> None:
    said(bulletin(429), "Fees", has_action=False, action_text="<p>Left over.</p>")
    assert "Left over" not in json_feed(client)["items"][0]["content_html"]


def test_html_is_cleaned_again_when_it_goes_out(client: Client) -> None:
    one = said(bulletin(429), "Fees")
    type(one).objects.filter(pk=one.pk).update(  # past the cleaning that saving does
        body='<p onclick="x()">Hi<script>alert(1)</script><a href="javascript:x()">go</a></p>'
    )
    html = json_feed(client)["items"][0]["content_html"]
    assert "Hi" in html
    assert not re.search("onclick|script|alert", html)


def test_a_matter_keeps_its_id_and_is_newer_only_when_said_otherwise(client: Client) -> None:
    first = said(bulletin(420), "Fees")
    (before,) = atom(client).entries
    said(bulletin(421), "Fees", item=first.item)
    (again,) = atom(client).entries
    said(bulletin(422), "Fees", item=first.item, body="<p>Otherwise.</p>")
    (changed,) = atom(client).entries

    assert before.id == again.id == changed.id
    assert before.updated == again.updated < changed.updated
    assert before.published == changed.published
    assert "Otherwise" in changed.content[0].value


def test_the_newest_come_first_and_no_more_than_a_reader_misses(client: Client) -> None:
    for number in range(420, 426):
        where = bulletin(number)
        for place in range(10):
            said(where, f"Matter {number} {place}")
    found = titles(client)
    assert len(found) == NEWEST
    assert found[0].startswith("Matter 425")
    assert not any(title.startswith("Matter 420") for title in found)


def test_a_topic_has_feeds_of_its_own(client: Client) -> None:
    where = bulletin(429)
    topic = Topic.objects.create(name="Fostering", slug="fostering")
    said(where, "About it").item.topics.add(topic)
    said(where, "Other")
    Topic.objects.create(name="Health", slug="health")
    found = atom(client, OF_TOPIC[0].format("fostering"))
    assert [entry.title for entry in found.entries] == ["About it"]
    assert found.feed.title == "Alliance: Fostering"
    assert found.feed.id != atom(client).feed.id
    assert len(json_feed(client, OF_TOPIC[1].format("fostering"))["items"]) == 1
    assert titles(client, OF_TOPIC[0].format("health")) == []


@pytest.mark.parametrize("address", OF_TOPIC)
def test_a_topic_that_there_is_not_is_answered_by_a_page(client: Client, address: str) -> None:
    response = client.get(address.format("unknown"))
    assert response.status_code == 404
    assert "<h1" in response.content.decode()


# For whom --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draft_goes_to_nobody_not_even_to_the_programme(
    client: Client, admin_client: Client, address: str
) -> None:
    day = timezone.localdate() + AHEAD
    told = said(bulletin(428), "Told", deadline=day)
    draft = bulletin(429, live=False)
    said(draft, "Hidden", deadline=day)
    said(draft, "Told otherwise", item=told.item, deadline=day + dt.timedelta(days=7))
    for who in (client, admin_client):
        shown = who.get(address).content.decode()
        assert "Told" in shown
        assert "Hidden" not in shown
        assert "otherwise" not in shown


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_taken_back_is_gone_with_the_next_request(client: Client, address: str) -> None:
    said(bulletin(429), "Said too soon", deadline=timezone.localdate() + AHEAD)
    assert "Said too soon" in client.get(address).content.decode()
    where = Bulletin.objects.get()
    where.live = False
    where.save()
    assert "Said too soon" not in client.get(address).content.decode()


# Asking again ----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_it_already_is_told_so(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "SETTLES_AFTER", 0)
    one = said(bulletin(429), "Fees", deadline=timezone.localdate() + AHEAD)
    has = client.get(address)
    assert has["Cache-Control"] == "public, no-cache"
    assert not has.cookies
    tag, since = {"If-None-Match": has["ETag"]}, {"If-Modified-Since": has["Last-Modified"]}
    for headers in (tag, since, {"If-None-Match": has["ETag"].removeprefix("W/")}):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert (again["ETag"], again["Last-Modified"]) == (has["ETag"], has["Last-Modified"])
    one.title = "Fees of next year"
    one.save()
    assert client.get(address, headers=tag).status_code == 200
    assert client.get(address, headers=tag | since).status_code == 200, "the tag decides"


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_headers_and_other_methods_are_refused(client: Client, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Cache-Control"):
        assert head[name] == got[name]
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("count", [1, 12])
def test_much_costs_no_more_queries_than_little(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    count: int,
) -> None:
    topic = Topic.objects.create(name="Fostering", slug="fostering")
    with together():
        for number in range(429 - count, 429):
            where = bulletin(number)
            for place in range(count):
                one = said(where, f"Matter {number} {place}", deadline=timezone.localdate() + AHEAD)
                one.item.topics.add(topic)
    # of all: edition, alliance, which matters or days, newest of each, its words, dates, topics,
    # corrections; a feed also asks for all tellings, their dates and corrections, and which actions there are
    with django_assert_num_queries(8 if address.endswith("ics") else 14):
        client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


# Where they are found --------------------------------------------------------------------------


def test_every_page_tells_programs_and_readers_where_they_are(client: Client) -> None:
    page = client.get("/").content.decode()
    alternates = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', page)
    assert [address for _, address in alternates] == ADDRESSES
    for kind, address in alternates:
        assert client.get(address)["Content-Type"].partition(";")[0] == kind
    assert 'href="/feeds/"' in page
    assert 'href="/feeds/"' in client.get("/bulletins/").content.decode()


def test_the_page_to_follow_offers_each_topic(client: Client) -> None:
    assert "has not named any topics" in client.get("/feeds/").content.decode()
    Topic.objects.create(name="Fostering", slug="fostering")
    page = client.get("/feeds/").content.decode()
    for address in (*ADDRESSES, *(each.format("fostering") for each in OF_TOPIC)):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    assert 'href="webcal://testserver/calendar.ics"' in page


# Whatever is pasted ----------------------------------------------------------------------------


@given(st.text(min_size=1), st.text())
@example("]]>&<\x00\x0b\ud800\ufffe", "<p>\x1f</p>")
@example("\u2028\x85", "&#0;")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_title_or_text_breaks_a_feed(title: str, html: str) -> None:
    now = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    shown = Shown(
        title=title, html=f"{html}<p>.</p>", beginning="", said_in="Update 429",
        url="/items/1-x/", topics=["A topic"],
    )  # fmt: skip
    channel = feeds.Channel(
        title=f"A{title}", description=title, author=f"A{title}", name="feed/all",
        url="http://x.test/feeds/all.atom", home="http://x.test/", site="http://x.test/",
        absolute=lambda path: f"http://x.test{path}",
    )  # fmt: skip
    news = [News("item/1", shown, now, now)]
    read_atom(feeds.atom(channel, news).encode())
    read_json_feed(feeds.json_feed(channel, news).encode())
