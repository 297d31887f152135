"""Who asks, while somebody of the programme looks as another person."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from alliance.directory.models import LookingAs
from alliance.directory.viewer import viewer_of

KEY = "looking_as"
STOP = "/accounts/look/stop/"
OWN = ("/accounts/", "/cms/")
"""What belongs to an account itself: its codes, its sessions, its mail address."""
ACCOUNTS_MAY_SEE = ("/accounts/acting/", "/accounts/looks/")


class LookingAsMiddleware:
    """Puts the person looked as in the place of whoever looks, and lets nothing be changed.

    It comes after all that records who signed in where, which goes on to tell of whoever looks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        looking = self._looking(request)
        if looking is None:
            return self.get_response(request)
        request.looking_as = looking  # type: ignore[attr-defined]
        if request.path != STOP:
            if request.method not in {"GET", "HEAD", "OPTIONS"}:
                raise PermissionDenied(
                    f"You see the site as {looking.seen_as} does, to look and not to change. "
                    "Stop looking first."
                )
            if request.path.startswith(OWN) and request.path not in ACCOUNTS_MAY_SEE:
                raise PermissionDenied(
                    f"Signing in, codes and the editors’ area are not shown as {looking.seen_as} "
                    "sees them. Stop looking first."
                )
        request.user = looking.seen_as
        response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response

    def _looking(self, request: HttpRequest) -> LookingAs | None:
        """What goes on in this session, as long as whoever looks may and the other signs in."""
        pk = request.session.get(KEY)
        if pk is None or not request.user.is_authenticated:
            return None
        looking: LookingAs | None = (
            LookingAs.objects.going_on()
            .filter(by=request.user, seen_as__is_active=True)
            .select_related("by", "seen_as")
            .filter(pk=pk)
            .first()
        )
        if looking is None or not viewer_of(request.user).is_programme:
            return None
        return None if viewer_of(looking.seen_as).is_programme else looking
