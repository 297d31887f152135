"""The pages of calls: what readers see as a call lives, and what the programme does with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from alliance.directory.models import ContactDetail, ContactKind, Person, User, Visibility
from alliance.evidence.calls.ending import archive, withdraw
from alliance.evidence.calls.moving import move_closing
from alliance.evidence.calls.similar import Work, set_similar_work
from alliance.evidence.calls.writing import begin_call
from alliance.evidence.models import Call, CallState, ServiceSection, Showcase
from alliance.ui.days import written
from tests.actions.test_pages import signed_in
from tests.evidence.calls.invented import DAY, editor, planned
from tests.evidence.invented import authority, call, closed, given, sent, whole

pytestmark = pytest.mark.django_db
QUERIES_OF_LIST = 4
QUERIES_OF_THE_PROGRAMMES_LIST = 10


@pytest.fixture
def by() -> User:
    authority("Kent")
    return editor()


@pytest.fixture
def programme(by: User) -> Client:
    return signed_in(by)


def words(client: Client, at: str, status: int = 200) -> str:
    """What a page says, in one line."""
    response = client.get(at)
    assert response.status_code == status
    return " ".join(strip_tags(response.content.decode()).split())


def fields(client: Client, at: str) -> dict[str, Any]:
    """What a form is filled in with, as a browser would send it."""
    form = client.get(at).context["form"]
    said = {field.html_name: field.value() for field in form}
    return {name: value for name, value in said.items() if value not in (None, False)}


# Readers ---------------------------------------------------------------------------------------


def test_before_the_first_call_the_list_says_what_will_be_here(client: Client) -> None:
    call("Draft", state=CallState.DRAFT)
    said = words(client, "/calls/")
    assert "There are no calls yet" in said
    assert "Draft" not in said


def test_the_list_has_open_ones_first_and_closed_ones_with_what_came_of_them(
    client: Client,
) -> None:
    old = call("Older", closes_in=-9 * DAY, opened=40 * DAY)
    call("Coming", opened=-DAY, prefix="CO")
    call("Always", closes_in=None)
    call("Late", closes_in=30 * DAY)
    call("Soon", closes_in=2 * DAY)
    call("Hidden", state=CallState.WITHDRAWN, ended_at=timezone.now(), ended_why="No.")
    Showcase.objects.create(
        title="What stayed", slug="s", call=old, state="launched", launched_at=timezone.now()
    )
    said = words(client, "/calls/").partition("need no account")[2]
    places = [said.index(each) for each in ("Soon", "Late", "Always", "Coming", "Older")]
    assert places == sorted(places)
    assert "Soon !Last call" in said
    assert "What came of it: What stayed" in said
    assert "Hidden" not in said


def test_an_open_call_says_all_that_somebody_needs_to_answer_it(client: Client, by: User) -> None:
    person = Person.objects.create(
        name="Ada Contact", visibility=Visibility.PUBLIC, confirmed_at=timezone.now()
    )
    for value, seen in (("01632 960001", Visibility.PUBLIC), ("07700 900001", Visibility.MEMBERS)):
        ContactDetail.objects.create(
            person=person, kind=ContactKind.PHONE, value=value, visibility=seen
        )
    made = call(
        summary="What should stay", purpose="We look.", what_becomes="It is read.", contact=person
    )
    made.sections.set(ServiceSection.objects.filter(slug="youth-justice"))
    set_similar_work(
        by=by, call=made, seen=1, works=[Work(title="Elsewhere", url="https://example.org/")]
    )
    page = client.get("/calls/silver-linings/").content.decode()
    said = words(client, "/calls/silver-linings/")
    for each in (
        "What should stay", "We look.", "It is read.", "Youth justice", "Elsewhere", "Ada Contact",
        "01632 960001", "What did you do differently?", made.consent_words, made.supplier_words,
        "Please name no child",
    ):  # fmt: skip
        assert each in said, each
    for way in ("submit/", "form.docx", "ring-me/"):
        assert f'href="/calls/silver-linings/{way}"' in page
    assert "07700 900001" not in said, "a number for members is for members"
    assert "Special schools" not in said


def test_an_extension_is_shown_as_a_change(client: Client, by: User) -> None:
    made = call()
    assert made.closes_at is not None
    move_closing(by=by, call=made, seen=1, closes_at=made.closes_at + 7 * DAY, why="Schools asked.")
    page = client.get("/calls/silver-linings/").content.decode()
    was, became = (made.closes_at, made.closes_at + 7 * DAY)
    assert written(timezone.localdate(was)) in page.partition("<del>")[2].partition("</del>")[0]
    assert written(timezone.localdate(became)) in page.partition("<ins>")[2].partition("</ins>")[0]
    assert "Schools asked." in page


@pytest.mark.parametrize(
    ("opened", "closes_in", "says"),
    [
        (-DAY, 20 * DAY, "Opens later"),
        (DAY, 20 * DAY, "Open"),
        (DAY, 2 * DAY, "Last call"),
        (DAY, None, "Always open"),
        (9 * DAY, -DAY, "send your answer all the same"),
    ],
)
def test_it_says_how_it_stands(
    client: Client, opened: dt.timedelta, closes_in: dt.timedelta | None, says: str
) -> None:
    call(opened=opened, closes_in=closes_in)
    said = words(client, "/calls/silver-linings/")
    assert says in said
    is_open = says in ("Open", "Last call", "Always open")
    assert ("one question first" in said) == is_open


def test_the_last_day_is_said_as_such(client: Client) -> None:
    tonight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    made = call()
    Call.objects.filter(pk=made.pk).update(closes_at=tonight)
    assert "today is the last day" in words(client, "/calls/silver-linings/")


def test_an_archived_call_stays_and_a_withdrawn_one_does_not(client: Client, by: User) -> None:
    archive(by=by, call=closed(call()), seen=1, why="All are answered.")
    said = words(client, "/calls/silver-linings/")
    assert "takes no more answers. All are answered." in said
    withdraw(by=by, call=call("Gone"), seen=1, why="A mistake.")
    words(client, "/calls/gone/", 404)
    assert "Withdrawn" in words(signed_in(by), "/calls/gone/")


def test_a_draft_is_shown_to_the_programme_alone(
    client: Client, programme: Client, by: User
) -> None:
    begin_call(by=by, planned=planned())
    words(client, "/calls/warm-welcomes/", 404)
    assert "This is a draft" in words(programme, "/calls/warm-welcomes/")


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_takes_as_many_queries_for_many(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        call(f"Call {number}", prefix=f"C{'ABCDEF'[number]}")
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get("/calls/")


# The programme ---------------------------------------------------------------------------------


def test_its_list_counts_what_came_and_what_is_lacking(programme: Client) -> None:
    made = call()
    sent(made, whole(authority="kent"))
    sent(made, given())
    closed(made)
    sent(made, given("Too late."))
    row = words(programme, "/programme/calls/").partition("Too late")[2]
    assert "Silver Linings –Closed" in row
    assert "2 2 1" in row, "two sent; of three, two lack something; one is late"


@pytest.mark.parametrize("count", [1, 4])
def test_its_list_takes_as_many_queries_for_many(
    programme: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        made = call(f"Call {number}", prefix=f"C{'ABCDEF'[number]}")
        for _ in range(count):
            sent(made, whole(authority="kent"))
    programme.get("/programme/calls/")
    with django_assert_num_queries(QUERIES_OF_THE_PROGRAMMES_LIST):
        programme.get("/programme/calls/")


def test_a_call_is_written_published_moved_and_ended_on_its_pages(programme: Client) -> None:
    new = {"title": "Warm welcomes", "last_call_days": "7", "consent_words": "May we?"}
    answer = programme.post("/programme/new-call/", new)
    assert answer.headers["Location"] == "/programme/calls/warm-welcomes/headings/"
    at = "/programme/calls/warm-welcomes/"
    assert "Say when it opens" in words(programme, at)
    assert words(programme, f"{at}publish/").count("To mend") == 4
    assert programme.post(f"{at}publish/", {"version": 1}).status_code == 422

    today = timezone.localdate()
    form = fields(programme, f"{at}change/") | {
        "purpose": "We look for what makes families feel welcome when they first come to us.",
        "what_becomes": "It is read.",
        "opens_on": written(today - DAY),
        "closes_on": written(today + 20 * DAY),
        "closes_time": "5pm",
    }
    assert programme.post(f"{at}change/", form).status_code == 302
    made = Call.objects.get()
    assert made.closes_at == timezone.localtime(made.closes_at).replace(hour=17, minute=0)
    assert programme.post(f"{at}publish/", {"version": made.version}).status_code == 302
    assert "It waits among the news" in words(programme, at)

    made.refresh_from_db()
    move = {"closes_on": written(today + 30 * DAY), "why": "Asked for.", "version": made.version}
    assert programme.post(f"{at}closing/", move).status_code == 302
    made.refresh_from_db()
    assert "Extended from 5pm on" in words(programme, at)

    end = {"why": "Enough.", "version": made.version}
    assert programme.post(f"{at}end/", end | {"do": "archive"}).status_code == 409
    assert programme.post(f"{at}end/", end | {"do": "withdraw"}).status_code == 302
    made.refresh_from_db()
    assert made.state == CallState.WITHDRAWN


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"title": ""}, "Give it a name."),
        ({"opens_on": "tomorrow"}, "Write the day as 13 November 2020."),
        ({"closes_time": "late"}, "Write the time as 17:00 or 5pm."),
        ({"closes_time": "17:00"}, "Give the day that this time is of."),
        ({"opens_on": "3 May 2027", "closes_on": "1 May 2027"}, "It closes before it opens."),
        ({"is_standing": "on", "closes_on": "1 May 2027"}, "It never closes: take this day out"),
        ({"closes_on": "1 May 2027"}, "Say when it opens, too."),
        ({"references": "S1"}, "Write one to six letters, as SL."),
        ({"slug": "silver-linings"}, "already exists"),
        ({"references": "sl"}, "already exists"),
        ({"last_call_days": "many"}, "Write a number of days"),
        ({"slug": "Not an address"}, "Write it in small letters"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    programme: Client, said: Mapping[str, str], fault: str
) -> None:
    call()
    new = {"title": "Another", "last_call_days": "7", "purpose": "Kept as typed."}
    answer = programme.post("/programme/new-call/", new | said)
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert "Kept as typed." in answer.content.decode()


def test_of_two_who_change_it_the_second_loses_nothing_typed(programme: Client) -> None:
    call()
    at = "/programme/calls/silver-linings/change/"
    form = fields(programme, at)
    assert programme.post(at, form | {"summary": "First"}).status_code == 302
    answer = programme.post(at, form | {"summary": "Second"})
    assert answer.status_code == 409
    assert "Second" in answer.content.decode()
    assert Call.objects.get().summary == "First"


def test_what_was_typed_survives_a_lost_session(client: Client, by: User) -> None:
    call()
    at = "/programme/calls/silver-linings/headings/new/"
    client.post(at, {"label": "Who helped?", "kind": "short"})
    client.force_login(by)
    assert "Who helped?" in client.get(at).content.decode()


def test_headings_are_edited_on_their_pages(programme: Client) -> None:
    made = call()
    at = "/programme/calls/silver-linings/headings/"
    new = {"label": "Which months?", "kind": "many", "choices": "May\n\n June \nJuly", "version": 1}
    condition = next(
        value
        for value, said in programme.get(f"{at}new/").context["form"].fields["condition"].choices
        if said == "If “Is it meant to stay?” is answered “No”"
    )
    assert programme.post(f"{at}new/", new | {"condition": condition}).status_code == 302
    heading = made.headings.get(key="which-months")
    assert heading.choices == ["May", "June", "July"]
    assert heading.shown_if is not None
    assert (heading.shown_if.key, heading.shown_if_value) == ("stays", "no")

    form = fields(programme, f"{at}{heading.pk}/")
    assert programme.post(f"{at}{heading.pk}/", form | {"choices": "May"}).status_code == 422
    assert (
        programme.post(f"{at}{heading.pk}/", form | {"help": "As many as fit."}).status_code == 302
    )
    assert "As many as fit." in words(programme, at)

    for what, place in (("up", 8), ("down", 9)):
        programme.post(at, {"heading": heading.pk, "do": what})
        rows = programme.get(at).context["rows"]
        assert [row.key for row, *_ in rows].index("which-months") == place
    programme.post(at, {"heading": heading.pk, "do": "retire"})
    assert "Retired on" in words(programme, at)
    programme.post(at, {"heading": heading.pk, "do": "bring_back"})
    assert "Retired on" not in words(programme, at)
    refused = programme.post(
        at, {"heading": made.headings.get(key="stays").pk, "do": "retire"}, follow=True
    )
    assert "rests on it" in refused.content.decode()
    assert programme.post(at, {"heading": "x", "do": "up"}).status_code == 404


def test_a_heading_of_another_call_is_not_changed_here(programme: Client) -> None:
    call()
    other = call("Another")
    pk = other.headings.get(key="cost").pk
    words(programme, f"/programme/calls/silver-linings/headings/{pk}/", 404)
    at = "/programme/calls/silver-linings/headings/"
    assert programme.post(at, {"heading": pk, "do": "retire"}).status_code == 404


def test_the_form_is_looked_at_before_anybody_is_asked(programme: Client) -> None:
    call()
    said = words(programme, "/programme/calls/silver-linings/preview/")
    assert "Asked only if “Is it meant to stay?” is answered “No”." in said
    assert "At most 500 words." in said


def test_similar_work_is_kept_and_its_faults_are_said(programme: Client) -> None:
    made = call()
    at = "/programme/calls/silver-linings/similar-work/"
    start = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "version": 1}
    answer = programme.post(at, start | {"form-0-url": "nowhere", "form-1-whose": "A charity"})
    assert answer.status_code == 422
    assert "Write the whole address" in answer.content.decode()
    assert "Say what it is." in answer.content.decode()
    kept = {"form-0-title": "Elsewhere", "form-0-url": "https://example.org/a/"}
    assert programme.post(at, start | kept).status_code == 302
    assert [each.title for each in made.similar_work.all()] == ["Elsewhere"]
    assert programme.post(at, start).status_code == 409


def test_a_call_is_copied_and_a_draft_discarded(programme: Client) -> None:
    call()
    answer = programme.post("/programme/calls/silver-linings/", {"do": "copy"})
    assert answer.headers["Location"] == "/programme/calls/silver-linings-2/change/"
    answer = programme.post("/programme/calls/silver-linings-2/", {"do": "discard"}, follow=True)
    assert "is discarded" in answer.content.decode()
    answer = programme.post("/programme/calls/silver-linings/", {"do": "discard"}, follow=True)
    assert "Only a draft is discarded" in answer.content.decode()
    assert Call.objects.count() == 1


def test_sections_are_edited_on_their_page(programme: Client) -> None:
    call()
    at = "/programme/service-sections/"
    assert programme.post(at, {"do": "add", "name": ""}).status_code == 422
    assert programme.post(at, {"do": "add", "name": "Youth justice"}).status_code == 422
    programme.post(at, {"do": "add", "name": "Play and parks"})
    parks = ServiceSection.objects.get(slug="play-and-parks")
    programme.post(at, {"do": "up", "section": parks.pk})
    programme.post(at, {"do": "retire", "section": parks.pk})
    assert "Play and parks –Offered no more" in words(programme, at)
    programme.post(at, {"do": "use", "section": parks.pk})
    assert "Offered no more" not in words(programme, at)
    assert programme.post(f"{at}play-and-parks/", {"name": "Parks"}).status_code == 302
    assert programme.post(f"{at}play-and-parks/", {"name": "Youth justice"}).status_code == 422
    assert "Parks" in words(programme, at)
