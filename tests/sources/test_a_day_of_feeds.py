"""A day of feeds with every fault at once: nothing is lost, nothing is made twice, nobody waits.

The clock goes on by an hour at a time. Each publisher tells something new now and then; between,
and while it tells, it fails in its own way. At the end everything that was ever told is there once.
"""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.test import Client
from django.utils import timezone

from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.sources.models import Candidate, Fetch, Outcome, Source
from alliance.sources.watching.watch import watch
from tests.sources.conftest import watched
from tests.sources.publishers import Site, feed, item

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 30, 0, 0, tzinfo=dt.UTC)
HOURS = 40
"""A day, and time enough for those that were left alone for longest to be asked again."""
TELLS_AT = (0, 3, 4, 9, 15, 21)
HOSTILE = "&lt;script&gt;x()&lt;/script&gt;&lt;img src=x onerror=x()&gt;&lt;a href='javascript:x()'&gt;Read&lt;/a&gt;"


class Day:
    """What each publisher has told until an hour, and how it answers in that hour."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def told(self, name: str, hour: int) -> list[str]:
        return [f"{name}-{at}" for at in TELLS_AT if at <= hour]

    def whole(self, name: str, hour: int) -> bytes:
        return feed(*(item(each) for each in reversed(self.told(name, hour))))

    def set(self, hour: int) -> None:
        site, h = self.site, hour
        site.gives_once_named(
            "/steady", self.whole("steady", h), f'"{len(self.told("steady", h))}"'
        )
        if h % 3 == 1:
            site.gives("/broken", self.whole("broken", h).replace(b"</title>", b"<b></title>", 1))
        elif h % 3 == 2:
            site.gives("/broken", self.whole("broken", h)[:-60])  # cut off in its last entry
        else:
            site.gives("/broken", self.whole("broken", h))
        site.gives(
            "/faulty", b"oh" if h < 12 else self.whole("faulty", h), status=500 if h < 12 else 200
        )
        if 5 <= h < 10:
            site.hangs("/slow", 3)
        else:
            site.gives("/slow", self.whole("slow", h))
        if h < 6:
            site.sends_on("/inside", self.site.at("/admin", "inside.example"))
        else:
            site.gives("/inside", self.whole("inside", h))
        if h < 8:
            site.sends_on("/round", "/about")
            site.sends_on("/about", "/round")
        else:
            site.gives("/round", self.whole("round", h))
        site.gives("/hostile", feed(*(item(each, HOSTILE) for each in self.told("hostile", h))))
        if h % 2 and h < 24:
            site.bombs("/bomb")
        else:
            site.gives("/bomb", self.whole("bomb", h))
        if h in {2, 3, 4}:
            site.gives("/busy", b"", status=503, Retry_After="10800")
        else:
            site.gives("/busy", self.whole("busy", h))


PUBLISHERS = ("steady", "broken", "faulty", "slow", "inside", "round", "hostile", "bomb", "busy")


def test_a_day_of_feeds_loses_nothing_and_keeps_nobody_waiting(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance.sources.watching.ask.TIMEOUT", 0.4)
    day = Day(site)
    for name in PUBLISHERS:
        watched(site.at(f"/{name}"), name=name, every=1, next_at=MORNING)
    longest = 0.0
    for hour in range(HOURS):
        now = MORNING + dt.timedelta(hours=hour, minutes=1)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        day.set(hour)
        watch(Progress())
        began = time.monotonic()
        run_waiting()
        longest = max(longest, time.monotonic() - began)
        assert client.get("/healthz").status_code == 200

    for name in PUBLISHERS:
        found = Candidate.objects.filter(source__name=name).values_list("title", flat=True)
        assert sorted(found) == sorted(day.told(name, HOURS)), name
    assert not Source.objects.exclude(failures=0).exists(), "each has been read again since"
    assert longest < 10, "the slowest hour is no longer than its faults' time limits"

    seen = set(Fetch.objects.values_list("outcome", flat=True))
    assert seen == {
        Outcome.READ, Outcome.UNCHANGED, Outcome.NO_ANSWER, Outcome.FAULT, Outcome.REFUSED, Outcome.BUSY,
        Outcome.UNREADABLE,
    }  # fmt: skip
    assert not any("inside.example" in path for path, _ in site.asked)
    assert "/admin" not in [path for path, _ in site.asked]
    for html in Candidate.objects.filter(source__name="hostile").values_list("html", flat=True):
        assert "script" not in html
        assert "onerror" not in html


def test_one_that_hangs_does_not_hold_up_the_others(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance.sources.watching.ask.TIMEOUT", 0.3)
    for number in range(5):
        site.hangs(f"/slow{number}", 2)
        watched(site.at(f"/slow{number}"))
    site.gives("/quick", feed(item("quick")))
    watched(site.at("/quick"))
    began = time.monotonic()
    watch(Progress())
    run_waiting()
    assert Candidate.objects.filter(title="quick").exists()
    assert time.monotonic() - began < 8, "five time limits, with room for a busy machine"
    assert Fetch.objects.filter(outcome=Outcome.NO_ANSWER).count() == 5
