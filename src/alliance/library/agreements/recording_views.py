"""What the programme records: signatures on paper, and how authorities stand to protocols."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Authority
from alliance.library.models import Agreement, Protocol, ProtocolStanding

from .facts import facts_of, parties_of
from .forms import PaperForm, ReasonForm, StandingForm, today_in_words
from .protocols import record_standing, strike_out
from .register import address_of
from .signing import CannotBeDone, record_paper
from .signing_views import sent, signed_in
from .views import found_for


def _parties(agreement: Agreement) -> list[Authority]:
    facts = facts_of([agreement])
    return list(parties_of([agreement], facts)[agreement.pk])


@door(Door.PROGRAMME)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a signature that was given on paper."""
    agreement = found_for(request, slug)
    if not agreement.signatories:
        raise Http404("This agreement is not signed.")
    form = PaperForm(
        sent(request),
        request.FILES or None,
        agreement=agreement,
        parties=_parties(agreement),
        initial=request.GET.dict(),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                record_paper(by=signed_in(request), **told)
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(
                    request, f"The signature of {told['name']} is recorded for {told['authority']}."
                )
                return redirect(address_of(agreement, told["authority"]))
    return render(
        request, "library/agreements/paper.html", {"agreement": agreement, "form": form},
        status=status,
    )  # fmt: skip


@door(Door.PROGRAMME)
def standings(request: HttpRequest, slug: str) -> HttpResponse:
    """Record how authorities stand to protocols: one cell, or many at once."""
    agreement = found_for(request, slug)
    if not agreement.is_by_protocol:
        raise Http404("This agreement has no protocols.")
    protocols = list(visible(request.user, Protocol.objects.filter(agreement=agreement)))
    form = StandingForm(
        sent(request),
        protocols=protocols,
        parties=_parties(agreement),
        initial={
            "authorities": request.GET.getlist("authorities"),
            "protocols": request.GET.getlist("protocols"),
            "on": today_in_words(),
        },
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                outcome = record_standing(
                    by=signed_in(request), agreement=agreement, **form.cleaned_data
                )
            except CannotBeDone as refusal:
                for fault in refusal.args:
                    form.add_error(None, fault)
                status = 409
            else:
                messages.success(request, _said(outcome.recorded, outcome.same))
                return redirect(agreement)
    return render(
        request,
        "library/agreements/standings.html",
        {"agreement": agreement, "form": form, "has_protocols": bool(protocols)},
        status=status,
    )


@door(Door.PROGRAMME)
def strike(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Strike out a standing that was recorded in error."""
    agreement = found_for(request, slug)
    standing = get_object_or_404(
        visible(request.user, ProtocolStanding.objects.select_related("authority", "protocol")),
        pk=pk,
        protocol__agreement=agreement,
    )
    form = ReasonForm(sent(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                strike_out(by=signed_in(request), standing=standing, why=form.cleaned_data["why"])
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, "It is struck out, and counts no more.")
                return redirect(address_of(agreement, standing.authority))
    return render(
        request,
        "library/agreements/strike.html",
        {"agreement": agreement, "standing": standing, "form": form},
        status=status,
    )


def _said(recorded: int, same: int) -> str:
    if not recorded:
        return "Nothing changed: all of them stood so already."
    said = f"{recorded} {'cell is' if recorded == 1 else 'cells are'} recorded."
    return f"{said} {same} stood so already." if same else said
