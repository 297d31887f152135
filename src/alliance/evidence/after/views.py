"""What came of a call, and everything of it to take along."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.library.serve import SEALED

from ..models import Export
from ..triage.views import call_of, user_of
from .exporting import CONTENT_TYPES, ENDINGS, ask
from .forms import ExportForm
from .outcome import outcome_of, public_sentence, unsettled


@door(Door.PROGRAMME)
@never_cache
def after(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers of a call from asking to sticking; ask for everything as a file."""
    call = call_of(request, slug)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        _, work = ask(
            call, kind=Export.Kind(said["kind"]), with_names=said["with_names"], by=user_of(request)
        )
        if work:
            return redirect(work)
        messages.success(request, "The file is made. It is kept for a day.")
        return redirect("after_call", call.slug)
    exports = visible(user_of(request), Export.objects.filter(call=call, removed_at__isnull=True))
    context = {
        "call": call,
        "here": "after",
        "form": form,
        "outcome": outcome_of(call),
        "sentence": public_sentence(call),
        "unsettled": unsettled(call),
        "exports": exports.select_related("asked_by"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "evidence/after/after.html", context, status=status)


@door(Door.PROGRAMME)
@never_cache
@require_safe
def export_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A file that was made, for as long as it is kept."""
    call = call_of(request, slug)
    rows = visible(user_of(request), Export.objects.filter(call=call, removed_at__isnull=True))
    export = get_object_or_404(rows, pk=pk)
    if not export.file:
        raise Http404("It is being made.")
    ending = ENDINGS[Export.Kind(export.kind)]
    names = "" if export.with_names else "-without-names"
    response = FileResponse(
        export.file.open("rb"),
        as_attachment=True,
        filename=f"{call.slug}{names}.{ending}",
        content_type=CONTENT_TYPES[ending],
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
