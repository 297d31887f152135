"""What the sample region's people sent: of every way and state, always under the same references."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.utils.text import slugify

from alliance.directory.models import Authority, Person, Role, RoleKind, User
from alliance.evidence.models import Call, ServiceSection, Submission, SubmissionState
from alliance.evidence.taking.faults import faults, lacking
from alliance.evidence.taking.rows import definition_of, sent_of
from alliance.region.authorities import AUTHORITIES
from alliance.region.evidence.calls import load_calls
from alliance.region.evidence.practice import PRACTICE
from alliance.region.evidence.practice_before import PRACTICE_BEFORE
from alliance.region.evidence.submissions import given_by, load_submissions

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def region() -> None:
    for one in AUTHORITIES:
        Authority.objects.create(
            name=one.name, slug=slugify(one.name), ons_code=one.ons_code, is_member=True
        )
    person = Person.objects.create(name="Support")
    Role.objects.create(person=person, kind=RoleKind.PROGRAMME_SUPPORT)
    User.objects.create_user("support@example.org", person=person)
    load_calls(DAY)


def test_answers_are_there_once_and_as_if_they_had_come_one_after_another() -> None:
    made = load_submissions(DAY)
    assert made == len(PRACTICE) + len(PRACTICE_BEFORE)
    assert load_submissions(DAY) == 0
    call = Call.objects.get(slug="silver-linings")
    sent = list(Submission.objects.filter(call=call, number__isnull=False).order_by("number"))
    assert [str(each) for each in sent] == [f"SL-{n}" for n in range(1, len(PRACTICE) + 1)]
    moments = [each.sent_at for each in sent]
    assert moments == sorted(moments, key=str)
    assert call.opens_at is not None
    assert all(at and call.opens_at < at and at.date() < DAY for at in moments)
    assert call.last_number == len(PRACTICE)


def test_they_are_of_every_way_and_state_and_from_many() -> None:
    load_submissions(DAY)
    every = Submission.objects.all()
    assert set(every.values_list("state", flat=True)) == set(SubmissionState.values)
    assert set(every.values_list("way", flat=True)) == {"site", "word", "email", "telephone"}
    assert set(every.values_list("consent", flat=True)) >= {"", "named", "unnamed", "no"}
    of_silver = every.filter(call__slug="silver-linings")
    assert of_silver.values("authority").distinct().count() >= 15
    assert of_silver.values("section").distinct().count() >= 10


def test_every_answer_could_have_been_sent_and_some_lack_something() -> None:
    load_submissions(DAY)
    lacks = Counter[bool]()
    for each in Submission.objects.filter(number__isnull=False):
        definition = definition_of(each.call)
        given = sent_of(each)
        assert faults(definition, given) == [], each.title
        lacks[bool(lacking(definition, given))] += 1
    assert lacks[True] >= 8
    assert lacks[False] >= 15


def test_its_sections_and_authorities_are_ones_that_there_are() -> None:
    sections = set(ServiceSection.objects.values_list("slug", flat=True))
    authorities = {one.name for one in AUTHORITIES}
    for each in (*PRACTICE, *PRACTICE_BEFORE):
        assert each.section in sections, each.title
        assert each.authority in authorities, each.title
        assert given_by(each, dt.datetime(2026, 11, 1, tzinfo=dt.UTC)).answers["idea"]
