"""The answers to a call as the programme lists them: what is lacking, whose they are, in which order.

Six queries, however many there are; of long answers only whether there is one is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, When
from django.db.models.functions import Left
from django.http import QueryDict

from alliance.directory.access import visible
from alliance.directory.models import User

from ..models import Answer, Call, Submission, SubmissionState, SubmissionWay
from ..taking.definition import HeadingKind
from ..taking.faults import lacking
from ..taking.given import Given
from ..taking.rows import PLAIN, definition_of

NONE = "none"
"""In a filter: those that have no theme, authority or section."""
SHORT_KINDS = (HeadingKind.ONE, HeadingKind.MANY, HeadingKind.YES_NO)
"""What another question may depend on: their answers are fetched whole."""
STATES = {
    "": "All but withdrawn",
    "late": "Waiting to be let in",
    "came_late": "Came late",
    "lacking": "With something lacking",
    "whole": "With nothing lacking",
    "duplicates": "Duplicates",
    "withdrawn": "Withdrawn or erased",
    "all": "All",
}
CONSENTS = {
    "named": "With the name",
    "unnamed": "Without the name",
    "no": "May not be published",
    NONE: "Not said",
}
ORDERS = {
    "": "Newest first",
    "oldest": "Oldest first",
    "title": "By name",
    "authority": "By authority",
    "theme": "By theme",
    "lacking": "Most lacking first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody chose to see; each as it stands in the address, empty for everything."""

    q: str = ""
    show: str = ""
    authority: str = ""
    section: str = ""
    theme: str = ""
    way: str = ""
    consent: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        """What is not known is left out, as if it had not been chosen."""
        said = {each.name: query.get(each.name, "").strip()[:200] for each in fields(cls)}
        known = {
            "show": STATES, "consent": CONSENTS, "order": ORDERS, "way": SubmissionWay.values,
        }  # fmt: skip
        for name, values in known.items():
            said[name] = said[name] if said[name] in values else ""
        return cls(**said)

    @property
    def query(self) -> str:
        """As the end of an address, without the question mark."""
        from urllib.parse import urlencode

        return urlencode({name: value for name, value in self._said().items() if value})

    @property
    def is_narrowed(self) -> bool:
        return replace(self, order="") != Wanted()

    def _said(self) -> dict[str, str]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class Row:
    """An answer as the list shows it."""

    submission: Submission
    lacks: tuple[str, ...]

    @property
    def standing(self) -> tuple[str, str]:
        """Its shape and its word: what is to be done with it first."""
        each = self.submission
        if each.erased_at:
            return "plain", "Erased"
        if each.state == SubmissionState.WITHDRAWN:
            return "plain", "Withdrawn"
        if each.state == SubmissionState.LATE:
            return "late", "Late: let it in or not"
        if each.duplicate_of_id:
            return "plain", f"Duplicate of {each.duplicate_of}"
        if self.lacks:
            return "asked", f"{len(self.lacks)} lacking"
        return "done", "Whole"

    @property
    def whose(self) -> str:
        """Authority or organisation, in words."""
        each = self.submission
        return str(each.authority or "") or each.organisation or "No authority said"


def rows_of(user: User, call: Call, wanted: Wanted) -> list[Row]:
    """The answers that are wanted, in the order that is wanted."""
    chosen = _chosen(visible(user, Submission.objects.all()).filter(call=call), wanted)
    listed = list(chosen.select_related("authority", "section", "theme", "duplicate_of"))
    lacks = _lacking(call, listed)
    rows = [Row(each, lacks[each.pk]) for each in listed if _is_shown(lacks[each.pk], wanted)]
    return sorted(rows, key=_IN_ORDER[wanted.order])


def _chosen(rows: QuerySet[Submission], wanted: Wanted) -> QuerySet[Submission]:
    rows = rows.exclude(state=SubmissionState.DRAFT).filter(_SHOWN.get(wanted.show, _THERE))
    for name, value in (("authority", wanted.authority), ("section", wanted.section)):
        if value == NONE:
            rows = rows.filter(**{f"{name}__isnull": True})
        elif value:
            rows = rows.filter(**{f"{name}__slug": value})
    if wanted.theme == NONE:
        rows = rows.filter(theme__isnull=True)
    elif wanted.theme:
        rows = rows.filter(theme=number_of(wanted.theme))
    if wanted.way:
        rows = rows.filter(way=wanted.way)
    if wanted.consent:
        rows = rows.filter(consent="" if wanted.consent == NONE else wanted.consent)
    if wanted.q:
        said = Answer.objects.filter(
            text__icontains=wanted.q, submission__call__in=rows.values("call")
        )
        rows = rows.filter(
            Q(reference__iexact=wanted.q)
            | Q(title__icontains=wanted.q)
            | Q(organisation__icontains=wanted.q)
            | Q(supplier__icontains=wanted.q)
            | Q(pk__in=said.values("submission"))
        )
    return rows


_GONE = Q(state=SubmissionState.WITHDRAWN) | Q(erased_at__isnull=False)
_THERE = ~_GONE
_SHOWN: Mapping[str, Q] = {
    "late": _THERE & Q(state=SubmissionState.LATE),
    "came_late": _THERE & Q(is_late=True),
    "duplicates": _THERE & Q(duplicate_of__isnull=False),
    "withdrawn": _GONE,
    "all": Q(),
}


def _is_shown(lacks: Sequence[str], wanted: Wanted) -> bool:
    return {"lacking": bool(lacks), "whole": not lacks}.get(wanted.show, True)


_IN_ORDER: Mapping[str, Callable[[Row], Any]] = {
    "": lambda row: -(row.submission.number or 0),
    "oldest": lambda row: row.submission.number or 0,
    "title": lambda row: (row.submission.title.casefold(), row.submission.number),
    "authority": lambda row: (
        row.submission.authority is None, row.whose.casefold(), row.submission.number,
    ),
    "theme": lambda row: (
        row.submission.theme is None,
        (row.submission.theme.position, row.submission.theme.name) if row.submission.theme else (),
        row.submission.number,
    ),
    "lacking": lambda row: (-len(row.lacks), row.submission.number),
}  # fmt: skip


def _lacking(call: Call, listed: Sequence[Submission]) -> dict[int, tuple[str, ...]]:
    """What each lacks, in words; nothing of those that are gone."""
    definition = definition_of(call)
    answers = _answered(call)
    found: dict[int, tuple[str, ...]] = {}
    for each in listed:
        if each.erased_at or each.state == SubmissionState.WITHDRAWN:
            found[each.pk] = ()
            continue
        given = Given(
            **{name: getattr(each, name) for name in PLAIN},
            authority=each.authority.slug if each.authority else "",
            section=each.section.slug if each.section else "",
            has_supplier=each.has_supplier,
            answers=answers.get(each.pk, {}),
        )
        found[each.pk] = tuple(fault.sentence for fault in lacking(definition, given))
    return found


def _answered(call: Call) -> dict[int, dict[str, str]]:
    """What was answered under each heading: choices whole, of texts the first letter."""
    rows = Answer.objects.filter(submission__call=call).annotate(
        begins=Case(
            When(heading__kind__in=[kind.value for kind in SHORT_KINDS], then=F("text")),
            default=Left("text", 1),
            output_field=CharField(),
        )
    )
    found: dict[int, dict[str, str]] = {}
    for pk, key, begins in rows.values_list("submission", "heading__key", "begins"):
        found.setdefault(pk, {})[key] = begins
    return found


def number_of(text: str | None) -> int:
    """The id that a form or an address gives; 0, which nothing has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
