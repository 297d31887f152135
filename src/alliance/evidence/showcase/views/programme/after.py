"""After the launch: who does the same, and what lasted."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import unsent

from ....models import AlsoDoing, FollowUp
from ....refusal import CannotBeDone
from ...joining import settle
from ...lasting import ANSWERS, say_it, show_answer, tally
from ...programme_forms import RecordLastedForm
from .who import account_of

A_PAGE = 40


@door(Door.PROGRAMME)
def others(request: HttpRequest) -> HttpResponse:
    """Who says that they do the same: to be looked at first, then the rest."""
    rows = visible(request.user, AlsoDoing.objects.select_related("case__showcase", "authority"))
    status = 200
    if request.method == "POST":
        also = get_object_or_404(rows, pk=_number(request.POST.get("also")))
        try:
            is_shown = request.POST.get("do") == "show"
            settle(also, is_shown=is_shown, by=account_of(request))
            messages.success(request, "It is shown." if is_shown else "It is not shown.")
            return redirect("programme_others")
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    page = Paginator(rows.order_by("-state", "-at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    waiting = rows.filter(state=AlsoDoing.State.NEW).order_by("at")
    context = {"waiting": waiting, "page": page}
    return render(request, "evidence/showcase/programme/others.html", context, status=status)


@door(Door.PROGRAMME)
def lasted(request: HttpRequest) -> HttpResponse:
    """What is due, what was answered, and in one sentence what lasted."""
    today = timezone.localdate()
    rows = visible(request.user, FollowUp.objects.select_related("case__showcase", "message"))
    standing = rows.exclude(case__state="withdrawn")
    page = Paginator(standing.exclude(found="").order_by("-said_at"), A_PAGE)
    return render(
        request,
        "evidence/showcase/programme/lasted.html",
        {
            "due": standing.filter(found="", due_on__lte=today).order_by("due_on"),
            "coming": standing.filter(found="", due_on__gt=today).order_by("due_on")[:A_PAGE],
            "page": page.get_page(request.GET.get("page")),
            "tally": tally(rows.filter(asked_at__isnull=False).values_list("found", flat=True)),
        },
    )


@door(Door.PROGRAMME)
def one_lasted(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: what was said written down, and whether readers see it."""
    rows = visible(request.user, FollowUp.objects.select_related("case__showcase", "message"))
    found = get_object_or_404(rows, pk=pk)
    do = request.POST.get("do", "")
    sent = request.POST if do == "record" else unsent(request) if request.method != "POST" else None
    form = RecordLastedForm(sent, initial={"who": found.case.owner_name})
    status = 200
    if request.method == "POST":
        try:
            if done := _do(do, found, form, request):
                messages.success(request, done)
                return redirect("programme_one_lasted", found.pk)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    context = {"follow_up": found, "form": form, "can_be_shown": found.found in ANSWERS}
    return render(request, "evidence/showcase/programme/one_lasted.html", context, status=status)


def _do(do: str, found: FollowUp, form: RecordLastedForm, request: HttpRequest) -> str:
    by = account_of(request)
    if do == "record" and form.is_valid():
        said = form.cleaned_data
        say_it(found, FollowUp.Found(said["found"]), words=said["words"], who=said["who"], by=by)
        return "It is written down. Show it with the page if readers should see it."
    if do in ("show", "hide"):
        show_answer(found, is_shown=do == "show", by=by)
        return "Readers see it." if do == "show" else "Readers see it no more."
    return ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
