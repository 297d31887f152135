"""The programme writes a campaign, changes it and ends it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Authority, User
from alliance.directory.unsent import unsent

from ..campaigns.forms import CampaignForm, start_from
from ..campaigns.running import (
    change_campaign,
    end_campaign,
    open_campaign,
    raise_campaign,
    reopen_campaign,
)
from ..forms.asking import EndForm
from ..models import ActionState, Campaign
from ..refusal import CannotBeDone


@door(Door.PROGRAMME)
@never_cache
def new_campaign(request: HttpRequest) -> HttpResponse:
    """Write a campaign from nothing."""
    everyone = Authority.objects.filter(is_member=True).values_list("pk", flat=True)
    posted = request.POST if request.method == "POST" else unsent(request)
    form = CampaignForm(posted, initial={"authorities": list(everyone)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                campaign = raise_campaign(
                    by=_account(request),
                    running=form.running,
                    opened=request.POST.get("do") != "draft",
                )
            except ValidationError as fault:
                form.add_error(None, fault)
            else:
                messages.success(request, _raised(campaign))
                return redirect(campaign)
    return render(request, "actions/campaigns/writing.html", {"form": form}, status=status)


@door(Door.PROGRAMME)
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a campaign says, and who takes part."""
    campaign = get_object_or_404(visible(request.user, Campaign.objects.all()), pk=pk)
    present = frozenset(
        campaign.parts.filter(left_on__isnull=True).values_list("authority", flat=True)
    )
    has_begun = campaign.state != ActionState.DRAFT
    form = CampaignForm(
        request.POST if request.method == "POST" else unsent(request),
        initial=start_from(campaign),
        taking_part=present if has_begun else frozenset(),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _changed(request, campaign, form)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
            except ValidationError as fault:
                form.add_error(None, fault)
    context = {"form": form, "campaign": campaign}
    return render(request, "actions/campaigns/writing.html", context, status=status)


def _changed(request: HttpRequest, campaign: Campaign, form: CampaignForm) -> HttpResponse:
    by = _account(request)
    with transaction.atomic():
        campaign = change_campaign(
            by=by,
            campaign=campaign,
            seen=form.cleaned_data["version"] or 0,
            running=form.running,
            left_why=form.cleaned_data.get("left_why") or "",
        )
        if request.POST.get("do") == "open" and campaign.state == ActionState.DRAFT:
            campaign = open_campaign(by=by, campaign=campaign)
    messages.success(request, "It is changed.")
    return redirect(campaign)


@door(Door.PROGRAMME)
@never_cache
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft, close or withdraw what runs, open again what has ended."""
    campaign = get_object_or_404(visible(request.user, Campaign.objects.all()), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                messages.success(request, _end(request, campaign, form.cleaned_data["why"]))
                return redirect(campaign)
            except CannotBeDone as refusal:
                form.add_error("why", str(refusal))
                status = 409
    context = {"form": form, "campaign": campaign}
    return render(request, "actions/campaigns/ending.html", context, status=status)


def _end(request: HttpRequest, campaign: Campaign, why: str) -> str:
    by = _account(request)
    match request.POST.get("do"):
        case "open":
            open_campaign(by=by, campaign=campaign)
            return "It runs."
        case "reopen":
            reopen_campaign(by=by, campaign=campaign)
            return "It is open again."
        case "withdraw":
            end_campaign(by=by, campaign=campaign, state=ActionState.WITHDRAWN, why=why)
            return "It is withdrawn."
        case "close":
            end_campaign(by=by, campaign=campaign, state=ActionState.CLOSED, why=why)
            return "It is closed."
    raise CannotBeDone("Choose what is to become of it.")


def _raised(campaign: Campaign) -> str:
    if campaign.state == ActionState.DRAFT:
        return "It is kept as a draft. Nobody is asked until it begins."
    count = campaign.parts.count()
    return f"It runs, with {count} {'authority' if count == 1 else 'authorities'}."


def _account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
