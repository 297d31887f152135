"""The rules of reminding, who would be reminded now, and who was."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.audit.trail import record, snapshot
from alliance.directory.access import Door, door, visible
from alliance.directory.models import Person
from alliance.directory.unsent import unsent
from alliance.jobs.enqueue import enqueue

from ..chasing.chase import bundles_due, chase, rules_of
from ..chasing.steps import is_working_day
from ..forms.chasing import ChasingForm
from ..models import ChasingRules, Reminder

A_PAGE = 50


@door(Door.PROGRAMME)
@never_cache
def chasing(request: HttpRequest) -> HttpResponse:
    """Set the rules; see what they would send now; send it without waiting for the hour."""
    row = ChasingRules.get()
    if request.method == "POST" and request.POST.get("do") == "now":
        enqueue(chase, unique=True)
        messages.success(request, "Those who are due are being reminded.")
        return redirect("chasing")
    form = ChasingForm(request.POST if request.method == "POST" else unsent(request), instance=row)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            _keep(request, form)
            messages.success(request, "The rules are kept.")
            return redirect("chasing")
        row = ChasingRules.get()  # what was sent is in the form; what holds is what was kept
    rules, now = rules_of(row), timezone.localtime()
    bundles = bundles_due(rules, now=now)
    people = Person.objects.in_bulk([bundle.person for bundle in bundles])
    sent = visible(request.user, Reminder.objects.all()).select_related(
        "person", "ask__action", "ask__authority", "message"
    )
    context = {
        "form": form,
        "row": row,
        "lets": rules.lets(now, is_working_day),
        "bundles": sorted(
            ((people[bundle.person], bundle) for bundle in bundles if bundle.person in people),
            key=lambda pair: pair[1].subject,
        ),
        "page": Paginator(sent, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "actions/chasing.html", context, status=status)


@transaction.atomic
def _keep(request: HttpRequest, form: ChasingForm) -> None:
    earlier = ChasingRules.objects.filter(pk=1).first()
    row = form.save()
    record(
        by=request.user,  # type: ignore[arg-type]  # the door let only accounts in
        verb="changed",
        thing=row,
        before=snapshot(earlier) if earlier else None,
        after=snapshot(row),
    )
