"""What the sample's editors decided about carrying: a standing reminder, and one for some weeks."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from alliance.bulletins.carrying.decide import carry_for
from alliance.bulletins.models import CarryFor, Item
from alliance.directory.models import RoleKind, User

STANDING = "Network meetings: dates for your diary"
FOR_WEEKS = "Approved list of consultants: still open"
WEEKS = 6


@transaction.atomic
def load_carried(day: dt.date) -> int:
    """As of a day; how many matters are carried because an editor asked."""
    if CarryFor.objects.exists():
        return 0
    manager = User.objects.filter(
        person__roles__kind=RoleKind.PROGRAMME_MANAGER, is_active=True
    ).first()
    if manager is None:
        return 0
    for title, until in ((STANDING, None), (FOR_WEEKS, day + dt.timedelta(weeks=WEEKS))):
        if item := Item.objects.filter(title=title).first():
            carry_for(item, until, by=manager)
    return CarryFor.objects.count()
