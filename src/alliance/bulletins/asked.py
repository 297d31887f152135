"""What is asked from items, to stand where readers meet the item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from alliance.actions.models import Action
from alliance.actions.told import Told, told
from alliance.directory.models import User

from .models import Item


def raised_from(items: Iterable[int]) -> QuerySet[Action]:
    """What was asked from these items, the latest first; to be seen by whom, `visible` says."""
    of_item = ContentType.objects.get_for_model(Item)
    keys = [str(pk) for pk in items]
    return Action.objects.filter(origin_type=of_item, origin_id__in=keys).order_by("-pk")


def asked_of(user: User | AnonymousUser, items: Iterable[int]) -> Mapping[int, list[Told]]:
    """What this person may read of what was asked, by item. Three queries, however many."""
    found: dict[int, list[Told]] = {}
    for each in told(user, raised_from(items)):
        found.setdefault(int(each.action.origin_id), []).append(each)
    return found
