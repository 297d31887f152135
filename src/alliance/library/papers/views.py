"""Papers of meetings: given out to those whom they are for, added by those who call the meeting."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Meeting, Network, Standing
from alliance.directory.networks.doors import account_of, looks_after

from ..models import MeetingPaper
from .forms import PaperDoneForm, PaperForm
from .keep import add_paper, remove_paper, show_to
from .shown import about


@door(Door.PUBLIC)
@require_safe
@never_cache
def paper(request: HttpRequest, slug: str, meeting: int, pk: int) -> HttpResponseBase:
    """The file of a paper. Who may not read it is asked to sign in, or refused."""
    there = MeetingPaper.objects.filter(
        meeting__network__slug=slug, meeting=meeting, removed_at__isnull=True
    )
    get_object_or_404(there, pk=pk)
    found = visible(request.user, there.select_related("document")).filter(pk=pk).first()
    if found is None:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied("This paper is for members of the network.")
    ending = PurePath(found.document.file.name).suffix.lower()
    name = f"{slugify(found.title) or 'paper'}{ending}"
    response = FileResponse(found.document.file.open("rb"), as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@door(Door.SIGNED_IN)
@never_cache
@looks_after()
def papers(request: HttpRequest, network: Network, right: Standing, meeting: int) -> HttpResponse:
    """The papers of a meeting: add one, show it to others, take it away."""
    rows = visible(request.user, Meeting.objects.filter(network=network))
    found = get_object_or_404(rows.select_related("network"), pk=meeting)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    form = PaperForm(
        request.POST if doing == "add" else None,
        request.FILES if doing == "add" else None,
        initial={"kind": MeetingPaper.Kind.AGENDA, "audience": MeetingPaper.Audience.MEMBERS},
    )
    status = 200
    if doing:
        if done := _do(request, found, doing, form):
            messages.success(request, done)
            return redirect("meeting_papers", network.slug, found.pk)
        status = 422
    there = visible(request.user, MeetingPaper.objects.filter(meeting=found))
    return render(
        request,
        "library/meeting_papers.html",
        {
            "network": network,
            "meeting": found,
            "papers": [
                (each, about(each)) for each in there.select_related("document", "meeting__network")
            ],
            "audiences": MeetingPaper.Audience.choices,
            "form": form,
        },
        status=status,
    )


def _already(request: HttpRequest, meeting: Meeting, sha256: str) -> MeetingPaper | None:
    """The paper of this meeting with the same content, if the reader may have it."""
    rows = MeetingPaper.objects.filter(meeting=meeting, document__sha256=sha256)
    return visible(request.user, rows).first()


def _do(request: HttpRequest, meeting: Meeting, what: str, form: PaperForm) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    by = account_of(request)
    if what == "add":
        if not form.is_valid():
            return ""
        if form.taken and (same := _already(request, meeting, form.taken.sha256)):
            form.add_error("file", f"This file is here already, as “{same}”.")
            return ""
        given = form.cleaned_data
        made = add_paper(
            by=by,
            meeting=meeting,
            file=given["file"],
            title=given["title"],
            kind=given["kind"],
            audience=given["audience"],
        )
        return f"“{made.title}” is added: {made.get_audience_display().lower()} can read it."
    done = PaperDoneForm(request.POST)
    if not done.is_valid():
        return ""
    there = visible(request.user, MeetingPaper.objects.filter(meeting=meeting))
    row = get_object_or_404(there, pk=done.cleaned_data["paper"])
    if what == "remove":
        remove_paper(by=by, paper=row)
        return f"“{row.title}” is taken away. Nobody can read it here any more."
    if what == "show" and done.cleaned_data["audience"]:
        shown = show_to(by=by, paper=row, audience=done.cleaned_data["audience"])
        return f"“{row.title}”: {shown.get_audience_display().lower()} can read it now."
    return ""
