"""Looking at links over days: history, what counts as dead, and leaving sites in peace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.jobs.enqueue import enqueue
from alliance.jobs.models import Schedule
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import write_schedules
from alliance.jobs.worker import run_waiting
from alliance.library.link_check import sites
from alliance.library.link_check.check import check_due, check_links, check_now, check_one
from alliance.library.link_check.gather import gather
from alliance.library.models import Link, LinkFinding, LinkHost, Publication, Verdict
from tests.library.link_check.sites import Site

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
Clock = Callable[[dt.timedelta], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time to so long after a Monday morning."""

    def set_to(later: dt.timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: MORNING + later)

    set_to(dt.timedelta())
    return set_to


def publish(*urls: str) -> None:
    for url in urls:
        Publication.objects.create(title=url[:500], match_key=url[:500], url=url)
    gather(Publication)


def check(site: Site) -> str:
    return check_due(Progress(), within=dt.timedelta(hours=1), asking=site.asking)


def day(number: int) -> dt.timedelta:
    return dt.timedelta(days=number, minutes=number)


def link(site: Site, path: str, host: str = "pages.example") -> Link:
    return Link.objects.select_related("finding", "host").get(url=site.at(path, host))


def verdicts(link: Link) -> list[str]:
    return list(link.findings.order_by("first_seen").values_list("verdict", flat=True))


def test_a_link_that_works_is_asked_for_again_after_a_fortnight(site: Site, clock: Clock) -> None:
    publish(site.at("/200"))
    assert check(site) == "1 address was looked at: 1 work, 0 do not, 0 could not be checked."
    clock(day(13))
    assert check(site) == "No address is due."
    clock(day(14))
    check(site)
    finding = link(site, "/200").finding
    assert finding is not None
    assert (finding.times, finding.first_seen, finding.last_seen) == (
        2,
        MORNING,
        MORNING + day(14),
    )


def test_a_link_is_dead_after_three_days_of_not_being_found(site: Site, clock: Clock) -> None:
    publish(site.at("/404"))
    for number, dead in enumerate([False, False, True]):
        clock(day(number))
        check(site)
        assert (link(site, "/404").dead_since is not None) == dead
    assert link(site, "/404").dead_since == MORNING + day(2)
    assert verdicts(link(site, "/404")) == ["not_found"]


def test_one_bad_day_does_not_make_it_dead_however_often_it_is_asked_for(
    site: Site, clock: Clock
) -> None:
    publish(site.at("/404"))
    for hour in range(6):
        clock(dt.timedelta(hours=hour))
        Link.objects.update(next_look_at=timezone.now())
        check(site)
    found = link(site, "/404")
    assert (found.failing_days, found.dead_since) == (1, None)
    assert found.finding is not None
    assert found.finding.times == 6


def test_a_day_without_an_answer_counts_neither_for_nor_against(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site.at("/404"))
    for number, path in enumerate(["/404", "/busy", "/404", "/slow", "/404"]):
        clock(dt.timedelta(days=number * 3))
        Link.objects.filter(pk=link_pk()).update(url=site.at(path), next_look_at=timezone.now())
        LinkHost.objects.update(not_before=None)
        check(site)
    found = Link.objects.get()
    assert verdicts(found) == ["not_found", "unknown", "not_found", "unknown", "not_found"]
    assert (found.failing_days, found.dead_since is not None) == (3, True)


def link_pk() -> int:
    return Link.objects.get().pk


def test_a_link_that_works_again_is_dead_no_more(site: Site, clock: Clock) -> None:
    publish(site.at("/410"))
    for number in range(2):
        clock(day(number))
        check(site)
    assert link(site, "/410").dead_since is not None
    clock(day(9))
    Link.objects.update(url=site.at("/200"))
    check(site)
    found = Link.objects.get()
    assert (found.failing_days, found.failed_last_on, found.dead_since) == (0, None, None)
    assert verdicts(found) == ["gone", "works"]


def test_what_cannot_be_checked_is_never_dead(site: Site, clock: Clock) -> None:
    paths = ["/401", "/403", "/busy", "/shut"]
    publish(*(site.at(path, f"site{path[1:]}.example") for path in paths))
    for number in range(60):
        clock(day(number))
        check(site)
    assert set(LinkFinding.objects.values_list("verdict", flat=True)) == {"unknown"}
    assert not Link.objects.filter(dead_since__isnull=False).exists()
    assert all(finding.times < 10 for finding in LinkFinding.objects.all())


def test_a_site_with_a_fault_is_given_a_fortnight(site: Site, clock: Clock) -> None:
    publish(site.at("/500"))
    for number in range(14):
        clock(day(number))
        assert link(site, "/500").dead_since is None
        check(site)
    assert link(site, "/500").dead_since is not None


def test_a_site_that_is_no_more_counts_only_while_others_can_be_found(
    site: Site, clock: Clock
) -> None:
    publish(site.at("/200", "lives.example"), site.at("/x", "nobody.example"))
    check(site)
    clock(day(1))
    check(site)
    gone = link(site, "/x", "nobody.example")
    assert (gone.finding and gone.finding.verdict, gone.failing_days) == (Verdict.NO_SITE, 2)
    site.cut_off = True
    clock(day(2))
    check(site)
    gone.refresh_from_db()
    assert (gone.finding and gone.finding.verdict, gone.failing_days) == (Verdict.UNKNOWN, 2)
    assert gone.finding
    assert "no way to the internet" in gone.finding.words


def test_a_move_is_kept_with_where_to_and_another_move_is_another_row(
    site: Site, clock: Clock
) -> None:
    publish(site.at("/moved/301/200"))
    check(site)
    clock(day(14))
    Link.objects.update(url=site.at("/moved/301/206"))
    check(site)
    rows = LinkFinding.objects.order_by("first_seen").values_list("verdict", "moved_to")
    assert list(rows) == [("moved", site.at("/200")), ("moved", site.at("/206"))]


def test_a_site_that_was_asked_too_often_is_left_alone_for_as_long_as_it_says(
    site: Site, clock: Clock
) -> None:
    publish(site.at("/busy"), site.at("/200"), site.at("/200", "other.example"))
    Link.objects.filter(url=site.at("/busy")).update(next_look_at=MORNING - day(1))
    check(site)
    assert [path for _, path, _ in site.asked] == ["/busy", "/200"]
    clock(dt.timedelta(minutes=119))
    assert check(site) == "No address is due."
    clock(dt.timedelta(minutes=121))
    check(site)
    assert [path for _, path, _ in site.asked] == ["/busy", "/200", "/200"]


def test_one_site_is_asked_with_a_pause_and_others_without(site: Site, clock: Clock) -> None:
    publish(*(site.at(f"/200/{number}") for number in range(3)))
    publish(*(site.at("/200", f"site{number}.example") for number in range(3)))
    check(site)
    assert len(site.asked) == 6
    assert site.waited == [2.0, 2.0]


def test_a_site_is_asked_by_one_worker_at_a_time(site: Site, clock: Clock) -> None:
    publish(site.at("/200"))
    host = LinkHost.objects.get()
    assert sites.claim(host)
    assert not sites.claim(LinkHost.objects.get())
    assert check(site) == "No address is due."
    clock(dt.timedelta(minutes=16))  # a lost worker's
    assert check(site).startswith("1 address was looked at")
    sites.let_go(host)  # comes back late, and takes nothing from whoever has it
    assert LinkHost.objects.get().held_until is None


def test_a_run_ends_by_its_time_and_another_takes_up_the_rest(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(*(site.at("/200", f"site{number}.example") for number in range(30)))
    moments = iter(range(10_000))
    monkeypatch.setattr(timezone, "now", lambda: MORNING + dt.timedelta(seconds=next(moments)))
    check_due(Progress(), within=dt.timedelta(seconds=60), asking=site.asking)
    assert 0 < len(site.asked) < 30
    check_due(Progress(), within=dt.timedelta(hours=1), asking=site.asking)
    assert len(site.asked) == 30


def test_nothing_is_kept_of_a_page_but_what_makes_asking_again_cheap(
    site: Site, clock: Clock
) -> None:
    publish(site.at("/same"))
    check(site)
    clock(day(14))
    check(site)
    assert site.asked[1][2]["if-none-match"] == '"v1"'
    finding = link(site, "/same").finding
    assert finding is not None
    assert (finding.verdict, finding.status, finding.times) == (Verdict.WORKS, 304, 2)


def test_an_address_that_stands_nowhere_any_more_is_not_asked_for(site: Site, clock: Clock) -> None:
    publish(site.at("/200"))
    Publication.objects.all().delete()
    assert check(site) == "No address is due."
    assert site.asked == []


def test_the_clock_starts_it(db: None) -> None:
    write_schedules()
    names = Schedule.objects.values_list("name", flat=True)
    assert {check_links.path, "alliance.library.link_check.gather.gather_links"} <= set(names)


def test_in_the_sample_nobody_is_asked(settings: object) -> None:
    settings.LINKS_ARE_CHECKED = False  # type: ignore[attr-defined]
    publish("https://sample.example.org/")
    jobs = [enqueue(check_links), enqueue(check_now), enqueue(check_one, link_pk())]
    run_waiting()
    for job in jobs:
        job.refresh_from_db()
    assert [job.state for job in jobs] == ["done", "failed", "failed"]
    assert all("sample" in job.result + job.error for job in jobs)
    assert Link.objects.get().finding is None


def test_a_press_of_the_button_asks_for_what_is_in_doubt_too(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance.library.link_check.check.Asking", lambda: site.asking)
    publish(site.at("/200"), site.at("/404", "b.example"))
    check(site)
    Publication.objects.create(title="New", match_key="new", url=site.at("/410", "c.example"))
    job = enqueue(check_now)
    run_waiting()
    job.refresh_from_db()
    assert job.result == "2 addresses were looked at: 0 work, 2 do not, 0 could not be checked."


def test_one_link_is_asked_for_at_once_unless_its_site_wants_peace(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance.library.link_check.check.Asking", lambda: site.asking)
    publish(site.at("/busy"))
    first, second = enqueue(check_one, link_pk()), enqueue(check_one, link_pk())
    gone = enqueue(check_one, 10_000)
    run_waiting()
    for job in (first, second, gone):
        job.refresh_from_db()
    assert first.result.startswith("Could not be checked. The site answers 429")
    assert "wants to be left alone" in second.error
    assert "nowhere" in gone.error


def test_queries_of_a_look_do_not_grow_with_the_links(
    site: Site, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(*(site.at("/200", f"site{number}.example") for number in range(20)))
    Link.objects.exclude(host__name="site3.example").update(next_look_at=MORNING + day(1))
    with django_assert_num_queries(11):
        check(site)
