"""The programme's pages of sources: adding one, how each stands, changing it, handing mails in."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import Topic
from alliance.jobs.models import Job
from alliance.jobs.worker import run_waiting
from alliance.sources.models import Candidate, Source, SourceKind
from alliance.sources.reading.entry import key_of
from tests.pages.conftest import editor  # noqa: F401 - fixture
from tests.sources.conftest import looked, watched
from tests.sources.publishers import Site, feed, item

pytestmark = pytest.mark.django_db
MAIL = b"""From: Ana Lee <ana@example.org>\r\nSubject: Fwd: Panel dates\r\nMessage-ID: <1@example.org>\r
Content-Type: text/plain; charset=utf-8\r\n\r\nThe panel meets on 4 March.\r\n"""
HAND = {"name": "Care news", "kind": "feed", "address": "https://a.example/feed", "every": "4"}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_empty_page_says_what_will_be_here(editor: Client) -> None:  # noqa: F811
    shown = words(editor.get("/sources/"))
    assert "No source is watched yet." in shown
    assert "/sources/new/" in shown


# Adding ----------------------------------------------------------------------------------------


def test_a_feed_is_found_in_a_page_shown_and_then_watched(
    editor: Client,  # noqa: F811
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("alliance.sources.finding.PUBLIC", site.policy)
    site.gives(
        "/news",
        b"<head><link rel=alternate type='application/rss+xml' href='/all.rss'></head><p>Words.",
    )
    site.gives("/all.rss", feed(item("Panel <b>dates</b>".replace("<", "&lt;")), title="A body"))
    pasted = {"do": "find", "pasted": site.at("/news").removeprefix("http://")}
    first = editor.post("/sources/new/", {**pasted, "pasted": site.at("/news")})
    shown = words(first)
    assert "RSS feed</strong> with 1 entry." in shown
    assert f'value="{site.at("/all.rss")}"' in shown
    assert 'value="A body"' in shown
    assert not Source.objects.exists(), "looking keeps nothing"

    topic = Topic.objects.create(slug="kinship", name="Kinship")
    sent = HAND | {"do": "save", "address": site.at("/all.rss"), "topics": [topic.pk]}
    editor.post("/sources/new/", sent)
    source = Source.objects.get()
    assert list(source.topics.all()) == [topic]
    assert history(source).get().verb == "added"
    assert "is watched already" in words(editor.post("/sources/new/", sent))


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "Paste the address"),
        ("nonsense words", "Write the address as"),
        ("http://inside.example/", "not on the public internet"),
        ("http://news.example/none", "The site answers 404"),
    ],
)
def test_what_cannot_be_watched_is_said_and_what_was_pasted_stays(
    editor: Client,  # noqa: F811
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    pasted: str,
    said: str,
) -> None:
    monkeypatch.setattr("alliance.sources.finding.PUBLIC", site.policy)
    pasted = re.sub(r"(example)/", rf"\1:{site.port}/", pasted)
    answer = editor.post("/sources/new/", {"do": "find", "pasted": pasted})
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{pasted}"' in words(answer) or not pasted


def test_a_page_without_a_feed_is_watched_itself(
    editor: Client,  # noqa: F811
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("alliance.sources.finding.PUBLIC", site.policy)
    site.gives(
        "/p", b"<main><h1>Dates</h1><p>The panel meets.</p></main>", Content_Type="text/html"
    )
    shown = words(editor.post("/sources/new/", {"do": "find", "pasted": site.at("/p")}))
    assert "It names no feed that can be read" in shown
    assert '<option value="page" selected>' in shown


def test_the_sample_says_that_nobody_is_asked(editor: Client, settings: Any) -> None:  # noqa: F811
    settings.LINKS_ARE_CHECKED = False
    answer = editor.post("/sources/new/", {"do": "find", "pasted": "https://a.example/"})
    assert "nobody is asked" in words(answer)


def test_a_mailbox_needs_a_user_and_a_variable_and_nothing_else_keeps_them(editor: Client) -> None:  # noqa: F811
    box = HAND | {
        "do": "save",
        "kind": "imap",
        "address": "imap.example.org",
        "password_from": "PATH",
    }
    shown = words(editor.post("/sources/new/", box))
    assert "There are 3 things to mend" in shown
    box |= {
        "address": "imaps://imap.example.org/News",
        "user": "news",
        "password_from": "ALLIANCE_IMAP_NEWS",
    }
    editor.post("/sources/new/", box)
    assert Source.objects.get().user == "news"
    editor.post("/sources/new/", box | {"kind": "feed", "address": "https://b.example/"})
    assert Source.objects.get(kind=SourceKind.FEED).user == ""


# How each stands -------------------------------------------------------------------------------


def test_what_fails_stands_first_with_why_and_since_when(editor: Client, site: Site) -> None:  # noqa: F811
    site.gives("/a", feed(item("one", day=f"{timezone.now():%a, %d %b %Y} 09:00:00 GMT")))
    site.gives("/b", b"", status=404)
    looked(watched(site.at("/a"), name="A good one"))
    looked(watched(site.at("/b"), name="Z bad one"))
    shown = words(editor.get("/sources/"))
    assert shown.index("Z bad one") < shown.index("A good one")
    assert "404 (not found). Look at its address." in shown
    assert "2 sources, 1 of them failing" in shown
    assert "Choose from 1 candidate<" in shown
    assert "1 came in 30 days" in shown


def test_looks_of_which_the_same_came_are_told_once(editor: Client, site: Site) -> None:  # noqa: F811
    site.gives("/a", b"", status=404)
    source = watched(site.at("/a"))
    for _ in range(3):
        looked(source)
    shown = words(editor.get(f"/sources/{source.pk}/"))
    assert "Answered with a fault, 3 times in a row." in shown
    assert shown.count("404 (not found)") == 2, "once above, once in the list"


def test_the_list_asks_the_database_as_often_for_many_as_for_few(editor: Client) -> None:  # noqa: F811
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            editor.get("/sources/")
        return len(asked)

    watched("https://a.example/0")
    queries()
    few = queries()
    for number in range(1, 20):
        source = watched(f"https://a.example/{number}")
        Candidate.objects.create(source=source, key="1", title="One")
    assert queries() == few


def test_it_is_looked_at_now_switched_off_and_on_again(editor: Client, site: Site) -> None:  # noqa: F811
    site.gives("/a", feed(item("one")))
    source = watched(site.at("/a"), next_at=timezone.now() + dt.timedelta(hours=4))
    address = f"/sources/{source.pk}/"
    sent_on = editor.post(address, {"do": "look"})
    assert sent_on.headers["Location"] == f"/jobs/{Job.objects.get().pk}/"
    run_waiting()
    assert Candidate.objects.count() == 1
    assert "Read" in words(editor.get(address))
    editor.post(address, {"do": "off"})
    editor.post(address, {"do": "off"})
    source.refresh_from_db()
    assert not source.is_on
    assert "Not watched" in words(editor.get(address))
    editor.post(address, {"do": "on"})
    assert [event.verb for event in history(source)][:2] == ["switched on", "switched off"]


def test_another_address_is_read_from_its_beginning(editor: Client) -> None:  # noqa: F811
    far = timezone.now() + dt.timedelta(hours=4)
    source = watched(
        "https://a.example/feed", etag='"v1"', failures=3, failing_since=far, next_at=far
    )
    address = f"/sources/{source.pk}/"
    editor.post(address, HAND | {"do": "save", "name": "Renamed"})
    source.refresh_from_db()
    assert (source.name, source.etag, source.failures) == ("Renamed", '"v1"', 3)
    editor.post(address, HAND | {"do": "save", "address": "https://b.example/feed"})
    source.refresh_from_db()
    assert (source.etag, source.failures) == ("", 0)
    assert source.next_at <= timezone.now()


def test_what_was_typed_stays_when_it_is_refused(editor: Client) -> None:  # noqa: F811
    source = watched("https://a.example/feed")
    answer = editor.post(
        f"/sources/{source.pk}/", HAND | {"do": "save", "name": "New", "every": "0"}
    )
    assert answer.status_code == 422
    assert 'value="New"' in words(answer)
    source.refresh_from_db()
    assert source.name != "New"


# Mails -----------------------------------------------------------------------------------------


def test_saved_mails_are_handed_in_once(editor: Client) -> None:  # noqa: F811
    def send(*mails: bytes) -> Any:
        files = [SimpleUploadedFile(f"{n}.eml", mail) for n, mail in enumerate(mails)]
        return editor.post("/sources/mail/", {"mails": files}, follow=True)

    shown = words(send(MAIL, MAIL.replace(b"<1@", b"<2@").replace(b"Panel", b"Other")))
    assert "2 mails came in" in shown
    candidate = Candidate.objects.get(title="Panel dates")
    assert (candidate.source, candidate.publisher, candidate.state) == (None, "Ana Lee", "new")
    assert candidate.key == key_of("mail", "1@example.org")
    assert "here already" in words(send(MAIL))
    assert Candidate.objects.count() == 2


def test_of_several_mails_the_good_ones_come_in_and_the_others_are_named(editor: Client) -> None:  # noqa: F811
    files = [SimpleUploadedFile("good.eml", MAIL), SimpleUploadedFile("bad.eml", b"%PDF-1.7")]
    answer = editor.post("/sources/mail/", {"mails": files})
    assert answer.status_code == 422
    assert "bad.eml: This is no mail" in words(answer)
    assert Candidate.objects.count() == 1
    assert "Choose a mail" in words(editor.post("/sources/mail/", {}))
