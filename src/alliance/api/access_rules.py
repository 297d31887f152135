"""Who may see tokens and webhooks: whose they are, and nobody else, the programme included."""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access

from .models import Delivery, Happening, Repeat, Token, Webhook


def register() -> None:
    access.register(Token, lambda viewer: _own(viewer, "user"))
    access.register(Webhook, lambda viewer: _own(viewer, "owner"))
    access.register(Delivery, lambda viewer: _own(viewer, "webhook__owner"))
    for model in (Happening, Repeat):  # the site's own
        access.register(model, lambda viewer: access.NOTHING)


def _own(viewer: access.Viewer, by: str) -> Q:
    return Q(**{by: viewer.user_id}) if viewer.user_id is not None else access.NOTHING
