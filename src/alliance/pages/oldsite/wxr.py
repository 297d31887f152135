"""Reads a WordPress export (WXR) into plain values. Knows no Django.

The file is somebody else's: entities and document types are refused by defusedxml, nothing that
it names is fetched, and whatever is wrong with it is said all at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from .addresses import host_of, key_of, parts_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WORDPRESS = "http://wordpress.org/export/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
UPLOADS = "wp-content/uploads/"
PUBLIC, PRIVATE, INHERITED = "publish", "private", "inherit"
WORDPRESS_S_OWN = frozenset(
    """
    custom_css customize_changeset nav_menu_item oembed_cache revision user_request wp_block
    wp_font_face wp_font_family wp_global_styles wp_navigation wp_template wp_template_part
    """.split()
)
"""Kinds of thing that readers never met by an address."""
NEVER_PUBLIC = frozenset("draft auto-draft pending future trash".split())
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


class UnreadableExport(Exception):
    """The file is not a WordPress export; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one thing in the file."""

    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OldItem:
    """A page, post or attachment of the old site, as the export has it."""

    id: int
    kind: str
    """WordPress's word: `page`, `post`, `attachment` or another."""
    title: str
    address: str
    """Its address as `addresses.key_of` spells it; empty for the front page alone."""
    name: str = ""
    """Last part of its address."""
    status: str = PUBLIC
    has_password: bool = False
    parent: int = 0
    order: int = 0
    published: dt.datetime | None = None
    modified: dt.datetime | None = None
    excerpt: str = ""
    html: str = ""
    file: str = ""
    """Of an attachment: where it was among the uploads, as `2020/10/report.pdf`."""

    @property
    def is_protected(self) -> bool:
        """Whether the old site showed it to some only."""
        return self.has_password or self.status == PRIVATE

    @property
    def addresses(self) -> list[str]:
        """Every address it answered at, in one spelling."""
        known = [self.address, f"?p={self.id}"]
        if self.file:
            known.append(f"{UPLOADS}{self.file}".lower())
        return list(dict.fromkeys(key for key in known if key))


@dataclass(slots=True)
class OldSite:
    """What an export holds, in its order."""

    host: str = ""
    items: list[OldItem] = field(default_factory=list)
    unseen: int = 0
    """Drafts, revisions, menus and the like: they never had an address for readers."""
    faults: list[Fault] = field(default_factory=list)


def read(path: Path) -> OldSite:
    """The old site in an export.

    Raises:
        UnreadableExport: it is missing, no XML, or no WordPress export.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, parse

    try:
        root = parse(path, forbid_dtd=True).getroot()
    except OSError as fault:
        raise UnreadableExport(
            f"{path} cannot be read ({fault.strerror}); check the path."
        ) from fault
    except ParseError as fault:
        raise UnreadableExport(
            f"{path} is not whole XML ({fault}). Export it again: Tools, Export, All content."
        ) from fault
    except (DefusedXmlException, LookupError, ValueError) as fault:
        raise UnreadableExport(
            f"{path} has parts that no WordPress export has ({type(fault).__name__}), so it was not "
            "read. Export it again from the old site: Tools, Export, All content."
        ) from fault
    channel = root.find("channel")
    if root.tag != "rss" or channel is None or not any(_wordpress(e) for e in channel):
        raise UnreadableExport(
            f"{path} is XML, but no WordPress export. In the old site choose Tools, Export, All "
            "content, and name that file."
        )
    return _site(channel)


def _site(channel: Element) -> OldSite:
    site = OldSite(host=host_of(_base(channel)))
    seen: set[int] = set()
    for place, element in enumerate(channel.iter("item"), 1):
        item = _item(element, place, site)
        if item is None:
            continue
        if item.id in seen:
            site.faults.append(Fault(_where(item), "stands in the file twice; the first is taken."))
            continue
        seen.add(item.id)
        site.items.append(item)
    return site


def _base(channel: Element) -> str:
    values = _values(channel)
    return values.get("base_blog_url") or values.get("base_site_url") or _text(channel, "link")


def _item(element: Element, place: int, site: OldSite) -> OldItem | None:
    """One item; None if it never had an address, or has a fault that is now written down."""
    values = _values(element)
    title = " ".join(_TAG.sub("", unescape(_text(element, "title"))).split())
    kind, status = values.get("post_type", ""), values.get("status", "")
    where = f"item {place}{f' (“{title}”)' if title else ''}"
    if kind in WORDPRESS_S_OWN or status in NEVER_PUBLIC:
        site.unseen += 1
        return None
    number = values.get("post_id", "")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 12):
        site.faults.append(Fault(where, "has no number (wp:post_id), so it was left out."))
        return None
    published = _moment(values, "post_date", where, site)
    link = _text(element, "link")
    return OldItem(
        id=int(number),
        kind=kind or "post",
        title=title or values.get("post_name", "") or f"Without a title ({number})",
        address=key_of(link) if link else f"?p={number}",
        name=values.get("post_name", ""),
        status=status,
        has_password=bool(values.get("post_password")),
        parent=_number(values, "post_parent"),
        order=_number(values, "menu_order"),
        published=published,
        modified=_moment(values, "post_modified", where, site) or published,
        excerpt=_excerpt(element),
        html=element.findtext(CONTENT) or "",
        file=_upload(values.get("attachment_url", "")),
    )


def _where(item: OldItem) -> str:
    return f"“{item.title}” ({item.kind} {item.id})"


def _wordpress(element: Element) -> bool:
    return element.tag.startswith(f"{{{WORDPRESS}")


def _values(element: Element) -> dict[str, str]:
    """WordPress's own fields, whichever version of the format."""
    return {
        child.tag.rpartition("}")[2]: (child.text or "").strip()
        for child in element
        if _wordpress(child) and not child.tag.startswith(f"{{{WORDPRESS}1.2/excerpt/")
    }


def _excerpt(element: Element) -> str:
    return next(
        (
            (child.text or "").strip()
            for child in element
            if _wordpress(child) and child.tag.rpartition("}")[0].endswith("/excerpt/")
        ),
        "",
    )


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _number(values: dict[str, str], name: str) -> int:
    value = values.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else 0


def _moment(values: dict[str, str], name: str, where: str, site: OldSite) -> dt.datetime | None:
    """Greenwich's time where it is given, else British time."""
    for field_name, zone in ((f"{name}_gmt", ZoneInfo("UTC")), (name, ZoneInfo("Europe/London"))):
        written = values.get(field_name, "")
        if not written or written.startswith("0000"):
            continue
        try:
            return dt.datetime.strptime(written, "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
        except ValueError:
            site.faults.append(
                Fault(where, f"has “{written}” where a day and time should be; it gets no date.")
            )
            return None
    return None


def _upload(address: str) -> str:
    _, found, rest = key_of(address).partition(UPLOADS)
    if not found:
        return ""
    # As the old site spelled it: names of files keep their capitals.
    return "/".join(_spelled(address).split("/")[-len(rest.split("/")) :])


def _spelled(address: str) -> str:
    parts = parts_of(address)
    return unquote(parts.path if parts else address).strip("/")


def walk(site: OldSite, *kinds: str) -> Iterator[OldItem]:
    """The items of these kinds, those above before those below, siblings in the editors' order."""
    chosen = {item.id: item for item in site.items if item.kind in kinds}
    below: dict[int, list[OldItem]] = {}
    for item in chosen.values():
        below.setdefault(item.parent if item.parent in chosen else 0, []).append(item)
    waiting = sorted(below.pop(0, []), key=_place, reverse=True)
    while waiting:
        item = waiting.pop()
        yield item
        waiting.extend(sorted(below.pop(item.id, []), key=_place, reverse=True))
    for circle in below.values():  # each under another: nothing above any of them
        yield from circle


def _place(item: OldItem) -> tuple[int, str, int]:
    return item.order, item.title, item.id
