"""Everything of a call as one document of plain values: what every export is made from.

Without names it leaves out who gave an answer and who judged it, with all by which they could be known: name,
addresses, organisation, role, headings that say who they are, names of files, letters. Texts stay as they
were written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from ..models import (
    Assessment,
    Call,
    Decision,
    Enclosure,
    Reply,
    Submission,
    SubmissionState,
    Theme,
)
from ..taking.rows import definition_of

SCHEMA, VERSION = "alliance.call-for-evidence", 1
Document = dict[str, Any]


def document_of(call: Call, *, with_names: bool) -> Document:
    """All that was asked, sent, judged, decided and replied. What is only begun stays its writer's.

    A fixed number of queries.
    """
    themes = list(Theme.objects.filter(call=call))
    readers: dict[int, str] = {}
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "made_at": _moment(timezone.now()),
        "with_names": with_names,
        "call": _call(call),
        "themes": [_theme(each) for each in themes],
        "submissions": [_submission(row, with_names=with_names) for row in submissions_of(call)],
        "assessments": [
            _assessment(row, readers, with_names=with_names)
            for row in Assessment.objects.filter(
                assignment__submission__call=call, given_at__isnull=False
            )
            .select_related("assignment__submission", "assignment__panellist__person")
            .prefetch_related("scores__criterion")
            .order_by("assignment__submission__number", "assignment__panellist", "pk")
        ],
        "decisions": [
            _decision(row, with_names=with_names)
            for row in Decision.objects.filter(submission__call=call)
            .select_related("submission", "decided_by")
            .order_by("submission__number", "decided_at", "pk")
        ],
        "replies": [
            _reply(row, with_names=with_names)
            for row in Reply.objects.filter(submission__call=call, erased_at__isnull=True)
            .select_related("submission", "by")
            .order_by("submission__number", "at", "pk")
        ],
    }


def submissions_of(call: Call) -> models.QuerySet[Submission]:
    """What was sent, withdrawn ones too; of erased ones only that they were there."""
    return (
        Submission.objects.filter(call=call)
        .exclude(state=SubmissionState.DRAFT)
        .select_related("authority", "section", "theme", "duplicate_of")
        .prefetch_related("answers__heading", kept_enclosures())
        .defer("typed")
        .order_by("number")
    )


def kept_enclosures() -> models.Prefetch[str]:
    return models.Prefetch("enclosures", Enclosure.objects.filter(removed_at__isnull=True))


def _call(call: Call) -> Document:
    definition = definition_of(call, with_retired=True)
    panel = getattr(call, "panel", None)
    return {
        "title": call.title,
        "slug": call.slug,
        "summary": call.summary,
        "purpose": call.purpose,
        "state": call.state,
        "is_standing": call.is_standing,
        "opens_at": _moment(call.opens_at),
        "closes_at": _moment(call.closes_at),
        "consent_words": call.consent_words,
        "supplier_words": call.supplier_words,
        "headings": [
            {
                "key": each.key, "label": each.label, "kind": each.kind.value, "tells_who": each.tells_who,
                "is_required": each.is_required, "choices": list(each.choices),
            }
            for each in definition.questions
        ],
        "criteria": [
            {"key": each.key, "name": each.name, "weight": each.weight}
            for each in (panel.criteria.all() if panel else [])
        ],
        "scale": [panel.scale_from, panel.scale_to] if panel else [],
    }  # fmt: skip


def _theme(theme: Theme) -> Document:
    return {
        "id": theme.pk,
        "name": theme.name,
        "about": theme.about,
        "words": theme.words,
        "is_proposed": theme.made_by_id is None,
    }


def _submission(row: Submission, *, with_names: bool) -> Document:
    answers = [each for each in row.answers.all() if each.text]
    who = {
        "name": row.name,
        "email": row.email,
        "phone": row.phone,
        "role": row.role,
        "organisation": row.organisation,
        "withdrawn_why": row.withdrawn_why,
    }
    return {
        "reference": row.reference,
        "title": row.title,
        "state": row.state,
        "way": row.way,
        "sent_at": _moment(row.sent_at),
        "is_late": row.is_late,
        "let_in_at": _moment(row.let_in_at),
        "withdrawn_at": _moment(row.withdrawn_at),
        "erased_at": _moment(row.erased_at),
        **(who if with_names else {}),
        "authority": str(row.authority or ""),
        "section": str(row.section or ""),
        "has_supplier": row.has_supplier,
        "supplier": row.supplier,
        "consent": row.consent,
        "consent_words": row.consent_words,
        "consent_at": _moment(row.consent_at),
        "duplicate_of": str(row.duplicate_of or ""),
        "theme": row.theme_id,
        "theme_name": str(row.theme or ""),
        "theme_words": row.theme_words,
        "theme_by_hand": row.theme_by_id is not None,
        "answers": {
            each.heading.key: each.text
            for each in answers
            if with_names or not each.heading.tells_who
        },
        "enclosures": [_enclosure(each, with_names=with_names) for each in row.enclosures.all()],
    }


def _enclosure(row: Enclosure, *, with_names: bool) -> Document:
    said = {"name": row.name, "says": row.says} if with_names else {}
    return said | {"kind": row.kind, "size": row.size, "sha256": row.sha256}


def _assessment(row: Assessment, readers: dict[int, str], *, with_names: bool) -> Document:
    """By name, or by a number that is the same for all that somebody judged."""
    panellist = row.assignment.panellist
    number = readers.setdefault(panellist.pk, f"Reader {len(readers) + 1}")
    return {
        "submission": row.assignment.submission.reference,
        "reader": str(panellist.person) if with_names else number,
        "given_at": _moment(row.given_at),
        "to_panel": row.to_panel,
        "to_submitter": row.to_submitter,
        "scores": {each.criterion.key: each.value for each in row.scores.all()},
    }


def _decision(row: Decision, *, with_names: bool) -> Document:
    letter = {"to_submitter": row.to_submitter, "decided_by": str(row.decided_by or "")}
    return {
        "submission": row.submission.reference,
        "outcome": row.outcome,
        "why": row.why,
        **(letter if with_names else {}),
        "decided_at": _moment(row.decided_at),
        "told_at": _moment(row.told_at),
        "is_current": row.is_current,
    }


def _reply(row: Reply, *, with_names: bool) -> Document:
    letter = {"text": row.text, "by": str(row.by or "")} if with_names else {}
    return {
        "submission": row.submission.reference,
        "at": _moment(row.at),
        "by_telephone": row.by_telephone,
        **letter,
    }


def _moment(at: dt.datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def current_decisions(document: Document) -> dict[str, Document]:
    """The decision that holds, by the reference of its answer."""
    rows: Iterable[Document] = document["decisions"]
    return {row["submission"]: row for row in rows if row["is_current"]}
