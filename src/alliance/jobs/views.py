"""How far a job is, for whoever asked for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from .declare import title_of
from .models import Job


@require_safe
@never_cache
@vary_on_headers("Accept")
@login_required
def progress(request: HttpRequest, pk: uuid.UUID, sees_all: Callable[[Any], bool]) -> HttpResponse:
    """A page that looks again by itself until the job is finished, or the same as JSON.

    Args:
        sees_all: whether an account sees others' jobs too; the parts above know who that is.
    """
    job = get_object_or_404(Job, pk=pk)
    if job.by_id != request.user.pk and not sees_all(request.user):
        raise Http404("There is no such job of yours.")
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(as_json(job))
    return render(request, "jobs/progress.html", {"job": job, "title": title_of(job.path)})


def as_json(job: Job) -> dict[str, object]:
    return {
        "id": str(job.pk),
        "title": title_of(job.path),
        "state": job.state,
        "done": job.progress_done,
        "total": job.progress_total,
        "words": job.progress_words,
        "result": job.result,
        "error": job.error,
        "return_to": job.return_to,
    }
