"""The addresses that items hold, for the link check.

The rolling list needs none of its own: its entries show the address of the publication.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from alliance.directory.models import User
from alliance.library.link_check.addresses import addresses_in, exchanged
from alliance.library.link_check.holders import CannotBeExchanged, Held
from alliance.library.link_check.holders import register as hold

from .models import Appearance, Bulletin


def register() -> None:
    hold(
        Appearance,
        rows=_appearances,
        held=_of_appearance,
        edited=lambda row: row.bulletin,
        exchange=_take_in_bulletin,
    )


def _appearances() -> QuerySet[Appearance]:
    with_links = Q(body__contains="href") | Q(action_text__contains="href")
    rows: QuerySet[Appearance] = Appearance.objects.filter(with_links).select_related("bulletin")
    return rows


def _of_appearance(row: Appearance) -> Iterator[Held]:
    for address in addresses_in(f"{row.body} {row.action_text}"):
        yield Held(
            written=address,
            title=f"{row.title} ({row.bulletin})",
            page=row.bulletin.get_absolute_url(),
            day=row.bulletin.date,
        )


def _take_in_bulletin(row: Appearance, old: str, new: str, by: User) -> None:
    """In all items of the bulletin, published again as an editor would."""
    bulletin = Bulletin.objects.get(pk=row.bulletin_id)
    if not by.has_perm("bulletins.publish_bulletin"):
        raise CannotBeExchanged(f"You may not publish {bulletin}. Ask an editor to.")
    if not bulletin.live or bulletin.has_unpublished_changes:
        raise CannotBeExchanged(f"{bulletin} has changes in draft: change the address there.")
    if bulletin.locked:
        raise CannotBeExchanged(f"{bulletin} is locked in the editors’ area: change it there.")
    appearances = list(bulletin.appearances.all())
    for each in appearances:
        each.body = exchanged(each.body, old, new)
        each.action_text = exchanged(each.action_text, old, new)
    bulletin.appearances = appearances
    bulletin.save_revision(user=by, changed=True, log_action=True).publish(user=by)
