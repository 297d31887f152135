"""What becomes of each thing of the old site. Knows no database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .addresses import key_of
from .wxr import OldItem, OldSite, walk

DOCUMENTS = frozenset("pdf doc docx xls xlsx ppt pptx odt ods odp csv txt rtf zip msg".split())
PICTURES = frozenset("jpg jpeg png gif webp".split())
LISTS = {
    "": "/",
    "home": "/",
    "newsletters": "/bulletins/",
    "newsletter": "/bulletins/",
    "live-projects": "/projects/",
    "completed-projects": "/projects/",
    "projects": "/projects/",
}
"""Pages that were lists, or the front page: they lead to what takes their place."""
LIVE = ("live-projects/", "projects/")
COMPLETED = ("completed-projects/",)
_NUMBERED = re.compile(r"(?:^|[\s/-])update[\s-]+(?:no[.\s-]+|number[\s-]+)(\d{1,5})(?!\d)", re.I)
_NUMBERED_BARE = re.compile(r"^(?:update|bulletin|newsletter)[\s-]+(\d{1,5})(?!\d)", re.I)
_HREF = re.compile(r"""(?:href|src)\s*=\s*["']([^"']+)["']""", re.I)


class Fate(StrEnum):
    """What a thing of the old site becomes here."""

    SECTION = "section"
    LIVE_PROJECT = "live project"
    COMPLETED_PROJECT = "completed project"
    DOCUMENT = "document"
    PICTURE = "picture"
    BULLETIN = "bulletin"
    LIST = "list"
    NOTHING = "nothing"


PAGES = frozenset({Fate.SECTION, Fate.LIVE_PROJECT, Fate.COMPLETED_PROJECT})
FILES = frozenset({Fate.DOCUMENT, Fate.PICTURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A thing of the old site, and what becomes of it."""

    item: OldItem
    fate: Fate
    under: int = 0
    """Number of the old page whose section it is a page of."""
    number: int = 0
    """Of the bulletin that it is."""
    target: str = ""
    file: Path | None = None
    is_public: bool = True
    reason: str = ""
    """Why it does not come in, and what to do about it."""


class Attachments:
    """The folder of uploads that was copied from the old site; nothing is fetched."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder.resolve() if folder else None
        self._by_name: dict[str, list[Path]] = {}
        for path in sorted(self.folder.rglob("*")) if self.folder else ():
            if path.is_file() and path.resolve().is_relative_to(self.folder or path):
                self._by_name.setdefault(path.name.lower(), []).append(path)

    def find(self, file: str) -> tuple[Path | None, str]:
        """Where the file is; or why it is not to be had."""
        if self.folder is None:
            return None, "Name the folder of its file with --attachments."
        named = self._by_name.get(file.rpartition("/")[2].lower(), [])
        ending = f"/{file}".lower()
        exact = [path for path in named if path.as_posix().lower().endswith(ending)]
        found = exact or named
        if not found:
            return (
                None,
                f"{file} is not in {self.folder}: copy it there from the old site’s uploads.",
            )
        if len(found) > 1:
            return (
                None,
                f"{self.folder} has several files named {found[0].name}; keep the right one.",
            )
        return found[0], ""


def plan(site: OldSite, attachments: Attachments) -> list[Planned]:
    """What becomes of everything: files first, since pages refer to them; sections before their pages."""
    by_id = {item.id: item for item in site.items}
    protected = _protected_files(site, by_id)
    planned = [_file(item, attachments, protected) for item in walk(site, "attachment")]
    fates: dict[int, Fate] = {}
    for item in walk(site, "page"):
        one = _page(item, fates, is_public=not _is_closed(item, by_id))
        fates[item.id] = one.fate
        planned.append(one)
    planned += [_post(item) for item in walk(site, "post")]
    others = (i for i in site.items if i.kind not in {"attachment", "page", "post"})
    return planned + [
        Planned(
            item=item,
            fate=Fate.NOTHING,
            reason=f"Of a kind that does not come in ({item.kind}): make a page of it, or retire it.",
        )
        for item in others
    ]


def _file(item: OldItem, attachments: Attachments, protected: frozenset[int]) -> Planned:
    ending = item.file.rpartition(".")[2].lower()
    is_public = item.id not in protected
    if ending not in DOCUMENTS | PICTURES:
        return Planned(
            item=item,
            fate=Fate.NOTHING,
            reason=f"Files of this kind ({item.file or 'no file'}) are not served here: retire it, or "
            "save it as PDF and add it to the library.",
        )
    path, reason = attachments.find(item.file)
    # Pictures are served to everybody: one that was for some only comes in as a document.
    fate = Fate.PICTURE if ending in PICTURES and is_public else Fate.DOCUMENT
    return Planned(item=item, fate=fate, file=path, is_public=is_public, reason=reason)


def _protected_files(site: OldSite, by_id: Mapping[int, OldItem]) -> frozenset[int]:
    """Files of protected pages: hanging under one, or named by such pages and by no open one."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for item in site.items:
        keys = {_unsized(key_of(address)) for address in _HREF.findall(item.html)}
        named[_is_closed(item, by_id)] |= keys
    closed = set()
    for item in site.items:
        if item.kind != "attachment":
            continue
        keys = {_unsized(key) for key in item.addresses}
        parent = by_id.get(item.parent)
        under_closed = parent is not None and _is_closed(parent, by_id)
        if item.is_protected or under_closed or (keys & named[True] and not keys & named[False]):
            closed.add(item.id)
    return frozenset(closed)


def _is_closed(item: OldItem, by_id: Mapping[int, OldItem]) -> bool:
    """Protected, or under a page that is: the old site asked once for both."""
    seen: set[int] = set()
    above: OldItem | None = item
    while above is not None and above.id not in seen:
        if above.is_protected:
            return True
        seen.add(above.id)
        above = by_id.get(above.parent)
    return False


_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")


def _unsized(key: str) -> str:
    """A picture is linked in several sizes: `map-300x200.png` is `map.png`."""
    return _SIZE.sub("", key)


def _page(item: OldItem, fates: Mapping[int, Fate], *, is_public: bool) -> Planned:
    if item.address in LISTS and is_public:
        return Planned(item=item, fate=Fate.LIST, target=LISTS[item.address])
    if number := bulletin_number(item):
        return Planned(item=item, fate=Fate.BULLETIN, number=number)
    if item.address.startswith(LIVE):
        fate = Fate.LIVE_PROJECT
    elif item.address.startswith(COMPLETED):
        fate = Fate.COMPLETED_PROJECT
    else:
        fate = Fate.SECTION
    is_page_of_section = fate is Fate.SECTION and fates.get(item.parent) is Fate.SECTION
    return Planned(
        item=item,
        fate=fate,
        under=item.parent if is_page_of_section else 0,
        is_public=is_public,
    )


def _post(item: OldItem) -> Planned:
    if number := bulletin_number(item):
        return Planned(item=item, fate=Fate.BULLETIN, number=number)
    return Planned(
        item=item,
        fate=Fate.NOTHING,
        reason="A post that is no bulletin: make a page of what is worth keeping, or retire it.",
    )


def bulletin_number(item: OldItem) -> int:
    """The number of the bulletin that a post or page is; 0 if it is none."""
    for words in (item.name, item.address, item.title):
        if number := number_said(words):
            return number
    if item.kind == "post" or item.address.startswith("newsletters/"):
        for words in (item.name, item.title):
            if found := _NUMBERED_BARE.match(words):
                return int(found[1])
    return 0


def number_said(words: str) -> int:
    """The number of the bulletin that words or an address name, as “update-no-426”; 0 if none."""
    found = _NUMBERED.search(words)
    return int(found[1]) if found else 0
