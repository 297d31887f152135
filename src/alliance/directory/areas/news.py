"""What has become of askings to enter an area, for the authority's own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest

from ..access import Viewer, viewer_of, visible
from ..models import AccessGrant, AccessState, Authority
from ..my_authority import News, register_news

GROUP = "Access to areas"


def register() -> None:
    register_news(tell)


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """One's own, and for whoever looks after the authority everybody's: `visible` says. A query."""
    viewer = viewer_of(request.user)
    rows = visible(request.user, AccessGrant.objects.filter(authority=authority)).filter(
        Q(asked_at__gt=since, state=AccessState.ASKED)
        | Q(decided_at__gt=since, state__in=(AccessState.GRANTED, AccessState.REFUSED))
        | Q(ended_at__gt=since, state=AccessState.ENDED)
    )
    for grant in rows.select_related("area", "person"):
        at, by = _last(grant)
        is_own_asking = grant.state == AccessState.ASKED and grant.person_id == viewer.person_id
        if by != viewer.user_id and not is_own_asking:
            yield News(at, _words(grant, viewer), grant.get_absolute_url(), GROUP)


def _last(grant: AccessGrant) -> tuple[dt.datetime, int | None]:
    """When it came to stand as it does, and whose doing that was."""
    if grant.ended_at:
        return grant.ended_at, grant.ended_by_id
    if grant.decided_at:
        return grant.decided_at, grant.decided_by_id
    return grant.asked_at, None


def _words(grant: AccessGrant, viewer: Viewer) -> str:
    is_own = grant.person_id == viewer.person_id
    who = "You" if is_own else str(grant.person)
    match grant.state:
        case AccessState.ASKED:
            return f"{who} asks to enter {grant.area}"
        case AccessState.GRANTED:
            return f"{who} may enter {grant.area}"
        case AccessState.REFUSED:
            return f"{who} {'were' if is_own else 'was'} not let into {grant.area}"
    return f"{who} may no longer enter {grant.area}"
