"""Views of one network, for those who look after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from ..access import viewer_of, visible
from ..models import Network, Standing, User
from ..second_factor import lacks_second_factor
from ..unsent import keep_unsent
from .rights import CALLS_MEETINGS, right_in

NetworkView = Callable[..., HttpResponseBase]


def looks_after(
    *, among: frozenset[Standing] = CALLS_MEETINGS
) -> Callable[[NetworkView], NetworkView]:
    """Hand a view its network and in what right the viewer looks after it; refuse the others.

    Put it inside `door(Door.SIGNED_IN)`.
    """

    def put_on(view: NetworkView) -> NetworkView:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
            network = get_object_or_404(visible(request.user, Network.objects.all()), slug=slug)
            right = right_in(viewer_of(request.user), network.pk, among=among)
            if right is None:
                raise PermissionDenied("This page is for those who look after the network.")
            return unless_careless(request, right) or view(request, network, right, **kwargs)

        return guarded

    return put_on


def unless_careless(request: HttpRequest, right: Standing) -> HttpResponse | None:
    """Whoever acts for the programme needs a second factor, as behind the programme's own door."""
    if right != Standing.PROGRAMME or not lacks_second_factor(request.user):
        return None
    if request.method == "POST":
        keep_unsent(request)
    return redirect("mfa_index")


def account_of(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
