"""Who has answered a call, and who has not: by authority and section, over time, and whom to write to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.actions.chasing.whom import NOBODY, reachable
from alliance.actions.export import csv_of
from alliance.charts.columns import column_chart
from alliance.directory.access import Door, door, visible
from alliance.directory.models import Authority, Person, User

from ..models import Announcement, Call, ServiceSection, Submission, SubmissionWay
from ..taking.rows import sections_of
from .matrix import Line, Matrix, One, Span, matrix, over_time, roles
from .texts import compared
from .views import call_of, user_of


@dataclass(frozen=True, slots=True)
class Missing:
    """An authority of which nothing has come, and who of it may be written to."""

    authority: Authority
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Counted:
    """The table with the names of its rows and columns."""

    lines: Sequence[tuple[Authority | None, Line]]
    sections: Sequence[ServiceSection | None]
    whole: Matrix


@door(Door.PROGRAMME)
@never_cache
@require_safe
def who(request: HttpRequest, slug: str) -> HttpResponse:
    """Who answered and who did not. Figures are exact: the page is the programme's alone."""
    call = call_of(request, slug)
    user = user_of(request)
    answers = _counted(user, call)
    table = _table(call, answers)
    unit, spans = over_time(answers, *_first_and_last(call))
    context = {
        "call": call,
        "here": "who",
        "count": len(answers),
        "table": table,
        "totals": list(zip(table.sections, table.whole.totals, strict=True)),
        "missing": _missing(call, answers),
        "answered": len({each.authority for each in answers if each.authority}),
        "members": Authority.objects.filter(is_member=True).count(),
        "unit": unit,
        "spans": spans,
        "chart": column_chart([(_says(span, unit), span.count) for span in spans]),
        "ways": _ways(answers),
        "roles": roles(answers),
        "silent": sum(not each.role.strip() for each in answers),
        "announced": visible(user, Announcement.objects.filter(call=call)).select_related(
            "candidate"
        ),
    }
    return render(request, "evidence/triage/who.html", context)


@door(Door.PROGRAMME)
@never_cache
@require_safe
def who_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The table of authorities and sections as CSV."""
    call = call_of(request, slug)
    table = _table(call, _counted(user_of(request), call))
    heads = ["Authority", *(str(each or "No section said") for each in table.sections), "All"]
    lines: list[list[str | int]] = [
        [str(authority or "No authority said"), *line.counts, line.total]
        for authority, line in table.lines
    ]
    lines.append(["All", *table.whole.totals, table.whole.total])
    response = HttpResponse(csv_of(heads, lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{call.slug}-who.csv"'
    return response


def _counted(user: User, call: Call) -> list[One]:
    """Those that stand, and no duplicates: an idea that was given twice counts once."""
    rows = visible(user, Submission.objects.all()).filter(
        pk__in=compared(call).filter(duplicate_of=None).values("pk")
    )
    return [
        One(authority=authority, section=section, way=way, role=role, on=timezone.localdate(at))
        for authority, section, way, role, at in rows.values_list(
            "authority", "section", "way", "role", "sent_at"
        )
    ]


def _table(call: Call, answers: Sequence[One]) -> Counted:
    """Every member authority and every section that may answer has its line, also without an answer."""
    said = {each.authority for each in answers}
    authorities: list[Authority | None] = [
        row for row in Authority.objects.all() if row.is_member or row.pk in said
    ]
    asked = {row.pk for row in sections_of(call)} | {
        each.section for each in answers if each.section
    }
    sections: list[ServiceSection | None] = [
        row for row in ServiceSection.objects.all() if row.pk in asked
    ]
    if None in said:
        authorities.append(None)
    if any(each.section is None for each in answers):
        sections.append(None)
    whole = matrix(answers, [_pk(row) for row in authorities], [_pk(row) for row in sections])
    return Counted(list(zip(authorities, whole.lines, strict=True)), sections, whole)


def _pk(row: Authority | ServiceSection | None) -> int | None:
    return row.pk if row else None


def _missing(call: Call, answers: Sequence[One]) -> list[Missing]:
    said = {each.authority for each in answers}
    silent = [row for row in Authority.objects.filter(is_member=True) if row.pk not in said]
    known = reachable([row.pk for row in silent])
    kinds = call.action.roles if call.action else []
    whom: Mapping[int, Sequence[int]] = {
        row.pk: known.get(row.pk, NOBODY).for_ask(kinds) for row in silent
    }
    people = Person.objects.in_bulk({pk for pks in whom.values() for pk in pks})
    return [Missing(row, [people[pk] for pk in whom[row.pk] if pk in people]) for row in silent]


def _first_and_last(call: Call) -> tuple[dt.date, dt.date]:
    today = timezone.localdate()
    opened = timezone.localdate(call.opens_at) if call.opens_at else today
    closes = timezone.localdate(call.closes_at) if call.closes_at else today
    return min(opened, today), max(opened, min(closes, today))


def _says(span: Span, unit: str) -> str:
    day = span.starts
    return f"{day:%B} {day.year}" if unit == "month" else f"{day.day} {day:%b}"


def _ways(answers: Sequence[One]) -> list[tuple[str, int]]:
    counts = Counter(each.way for each in answers)
    return [(str(way.label).capitalize(), counts[way.value]) for way in SubmissionWay]
