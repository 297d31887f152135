"""Publishers by the names that bulletins and files give them."""

from __future__ import annotations

from django.utils.text import slugify

from alliance.library.models import Publisher
from alliance.library.recognise import publisher_name


def publisher_of(written: str) -> Publisher | None:
    """The publisher of a name, made where it is new; a name met for the first time is kept too."""
    if not written:
        return None
    name = publisher_name(written)[:200]
    publisher, _ = Publisher.objects.get_or_create(name=name, defaults={"slug": _free_slug(name)})
    if written != name and written not in publisher.also_known_as:
        publisher.also_known_as = [*publisher.also_known_as, written]
        publisher.save(update_fields=["also_known_as"])
    return publisher


def _free_slug(name: str) -> str:
    slug = slugify(name)[:190] or "publisher"
    taken = set(Publisher.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        s for s in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if s not in taken
    )
