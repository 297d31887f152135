"""What actions say of themselves to the search index: what is asked, and never what was answered."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from alliance.directory.access import viewer_of
from alliance.search import audience, registry
from alliance.search.document import Document
from alliance.search.models import MEMBERS, PUBLIC

from .access_rules import actions
from .models import ENDED, SHOWN, Action, Audience


def register() -> None:
    registry.register(Action, document=_action, rows=_actions)
    audience.told_by(_audiences)


def _actions() -> QuerySet[Action]:
    return Action.objects.prefetch_related("topics")


def _action(action: Action) -> Document | None:
    """One that has been asked; that it has ended stands beside its title."""
    if action.state not in SHOWN or action.opened_at is None:
        return None
    state = f" ({action.get_state_display().lower()})" if action.state in ENDED else ""
    return Document(
        title=f"{action.title}{state}",
        kind="Action",
        url=action.get_absolute_url(),
        body="\n".join(filter(None, [action.what, action.how])),
        date=timezone.localdate(action.opened_at),
        audience=_audience(action),
        topics=[topic.name for topic in action.topics.all()],
    )


def _audience(action: Action) -> str:
    match action.audience:
        case Audience.PUBLIC:
            return PUBLIC
        case Audience.MEMBERS:
            return MEMBERS
    return of_action(action.pk)


def of_action(action: int) -> str:
    """The audience of those whom one action asks, where nobody else may read it."""
    return f"action:{action}"


def _audiences(request: HttpRequest) -> Collection[str]:
    """Of what is for those asked alone: which whoever searches is asked. A query."""
    viewer = viewer_of(request.user)
    if not viewer.is_signed_in:
        return ()
    rows = Action.objects.filter(actions(viewer), audience=Audience.ASKED, state__in=SHOWN)
    return [of_action(pk) for pk in rows.order_by().values_list("pk", flat=True)]
