"""The screens through which a bulletin comes in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.bulletins.content import CannotSave, content_of
from alliance.bulletins.difference import Change, differences
from alliance.bulletins.importing import State, save_reading
from alliance.bulletins.importing.read_back import content_in
from alliance.bulletins.importing.recognition import recognise_items
from alliance.bulletins.models import Bulletin, Intake
from alliance.bulletins.parsing.from_json import reading_from_json
from alliance.bulletins.parsing.reading import Reading
from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent
from alliance.ui.forms import faults_of

from .correcting import Draft, ReviewForms, corrected, review_forms
from .forms import SourceForm
from .marking import Segment, anchor_at, segments

SHOWN = 50
"""Intakes listed on the first screen."""
SAVED = {
    State.CREATED: "is saved",
    State.UPDATED: "is brought up to date",
    State.UNCHANGED: "said the same already; nothing was changed",
}


@door(Door.PROGRAMME)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Hand in files or pasted text; and what was handed in before and waits to be looked at."""
    kept = unsent(request)
    form = SourceForm(request.POST or kept, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        taken = _take(form, _editor(request))
        if len(taken) == 1 and form.is_valid():
            return redirect("intake", taken[0].pk)
        if form.is_valid():
            messages.success(request, f"{len(taken)} bulletins were read. Look at each below.")
            return redirect("bring_in")
    intakes = visible(request.user, Intake.objects.defer("source_text", "corrected"))
    return render(
        request,
        "bulletins/intake/bring_in.html",
        {
            "form": form,
            "waiting": intakes.filter(state=Intake.State.READ)[:SHOWN],
            "set_aside": intakes.filter(state=Intake.State.SET_ASIDE).defer("reading")[:SHOWN],
        },
    )


def _take(form: SourceForm, by: User) -> list[Intake]:
    """Read all that was handed in; what cannot be read is said on the form, all at once."""
    from alliance.bulletins.parsing.parse import parse_bytes, parse_text
    from alliance.bulletins.parsing.sources import UnreadableSource

    taken = []
    for file in form.cleaned_data["sources"]:
        data = file.read()
        try:
            reading = parse_bytes(data, file.name)
        except UnreadableSource as fault:
            form.add_error("sources", str(fault))
        else:
            taken.append(_receive(reading, file.name, data, by))
    if pasted := form.cleaned_data["pasted"]:
        taken.append(_receive(parse_text(pasted), "Pasted text", pasted.encode(), by))
    return taken


def _receive(reading: Reading, name: str, source: bytes, by: User) -> Intake:
    """The intake of this source: the one that already waits, if the same comes again."""
    intake, _ = Intake.objects.get_or_create(
        digest=hashlib.sha256(source).hexdigest(),
        state=Intake.State.READ,
        defaults={
            "name": name[:255],
            "source_text": reading.source_text,
            "reading": reading.to_json(),
            "created_by": by,
        },
    )
    return intake


@door(Door.PROGRAMME)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was understood, beside the source: correct it, then save, keep or set aside."""
    intake = get_object_or_404(visible(request.user, Intake.objects.all()), pk=pk)
    draft = Draft.of(intake.reading, intake.corrected)
    matches = recognise_items(draft.reading)
    if request.method != "POST":
        forms = review_forms(draft, matches, unsent(request))
        return _review(request, intake, draft, forms)
    if request.POST.get("do") == "set_aside":
        intake.state = Intake.State.SET_ASIDE
        intake.save(update_fields=["state"])
        messages.success(request, f"“{intake.name}” was set aside. Its source is kept.")
        return redirect("bring_in")
    forms = review_forms(draft, matches, request.POST)
    if not forms.are_valid():
        return _review(request, intake, draft, forms, status=422)
    left = corrected(reading_from_json(intake.reading), forms)
    if request.POST.get("do") == "save":
        return _save(request, intake, left)
    _keep(intake, left)
    messages.success(request, "Your corrections are kept. Nothing is published yet.")
    return redirect("intake", intake.pk)


def _keep(intake: Intake, draft: Draft) -> None:
    """Keep what the editor corrected; a source that was set aside waits again."""
    intake.corrected = draft.to_json()
    if intake.state == Intake.State.SET_ASIDE:
        intake.state = Intake.State.READ
    intake.save(update_fields=["corrected", "state"])


@transaction.atomic
def _save(request: HttpRequest, intake: Intake, draft: Draft) -> HttpResponse:
    _keep(intake, draft)
    outcome = save_reading(
        draft.reading, by=_editor(request), source_name=intake.name, same_as=draft.items
    )
    intake.state = Intake.State.SAVED
    intake.bulletin = Bulletin.objects.get(pk=outcome.bulletin)
    intake.save(update_fields=["state", "bulletin"])
    messages.success(request, f"Update {outcome.number} {SAVED[outcome.state]}.")
    return redirect(intake.bulletin)


def _review(
    request: HttpRequest, intake: Intake, draft: Draft, forms: ReviewForms, status: int = 200
) -> HttpResponse:
    reading, parsed = draft.reading, reading_from_json(intake.reading)
    source = segments(parsed)
    stands = Bulletin.objects.filter(number=reading.number).first() if reading.number else None
    return render(
        request,
        "bulletins/intake/review.html",
        {
            "intake": intake,
            "reading": parsed,
            "forms": forms,
            "segments": source,
            "doubts": _doubts(parsed, source),
            "doubtful": _doubtful(parsed),
            "stands": stands,
            "other_day": stands and reading.date and stands.date != reading.date,
            "differences": _differences(stands, reading),
            "faults": [fault for part in forms for fault in faults_of(part)],
        },
        status=status,
    )


def _differences(stands: Bulletin | None, reading: Reading) -> list[Change]:
    """What saving would change in the bulletin of this number."""
    if stands is None:
        return []
    try:
        return differences(content_in(stands), content_of(reading))
    except CannotSave:
        return []


def _doubts(reading: Reading, source: Sequence[Segment]) -> list[Mapping[str, str]]:
    """Each doubtful reading, with its item, its place in the source and the field it is about."""
    return [
        {
            "message": doubt.message,
            "item": _item_of(doubt.path, reading),
            "source": anchor_at(doubt.path, doubt.start, source),
            "field": _field_of(doubt.path),
        }
        for doubt in reading.doubts
    ]


def _doubtful(reading: Reading) -> set[int | str]:
    """What is shown unfolded: the places of doubtful items, the names of other doubtful parts."""
    parts = [doubt.path.split(".") for doubt in reading.doubts]
    return {
        int(part[1]) if part[0] == "items" and len(part) > 1 else part[0] for part in parts if part
    }


def _item_of(path: str, reading: Reading) -> str:
    match path.split("."):
        case ["items", place, *_] if int(place) < len(reading.items):
            return reading.items[int(place)].title
    return ""


_NAMED_BY = {"items": "title", "publications": "title", "contacts": "name"}


def _field_of(path: str) -> str:
    """The identifier of the field of a path: `items.2.deadlines.0` → `id_items-2-deadlines`."""
    parts = path.split(".")
    if len(parts) >= 3 and parts[1].isdecimal():
        return f"id_{parts[0]}-{parts[1]}-{parts[2]}"
    if len(parts) == 2 and parts[1].isdecimal() and parts[0] in _NAMED_BY:
        return f"id_{parts[0]}-{parts[1]}-{_NAMED_BY[parts[0]]}"
    return f"id_{parts[0]}" if parts[0] in {"number", "date", "introduction"} else ""


def _editor(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
