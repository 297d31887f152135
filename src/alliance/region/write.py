"""Writes a sample bulletin twice: as the text a site would show, and as what it means.

`text_of(week)` and `reading_of(week)` say the same thing, so that a parser can be held to it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from zlib import crc32

from alliance.bulletins.parsing.reading import (
    Link,
    ReadContact,
    Reading,
    ReadItem,
    ReadPublication,
    Section,
)

from .matters import Matter
from .networks import NETWORKS
from .people import CONTACTS, FORMER_ADVISER, SamplePerson
from .weeks import Telling, Week, working_day

INTRODUCTION = (
    "Here are the week’s headlines from round the region, with any paper or template that goes with "
    "them. For more about a part of the work see its section.",
    "Something that would be better done by all of us than by each is always worth a call: please tell "
    "{manager}, Programme Manager (details below), about it.",
    "Our Regional Improvement Plan for {plan} can be found here.",
)
ALT_TEXT = "Three children playing happily together"
SITE = "https://sample.example.org/"
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_DATE_PLACE = re.compile(r"\{([de])(\d)")
_MONEY = re.compile(r"£[\d,]+(?:\.\d+)?")


def date_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


class Day(dt.date):
    """A day that a text may ask for as `by`, `before` or `weekday`."""

    def __format__(self, form: str) -> str:
        match form:
            case "":
                return date_words(self)
            case "by":
                return f"by {date_words(self)}"
            case "before":
                return f"before {date_words(self + dt.timedelta(days=1))}"
            case "weekday":
                return f"{self:%A} {date_words(self)}"
        return super().__format__(form)


def _day(first: dt.date, days: int) -> Day:
    day = working_day(first, days)
    return Day(day.year, day.month, day.day)


# An item -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wording:
    """One telling in words: title, what it says, and what stands under the action label."""

    title: str
    body: str
    action: str
    deadlines: tuple[dt.date, ...]
    events: tuple[dt.date, ...]
    people: tuple[str, ...]


def wording(telling: Telling, week: Week) -> Wording:
    """A matter in the words of one week, links still in their marks."""
    matter, first, nth = telling.matter, telling.first, telling.nth
    title, body, action = matter.title, matter.body, matter.action
    if nth and matter.later_titles:
        title = matter.later_titles[min(nth, len(matter.later_titles)) - 1]
    if nth:
        body, action = matter.later_body or body, matter.later_action or action
        if matter.columns_swap:
            body, action = action, body
    people = {person.key: person.name for person in contacts_of(week)}
    days = {f"d{n}": _day(first, days) for n, days in enumerate(matter.deadlines)}
    days |= {f"e{n}": _day(first, days) for n, days in enumerate(matter.events)}
    published = first - dt.timedelta(days=matter.published)
    places: dict[str, object] = {
        **days,
        **people,
        "p": Day(published.year, published.month, published.day),
    }
    asked = {f"{kind}{n}" for kind, n in _DATE_PLACE.findall(f"{title} {body} {action}")}
    told = f"{body} {action}"
    return Wording(
        _filled(title, places),
        _filled(body, places),
        _filled(action, places),
        _plain_days(days, "d", asked),
        tuple(day for day in _plain_days(days, "e", asked) if day >= week.date),
        tuple(people[key] for key in matter.people if f"{{{key}}}" in told),
    )


def _filled(text: str, places: dict[str, object]) -> str:
    return text.format_map(places).replace("'", "’")


def _plain_days(days: dict[str, Day], kind: str, asked: set[str]) -> tuple[dt.date, ...]:
    return tuple(
        sorted(
            dt.date(d.year, d.month, d.day)
            for key, d in days.items()
            if key[0] == kind and key in asked
        )
    )


def as_text(marked: str) -> str:
    """Paragraphs and bullets as a plain page has them; links keep their words alone."""
    lines = _LINK.sub(r"\1", marked).splitlines()
    return "\n".join(f"  {line}" if line.startswith("• ") else line for line in lines)


def as_html(marked: str) -> str:
    """Paragraphs, lists and links as HTML."""
    blocks = [block for block in marked.split("\n\n") if block.strip()]
    return "".join(_block(block) for block in blocks)


def _block(block: str) -> str:
    parts = []
    for bullets, lines in groupby(block.splitlines(), lambda line: line.startswith("• ")):
        words = [
            _LINK.sub(rf'<a href="{SITE}\2">\1</a>', escape(line, quote=False)) for line in lines
        ]
        if bullets:
            parts.append("<ul>" + "".join(f"<li>{word[2:]}</li>" for word in words) + "</ul>")
        else:
            parts.append(f"<p>{' '.join(words)}</p>")
    return "".join(parts)


def _read_item(said: Wording, section: Section) -> ReadItem:
    body, action = as_text(said.body), as_text(said.action)
    return ReadItem(
        section=section,
        title=said.title,
        body=body,
        has_action=bool(said.action),
        action_text=action,
        deadlines=said.deadlines,
        events=said.events,
        people=said.people,
        links=tuple(Link(w, SITE + u) for w, u in _LINK.findall(f"{said.body} {said.action}")),
        money=tuple(dict.fromkeys(_MONEY.findall(f"{body} {action}"))),
        body_html=as_html(said.body),
        action_html=as_html(said.action),
    )


# What stands every week ----------------------------------------------------------------------------


def _standing(week: Week) -> list[Wording]:
    return [
        _meetings(week),
        *(_STANDING[n] for n in week.standing),
    ]


def _meetings(week: Week) -> Wording:
    """Dates of all networks, said again each week with what has changed."""
    lines, events = [], []
    for network in NETWORKS:
        meeting = network.next_meeting(week.date)
        if meeting:
            events.append(meeting)
            lines.append(f"• {network.name}: {meeting:%A} {date_words(meeting)}, {network.hours}")
        else:
            lines.append(f"• {network.name}: date to be confirmed")
    body = "These are the next dates of the regional networks that we know of.\n\n" + "\n".join(
        lines
    )
    return Wording(
        "Network meetings: dates for your diary",
        body,
        "If your network has a date that is not here, please tell the programme office.",
        (),
        tuple(sorted(set(events))),
        (),
    )


_STANDING = (
    Wording(
        "Approved list of consultants: still open",
        "Freelance consultants who would work with authorities of the region can apply to the approved "
        "list at any time. Applications are read in the first week of a month, and each applicant is "
        "told the outcome in writing.",
        "The sample reference is SAMPLE-0042. Questions go through the portal, so that all may read the "
        "answers.",
        (),
        (),
        (),
    ),
    Wording(
        "Restricted pages: your authority’s list of keys",
        "A director or their assistant can ask for the list of colleagues who may open the restricted "
        "pages. It is worth a look when somebody has changed post.",
        "",
        (),
        (),
        (),
    ),
)


# The rest of a bulletin ----------------------------------------------------------------------------


def contacts_of(week: Week) -> list[SamplePerson]:
    former = [] if week.adviser_is_new else [FORMER_ADVISER]
    return [former[0] if former and p.key == "adviser" else p for p in CONTACTS]


def _introduction(week: Week) -> list[str]:
    start = week.date.year - (week.date.month < 4)
    people = {person.key: person.name for person in contacts_of(week)}
    return [p.format(plan=f"{start}-{start + 1}", **people) for p in INTRODUCTION]


def _published(telling: Telling) -> dt.date:
    return telling.first - dt.timedelta(days=telling.matter.published)


def _catalogue(week: Week) -> list[Telling]:
    return sorted(week.catalogue, key=lambda t: (_published(t), t.matter.key), reverse=True)


def publication_of(telling: Telling) -> tuple[str, str]:
    """Title and publisher as a catalogue gives them."""
    title, publisher = telling.matter.publication or ("", "")
    return title.replace("'", "’"), publisher


def _entry_words(telling: Telling) -> str:
    title, publisher = publication_of(telling)
    day = date_words(_published(telling))
    match crc32(telling.matter.key.encode()) % 4:
        case 0:
            return f"{title} published by {publisher} on {day}"
        case 1:
            return f"{title} updated by {publisher} {day}"
        case _:
            return f"{title} published by {publisher} {day}"


_UNDATED = "Abbreviations in children’s services: a regional list"


def reading_of(week: Week) -> Reading:
    """What the bulletin of the week means, as a faultless parser would read `text_of` it."""
    return Reading(
        source_text="",
        number=week.number,
        date=week.date,
        introduction="\n\n".join(_introduction(week)[:-1]),
        items=(
            *(_read_item(wording(t, week), Section.NEWS) for t in week.news),
            *(_read_item(wording(t, week), Section.REMINDER) for t in week.reminders),
            *(_read_item(said, Section.REMINDER) for said in _standing(week)),
        ),
        publications=(
            *(ReadPublication(*publication_of(t), _published(t)) for t in _catalogue(week)),
            ReadPublication(_UNDATED),
        ),
        contacts=tuple(
            ReadContact(p.name, p.title, p.organisation, p.phone or None) for p in contacts_of(week)
        ),
        frame=(_excerpt(week), ALT_TEXT, _introduction(week)[-1]),
    )


def _excerpt(week: Week) -> str:
    words = " ".join(_introduction(week)).split()[:55]
    return f"Newsletters {' '.join(words)} […]"


def text_of(week: Week) -> str:
    """The bulletin as the text of a page of the older shape, with its frame."""
    title = f"UPDATE NO {week.number} {week.date:%d} {week.date:%B %Y}"
    opening = "\n\n\n".join(
        [
            "\n\n".join([title, _excerpt(week), ALT_TEXT]),
            "\n\n".join([*_introduction(week), title]),
        ]
    )
    news = "".join(_item_text(wording(t, week)) for t in week.news)
    reminders = "".join(
        _item_text(said) for said in [*(wording(t, week) for t in week.reminders), *_standing(week)]
    )
    catalogue = "\n\n".join([*(_entry_words(t) for t in _catalogue(week)), _UNDATED])
    contacts = "\n\n".join(_contact_text(person) for person in contacts_of(week))
    return (
        f"{opening}{news}\n\nReminders from previous weeks{reminders}\n\n"
        f"Tools & Templates\n\n{catalogue}\n\nContact Details\n\n{contacts}\n"
    )


def _item_text(said: Wording) -> str:
    label = f"\n\nAction Required:\n\n{as_text(said.action)}" if said.action else ""
    return f"\n\n\n{said.title}\n\n\n{as_text(said.body)}{label}"


def _contact_text(person: SamplePerson) -> str:
    phone = f"\n\n\n{person.phone}" if person.phone else ""
    return f"{person.title}: {person.name} ({person.organisation}){phone}"


def matters_of(week: Week) -> list[Matter | None]:
    """The matter of each item of `reading_of(week)`, in its order; nothing for standing ones."""
    told = [t.matter for t in (*week.news, *week.reminders)]
    return [*told, *(None for _ in _standing(week))]
