"""A bulletin as a letter: what everybody may read, and what is asked with the reach that it has."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.actions.models import Action, ActionState
from alliance.actions.models import Audience as Who
from alliance.actions.raising import end_action, raise_action
from alliance.actions.when import By
from alliance.bulletins.letter import letter_of
from alliance.bulletins.models import Appearance, Bulletin, Correction
from alliance.delivery.composing.letter import Letter, Manner, Part, Piece, Reach
from alliance.delivery.composing.sources import letter_source
from alliance.delivery.models import Audience, MailingKind
from alliance.directory.models import Alliance, ContactDetail, RoleKind, Topic, Visibility
from tests.actions.invented import answered, ask_of, asking, today
from tests.bulletins.invented import bulletin, contact, listed, person, said
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SOON = today() + 9 * DAY


@pytest.fixture
def week() -> Bulletin:
    Alliance(name="Eastern Alliance", short_name="Eastern").save()
    return bulletin(429, date=today())


def letter(of: Bulletin) -> Letter:
    made = letter_of(of.pk)
    assert made is not None
    return made


def part(made: Letter, heading: str) -> Part:
    [found] = [each for each in made.parts if each.heading == heading]
    return found


def pieces(made: Letter) -> list[Piece]:
    return [piece for each in made.parts for piece in each.pieces]


def ask(told: Appearance, title: str, audience: str, **fields: object) -> Action:
    given = asking(
        title,
        of=[authority("Kent"), authority("Medway")],
        audience=audience,
        by=[By(SOON)],
        **fields,  # type: ignore[arg-type]
    )
    return raise_action(by=None, asking=given, origin=told.item, opened=True)


def written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def test_it_says_which_it_is(week: Bulletin) -> None:
    Bulletin.objects.filter(pk=week.pk).update(introduction="Dear all.\n\nA short week <b>.")
    said(week, "A survey")
    made = letter(week)
    assert made.subject == f"Update 429, {written(today())}"
    assert (made.masthead, made.alliance, made.url) == (
        "Update 429",
        "Eastern Alliance",
        "/bulletins/429/",
    )
    assert made.introduction == "<p>Dear all.</p>\n\n<p>A short week &lt;b&gt;.</p>"
    assert Letter.from_json(json.loads(json.dumps(made.as_json()))) == Letter.from_json(
        made.as_json()
    )


def test_delivery_knows_where_to_ask(week: Bulletin) -> None:
    said(week, "A survey")
    source = letter_source(MailingKind.BULLETIN)
    assert source is not None
    assert source.letter(week.pk) == letter(week)


def test_what_is_not_published_is_no_letter() -> None:
    assert letter_of(bulletin(430, live=False).pk) is None
    assert letter_of(12345) is None


def test_an_item_is_told_as_its_page_tells_it(week: Bulletin) -> None:
    topic = Topic.objects.create(name="Kinship care", slug="kinship-care")
    told = said(
        week,
        "A survey",
        body="<p>Fill it in.</p>",
        deadline=SOON,
        has_action=True,
        action_text="<p>Return it.</p>",
        audience="data leads",
    )
    told.item.topics.add(topic)
    told.people.add(person("Anna Miller", Visibility.PUBLIC), person("Hidden Person"))
    told.save()
    [piece] = pieces(letter(week))
    assert piece.key == f"item/{told.item_id}"
    assert piece.url == told.item.get_absolute_url()
    assert "<p>Fill it in.</p><h3>Action required</h3><p>Return it.</p>" in piece.html
    assert f"<li>Deadline: {written(SOON)}</li>" in piece.html
    assert "For: data leads<br>Contact: Anna Miller" in piece.html
    assert "Hidden Person" not in piece.html
    assert (piece.topics, list(piece.topic_names)) == ({topic.pk}, ["Kinship care"])
    assert piece.audiences == {Audience.DATA}


def test_a_reminder_says_why_it_is_still_here(week: Bulletin) -> None:
    before = bulletin(428, date=today() - 7 * DAY)
    for title, day in (("Open", {"deadline": SOON}), ("Coming", {"event": SOON}), ("Mind", {})):
        first = said(before, title, body=f"<p>{title} {'word ' * 60}</p>")
        said(
            week,
            title,
            item=first.item,
            body=first.body,
            section=Appearance.Section.REMINDER,
            standing=Appearance.Standing.REMINDER,
            **day,  # type: ignore[arg-type]
        )
    made = part(letter(week), "Reminders from previous weeks")
    assert made.manner is Manner.REMINDERS
    assert [piece.why for piece in made.pieces] == [
        f"Still here because it is open until {written(SOON)}; first said in Update 428",
        f"Still here because it is on {written(SOON)}; first said in Update 428",
        "Still here because the programme asks you to keep it in mind; first said in Update 428",
    ]
    assert all(len(piece.html.split()) < 50 for piece in made.pieces)


def test_what_is_asked_has_its_reach_and_those_who_still_owe(week: Bulletin) -> None:
    told = said(week, "Figures on agencies")
    for audience in (Who.PUBLIC, Who.MEMBERS, Who.ASKED):
        ask(told, f"For {audience}", audience, for_roles=[RoleKind.DATA_LEAD])
    lead = account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))
    [piece] = pieces(letter(week))
    both = {authority("Kent").pk, authority("Medway").pk}
    assert [(one.title, one.reach, one.authorities) for one in reversed(piece.asked)] == [
        ("For public", Reach.PUBLIC, both),
        ("For members", Reach.MEMBERS, both),
        ("For asked", Reach.ASKED, both),
    ]
    assert {one.by for one in piece.asked} == {f"by {written(SOON)}"}
    assert {one.who for one in piece.asked} == {"Data lead"}
    answered(ask_of(Action.objects.get(title="For asked"), authority("Kent")), lead)
    [piece] = pieces(letter(week))
    owing = {one.title: one.authorities for one in piece.asked}
    assert owing["For asked"] == {authority("Medway").pk}


def test_what_is_over_or_a_draft_is_not_asked(week: Bulletin) -> None:
    told = said(week, "Figures on agencies")
    action = ask(told, "Closed", Who.PUBLIC)
    end_action(by=None, action=action, state=ActionState.CLOSED)
    draft = asking("A draft", of=[authority("Kent")], audience=Who.PUBLIC)
    raise_action(by=None, asking=draft, origin=told.item, opened=False)
    [piece] = pieces(letter(week))
    assert list(piece.asked) == []


def test_what_few_may_read_stands_nowhere_but_in_the_asks(week: Bulletin) -> None:
    told = said(week, "Figures on agencies")
    ask(told, "A SECRET", Who.ASKED)
    contact(week, person("Hidden Person"))
    made = letter(week).as_json()
    for piece in (piece for each in made["parts"] for piece in each["pieces"]):
        piece["asked"] = []
    assert "SECRET" not in json.dumps(made)
    assert "Hidden" not in json.dumps(made)


def test_dates_to_come_are_those_that_hold_now(week: Bulletin) -> None:
    told = said(week, "A survey", deadline=SOON, event=today() - 3 * DAY)
    made = part(letter(week), "Dates to come")
    assert [(line.title, line.day, line.note) for line in made.lines] == [
        ("A survey", SOON.isoformat(), "deadline")
    ]
    later = bulletin(430, date=today() + DAY)
    said(later, "A survey", item=told.item, deadline=SOON + DAY)
    assert [line.day for line in part(letter(week), "Dates to come").lines] == [
        (SOON + DAY).isoformat()
    ]


def test_publications_are_the_newest_months_with_a_link_to_the_rest(week: Bulletin) -> None:
    november, october = dt.date(2026, 11, 3), dt.date(2026, 10, 3)
    for number in range(20):
        listed(week, f"November {number}", on=november)
    for number in range(20):
        listed(week, f"October {number}", on=october)
    made = part(letter(week), "Publications")
    assert [line.title for line in made.lines] == [f"November {number}" for number in range(20)]
    assert made.lines[0].note == "Ofsted, 3 November 2026"
    assert made.more_url == "/bulletins/429/#publications"


def test_a_short_list_is_whole(week: Bulletin) -> None:
    listed(week, "November", on=dt.date(2026, 11, 3))
    listed(week, "Undated")
    made = part(letter(week), "Publications")
    assert ([line.title for line in made.lines], made.more_url) == (["November", "Undated"], "")


def test_contacts_are_those_whom_everybody_may_reach(week: Bulletin) -> None:
    anna = person("Anna Miller", Visibility.PUBLIC)
    ContactDetail.objects.create(
        person=anna, kind="email", value="anna@example.org", visibility=Visibility.PUBLIC
    )
    ContactDetail.objects.create(
        person=anna, kind="mobile", value="07700 900123", visibility=Visibility.MEMBERS
    )
    contact(week, anna)
    [line] = part(letter(week), "Contacts").lines
    assert (line.title, line.url) == ("Anna Miller", "mailto:anna@example.org")
    assert "anna@example.org" in line.note
    assert "07700" not in line.note


def test_corrections_are_noted(week: Bulletin) -> None:
    said(week, "A survey")
    Correction.objects.create(bulletin=week, note="The day was wrong.")
    day = written(timezone.localdate())
    assert letter(week).introduction == (
        f"<p><strong>Corrected {day}: The day was wrong.</strong></p>"
    )


def test_however_much_is_in_it_it_takes_as_many_queries(week: Bulletin) -> None:
    def fill(number: int) -> None:
        told = said(week, f"News {number}", deadline=SOON)
        told.item.topics.add(Topic.objects.create(name=f"T{number}", slug=f"t{number}"))
        ask(told, f"Asked {number}", Who.PUBLIC)
        ask(told, f"Asked of some {number}", Who.ASKED)
        listed(week, f"Publication {number}", on=today())
        contact(week, person(f"Person {number}", Visibility.PUBLIC))
        Correction.objects.create(bulletin=week, note=f"Note {number}")

    fill(1)
    with CaptureQueriesContext(connection) as few:
        letter(week)
    for number in range(2, 8):
        fill(number)
    with CaptureQueriesContext(connection) as many:
        assert len(pieces(letter(week))) == 7
    assert len(many) == len(few) <= 35
