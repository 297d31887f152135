"""One item: its heading, what it says, what stands under its action label, and the facts in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from alliance.bulletins.parsing.labels import Label, Labelled
from alliance.bulletins.parsing.ledger import Ledger
from alliance.bulletins.parsing.lines import Block, Kind, Mark, squash
from alliance.bulletins.parsing.links import links_in, lost_links, money_in
from alliance.bulletins.parsing.markup import Fragment, to_html, to_text
from alliance.bulletins.parsing.people import NamedPerson, find_people
from alliance.bulletins.parsing.reading import Link, ReadItem, Section
from alliance.text.dated.dated_words import Passage, opens_with_date, opens_with_weekday
from alliance.text.dated.deadlines import Role, read_dates
from alliance.text.dated.gatherings import announces_gatherings


@dataclass(slots=True)
class Draft:
    """An item as blocks: what each field holds."""

    section: Section
    heading: Fragment
    body: list[Fragment] = field(default_factory=list)
    action: list[Fragment] = field(default_factory=list)
    action_label: Block | None = None
    last: Block | None = None
    listed: set[int] = field(default_factory=set)  # starts of blocks under a label of dates

    @property
    def fragments(self) -> list[Fragment]:
        """Heading, body and action, in that order."""
        return [self.heading, *self.body, *self.action]


def gather(
    section: Section,
    heading: Fragment,
    blocks: Sequence[Block],
    labels: Sequence[Labelled | None],
    indexes: Sequence[int],
) -> Draft:
    """The draft of an item from the blocks that follow its heading."""
    draft = Draft(section, heading, last=heading.block)
    current = draft.body
    dated = False
    for index in indexes:
        block, found = blocks[index], labels[index]
        draft.last = block
        content = block.content
        if found is not None and found.label in {Label.ACTION, Label.BODY, Label.KEY_DATES}:
            dated = found.label is Label.KEY_DATES
            if found.label is Label.ACTION:
                current, draft.action_label = draft.action, block
            elif found.label is Label.BODY:
                current = draft.body
            if found.content is None:
                continue
            content = found.content
        if dated:
            draft.listed.add(block.start)
        current.append(Fragment(block, content))
    return draft


def read_item(
    draft: Draft, path: str, marks: Sequence[Mark], issued: dt.date | None, ledger: Ledger
) -> tuple[ReadItem, list[tuple[str, NamedPerson, int]]]:
    """The item of a draft, and the people it says are reached "below" (path, person, offset)."""
    heading = draft.heading
    end = draft.last.end if draft.last else heading.block.end
    ledger.place(path, heading.block.start, end)
    ledger.place(f"{path}.title", heading.start, heading.block.end)
    for name, fragments in (("body", draft.body), ("action_text", draft.action)):
        for first, last in _runs(fragments):
            ledger.place(f"{path}.{name}", first, last)
    title = heading.words.rstrip(" :")
    deadlines, events = _read_days(draft, path, issued, ledger)
    people, below = _read_people(draft, path, ledger)
    links, money = _read_links(draft, path, marks, ledger), _read_money(draft, path, ledger)
    action_text = to_text(draft.action)
    if draft.action_label is not None and not action_text:
        ledger.doubt(
            f"{path}.action_text",
            f"The action label of “{title}” has nothing after it; add what is asked or drop it.",
            draft.action_label.start, draft.action_label.end,
        )  # fmt: skip
    item = ReadItem(
        section=draft.section,
        title=title,
        body=to_text(draft.body),
        has_action=bool(action_text),
        action_text=action_text,
        deadlines=deadlines,
        events=events,
        people=people,
        links=links,
        money=money,
        body_html=to_html(draft.body, marks),
        action_html=to_html(draft.action, marks),
    )
    return item, below


def _runs(fragments: Sequence[Fragment]) -> list[tuple[int, int]]:
    """First and last offsets of a field (None written: no run)."""
    return [(fragments[0].start, fragments[-1].block.end)] if fragments else []


def _read_days(
    draft: Draft, path: str, issued: dt.date | None, ledger: Ledger
) -> tuple[tuple[dt.date, ...], tuple[dt.date, ...]]:
    passages = list(_passages(draft))
    days: dict[Role, list[dt.date]] = {Role.DEADLINE: [], Role.EVENT: []}
    for meaning in read_dates(passages, issued):
        if meaning.role is Role.ODD:
            for message in meaning.doubts:
                ledger.doubt(path, message, meaning.start, meaning.end)
            continue
        found = days[meaning.role]
        if meaning.day not in found:
            found.append(meaning.day)
        place = f"{path}.{meaning.role}s.{found.index(meaning.day)}"
        ledger.place(place, meaning.start, meaning.end)
        for message in meaning.doubts:
            ledger.doubt(place, message, meaning.start, meaning.end)
    return tuple(days[Role.DEADLINE]), tuple(days[Role.EVENT])


def _passages(draft: Draft) -> Iterator[Passage]:
    lead = ""  # "Events in the region:" before a list
    for fragment in draft.fragments:
        block = fragment.block
        words = block.plain[fragment.content :]
        is_entry = block.kind is not Kind.TEXT or opens_with_date(words)
        yield Passage(
            words,
            fragment.start,
            is_title=fragment is draft.heading,
            is_listed=block.start in draft.listed
            or (is_entry and lead[-1:] not in ".!?" and announces_gatherings(lead))
            or (block.kind is not Kind.TEXT and opens_with_weekday(words)),
        )
        if not is_entry:
            lead = words


def _read_people(
    draft: Draft, path: str, ledger: Ledger
) -> tuple[tuple[str, ...], list[tuple[str, NamedPerson, int]]]:
    names: list[str] = []
    below: list[tuple[str, NamedPerson, int]] = []
    for fragment in draft.fragments:
        for person in find_people(fragment.block.plain[fragment.content :]):
            written = squash(
                fragment.block.text[fragment.content + person.start : fragment.content + person.end]
            )
            if written not in names:
                names.append(written)
            place = f"{path}.people.{names.index(written)}"
            ledger.place(place, fragment.start + person.start, fragment.start + person.end)
            if person.below:
                below.append((place, person, fragment.start + person.start))
    return tuple(names), below


def _read_links(draft: Draft, path: str, marks: Sequence[Mark], ledger: Ledger) -> tuple[Link, ...]:
    links: list[Link] = []
    for fragment in draft.fragments:
        block = fragment.block
        targets = list(links_in(block, marks))
        for start, end, url in targets:
            ledger.place(f"{path}.links.{len(links)}", start, end)
            links.append(Link(squash(block.text[start - block.start : end - block.start]), url))
        for start, end, words in lost_links(block):
            if not any(left < end and right > start for left, right, _ in targets):
                ledger.doubt(path, f"“{words}” has no link behind it; add the address.", start, end)
    return tuple(links)


def _read_money(draft: Draft, path: str, ledger: Ledger) -> tuple[str, ...]:
    sums: list[str] = []
    for fragment in draft.fragments:
        for start, end, words in money_in(fragment.block):
            ledger.place(f"{path}.money.{len(sums)}", start, end)
            sums.append(words)
    return tuple(sums)
