"""What a call asks and what a submission says, from their rows to plain values and back."""

from __future__ import annotations

from alliance.directory.models import Authority

from ..models import Answer, Call, Heading, ServiceSection, Submission, SubmissionState
from .definition import CasePart, Choice, Definition, HeadingKind, Question
from .given import Given

PLAIN = ("title", "name", "email", "phone", "role", "organisation", "supplier", "consent")
"""The fields that a submission and `Given` share as they are."""


def definition_of(call: Call, *, with_retired: bool = False) -> Definition:
    """What a call asks today; with its retired headings too, for what was answered before."""
    headings = call.headings.select_related("shown_if")
    if not with_retired:
        headings = headings.filter(retired_at__isnull=True)
    return Definition(
        title=call.title,
        questions=tuple(question_of(heading) for heading in headings),
        sections=tuple(Choice(key=row.slug, name=row.name) for row in sections_of(call)),
        authorities=tuple(
            Choice(key=row.slug, name=row.name) for row in Authority.objects.filter(is_member=True)
        ),
        consent_words=call.consent_words,
        supplier_words=call.supplier_words,
    )


def sections_of(call: Call) -> list[ServiceSection]:
    """Those that may answer: the ones named, or all in use."""
    named = list(call.sections.all())
    return named or list(ServiceSection.objects.filter(is_live=True))


def question_of(heading: Heading) -> Question:
    return Question(
        key=heading.key,
        kind=HeadingKind(heading.kind),
        label=heading.label,
        help=heading.help,
        is_required=heading.is_required,
        is_short=heading.is_short,
        most_words=heading.most_words,
        choices=tuple(heading.choices),
        shown_if=heading.shown_if.key if heading.shown_if else "",
        shown_if_value=heading.shown_if_value,
        tells_who=heading.tells_who,
        part=CasePart(heading.part) if heading.part else None,
    )


def given_of(submission: Submission) -> Given:
    """What its writer sees when they go on: what they were typing, or else what was sent."""
    if submission.typed is not None or submission.state == SubmissionState.DRAFT:
        return Given.from_json(submission.typed)
    return sent_of(submission)


def sent_of(submission: Submission) -> Given:
    """What was sent; prefetch `answers__heading` for many."""
    return Given(
        **{name: getattr(submission, name) for name in PLAIN},
        authority=submission.authority.slug if submission.authority else "",
        section=submission.section.slug if submission.section else "",
        has_supplier=submission.has_supplier,
        answers={row.heading.key: row.text for row in submission.answers.all() if row.text},
    )


def write(submission: Submission, given: Given) -> None:
    """Put what is sent, tidied, into the row and its answers; the caller saves the row."""
    for name in PLAIN:
        setattr(submission, name, getattr(given, name))
    submission.authority = Authority.objects.filter(slug=given.authority).first()
    submission.section = ServiceSection.objects.filter(slug=given.section).first()
    submission.has_supplier = given.has_supplier
    headings = {row.key: row for row in submission.call.headings.filter(key__in=given.answers)}
    # What stands under headings that were retired since stays: it was asked then.
    of_today = submission.answers.filter(heading__retired_at__isnull=True)
    of_today.exclude(heading__in=headings.values()).delete()
    Answer.objects.bulk_create(
        [
            Answer(submission=submission, heading=headings[key], text=text)
            for key, text in given.answers.items()
        ],
        update_conflicts=True,
        unique_fields=["submission", "heading"],
        update_fields=["text"],
    )
