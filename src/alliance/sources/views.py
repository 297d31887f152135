"""The programme's page of sources: how each stands, adding one, changing it, handing in mails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.audit.trail import history
from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent
from alliance.jobs.enqueue import enqueue

from .changing import add, change, switch
from .finding import CannotBeFound, Found, find, watched_already
from .forms import MailForm, PasteForm, SourceForm
from .handing_in import hand_in
from .models import Candidate, CandidateState, Source
from .reading.entry import CannotBeRead
from .standing import Standing, days_failing, runs, standing
from .watching.watch import OFF, look_now

LATELY = timedelta(days=30)
LOOKS_SHOWN = 100
CANDIDATES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Row:
    source: Source
    standing: Standing
    days_failing: int
    lately: int
    """How many came within thirty days."""


@door(Door.PROGRAMME)
@never_cache
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources, those that fail first."""
    since = timezone.now() - LATELY
    rows = visible(request.user, Source.objects.all()).annotate(
        lately=Count("candidates", filter=Q(candidates__found_at__gt=since) & ~_was_there_before())
    )
    listed = sorted((_row(source) for source in rows), key=lambda row: row.standing.rank)
    waiting = visible(request.user, Candidate.objects.filter(state=CandidateState.NEW)).count()
    return render(
        request,
        "sources/sources.html",
        {
            "rows": listed,
            "failing": sum(row.standing.rank == 0 for row in listed),
            "waiting": waiting,
            "off": "" if settings.LINKS_ARE_CHECKED else OFF,
        },
    )


def _was_there_before() -> Q:
    """What a first look found and put aside unseen."""
    return Q(candidates__state=CandidateState.NO, candidates__decided_by__isnull=True)


def _row(source: Source) -> Row:
    return Row(source, standing(source), days_failing(source), source.lately)  # type: ignore[attr-defined]


# Adding ----------------------------------------------------------------------------------------


@door(Door.PROGRAMME)
@never_cache
def new_source(request: HttpRequest) -> HttpResponse:
    """Paste an address, see what would come, and watch it."""
    sent = request.POST if request.method == "POST" else unsent(request)
    doing = sent.get("do", "") if sent is not None else ""
    paste = PasteForm(sent if doing == "find" else None)
    form = SourceForm(sent if doing == "save" else None)
    found: Found | None = None
    status = 200
    if request.method == "POST":
        status = 422
        if doing == "find" and paste.is_valid():
            found = _find(paste)
            if found:
                form, status = SourceForm(initial=_proposed(found)), 200
        elif doing == "by_hand":
            status = 200
        elif doing == "save" and form.is_valid() and (made := _add(form, _editor(request))):
            messages.success(request, f"“{made.name}” is watched from now on.")
            return redirect(made)
    return render(
        request,
        "sources/new.html",
        {
            "paste": paste,
            "source_form": form if found or doing in {"save", "by_hand"} else None,
            "found": found,
            "already": watched_already(found.address) if found else None,
            "form": {"find": paste, "save": form}.get(doing),
            "off": "" if settings.LINKS_ARE_CHECKED else OFF,
        },
        status=status,
    )


def _add(form: SourceForm, by: User) -> Source | None:
    """Nobody may have added the same in this very moment: the constraint decides."""
    try:
        return add(form.save(commit=False), topics=form.cleaned_data["topics"], by=by)
    except IntegrityError:
        form.add_error("address", "This address is watched already.")
        return None


def _find(paste: PasteForm) -> Found | None:
    """What stands there; where nothing does, the form says so."""
    if not settings.LINKS_ARE_CHECKED:
        paste.add_error("pasted", f"{OFF} You may still fill in a source by hand, below.")
        return None
    try:
        return find(paste.cleaned_data["pasted"])
    except (CannotBeFound, CannotBeRead) as refusal:
        paste.add_error("pasted", str(refusal))
        return None


def _proposed(found: Found) -> dict[str, object]:
    return {"name": found.name, "kind": found.kind, "address": found.address, "every": 4}


# One -------------------------------------------------------------------------------------------


@door(Door.PROGRAMME)
@never_cache
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: what came, how each look went, and its form."""
    found = get_object_or_404(visible(request.user, Source.objects.all()), pk=pk)
    sent = request.POST if request.method == "POST" else unsent(request)
    is_saving = sent is not None and sent.get("do") == "save"
    form = SourceForm(sent if is_saving else None, instance=Source.objects.get(pk=pk))
    status = 200
    if request.method == "POST":
        if (done := _do(request, found, form)) is not None:
            return done
        status = 422
    looks = visible(request.user, found.fetches.all())[:LOOKS_SHOWN]
    candidates = visible(request.user, found.candidates.all())
    return render(
        request,
        "sources/source.html",
        {
            "source": found,
            "standing": standing(found),
            "days_failing": days_failing(found),
            "runs": runs(looks),
            "candidates": candidates[:CANDIDATES_SHOWN],
            "number": candidates.count(),
            "events": history(found),
            "source_form": form,
            "form": form if is_saving else None,
            "off": "" if settings.LINKS_ARE_CHECKED else OFF,
        },
        status=status,
    )


def _do(request: HttpRequest, found: Source, form: SourceForm) -> HttpResponse | None:
    """What the pressed button says; None if the form is not in order."""
    by = _editor(request)
    match request.POST.get("do"):
        case "look":
            return redirect(
                enqueue(look_now, found.pk, by=by, unique=True, return_to=found.get_absolute_url())
            )
        case "off" | "on" as way:
            switch(found, is_on=way == "on", by=by)
            said = "It is watched again." if way == "on" else "It is not watched any more."
            messages.success(request, said)
            return redirect(found)
        case "save" if form.is_valid():
            change(found, form.cleaned_data, by=by)
            messages.success(request, "It is changed.")
            return redirect(found)
        case _:
            return None


# Mails -----------------------------------------------------------------------------------------


@door(Door.PROGRAMME)
@never_cache
def hand_in_mails(request: HttpRequest) -> HttpResponse:
    """Mails that were saved as files become candidates."""
    form = MailForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        form = MailForm(request.POST, request.FILES)
        if form.is_valid():
            outcome = hand_in(form.cleaned_data["mails"])
            if outcome.titles:
                messages.success(request, outcome.sentence)
            for refusal in outcome.refusals:
                form.add_error("mails", refusal)
            if not outcome.refusals:
                if not outcome.titles:
                    messages.info(request, outcome.sentence)
                return redirect("sources")
        status = 422
    return render(request, "sources/mail.html", {"form": form}, status=status)


def _editor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
