"""The door of the editors' area: the programme's staff, with a second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .second_factor import lacks_second_factor
from .viewer import works_for_programme

EDITORS_AREA = "/cms/"


class EditorsAreaMiddleware:
    """Refuses other accounts, and sends staff without a second factor to add one.

    Wagtail itself sends everybody it does not admit to sign in; somebody who *is* signed in would
    be sent straight back, for ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(EDITORS_AREA) and request.user.is_authenticated:
            may_edit = request.user.has_perm("wagtailadmin.access_admin")
            if not (may_edit and works_for_programme(request.user)):
                raise PermissionDenied("The editors' area is for the programme's staff.")
            if lacks_second_factor(request.user):
                return redirect("mfa_index")
        return self.get_response(request)
