"""Links that lead nowhere: what they name is missing, retired, removed, or was never known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from selectolax.lexbor import LexborHTMLParser

from alliance.bulletins.models import Bulletin
from alliance.library.models import DocumentFile
from alliance.pages.models import OldAddress, OldThing, ProjectPage, SectionPage, Workstream

from .addresses import is_on, key_of, parts_of
from .plan import number_said

UNKNOWN = "Nobody knows what was there."
RETIRED = "It is retired."
MISSING = "It is missing."
IN_A_CIRCLE = "Redirections lead from it back to it."
A_DRAFT = "It is a draft here: say who may see it, then publish it."
REMOVED = "It was brought in, and has been removed since."


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a page keeps it: an address, or the id of a page or document."""

    words: str
    address: str = ""
    kind: str = ""
    pk: int = 0

    def __str__(self) -> str:
        return self.address or f"({self.kind} {self.pk})"


@dataclass(frozen=True, slots=True)
class DeadLink:
    on: Workstream
    link: Link
    why: str


def dead_links(old_ids: Collection[int], host: str) -> list[DeadLink]:
    """Of the pages that came in for these things of the old site, the links that lead nowhere now."""
    came_in = OldThing.objects.filter(old_id__in=old_ids, page__isnull=False)
    ids = set(came_in.values_list("page", flat=True))
    return [
        DeadLink(page, link, why)
        for model in (SectionPage, ProjectPage)
        for page in model.objects.filter(pk__in=ids).order_by("title")
        for link in _links_on(page)
        if (why := _why_dead(link, host))
    ]


def _links_on(page: Workstream) -> list[Link]:
    """Each once, in their order; of a draft those that it would have."""
    shown = page if page.live else page.get_latest_revision_as_object()
    texts = [*_strings(shown.text.get_prep_value()), shown.governance, shown.tools]
    return list(dict.fromkeys(link for html in texts for link in _links_in(html)))


def _strings(value: object) -> Iterator[str]:
    """The texts in a block of whatever shape."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _links_in(html: str) -> Iterator[Link]:
    if "<a " not in html:
        return
    for node in LexborHTMLParser(html).css("a"):
        attributes = node.attributes
        words, kind = node.text(strip=True), attributes.get("linktype")
        if kind in {"page", "document"}:
            yield Link(words, kind=str(kind), pk=int(attributes.get("id") or 0))
        else:
            yield Link(words, attributes.get("href") or "")


def _why_dead(link: Link, host: str) -> str:
    if link.kind == "page":
        is_live = Workstream.objects.filter(pk=link.pk).values_list("live", flat=True).first()
        return REMOVED if is_live is None else "" if is_live else A_DRAFT
    if link.kind == "document":
        return "" if DocumentFile.objects.filter(pk=link.pk).exists() else REMOVED
    if not is_on(host, link.address):
        return ""
    row = OldAddress.objects.filter(key=key_of(link.address)).select_related("thing__page").first()
    return why_nowhere(link.address, row.thing if row else None)


def why_nowhere(address: str, thing: OldThing | None) -> str:
    """Why an address of the old site, or of this one, leads nowhere; nothing if it leads somewhere.

    Args:
        thing: what the old site had there, if anything.
    """
    states = OldThing.State
    if thing is None:
        return "" if _is_ours(address) else UNKNOWN
    if thing.state == states.RETIRED:
        return RETIRED
    if thing.state == states.MISSING:
        return thing.reason or MISSING
    if thing.state == states.REDIRECTED:
        goes_round = leads_back(thing.target, key_of(address)) and not _is_ours(address)
        return IN_A_CIRCLE if goes_round else ""
    if thing.document_id or thing.picture_id:
        return ""
    if thing.page is None:
        return REMOVED
    return "" if thing.page.live else A_DRAFT


def _is_ours(address: str) -> bool:
    """Whether this site answers an address by itself."""
    key, parts = key_of(address), parts_of(address)
    if number := number_said(key):
        return bool(Bulletin.objects.filter(number=number, live=True).exists())
    if parts is None or key.startswith("?"):
        return False
    try:
        resolve(parts.path)
    except Resolver404:
        return False
    return True


def leads_back(target: str, key: str) -> bool:
    """Whether redirections lead from a target to the address that was asked for, which is none of ours."""
    seen = set()
    while (at := key_of(target)) not in seen:
        if at == key:
            return True
        seen.add(at)
        rows = OldAddress.objects.filter(key=at, thing__state=OldThing.State.REDIRECTED)
        target = rows.values_list("thing__target", flat=True).first() or target
    return False
