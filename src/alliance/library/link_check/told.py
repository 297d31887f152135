"""What readers are told of dead links, beside them and quietly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ..models import Link, LinkPlace, Publication
from .states import State, of_state


def mark_dead(publications: Sequence[Publication]) -> None:
    """Give those whose address is dead the day of the last look, as `not_there_on`, in one query."""
    kind = ContentType.objects.get_for_model(Publication)
    places = LinkPlace.objects.filter(
        link__in=Link.objects.filter(of_state(State.DEAD)),
        content_type=kind,
        object_id__in=[row.pk for row in publications],
    )
    days: dict[int, dt.date] = {
        pk: timezone.localdate(seen)
        for pk, seen in places.values_list("object_id", "link__finding__last_seen")
    }
    for row in publications:
        row.not_there_on = days.get(row.pk)
