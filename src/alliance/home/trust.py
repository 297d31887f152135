"""Pages by which readers know whom they deal with: notices, and a way to say what is wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.directory.access import Door, door, visible
from alliance.editions.shared import for_all_readers
from alliance.ui.one_place import one_more_from_here, sent_from_here

from .forms import ProblemForm
from .models import Notice
from .problems import FROM_ONE_PLACE, TooMany, report


@door(Door.PUBLIC)
@for_all_readers
def notice(request: HttpRequest, kind: str) -> HttpResponse:
    """The privacy notice, the accessibility statement, or what cookies there are."""
    found = get_object_or_404(visible(request.user, Notice.objects.all()), kind=kind)
    return render(request, "home/notice.html", {"notice": found})


@door(Door.PUBLIC)
def problem(request: HttpRequest) -> HttpResponse:
    """Say what is wrong with a page, with no account."""
    if request.method != "POST":
        form = ProblemForm(initial={"page": request.GET.get("page", "")[:300]})
        return render(request, "home/problem.html", {"form": form})
    form = ProblemForm(request.POST)
    if not form.is_valid():
        return render(request, "home/problem.html", {"form": form}, status=422)
    said = form.cleaned_data
    if not form.is_of_a_machine:
        try:
            if sent_from_here(request, "problems") >= FROM_ONE_PLACE:
                raise TooMany
            report(page=said["page"], words=said["words"], email=said["email"])
            one_more_from_here(request, "problems")
        except TooMany:
            form.add_error(
                None,
                "So many reports came in within the hour that no more are taken. Try again later, "
                "or write to the address at the foot of this page.",
            )
            return render(request, "home/problem.html", {"form": form}, status=429)
    return redirect("problem_thanks")


@door(Door.PUBLIC)
def problem_thanks(request: HttpRequest) -> HttpResponse:
    """A page of its own, so that loading it again sends nothing twice."""
    return render(request, "home/problem_thanks.html")
