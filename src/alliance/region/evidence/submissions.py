"""What was sent to the calls of the sample region, and two answers that somebody has only begun.

They stand as if they had come in one after another since the call opened: SL-1, SL-2 … are always the
same ones. No receipts are mailed: nobody reads at these addresses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alliance.directory.models import RoleKind, User
from alliance.evidence.calls.proposed import CONSENT
from alliance.evidence.models import (
    Call,
    Consent,
    Submission,
    SubmissionState,
    SubmissionWay,
    Wording,
)
from alliance.evidence.taking.given import Given
from alliance.evidence.taking.rows import definition_of, write
from alliance.evidence.taking.sending import begin
from alliance.evidence.taking.tidy import tidy

from .practice import PRACTICE
from .practice_before import PRACTICE_BEFORE
from .sample_practice import Practice

DAY = dt.timedelta(days=1)
SINCE_OPENING = dt.timedelta(hours=20)
"""When the first came; the others follow until yesterday, or until the call closed."""
BY_ACCOUNT = "Managers’ open diary"
"""The idea of somebody who has an account, so that there is something to see under it."""
BEGUN = (
    Given(answers={"idea": "We tried a walking bus for children who would not come to school, and"}),
    Given(
        name="Quentin Marl",
        email="quentin.marl@example.org",
        section="send-services",
        answers={"idea": "Parents of pupils with plans chair their own review meeting. We bring the tea."},
    ),
)  # fmt: skip


@transaction.atomic
def load_submissions(day: dt.date) -> int:
    """Answers to both calls as of a day; how many, or none if there were any."""
    if Submission.objects.exists():
        return 0
    made = 0
    for slug, practice in (
        ("silver-linings", PRACTICE),
        ("help-that-comes-early", PRACTICE_BEFORE),
    ):
        if call := Call.objects.filter(slug=slug).first():
            made += _load(call, practice, day)
    if call := Call.objects.filter(slug="silver-linings").first():
        for given in BEGUN:
            begin(call, given=given, by=None)
    return made


def _load(call: Call, practice: Sequence[Practice], day: dt.date) -> int:
    support = _who(RoleKind.PROGRAMME_SUPPORT)
    on_time = [each for each in practice if not each.is_late]
    for number, each in enumerate(practice, 1):
        if each.is_late:
            at = _last(call, day) + number * dt.timedelta(hours=9)
        else:
            at = _moment(call, day, on_time.index(each), len(on_time))
        _sent(call, each, number, at, support=support)
    call.last_number = len(practice)
    call.save(update_fields=["last_number"])
    return len(practice)


def _sent(
    call: Call, each: Practice, number: int, at: dt.datetime, *, support: User | None
) -> None:
    definition = definition_of(call)
    given = tidy(definition, given_by(each, at))
    by_account = _who(RoleKind.DATA_LEAD) if each.title == BY_ACCOUNT else None
    is_told = each.way == SubmissionWay.TELEPHONE
    submission = Submission(
        call=call,
        number=number,
        reference=f"{call.prefix}-{number}",
        state=_state(each),
        way=each.way,
        begun_at=at - dt.timedelta(minutes=14),
        changed_at=at,
        sent_at=at,
        is_late=each.is_late,
        let_in_at=at + DAY if each.is_let_in else None,
        let_in_by=support if each.is_let_in else None,
        withdrawn_at=at + DAY if each.withdrawn else None,
        withdrawn_why=each.withdrawn,
        consent=given.consent,
        consent_words=CONSENT if given.consent else "",
        consent_at=at if given.consent != Consent.UNSAID else None,
        by=by_account,
        entered_by=support if is_told else None,
        told_on=timezone.localdate(at) if is_told else None,
    )
    submission.save()
    write(submission, given)
    submission.save()
    Wording.objects.create(submission=submission, at=at, content=given.as_json())


def given_by(each: Practice, at: dt.datetime) -> Given:
    """What somebody of the sample typed."""
    since = timezone.localdate(at - each.months * 30 * DAY).replace(day=1)
    answers = {
        "idea": each.idea,
        "problem": each.problem,
        "changed": each.changed,
        "stays": each.stays,
        "until": each.until,
        "since": since.isoformat() if each.months else "",
        "cost": each.cost,
        "copy": each.to_copy,
        "contact": each.contact,
    }
    called_by_telephone = each.way == SubmissionWay.TELEPHONE
    return Given(
        title=each.title,
        name=each.name,
        email="" if called_by_telephone else f"{slugify(each.name).replace('-', '.')}@example.org",
        phone="01632 960555" if called_by_telephone else "",
        role=each.role,
        organisation=each.organisation,
        authority=slugify(each.authority),
        section=each.section,
        has_supplier=bool(each.supplier) if each.says_supplier else None,
        supplier=each.supplier,
        consent=each.consent,
        answers={key: text for key, text in answers.items() if text},
    )


def _state(each: Practice) -> SubmissionState:
    if each.withdrawn:
        return SubmissionState.WITHDRAWN
    return SubmissionState.LATE if each.is_late and not each.is_let_in else SubmissionState.SENT


def _moment(call: Call, day: dt.date, place: int, of: int) -> dt.datetime:
    """When the one at this place came: spread evenly from the opening to the last day there is."""
    assert call.opens_at is not None  # noqa: S101 - the sample's calls are published
    first = call.opens_at + SINCE_OPENING
    last = _last(call, day) - DAY
    return first + (last - first) * place / max(of - 1, 1)


def _last(call: Call, day: dt.date) -> dt.datetime:
    """When the call closed, or midnight before the day of the sample while it is open."""
    midnight = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    return min(call.closes_at or midnight, midnight)


def _who(kind: RoleKind) -> User | None:
    return User.objects.filter(person__roles__kind=kind).order_by("pk").first()
