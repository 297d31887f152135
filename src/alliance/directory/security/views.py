"""The security log for the programme, and as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import SecurityEvent, SecurityEventKind

from . import export

A_PAGE = 100
AT_A_TIME = 2000
SHAPES = {
    SecurityEventKind.FAILED: "asked",
    SecurityEventKind.FACTOR_FAILED: "asked",
    SecurityEventKind.LOCKED_OUT: "late",
    SecurityEventKind.CLOSED: "late",
    SecurityEventKind.NOT_CONNECTED: "late",
    SecurityEventKind.TOKEN_REFUSED: "asked",
    SecurityEventKind.SIGNED_IN: "done",
}
"""Those that are not plain."""


class PeriodForm(forms.Form):
    """Of which days, and of what kind. All may be left out."""

    since = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day as 2026-11-23."},
    )
    until = forms.DateField(
        label="To",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day as 2026-11-23."},
    )
    kind = forms.ChoiceField(
        label="What happened",
        required=False,
        choices=[("", "Everything"), *SecurityEventKind.choices],
    )
    account = forms.CharField(label="E-mail address", required=False, max_length=254)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "This is before the day it begins.")
        return cleaned

    def events(self, rows: QuerySet[SecurityEvent]) -> QuerySet[SecurityEvent]:
        """Those that are asked for; a field that is not right asks for nothing."""
        said = self.cleaned_data
        if since := said.get("since"):
            rows = rows.filter(at__gte=_begin_of(since))
        if until := said.get("until"):
            rows = rows.filter(at__lt=_begin_of(until + dt.timedelta(days=1)))
        if kind := said.get("kind"):
            rows = rows.filter(kind=kind)
        if account := said.get("account"):
            rows = rows.filter(account_label__icontains=account.strip())
        return rows


def _begin_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


@door(Door.PROGRAMME)
@never_cache
@require_safe
def security_log(request: HttpRequest) -> HttpResponse:
    """What happened to accounts, the newest first."""
    form = PeriodForm(request.GET or None)
    rows = visible(request.user, SecurityEvent.objects.all())
    if form.is_bound:
        form.is_valid()
        rows = form.events(rows)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "directory/security/log.html",
        {
            "form": form,
            "page": page,
            "rows": [(event, SHAPES.get(SecurityEventKind(event.kind), "plain")) for event in page],
            "query": query.urlencode(),
            "is_narrowed": any(form.cleaned_data.values()) if form.is_bound else False,
        },
    )


def exported(
    name: str, kind: str, write: Callable[[Iterable[SecurityEvent]], Iterator[str]]
) -> Callable[..., HttpResponseBase]:
    """The log as one kind of file, oldest first, of what the address asks for. Nothing is changed."""

    @door(Door.PROGRAMME)
    @never_cache
    @require_safe
    def export_log(request: HttpRequest) -> HttpResponseBase:
        form = PeriodForm(request.GET)
        if not form.is_valid():
            faults = "; ".join(str(each) for some in form.errors.values() for each in some)
            return HttpResponse(faults, status=400, content_type="text/plain; charset=utf-8")
        rows = form.events(visible(request.user, SecurityEvent.objects.all()))
        lines = write(rows.order_by("at", "pk").iterator(chunk_size=AT_A_TIME))
        answer = StreamingHttpResponse(lines, content_type=f"{kind}; charset=utf-8")
        day = timezone.localdate().isoformat()
        answer.headers["Content-Disposition"] = f'attachment; filename="security-log-{day}.{name}"'
        return answer

    return export_log


csv = exported("csv", "text/csv", export.as_csv)
json_lines = exported("jsonl", "application/jsonl", export.as_json_lines)
