"""The draft as the bulletin that it is to be: the content that is stored, downloaded and previewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from django.contrib.auth.models import AnonymousUser

from alliance.library.publications.tools_and_templates import todays_list
from alliance.text.sanitise import plain

from ..content import ContactContent, Content, ItemContent, PublicationContent
from ..importing.read_back import content_in
from ..models import Appearance, DraftIssue, DraftItem
from ..parsing.reading import ReadContact, Reading, ReadItem, ReadPublication, Section, Span
from .changing import saying
from .contacts import contacts_for
from .said import DEADLINE, EVENT, Said


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft in the order in which it comes out."""

    issue: DraftIssue
    items: tuple[DraftItem, ...]
    content: Content

    @property
    def news(self) -> list[DraftItem]:
        return [item for item in self.items if item.section == Appearance.Section.NEWS]

    @property
    def reminders(self) -> list[DraftItem]:
        return [item for item in self.items if item.section == Appearance.Section.REMINDER]


def items_of(issue: DraftIssue) -> list[DraftItem]:
    """What stands in it, news first."""
    rows = issue.items.filter(removed_at__isnull=True).select_related("matter")
    return sorted(
        rows, key=lambda row: (row.section != Appearance.Section.NEWS, row.position, row.pk)
    )


def compose(issue: DraftIssue) -> Composed:
    """The whole bulletin: its items, and the list and contacts that are made of records."""
    items = items_of(issue)
    says = [saying(item) for item in items]
    words = "\n".join([issue.introduction, *(plain(f"{s.body}\n{s.action_text}") for s in says)])
    names = [name for said in says for name in said.people]
    stands = content_in(issue.bulletin) if issue.bulletin else None
    content = Content(
        number=issue.number,
        date=issue.date,
        introduction=issue.introduction.strip(),
        items=tuple(content_of_item(said) for said in says),
        # A correction leaves the list as it was printed, and adds to the contacts.
        publications=stands.publications if stands else _list_of(issue.date),
        contacts=tuple(
            contacts_for(issue, names, words, printed=stands.contacts if stands else None)
        ),
        frame=stands.frame if stands else (),
        set_aside=stands.set_aside if stands else (),
    )
    return Composed(issue, tuple(items), content)


def content_of_item(said: Said) -> ItemContent:
    return ItemContent(
        section=said.section,
        title=said.title,
        body=said.body,
        has_action=bool(plain(said.action_text)),
        action_text=said.action_text if plain(said.action_text) else "",
        deadlines=said.days(DEADLINE),
        events=said.days(EVENT),
        people=said.people,
    )


def _list_of(day: dt.date) -> tuple[PublicationContent, ...]:
    """The rolling list of tools and templates as everybody sees it on that day, pins and all."""
    return tuple(
        PublicationContent(
            entry.publication.title,
            entry.publication.publisher.name if entry.publication.publisher else "",
            entry.publication.published_on,
            entry.publication.url,
        )
        for entry in todays_list(AnonymousUser(), day)
    )


def reading_of(composed: Composed) -> Reading:
    """As a reading, which is saved as an imported one is; the words of each date come with it."""
    content = composed.content
    words, spans = _words_of_dates([saying(item) for item in composed.items])
    return Reading(
        source_text=words,
        number=content.number,
        date=content.date,
        introduction=content.introduction,
        items=tuple(_read(item) for item in content.items),
        publications=tuple(
            ReadPublication(p.title, p.publisher or None, p.date, p.url or None)
            for p in content.publications
        ),
        contacts=tuple(_read_contact(contact) for contact in content.contacts),
        frame=content.frame,
        set_aside=content.set_aside,
        spans=tuple(spans),
    )


def _read(item: ItemContent) -> ReadItem:
    return ReadItem(
        section=Section(item.section),
        title=item.title,
        body=plain(item.body),
        has_action=item.has_action,
        action_text=plain(item.action_text),
        deadlines=item.deadlines,
        events=item.events,
        people=item.people,
        body_html=item.body,
        action_html=item.action_text,
    )


def _read_contact(contact: ContactContent) -> ReadContact:
    return ReadContact(
        contact.name,
        contact.role or None,
        contact.organisation or None,
        contact.phone or None,
        contact.email or None,
    )


def _words_of_dates(says: Sequence[Said]) -> tuple[str, list[Span]]:
    """The words that dates were read from, one after another, and where each stands in them."""
    text, spans = "", list[Span]()
    for place, said in enumerate(says):
        for kind in (DEADLINE, EVENT):
            words = {each.date: each.words for each in said.dates if each.kind == kind}
            for nth, day in zip(count(), said.days(kind), strict=False):
                if words.get(day):
                    path = f"items.{place}.{kind}s.{nth}"
                    spans.append(Span(path, len(text), len(text) + len(words[day])))
                    text += words[day] + "\n"
    return text, spans


def without_marks(content: Content) -> Content:
    """As a correction compares it: a list and contacts that rolled on are no correction."""
    return replace(content, publications=(), contacts=())
