"""The addresses that sections and projects hold, and their restricted parts, for the link check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from alliance.directory.models import User
from alliance.library.link_check.addresses import addresses_in, exchanged
from alliance.library.link_check.holders import CannotBeExchanged, Held
from alliance.library.link_check.holders import register as hold

from .models import ProjectPage, RestrictedPart, SectionPage, Workstream


def register() -> None:
    for model in (SectionPage, ProjectPage):
        hold(model, held=_of_page, exchange=_take_on_page)
    hold(
        RestrictedPart,
        rows=_parts,
        held=_of_part,
        edited=_page_of,
        exchange=lambda part, old, new, by: _take_on_page(part.page.specific, old, new, by),
    )


def _parts() -> QuerySet[RestrictedPart]:
    rows: QuerySet[RestrictedPart] = RestrictedPart.objects.select_related(
        "area", "page__sectionpage", "page__projectpage"
    )
    return rows


def _page_of(part: RestrictedPart) -> Workstream:
    page: Workstream = getattr(part.page, "sectionpage", None) or part.page.projectpage
    return page


def _of_page(page: Workstream) -> Iterator[Held]:
    for html in (*_strings(page.text.get_prep_value()), page.governance, page.tools):
        for address in addresses_in(html):
            yield Held(written=address, title=page.title, page=page.get_absolute_url())


def _of_part(part: RestrictedPart) -> Iterator[Held]:
    page = _page_of(part)
    for html in (*_strings(part.text.get_prep_value()), part.tools):
        for address in addresses_in(html):
            yield Held(
                written=address,
                title=f"{page.title}, the part in {part.area}",
                page=f"{page.get_absolute_url()}#{part.address}",
            )


def _take_on_page(page: Workstream, old: str, new: str, by: User) -> None:
    """Everywhere on the page, published again as an editor would."""
    if not page.permissions_for_user(by).can_publish():
        raise CannotBeExchanged(f"You may not publish “{page.title}”. Ask an editor to.")
    if not page.live or page.has_unpublished_changes:
        raise CannotBeExchanged(f"“{page.title}” has changes in draft: change the address there.")
    if page.locked:
        raise CannotBeExchanged(f"“{page.title}” is locked in the editors’ area: change it there.")
    parts = list(page.restricted_parts.all())
    for holding in (page, *parts):
        words = _exchanged(holding.text.get_prep_value(), old, new)
        holding.text = holding.text.stream_block.to_python(words)
        holding.tools = exchanged(holding.tools, old, new)
    page.governance = exchanged(page.governance, old, new)
    page.restricted_parts = parts
    page.save_revision(user=by, changed=True, log_action=True).publish(user=by)


def _strings(value: Any) -> Iterator[str]:
    """All texts in the stored form of a stream of blocks."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)


def _exchanged(value: Any, old: str, new: str) -> Any:
    """The same with the address exchanged in each text."""
    match value:
        case str():
            return exchanged(value, old, new)
        case dict():
            return {name: _exchanged(each, old, new) for name, each in value.items()}
        case list():
            return [_exchanged(each, old, new) for each in value]
        case _:
            return value
