"""What is kept of a candidate once it was judged."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.directory.models import Alliance, Authority, Network, Topic
from alliance.jobs.progress import Progress
from alliance.library.models import Publication, Version
from alliance.sources import known
from alliance.sources.judge import judge_again, judge_new
from alliance.sources.models import Candidate, CandidateState
from tests.sources.found import CALL, found, told

pytestmark = pytest.mark.django_db
PAGE = "https://www.example.org/calls/transport"


def judged(candidate: Candidate) -> dict[str, object]:
    judge_new(Progress())
    candidate.refresh_from_db()
    assert candidate.judged_at
    return candidate.seen_as


@pytest.fixture
def region() -> None:
    Alliance.objects.create(pk=1, name="An alliance", short_name="AA", region="South East")
    for number, name in enumerate(["Kent", "Medway", "Reading"]):
        Authority.objects.create(name=name, slug=name.lower(), ons_code=f"E0600000{number}")
    topic = Topic.objects.create(name="Money and commissioning", slug="money")
    Network.objects.create(name="Commissioners", slug="commissioners").topics.add(topic)


@pytest.mark.usefixtures("region")
def test_it_says_what_it_is_about_what_and_why_it_stands_where_it_does() -> None:
    day = timezone.localdate() + dt.timedelta(days=12)
    text = f"{CALL.format(day=f'{day:%-d %B %Y}')} Pilots run in Kent and Medway. Reading the guide takes ten minutes."

    seen = judged(found("Transport costs: call for evidence", text))

    assert seen["kind"]["value"] == "consultation"
    assert seen["names"] == ["Kent", "Medway"]
    assert [(each["role"], each["day"]) for each in seen["days"]] == [("deadline", day.isoformat())]
    words = [each["words"] for each in seen["rank"]["reasons"]]
    assert "Names Kent and Medway" in words
    assert f"Has a closing date in 12 days: {day:%-d %B %Y}" in words
    assert "About Money and commissioning, which has a network here" in words


def test_what_a_bulletin_told_is_known_and_stands_lower() -> None:
    item = told(
        427,
        "Transport: evidence wanted",
        f'{CALL.format(day="5 March 2027")} <a href="{PAGE}">The call</a>',
    )

    seen = judged(
        found(
            "Home to school transport: call for evidence", CALL.format(day="5 March 2027"), url=PAGE
        )
    )

    (first,) = seen["seen"]
    assert (first["key"], first["relation"], first["where"]) == (
        f"item {item.pk}",
        "same",
        "Update 427",
    )
    assert first["path"] == item.get_absolute_url()
    assert {"points": -60, "words": "Already said in Update 427"} in seen["rank"]["reasons"]


def test_a_date_that_moved_since_makes_it_an_update() -> None:
    told(
        427,
        "Transport: evidence wanted",
        f'{CALL.format(day="5 March 2027")} <a href="{PAGE}">The call</a>',
    )

    seen = judged(
        found(
            "Home to school transport: call for evidence",
            CALL.format(day="19 March 2027"),
            url=PAGE,
        )
    )

    (first,) = seen["seen"]
    assert first["relation"] == "update"
    assert first["changes"] == [
        {"what": "closing date moved", "was": "5 March 2027", "now": "19 March 2027"}
    ]


def test_of_two_candidates_that_tell_the_same_the_later_one_says_so() -> None:
    first = found("Transport: evidence wanted", CALL.format(day="5 March 2027"))
    second = found("Call for evidence on transport", CALL.format(day="5 March 2027"))

    seen = judged(second)
    first.refresh_from_db()

    assert [each["key"] for each in seen["seen"]] == [f"candidate {first.pk}"]
    assert first.seen_as["seen"] == []


def test_publications_of_the_library_are_known_by_their_address() -> None:
    publication = Publication.objects.create(title="Night moves: emergency placements after 6pm")
    Version.objects.create(publication=publication, url="https://tidewell.example.org/night-moves")

    seen = judged(
        found(
            "Night moves: emergency placements after 6pm",
            "A study.",
            url="https://tidewell.example.org/night-moves/?utm_source=x",
        )
    )

    assert [each["key"] for each in seen["seen"]] == [f"publication {publication.pk}"]


def test_a_notice_of_a_death_has_no_day_and_nobody_to_act() -> None:
    words = "We are sorry to tell of the death of Tom Alder. Please send memories to directors by 12 December 2026."

    seen = judged(found("Tom Alder", words))

    assert seen["kind"]["value"] == "obituary"
    assert seen["days"] == seen["audiences"] == []


def test_judging_twice_finds_the_same_and_leaves_what_was_decided() -> None:
    taken = found(
        "Taken", "x", state=CandidateState.TAKEN, decided_at=timezone.now(), seen_as={"kept": 1}
    )
    waits = found("Guidance on bundles", "Practice guidance on bundles for courts.")

    first = judged(waits)
    judge_again(Progress())
    waits.refresh_from_db()
    taken.refresh_from_db()

    assert waits.seen_as == first
    assert taken.seen_as == {"kept": 1}


def test_a_changed_wording_is_judged_again() -> None:
    candidate = found("A page", "Nothing in it.")
    assert judged(candidate)["kind"]["value"] == "other"
    Candidate.objects.filter(pk=candidate.pk).update(
        title="Statutory guidance for schools", changed_at=timezone.now() + dt.timedelta(seconds=1)
    )

    assert judged(candidate)["kind"]["value"] == "statutory"


def test_what_was_told_long_ago_is_not_looked_at() -> None:
    told(1, "Transport: evidence wanted", CALL, day=timezone.localdate() - dt.timedelta(days=500))

    assert list(known.all_known()) == []
