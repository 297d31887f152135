"""Writing to the members of a network, and what was written before."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from ...access import Door, door, viewer_of, visible
from ...models import Letter, LetterState, Network, NetworkMessage, Standing
from ...unsent import unsent
from ..doors import account_of, looks_after, unless_careless
from ..forms import MessageForm, new_message
from ..letters import stuck
from ..refusal import CannotBeDone
from ..rights import mine, right_in
from ..write import TooMany, body_of, recipients_of, send_again, write_to_network

A_PAGE = 30


@door(Door.SIGNED_IN)
@never_cache
@looks_after()
def write(request: HttpRequest, network: Network, right: Standing) -> HttpResponse:
    """A message to all members: written, looked at as they will get it, then sent."""
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    form = MessageForm(request.POST if doing else unsent(request), initial=new_message())
    recipients, status, preview = recipients_of(network), 200, None
    if doing:
        status = 422
        if form.is_valid():
            status = 200
            preview = _preview(request, network, right, form, recipients.count)
            if doing == "send":
                try:
                    made = _send(request, network, right, form)
                except TooMany as refusal:
                    messages.error(request, str(refusal))
                    status = 429
                except CannotBeDone as refusal:
                    messages.error(request, str(refusal))
                    status = 409
                else:
                    messages.success(request, _on_its_way(made.copies))
                    return redirect("network_messages", network.slug)
            elif doing == "mend":
                preview = None
    return render(
        request,
        "directory/networks/write.html",
        {
            "network": network,
            "right": right,
            "form": form,
            "recipients": recipients,
            "preview": preview,
            "unreached": _counted(recipients.unreached),
        },
        status=status,
    )


def _counted(authorities: object) -> list[tuple[str, int]]:
    names = Counter(str(each) if each else "no authority" for each in authorities)  # type: ignore[attr-defined]
    return sorted(names.items())


def _preview(
    request: HttpRequest, network: Network, right: Standing, form: MessageForm, copies: int
) -> dict[str, str]:
    """What each member will get, made by what makes it."""
    by = account_of(request)
    message = NetworkMessage(
        network=network,
        subject=form.cleaned_data["subject"],
        text=form.cleaned_data["text"],
        written_by=by,
        writer=str(by),
        standing=right,
        copies=copies,
    )
    return {"subject": f"{network}: {message.subject}", "body": body_of(message)}


def _send(
    request: HttpRequest, network: Network, right: Standing, form: MessageForm
) -> NetworkMessage:
    return write_to_network(
        by=account_of(request),
        standing=right,
        network=network,
        subject=form.cleaned_data["subject"],
        text=form.cleaned_data["text"],
        form=form.cleaned_data["form"],
    )


def _on_its_way(copies: int) -> str:
    people = "1 person" if copies == 1 else f"{copies} people"
    return f"Your message is on its way to {people}, each with a copy of their own."


@door(Door.SIGNED_IN)
@never_cache
def network_messages(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written to a network, the newest first, for its members."""
    network = get_object_or_404(visible(request.user, Network.objects.all()), slug=slug)
    viewer = viewer_of(request.user)
    right = right_in(viewer, network.pk)
    is_member = (
        bool(viewer.person_id) and Network.objects.filter(mine(viewer), pk=network.pk).exists()
    )
    if right is None and not is_member:
        raise PermissionDenied("This page is for members of the network.")
    if right and not is_member and (refused := unless_careless(request, right)):
        return refused
    rows = visible(request.user, NetworkMessage.objects.filter(network=network))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/networks/messages.html",
        {
            "network": network,
            "page": page,
            "right": right,
            "rows": _with_fates(request, list(page)) if right else [(row, None) for row in page],
        },
    )


def _with_fates(
    request: HttpRequest, rows: list[NetworkMessage]
) -> list[tuple[NetworkMessage, dict[str, int]]]:
    """Each message with how many of its copies are in which state, for those who may write."""
    letters = visible(request.user, Letter.objects.filter(message__in=rows))
    fates: dict[int, dict[str, int]] = {
        row.pk: dict.fromkeys(LetterState.values, 0) for row in rows
    }
    counted = letters.order_by().values_list("message", "state").annotate(count=Count("pk"))
    for message, state, count in counted:
        if message is not None:
            fates[message][state] = count
    return [(row, fates[row.pk]) for row in rows]


@door(Door.SIGNED_IN)
@never_cache
@looks_after()
def network_message(
    request: HttpRequest, network: Network, right: Standing, pk: int
) -> HttpResponse:
    """One message, how far its copies are, and sending again those that were not sent."""
    rows = NetworkMessage.objects.filter(network=network)
    found = get_object_or_404(visible(request.user, rows), pk=pk)
    status = 200
    if request.method == "POST":
        try:
            count = send_again(by=account_of(request), message=found)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
        else:
            messages.success(request, _on_its_way(count))
            return redirect("network_message", network.slug, found.pk)
    ((_, fates),) = _with_fates(request, [found])
    return render(
        request,
        "directory/networks/message.html",
        {"network": network, "message": found, "fates": fates, "stuck": stuck(found)},
        status=status,
    )
