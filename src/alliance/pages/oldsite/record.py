"""The row that says what became of a thing of the old site."""

from __future__ import annotations

from alliance.pages.models import OldAddress, OldThing

from .wxr import OldItem


def thing_of(item: OldItem) -> OldThing:
    """The row of an item, made if there is none; one that an editor made for its address counts."""
    found: OldThing | None = OldThing.objects.filter(old_id=item.id).first()
    if found is None and item.address:
        by_hand = OldAddress.objects.filter(key=item.address, thing__old_id__isnull=True)
        if address := by_hand.select_related("thing").first():
            found = address.thing
            found.old_id = item.id
            found.save(update_fields=["old_id"])
    return found or OldThing(old_id=item.id, title=item.title[:500], state=OldThing.State.MISSING)
