"""What somebody had typed when their session ended, kept until they have signed in again."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

KEY = "unsent"
LARGEST = 500_000
"""Characters beyond which a form is not kept."""


def keep_unsent(request: HttpRequest) -> None:
    """Keep the form that a person sent without being signed in; files cannot be kept.

    It stays in the visitor's own session, which signing in carries over.
    """
    form = request.POST.copy()
    form.pop("csrfmiddlewaretoken", None)
    if form and len(encoded := form.urlencode()) <= LARGEST:
        request.session[KEY] = {"path": request.path, "form": encoded}


def unsent(request: HttpRequest) -> QueryDict | None:
    """The form that was kept for this page, until it is sent (looking at it changes nothing)."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path:
        return None
    return QueryDict(kept["form"])


def forget_unsent(request: HttpRequest) -> None:
    """A form was sent from this page: what was kept for it has served."""
    kept = request.session.get(KEY)
    if kept and kept["path"] == request.path:
        del request.session[KEY]
