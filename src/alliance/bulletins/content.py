"""What a bulletin says, as plain values: the common form of a reading and of what is stored."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, replace

from alliance.text.sanitise import clean, plain

from .parsing.reading import ReadContact, Reading, ReadItem, ReadPublication
from .rendering import text_to_html


@dataclass(frozen=True, slots=True)
class ItemContent:
    section: str
    title: str
    body: str = ""
    """HTML, sanitised; `action_text` too."""
    has_action: bool = False
    action_text: str = ""
    deadlines: tuple[dt.date, ...] = ()
    events: tuple[dt.date, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its words, whichever column they stand in."""
        return plain(f"{self.body}\n{self.action_text}")


@dataclass(frozen=True, slots=True)
class PublicationContent:
    title: str
    publisher: str = ""
    date: dt.date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class ContactContent:
    name: str
    role: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    number: int
    date: dt.date
    introduction: str = ""
    items: tuple[ItemContent, ...] = ()
    publications: tuple[PublicationContent, ...] = ()
    contacts: tuple[ContactContent, ...] = ()
    frame: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()

    def digest(self) -> str:
        """A hash of all it says."""
        said = json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


class CannotSave(ValueError):
    """A reading that cannot become a bulletin: every reason, each with how to mend it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def content_of(reading: Reading) -> Content:
    """What a reading says, sanitised.

    Raises:
        CannotSave: it has no number, no date, or an item or contact without a name.
    """
    faults = []
    if not reading.number:
        faults.append("There is no bulletin number: write it, as 429.")
    if not reading.date:
        faults.append("There is no date: write it, as 13 November 2020.")
    if not (reading.items or reading.publications or reading.contacts):
        faults.append("Nothing was understood of it: no item, publication or contact.")
    for place, item in enumerate(reading.items, 1):
        if not item.title.strip():
            faults.append(f"Item {place} has no title: write one, or remove the item.")
    if faults or not reading.number or not reading.date:
        raise CannotSave(faults)
    return Content(
        number=reading.number,
        date=reading.date,
        introduction=reading.introduction.strip(),
        items=tuple(_item(item) for item in reading.items),
        publications=tuple(_publication(entry) for entry in reading.publications if entry.title),
        contacts=tuple(_contact(contact) for contact in reading.contacts if contact.name.strip()),
        frame=reading.frame,
        set_aside=reading.set_aside,
    )


def _item(item: ReadItem) -> ItemContent:
    return ItemContent(
        section=str(item.section),
        title=" ".join(item.title.split())[:500],
        body=clean(item.body_html) if item.body_html else text_to_html(item.body),
        has_action=item.has_action,
        action_text=clean(item.action_html) if item.action_html else text_to_html(item.action_text),
        deadlines=tuple(sorted(set(item.deadlines))),
        events=tuple(sorted(set(item.events))),
        people=tuple(dict.fromkeys(" ".join(name.split()) for name in item.people)),
    )


def _publication(entry: ReadPublication) -> PublicationContent:
    url = entry.url or ""
    return PublicationContent(
        title=" ".join(entry.title.split())[:500],
        publisher=" ".join((entry.publisher or "").split())[:200],
        date=entry.date,
        url=url if url.startswith(("http://", "https://")) and len(url) <= 2000 else "",
    )


def _contact(contact: ReadContact) -> ContactContent:
    return ContactContent(
        name=" ".join(contact.name.split())[:200],
        role=" ".join((contact.role or "").split())[:200],
        organisation=" ".join((contact.organisation or "").split())[:200],
        phone=" ".join((contact.phone or "").split())[:254],
        email=(contact.email or "").strip()[:254],
    )


def without_furniture(content: Content) -> Content:
    """What readers see of it: a change of frame alone is no change."""
    return replace(content, frame=(), set_aside=())
