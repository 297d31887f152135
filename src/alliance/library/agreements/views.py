"""The register of agreements as everybody reads it, each as far as they may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from alliance.directory.access import Door, Viewer, door, viewer_of, visible
from alliance.directory.deeds import may_sign_as
from alliance.directory.models import Authority
from alliance.editions.shared import for_all_readers
from alliance.library.documents.text import drawn_from
from alliance.library.models import (
    Agreement,
    AgreementReview,
    AgreementVersion,
    CappedRole,
    PayCap,
    SignatureEntry,
)
from alliance.library.models.agreement_files import TYPES
from alliance.library.serve import picture_of

from .access_rules import shows
from .due import due_next
from .export import FORMATS, written_as
from .facts import Facts, facts_of, parties_of, seen_by
from .forms import AsOfForm
from .history import by_protocol, by_signature
from .register import Cell, Register, register_of

MOST_DUE = 8
"""How much of what is due is listed among several agreements."""


@dataclass(frozen=True, slots=True)
class Summary:
    """An agreement in the list of all."""

    agreement: Agreement
    register: Register | None
    """None if how authorities stand is not for this reader."""
    version: AgreementVersion | None


@door(Door.PUBLIC)
@for_all_readers
def agreements(request: HttpRequest) -> HttpResponse:
    """All agreements: how each authority stands to each, and what is due next."""
    today = timezone.localdate()
    viewer, sieve = viewer_of(request.user), seen_by(request.user)
    rows = list(visible(request.user, Agreement.objects.all()))
    facts = facts_of(rows, sieve)
    parties = parties_of(rows, facts)
    running = [_summary(facts[row.pk], parties[row.pk], viewer, today)
               for row in rows if not row.is_over(today)]  # fmt: skip
    due = due_next([row for row in rows if _is_told(row, viewer)], facts, parties, sieve, today)
    return render(
        request,
        "library/agreements/agreements.html",
        {
            "running": running,
            "over": [row for row in rows if row.is_over(today)],
            "grid": _grid(running),
            "columns": [summary for summary in running if summary.register],
            "due": due[:MOST_DUE],
            "more_due": len(due) - MOST_DUE,
        },
    )


def _summary(facts: Facts, parties: Sequence[Authority], viewer: Viewer, today: dt.date) -> Summary:
    register = register_of(facts, parties, today) if _is_told(facts.agreement, viewer) else None
    return Summary(facts.agreement, register, next(iter(facts.versions), None))


def _is_told(agreement: Agreement, viewer: Viewer) -> bool:
    """Whether a viewer sees how authorities stand to it."""
    return shows(agreement, "standings" if agreement.is_by_protocol else "signatures", viewer)


def _grid(running: Sequence[Summary]) -> list[tuple[Authority, list[Cell | None]]]:
    """Authorities down, agreements across; None where an authority is no party."""
    registers = [summary.register for summary in running if summary.register]
    cells = [{row.authority: row.whole for row in register.rows} for register in registers]
    authorities = sorted({place for column in cells for place in column}, key=lambda a: a.name)
    return [(place, [column.get(place) for column in cells]) for place in authorities]


def _with_first_page(versions: Sequence[AgreementVersion]) -> set[int]:
    """The versions of whose document there is a picture."""
    drawn = drawn_from(row.file.name for row in versions if row.file)
    return {
        row.pk for row in versions if (one := drawn.get(row.file.name or "")) and one.first_page
    }


@door(Door.PUBLIC)
@for_all_readers
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """One agreement: its register at a glance, what is due, its versions, protocols and caps."""
    found = found_for(request, slug)
    today = timezone.localdate()
    viewer, sieve = viewer_of(request.user), seen_by(request.user)
    facts = facts_of([found], sieve)
    own, parties = facts[found.pk], parties_of([found], facts)
    as_of = AsOfForm(request.GET if request.GET.get("on") else None)
    day = (as_of.cleaned_data["on"] or today) if as_of.is_valid() else today
    version = _asked_version(request, own)
    is_told = _is_told(found, viewer)
    context = {
        "agreement": found,
        "facts": own,
        "latest": next(iter(own.versions), None),
        "first_pages": _with_first_page(own.versions),
        "in_force": own.version_on(today),
        "register": register_of(own, parties[found.pk], day, version) if is_told else None,
        "is_today": day == today,
        "form": as_of,
        "asked_version": version,
        "due": due_next([found], facts, parties, sieve, today) if is_told else [],
        "protocols": own.protocols,
        "reviews": visible(request.user, AgreementReview.objects.filter(agreement=found)),
        "caps": _caps(request, found, today),
        "hides_caps": found.is_by_protocol and not shows(found, "caps", viewer),
        "hides_exceptions": found.is_by_protocol and not shows(found, "exceptions", viewer),
        "to_sign": _to_sign(own, parties[found.pk], viewer, today),
        "is_over": found.is_over(today),
    }
    status = 422 if as_of.is_bound and not as_of.is_valid() else 200
    return render(request, "library/agreements/agreement.html", context, status=status)


def found_for(request: HttpRequest, slug: str) -> Agreement:
    """The agreement, if whoever asks may see it."""
    return get_object_or_404(visible(request.user, Agreement.objects.all()), slug=slug)


def _asked_version(request: HttpRequest, facts: Facts) -> AgreementVersion | None:
    asked = request.GET.get("version", "")
    if not asked or facts.agreement.is_by_protocol:
        return None
    version = next((row for row in facts.versions if str(row.pk) == asked), None)
    if version is None:
        raise Http404("This agreement has no such version.")
    return version


def _caps(
    request: HttpRequest, agreement: Agreement, today: dt.date
) -> list[tuple[CappedRole, PayCap | None, list[PayCap]]]:
    """Each role with the cap of today and the others; what the reader may not see is not there."""
    amounts = visible(request.user, PayCap.objects.order_by("-starts_on"))
    roles = visible(request.user, CappedRole.objects.filter(agreement=agreement))
    rows: list[tuple[CappedRole, PayCap | None, list[PayCap]]] = []
    for role in roles.prefetch_related(Prefetch("caps", amounts, to_attr="amounts")):
        begun = [cap for cap in role.amounts if cap.starts_on <= today]
        now = begun[0] if begun and (begun[0].ends_on or today) >= today else None
        rows.append((role, now, [cap for cap in role.amounts if cap is not now]))
    return rows


def _to_sign(
    facts: Facts, parties: Sequence[Authority], viewer: Viewer, today: dt.date
) -> list[tuple[Authority, str]]:
    """Where the viewer’s own signature is missing under the latest version."""
    latest = next(iter(facts.versions), None)
    if latest is None or not viewer.is_signed_in:
        return []
    return [
        (authority, role.label)
        for authority in parties
        for role in may_sign_as(viewer, authority.pk)
        if role in facts.agreement.signatories
        and not facts.of_signature(authority.pk, latest, role, today).is_agreed
    ]


@door(Door.PUBLIC)
@for_all_readers
def of_authority(request: HttpRequest, slug: str, authority: str) -> HttpResponse:
    """All that is on record of one authority in an agreement: the history behind each cell."""
    found = found_for(request, slug)
    viewer, sieve = viewer_of(request.user), seen_by(request.user)
    if not _is_told(found, viewer):
        raise Http404("How authorities stand to this agreement is not for this reader.")
    place = get_object_or_404(visible(request.user, Authority.objects.all()), slug=authority)
    today = timezone.localdate()
    facts = facts_of([found], sieve, authority=place.pk)
    own = facts[found.pk]
    if place not in parties_of([found], facts)[found.pk]:
        raise Http404("This authority is no party to the agreement.")
    says_why = shows(found, "exceptions", viewer)
    sections = (
        by_protocol(own, place, today, sieve, says_why=says_why)
        if found.is_by_protocol
        else by_signature(
            own, place, today, sieve, says_why=says_why, may_sign_as=may_sign_as(viewer, place.pk)
        )
    )
    return render(
        request,
        "library/agreements/of_authority.html",
        {
            "agreement": found,
            "authority": place,
            "whole": Cell(own.of_authority(place.pk, today)),
            "sections": sections,
            "says_why": says_why,
            "today": today,
        },
    )


@door(Door.PUBLIC)
def document(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The document of a version."""
    version = get_object_or_404(
        visible(request.user, AgreementVersion.objects.select_related("agreement")),
        pk=pk,
        agreement__slug=slug,
    )
    return _sent(version.file, version.document_name)


@door(Door.PUBLIC)
def first_page(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The first page of a version's document as a picture, for whoever may read the document."""
    version = get_object_or_404(
        visible(request.user, AgreementVersion.objects.exclude(file="")),
        pk=pk,
        agreement__slug=slug,
    )
    return picture_of(version.file.name)


@door(Door.PUBLIC)
def scan(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The scan of a signature on paper."""
    entry = get_object_or_404(
        visible(request.user, SignatureEntry.objects.select_related("authority")),
        pk=pk,
        version__agreement__slug=slug,
    )
    name = f"{slug}-{entry.authority.slug}-{entry.role}{PurePath(entry.scan.name or '').suffix}"
    return _sent(entry.scan, name)


def _sent(file: Any, name: str) -> FileResponse:
    """A kept file, under a name that says what it is; only PDF and pictures open in the browser."""
    if not file:
        raise Http404("There is no document here.")
    try:
        opened = file.open("rb")
    except OSError:
        raise Http404("The document is not where it was kept.") from None
    suffix = PurePath(name).suffix.lower()
    response = FileResponse(
        opened,
        as_attachment=suffix in {".docx", ".odt"},
        filename=name,
        content_type=TYPES.get(suffix, "application/octet-stream"),
    )
    response["Cache-Control"] = "private, no-cache"
    return response


@door(Door.PUBLIC)
def export(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The register as a spreadsheet, as far as the reader may see it."""
    found = found_for(request, slug)
    if not _is_told(found, viewer_of(request.user)) or ending not in FORMATS:
        raise Http404("There is no such table.")
    facts = facts_of([found], seen_by(request.user))
    today = timezone.localdate()
    register = register_of(facts[found.pk], parties_of([found], facts)[found.pk], today)
    response = HttpResponse(
        written_as(ending, facts[found.pk], register, _caps(request, found, today)),
        content_type=FORMATS[ending],
    )
    response["Content-Disposition"] = f'attachment; filename="{slug}-{today}.{ending}"'
    response["Cache-Control"] = "private, no-cache"
    return response
