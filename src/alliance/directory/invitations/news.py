"""Who of an authority was invited to have an account, or has one now: for whoever looks after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest

from ..access import viewer_of, visible
from ..deeds import Deed, standing
from ..models import Authority, Invitation, Person, Role
from ..my_authority import News, register_news

GROUP = "Accounts"


def register() -> None:
    register_news(tell)


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """Nobody else learns who was invited. A query at most."""
    viewer = viewer_of(request.user)
    if not viewer.is_programme and standing(viewer, Deed.SEE_ACCESS, authority.pk) is None:
        return
    holders = Role.objects.current().filter(authority=authority)
    people = visible(request.user, Person.objects.filter(pk__in=holders.values("person")))
    rows = Invitation.objects.filter(
        Q(accepted_at__gt=since) | Q(accepted_at__isnull=True, invited_at__gt=since),
        person__in=people,
        revoked_at__isnull=True,
    ).exclude(person=viewer.person_id)
    for row in rows.select_related("person"):
        if row.accepted_at:
            yield News(row.accepted_at, f"{row.person} has an account now", "/people/", GROUP)
        elif row.invited_by_id != viewer.user_id:
            words = f"{row.person} was invited to have an account"
            yield News(row.invited_at, words, "/people/", GROUP)
