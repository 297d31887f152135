"""What the programme sees of links, and does about them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.trail import history
from alliance.directory.editors import make_editor
from alliance.directory.models import RoleKind, User
from alliance.jobs.models import Job
from alliance.library.link_check.gather import gather
from alliance.library.link_check.note import note
from alliance.library.link_check.states import State, counts, of_state, state_of
from alliance.library.link_check.verdict import Answer, judge
from alliance.library.models import DocumentFile, Link, Publication, Verdict
from alliance.links.fetch import Redirect
from tests.directory.areas.invented import BACKEND, account, again

pytestmark = pytest.mark.django_db
BEGUN = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
NEW = "https://new.example.org/"
ANSWERS = {
    State.DEAD: (Answer(404),) * 3,
    State.FAILING: (Answer(404),) * 2,
    State.MOVED: (Answer(200, (Redirect(301, NEW),)),),
    State.UNKNOWN: (Answer(403),),
    State.WORKS: (Answer(200),),
    State.NEW: (),
}


@pytest.fixture
def support(db: None) -> User:
    user = account("Sue Support", RoleKind.PROGRAMME_SUPPORT)
    make_editor(user)
    return again(user)


@pytest.fixture
def programme(support: User) -> Client:
    client = Client()
    client.force_login(support, backend=BACKEND)
    return client


def link(state: State, title: str = "", url: str = "") -> Link:
    """A publication's link that is in a state."""
    title = title or f"A {state.value} report"
    url = url or f"https://{state.value.replace('_', '-')}.example.org/"
    Publication.objects.create(title=title, match_key=title.lower(), url=url)
    gather(Publication)
    made = Link.objects.get(url=url)
    for day, answer in enumerate(ANSWERS[state]):
        note(made, judge(url, answer), at=BEGUN + dt.timedelta(days=day))
    return Link.objects.select_related("finding").get(pk=made.pk)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def lines(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_every_link_is_in_one_state_and_counted_there() -> None:
    for state in ANSWERS:
        link(state)
    verdicts = list(Verdict)
    rows = itertools.product([None, *verdicts], [None, BEGUN], [None, -1, 1])
    for number, (verdict, dead, left) in enumerate(rows):
        if verdict == Verdict.WORKS and dead:
            continue  # what works is never dead
        made = link(State.NEW, f"{number}", f"https://example.org/{number}")
        if verdict:
            made.finding = made.findings.create(
                verdict=verdict,
                moved_to=NEW if verdict == Verdict.MOVED else "",
                first_seen=BEGUN,
                last_seen=BEGUN,
            )
        if dead:
            made.dead_since, made.failing_days, made.failed_last_on = dead, 3, dead.date()
        if left:
            made.left_until = timezone.now() + dt.timedelta(days=left)
            made.left_because = "It works."
        made.save()
    for made in Link.objects.select_related("finding"):
        found = [state for state in State if Link.objects.filter(of_state(state), pk=made.pk)]
        assert found == [state_of(made)]
    assert sum(counts(Link.objects.held()).values()) == Link.objects.count()


def test_the_list_begins_with_what_is_dead_and_says_where_it_stands(programme: Client) -> None:
    for state in ANSWERS:
        link(state)
    page = said(programme.get("/links/"))
    assert "https://dead.example.org/" in page
    assert "A dead report" in page
    assert "The site answers 404 (not found)." in page
    assert "Dead since" in page
    assert "4 November 2026" in page
    assert "https://failing.example.org/" not in page
    for state in ANSWERS:
        assert f"{state.label} (1)" in page
        other = said(programme.get(f"/links/?state={state.value}"))
        assert f"https://{state.value}.example.org/" in other
    assert "1 more, and it counts as dead" in said(programme.get("/links/?state=failing"))
    assert "Dead (1)" in said(programme.get("/links/?state=nonsense&page=99&part=x.y"))


def test_the_list_is_narrowed_by_address_and_by_part(programme: Client) -> None:
    link(State.DEAD)
    link(State.DEAD, "Another", "https://other.example.org/deep/PAGE")
    page = said(programme.get("/links/?site=page"))
    assert ("other.example.org" in page, "dead.example.org" in page) == (True, False)
    assert "other.example.org" in said(programme.get("/links/?part=library.publication"))
    assert "None that fits" in said(programme.get("/links/?part=bulletins.appearance"))


def test_what_narrows_the_list_is_not_taken_for_a_search_of_the_site(programme: Client) -> None:
    for address in (
        "/links/?site=lewes",
        "/people/security-log/?account=lewes",
        "/people/accounts/?q=lewes",
    ):
        page = programme.get(address).content.decode()
        assert re.search(r'id="band-search"[^>]* value=""', page), address


def test_before_the_first_night_it_says_what_will_be_here(programme: Client) -> None:
    page = said(programme.get("/links/"))
    assert "No link is known yet" in page
    assert "Check now" in page
    assert "None that fits is in this state" in said(programme.get("/links/?site=nothing"))


def test_the_list_as_a_file_has_each_place_and_no_formula(programme: Client) -> None:
    link(State.DEAD, "=HYPERLINK(1)")
    link(State.WORKS)
    Publication.objects.create(title="Twin", match_key="twin", url="https://dead.example.org/#part")
    gather(Publication)
    answer = programme.get("/links/links.csv?state=dead")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    head, *rows = lines(answer)
    assert head[0] == "Address"
    assert [(row[0], row[1], row[7]) for row in rows] == [
        ("https://dead.example.org/", "Dead", "'=HYPERLINK(1)"),
        ("https://dead.example.org/", "Dead", "Twin"),
    ]
    assert rows[0][3:6] == ["404", "2026-11-02", "2026-11-04"]
    assert len(lines(programme.get("/links/links.csv"))) == 4


def test_a_link_shows_its_history_and_what_was_done(programme: Client, support: User) -> None:
    made = link(State.DEAD)
    note(made, judge(made.url, Answer(200)), at=BEGUN + dt.timedelta(days=9))
    note(made, judge(made.url, Answer(410)), at=BEGUN + dt.timedelta(days=10))
    page = said(programme.get(made.get_absolute_url()))
    places = [
        page.index(f"<strong>{word}.</strong>") for word in ("Gone for good", "Works", "Not found")
    ]
    assert places == sorted(places)
    assert "/cms/snippets/library/publication/edit/" in page


def test_a_link_is_left_as_it_is_for_a_reason_and_for_a_year(
    programme: Client, support: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = link(State.DEAD)
    address = made.get_absolute_url()

    refused = programme.post(address, {"do": "leave", "because": " "})
    assert refused.status_code == 422
    assert "Say why it may stay" in said(refused)
    assert programme.post(address, {"do": "leave", "because": "x" * 301}).status_code == 422

    assert programme.post(address, {"do": "leave", "because": "Opens for people."}).url == address  # type: ignore[attr-defined]
    made.refresh_from_db()
    assert made.left_by == support
    assert state_of(made) == State.LEFT
    page = said(programme.get(address))
    assert "“Opens for people.”" in page
    assert "left as it is, because “Opens for people.”" in page
    assert "Dead (0)" in said(programme.get("/links/"))

    programme.post(address, {"do": "report"})
    made.refresh_from_db()
    assert (made.left_until, made.left_because, made.left_by) == (None, "", None)
    assert [event.verb for event in history(made)] == ["reported again", "left as it is"]

    programme.post(address, {"do": "leave", "because": "Opens for people."})
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(days=366))
    assert state_of(Link.objects.select_related("finding").get()) == State.DEAD


def test_the_new_address_is_taken_on_a_press(programme: Client) -> None:
    made = link(State.MOVED)
    assert NEW in said(programme.get("/links/?state=moved"))
    programme.get(made.get_absolute_url())
    assert Publication.objects.get().url == "https://moved.example.org/"

    answer = programme.post(made.get_absolute_url(), {"do": "take"}, follow=True)

    assert Publication.objects.get().url == NEW
    page = said(answer)
    assert "The new address stands in 1 place now." in page
    assert "took the new address of" in page
    assert "It stands nowhere on the site any more" in page
    assert history(Publication.objects.get()).exists()


def test_what_did_not_move_or_is_no_button_is_refused(programme: Client) -> None:
    made = link(State.DEAD)
    for sent in ({"do": "take"}, {"do": "nonsense"}, {}):
        assert programme.post(made.get_absolute_url(), sent).status_code == 409
    assert not history(made).exists()


def test_checking_now_is_a_job_with_a_page_of_its_own(programme: Client, support: User) -> None:
    made = link(State.DEAD)
    assert programme.get("/links/check/").status_code == 405
    whole = programme.post("/links/check/")
    one = programme.post(made.get_absolute_url(), {"do": "check"})
    jobs = Job.objects.filter(path__contains="link_check").order_by("created_at")
    assert [whole.url, one.url] == [job.get_absolute_url() for job in jobs]  # type: ignore[attr-defined]
    assert [(job.by, job.args, job.return_to) for job in jobs] == [
        (support, [], "/links/"),
        (support, [made.pk], made.get_absolute_url()),
    ]
    assert programme.get(whole.url).status_code == 200  # type: ignore[attr-defined]


def test_in_the_sample_it_says_that_nobody_is_asked(programme: Client, settings: Any) -> None:
    settings.LINKS_ARE_CHECKED = False
    made = link(State.DEAD)
    for address in ("/links/", made.get_absolute_url()):
        page = said(programme.get(address))
        assert "no other site is asked" in page
        assert "Check" not in page.replace("Checked", "")


def test_publications_that_lead_nowhere_are_listed(programme: Client) -> None:
    link(State.WORKS)
    Publication.objects.create(title="Lost", match_key="lost")
    document = DocumentFile.objects.create(title="Here")
    Publication.objects.create(title="With a file", match_key="file", document=document)
    assert "Publications without an address (1)" in said(programme.get("/links/"))
    page = said(programme.get("/links/without-address/"))
    assert ("Lost" in page, "With a file" in page, "A works report" in page) == (True, False, False)


def test_the_list_has_a_fixed_number_of_queries(
    programme: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    link(State.DEAD)
    programme.get("/links/")
    with django_assert_num_queries(11):
        programme.get("/links/")
    for number in range(12):
        made = link(State.DEAD, f"R{number}", f"https://site{number}.example.org/")
        for twin in range(5):
            Publication.objects.create(title=f"T{twin}", match_key="t", url=made.url)
    gather(Publication)
    with django_assert_num_queries(11):
        page = said(programme.get("/links/"))
    assert "and 3 more" in page
