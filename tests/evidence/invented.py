"""Calls and their answers for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from alliance.directory.models import Authority, User
from alliance.evidence.calls.proposed import CONSENT, SUPPLIER, make_sections, propose
from alliance.evidence.models import Call, CallState, Submission, SubmissionState
from alliance.evidence.taking.given import Given
from alliance.evidence.taking.sending import begin, send

DAY = dt.timedelta(days=1)


def call(
    title: str = "Silver Linings",
    *,
    opened: dt.timedelta = 10 * DAY,
    closes_in: dt.timedelta | None = 20 * DAY,
    state: CallState = CallState.PUBLISHED,
    **fields: Any,
) -> Call:
    """Published, opened so long ago, with our headings and sections; without `closes_in` it stands."""
    make_sections()
    now = timezone.now()
    made = Call.objects.create(
        title=title,
        slug=fields.pop("slug", slugify(title)),
        prefix=fields.pop("prefix", "".join(word[0] for word in title.split()).upper()),
        state=state,
        is_standing=closes_in is None,
        opens_at=now - opened,
        closes_at=None if closes_in is None else now + closes_in,
        published_at=None if state == CallState.DRAFT else now - opened,
        consent_words=CONSENT,
        supplier_words=SUPPLIER,
        **fields,
    )
    propose(made)
    return made


def closed(call: Call, ago: dt.timedelta = DAY) -> Call:
    """As a call is so long after it closed."""
    call.closes_at = timezone.now() - ago
    call.save(update_fields=["closes_at"])
    return call


def authority(name: str = "Kent") -> Authority:
    slug = slugify(name)
    code = f"E1{sum(map(ord, name)) * 7919 % 10_000_000:07}"
    found = Authority.objects.filter(slug=slug).first()
    return found or Authority.objects.create(name=name, slug=slug, ons_code=code)


def given(idea: str = "We run groups by video.", **fields: Any) -> Given:
    """The short way: a name, an address and the idea; `answers` adds more under other headings."""
    answers = {"idea": idea} | fields.pop("answers", {})
    return Given(
        **{"name": "Sam Practitioner", "email": "sam@example.org"} | fields, answers=answers
    )


def whole(idea: str = "We run groups by video.", **fields: Any) -> Given:
    """With nothing lacking."""
    answers = {
        "problem": "Families could not come.",
        "changed": "Twice as many came.",
        "stays": "yes",
        "since": "2020-06-01",
        "cost": "Nothing but time.",
        "copy": "A video account.",
        "contact": "The early help team",
    } | fields.pop("answers", {})
    said = {
        "title": "Groups by video",
        "organisation": "Early help team",
        "section": "early-help",
        "has_supplier": False,
        "consent": "named",
    }
    return given(idea, **said | fields, answers=answers)


def sent(
    call: Call, what: Given | None = None, *, by: User | None = None, **how: Any
) -> Submission:
    """Sent on the site; `how` goes to `begin`."""
    what = what or given()
    submission = send(begin(call, given=what, by=by, **how), what, by=by)
    assert submission.state in (SubmissionState.SENT, SubmissionState.LATE)
    return submission
