"""What is stored of a bulletin, as content: to be compared with a reading."""

from __future__ import annotations

from ..content import ContactContent, Content, ItemContent, PublicationContent
from ..models import Appearance, AppearanceDate, Bulletin


def content_in(bulletin: Bulletin) -> Content:
    """The content of a stored bulletin, in the order of its positions."""
    appearances = bulletin.appearances.order_by("position").prefetch_related("dates", "people")
    entries = bulletin.contacts.order_by("position").select_related("phone", "email")
    return Content(
        number=bulletin.number,
        date=bulletin.date,
        introduction=bulletin.introduction,
        items=tuple(_item(appearance) for appearance in appearances),
        publications=tuple(
            PublicationContent(entry.title, entry.publisher, entry.date, entry.url)
            for entry in bulletin.catalogue.order_by("position")
        ),
        contacts=tuple(
            ContactContent(
                name=entry.name,
                role=entry.role_title,
                organisation=entry.organisation,
                phone=entry.phone.value if entry.phone else "",
                email=entry.email.value if entry.email else "",
            )
            for entry in entries
        ),
        frame=tuple(bulletin.frame),
        set_aside=tuple(bulletin.set_aside),
    )


def _item(appearance: Appearance) -> ItemContent:
    dates = list(appearance.dates.all())
    return ItemContent(
        section=appearance.section,
        title=appearance.title,
        body=appearance.body,
        has_action=appearance.has_action,
        action_text=appearance.action_text,
        deadlines=tuple(sorted(d.date for d in dates if d.kind == AppearanceDate.Kind.DEADLINE)),
        events=tuple(sorted(d.date for d in dates if d.kind == AppearanceDate.Kind.EVENT)),
        people=tuple(appearance.named),
    )
