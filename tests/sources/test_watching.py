"""A source is asked for what is new, left alone when it fails, and written down once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from alliance.jobs.models import Job
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.sources.models import Candidate, CandidateState, Fetch, Outcome, Source, SourceKind
from alliance.sources.watching import keep as keeping
from alliance.sources.watching.look import HELD_FOR, claim, look
from alliance.sources.watching.patience import next_look
from alliance.sources.watching.watch import forget_old_looks, watch
from tests.sources.conftest import looked, watched
from tests.sources.publishers import Site, feed, item

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def titles() -> list[str]:
    return list(Candidate.objects.order_by("pk").values_list("title", flat=True))


def test_what_is_found_becomes_candidates_once(site: Site) -> None:
    site.gives("/a", feed(item("one"), item("two"), title="A body"))
    source = watched(site.at("/a"))
    first, again = looked(source), looked(source)
    assert titles() == ["one", "two"]
    assert (first.found, first.new, again.new) == (2, 2, 0)
    candidate = Candidate.objects.get(title="one")
    assert (candidate.publisher, candidate.url) == ("A body", "http://news.example/one")
    assert (candidate.state, source.last_words) == (CandidateState.NEW, "Read; nothing new.")
    assert source.next_at == NOW + dt.timedelta(hours=source.every)


def test_a_source_that_has_not_changed_is_asked_for_no_more_than_that(site: Site) -> None:
    site.gives_once_named("/a", feed(item("one")), '"v1"')
    source = watched(site.at("/a"))
    looked(source)
    fetch = looked(source)
    assert (fetch.outcome, fetch.status, fetch.bytes) == (Outcome.UNCHANGED, 304, 0)
    assert site.asked[-1][1]["if-none-match"] == '"v1"'
    assert source.etag == '"v1"'


def test_an_entry_that_changed_keeps_how_it_read_before(site: Site) -> None:
    site.gives("/a", feed(item("one", "By 4 March.")))
    source = watched(site.at("/a"))
    looked(source)
    Candidate.objects.update(state="no", decided_at=NOW, judged_at=NOW)
    site.gives("/a", feed(item("one", "By 11 March.")))
    fetch = looked(source)
    candidate = Candidate.objects.get()
    assert (fetch.new, fetch.changed) == (0, 1)
    assert (candidate.text, candidate.earlier.get().text) == ("By 11 March.", "By 4 March.")
    assert (candidate.changed_at, candidate.judged_at) == (NOW, None)
    assert candidate.state == CandidateState.NO, "what was decided stays decided"


def test_a_new_source_does_not_bring_ten_years_of_news(site: Site) -> None:
    old = "Fri, 13 Nov 2020 09:00:00 GMT"
    site.gives("/a", feed(item("new"), item("old", day=old)))
    source = watched(site.at("/a"))
    looked(source)
    assert Candidate.objects.get(title="old").state == CandidateState.NO
    site.gives("/a", feed(item("found late", day=old), item("new"), item("old", day=old)))
    looked(source)
    assert Candidate.objects.get(title="found late").state == CandidateState.NEW


# Failing ---------------------------------------------------------------------------------------


def test_a_failing_source_is_left_alone_ever_longer_up_to_a_day() -> None:
    waits = [next_look(Outcome.NO_ANSWER, every=4, failures=failures) for failures in range(1, 9)]
    assert [wait / dt.timedelta(hours=1) for wait in waits] == [0.5, 1, 2, 4, 8, 16, 24, 24]
    asked = dt.timedelta(hours=3)
    assert next_look(Outcome.BUSY, every=4, failures=1, asked=asked) == asked
    assert next_look(Outcome.BUSY, every=4, failures=1, asked=dt.timedelta(days=300)).days == 2


def test_why_and_since_when_it_fails_is_kept_until_it_works_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.gives("/a", b"", status=500)
    source = watched(site.at("/a"), etag='"v1"')
    looked(source)
    later = NOW + dt.timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    looked(source)
    assert (source.failures, source.failing_since) == (2, NOW)
    assert "500 (internal server error)" in source.last_words
    assert source.etag == '"v1"', "what it was known to have is still known"
    site.gives("/a", feed(item("one")))
    looked(source)
    assert (source.failures, source.failing_since) == (0, None)


def test_a_site_that_wants_to_be_left_alone_is(site: Site) -> None:
    site.gives("/a", b"", status=429, Retry_After="7200")
    source = watched(site.at("/a"))
    assert looked(source).outcome == Outcome.BUSY
    assert source.next_at == NOW + dt.timedelta(hours=2)


def test_a_source_that_is_gone_for_good_is_switched_off_and_says_so(site: Site) -> None:
    site.gives("/a", b"", status=410)
    source = watched(site.at("/a"))
    looked(source)
    assert not source.is_on
    assert source.off_why == "The site says that it is gone for good."
    assert claim(source.pk, only_due=False) is None


def test_a_source_that_has_moved_for_good_is_read_and_says_so(site: Site) -> None:
    site.gives("/new", feed(item("one")))
    site.sends_on("/a", "/new", 301)
    fetch = looked(watched(site.at("/a")))
    assert fetch.new == 1
    assert f"moved for good to {site.at('/new')}" in fetch.words


def test_a_fault_of_ours_is_a_failure_of_one_source(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.gives("/a", feed(item("one")))
    monkeypatch.setattr("alliance.sources.watching.ask.read_feed", lambda *_, **__: 1 / 0)
    fetch = looked(watched(site.at("/a")))
    assert fetch.outcome == Outcome.UNREADABLE
    assert "fault of ours" in fetch.words


# Two at once, and crashes ----------------------------------------------------------------------


def test_a_crash_in_the_middle_loses_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.gives_once_named("/a", feed(item("one"), item("two")), '"v1"')
    source = watched(site.at("/a"))
    with monkeypatch.context() as broken:
        broken.setattr(keeping, "_note", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            looked(source)
    source.refresh_from_db()
    assert (titles(), source.etag) == ([], "")
    assert claim(source.pk) is None, "the lost worker still holds it"
    monkeypatch.setattr(timezone, "now", lambda: NOW + HELD_FOR)
    looked(source)
    assert titles() == ["one", "two"]


def test_no_two_workers_look_at_one_source(site: Site) -> None:
    site.gives("/a", feed(item("one")))
    source = watched(site.at("/a"))
    first = claim(source.pk)
    assert first
    assert claim(source.pk) is None
    assert claim(source.pk, only_due=False) is None
    assert look(first)
    assert claim(source.pk) is None, "it is not due"


def test_who_lost_its_hold_leaves_no_mark(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.gives("/a", feed(item("one")))
    slow = claim(watched(site.at("/a")).pk)
    assert slow
    monkeypatch.setattr(timezone, "now", lambda: NOW + HELD_FOR)
    quick = claim(slow.pk)
    assert quick
    assert look(quick)
    assert look(slow) is None
    assert Fetch.objects.count() == 1


def test_an_answer_of_an_address_that_was_changed_meanwhile_is_not_kept(site: Site) -> None:
    site.gives("/a", feed(item("one")))
    held = claim(watched(site.at("/a")).pk)
    assert held
    Source.objects.update(address=site.at("/b"), name="Renamed")
    assert look(held) is None
    assert titles() == []
    assert claim(held.pk), "it is free, and due"


# Kinds -----------------------------------------------------------------------------------------


def test_a_page_is_kept_first_and_told_of_when_it_changes(site: Site) -> None:
    site.gives("/p", b"<main><h1>Dates</h1><p>The panel meets on 4 March.</p></main>")
    source = watched(site.at("/p"), SourceKind.PAGE)
    looked(source)
    assert titles() == []
    site.gives("/p", b"<main><h1>Dates</h1><p>The panel meets on 11 March.</p></main>")
    looked(source)
    assert titles() == ["Dates: changed"]
    assert looked(source).new == 0


# The clock -------------------------------------------------------------------------------------


def test_each_source_that_is_due_is_a_job_of_its_own(site: Site) -> None:
    for name in ("a", "b"):
        site.gives(f"/{name}", feed(item(name)))
        watched(site.at(f"/{name}"))
    watched(site.at("/later"), next_at=NOW + dt.timedelta(minutes=1))
    watched(site.at("/off"), is_on=False)
    assert watch(Progress()) == "2 sources are looked at."
    watch(Progress())
    assert Job.objects.count() == 2, "once, however often the clock strikes"
    run_waiting()
    assert sorted(titles()) == ["a", "b"]


def test_the_sample_asks_nobody(site: Site, settings: Any) -> None:
    settings.LINKS_ARE_CHECKED = False
    watched(site.at("/a"))
    assert "invented" in str(watch(Progress()))
    assert not Job.objects.exists()


def test_looks_are_forgotten_after_ninety_days() -> None:
    source = watched("http://news.example/a")
    for days in (89, 91):
        Fetch.objects.create(source=source, outcome="read", at=NOW - dt.timedelta(days=days))
    forget_old_looks(Progress())
    assert Fetch.objects.count() == 1


def test_keeping_does_not_ask_the_database_for_each_entry(
    site: Site, django_assert_max_num_queries: Any
) -> None:
    site.gives("/a", feed(*(item(f"n{number}") for number in range(400))))
    claimed = claim(watched(site.at("/a")).pk)
    assert claimed
    with django_assert_max_num_queries(22):  # SQLite takes some sixty rows at once
        look(claimed)
    assert Candidate.objects.count() == 400
