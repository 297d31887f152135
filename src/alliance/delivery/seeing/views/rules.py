"""The rules by which bulletins and digests go out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ...models import MailingRules
from ..change import change_rules
from ..forms import RulesForm


@door(Door.PROGRAMME)
@never_cache
def mailing_rules(request: HttpRequest) -> HttpResponse:
    """Show the rules and change them."""
    rules = MailingRules.get()
    form = RulesForm(request.POST if request.method == "POST" else unsent(request), instance=rules)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            assert isinstance(request.user, User)  # noqa: S101 - the door asked
            change_rules(rules=form.save(commit=False), by=request.user)
            messages.success(request, "The rules are kept.")
            return redirect("mailing_rules")
    return render(request, "delivery/mailings/rules.html", {"form": form}, status=status)
