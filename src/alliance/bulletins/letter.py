"""A bulletin as a letter: what everybody may read of it, and what is asked, each with its reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.html import escape, linebreaks

from alliance.actions.in_mail import asked_in_mail
from alliance.actions.models import Action
from alliance.delivery.calendar import shown_of
from alliance.delivery.composing.dates import date_line, topics_by_name
from alliance.delivery.composing.letter import (
    Asked,
    Letter,
    Line,
    Manner,
    Part,
    Piece,
    Reach,
    written,
)
from alliance.delivery.composing.sources import LetterSource, register_letter
from alliance.delivery.models import CalendarEntry, MailingKind
from alliance.directory.access import visible
from alliance.directory.models import Alliance, ContactKind
from alliance.library.digest import publication_line
from alliance.library.models import Publication

from .asked import raised_from
from .deliverable import NAME
from .for_whom import audiences_of
from .issue import Issue, Story, gather
from .models import Bulletin, CatalogueEntry, ContactEntry, Correction
from .templatetags.bulletins import first_words
from .told_html import told_html

MOST_PUBLICATIONS = 25
"""Lines of the rolling list in a letter: whole months, as long as they fit, and a link to the rest."""
MOST_DATES = 15
"""The soonest; the calendar has them all."""
WORDS_OF_A_REMINDER, WORDS_OF_ITS_ACTION = 45, 30
"""As on the page of the bulletin: who reads a reminder knows the matter, and its title leads there."""

AskedOf = Mapping[int, Sequence[tuple[Action, Asked]]]


def register() -> None:
    register_letter(LetterSource(kind=MailingKind.BULLETIN, letter=letter_of))


def letter_of(pk: int) -> Letter | None:
    """The letter of a bulletin as it stands; None if it is not published. Fixed queries."""
    bulletin = Bulletin.objects.filter(pk=pk, live=True).first()
    if bulletin is None:
        return None
    issue = gather(bulletin, AnonymousUser())
    stories = [*issue.news, *issue.reminders]
    asked = _asked_from([story.appearance.item_id for story in stories])
    alliance = Alliance.objects.first()
    day = written(bulletin.date)
    parts = [
        _pieces("News", Manner.PIECES, issue.news, asked),
        _pieces("Reminders from previous weeks", Manner.REMINDERS, issue.reminders, asked),
        _dates_to_come(asked, {story.appearance.item_id for story in stories}),
        _publications(issue),
        _contacts(issue.contacts),
    ]
    return Letter(
        subject=f"{bulletin}, {day}",
        masthead=str(bulletin),
        day=day,
        alliance=alliance.name if alliance else "Alliance",
        url=bulletin.get_absolute_url(),
        introduction=_introduction(bulletin, issue.corrections),
        parts=[part for part in parts if part.pieces or part.lines],
    )


def _introduction(bulletin: Bulletin, corrections: Sequence[Correction]) -> str:
    notes = "".join(f"<p><strong>{escape(note)}</strong></p>" for note in corrections)
    said = linebreaks(bulletin.introduction, autoescape=True) if bulletin.introduction else ""
    return notes + said


# Items -------------------------------------------------------------------------------------------


def _asked_from(items: Sequence[int]) -> dict[int, list[tuple[Action, Asked]]]:
    """What was asked from these items and is open, for whomever it is."""
    found: dict[int, list[tuple[Action, Asked]]] = {}
    for action, asked in asked_in_mail(raised_from(items)):
        found.setdefault(int(action.origin_id), []).append((action, asked))
    return found


def _pieces(heading: str, manner: Manner, stories: Sequence[Story], asked: AskedOf) -> Part:
    is_short = manner is Manner.REMINDERS
    return Part(
        heading=heading,
        manner=manner,
        pieces=[_piece(story, asked, is_short=is_short) for story in stories],
    )


def _piece(story: Story, asked: AskedOf, *, is_short: bool) -> Piece:
    row = story.appearance
    topics = list(row.item.topics.all())
    return Piece(
        key=f"{NAME}/{row.item_id}",
        title=row.title,
        html=_beginning(story) if is_short else told_html(row) + _facts(story),
        url=row.item.get_absolute_url(),
        why=_why(story, is_reminder=is_short),
        topics=frozenset(topic.pk for topic in topics),
        topic_names=[topic.name for topic in topics],
        audiences=audiences_of(row.audience),
        asked=[one for _, one in asked.get(row.item_id, ())],
    )


def _why(story: Story, *, is_reminder: bool) -> str:
    """Why it is still here, or that it was said before; in the words of the site's page."""
    said = f"first said in Update {story.first_said}" if story.first_said else ""
    if not is_reminder:
        is_repeated = story.appearance.standing == story.appearance.Standing.REPEATED
        return "; ".join(filter(None, ["Said again", said])) if is_repeated else ""
    if story.open_until:
        because = f"it is open until {written(story.open_until)}"
    elif story.next_event:
        because = f"it is on {written(story.next_event)}"
    else:
        because = "the programme asks you to keep it in mind"
    return "; ".join(filter(None, [f"Still here because {because}", said]))


def _beginning(story: Story) -> str:
    row = story.appearance
    parts = [f"<p>{escape(first_words(row.body, WORDS_OF_A_REMINDER))}</p>"] if row.body else []
    if row.has_action:
        action = escape(first_words(row.action_text, WORDS_OF_ITS_ACTION))
        parts.append(f"<p><strong>Action required:</strong> {action}</p>")
    return "".join(parts)


def _facts(story: Story) -> str:
    row = story.appearance
    people = ", ".join(person.name for person in row.shown_people)
    facts = [
        f"For: {row.audience}" if row.audience else "",
        f"Contact: {people}" if people else "",
    ]
    said = "<br>".join(escape(fact) for fact in facts if fact)
    return f"<p>{said}</p>" if said else ""


# Lists -------------------------------------------------------------------------------------------


def _dates_to_come(asked: AskedOf, items: set[int]) -> Part:
    """Days of its items and of what everybody may read that was asked from them, as calendars have
    them: one that moved since stands where it is now."""
    actions = {
        action.pk
        for of_item in asked.values()
        for action, one in of_item
        if one.reach is Reach.PUBLIC
    }
    matters = Q(source=NAME, object_id__in=items) | Q(source="action", object_id__in=actions)
    entries = CalendarEntry.objects.filter(
        matters, is_cancelled=False, day__gte=timezone.localdate()
    )
    rows = list(visible(AnonymousUser(), entries)[: MOST_DATES + 1])
    shown, topics = shown_of(rows), topics_by_name()
    return Part(
        heading="Dates to come",
        manner=Manner.DATES,
        lines=[
            date_line(row, shown.get((row.source, row.object_id)), topics)
            for row in rows[:MOST_DATES]
        ],
        more_url="/feeds/" if len(rows) > MOST_DATES else "",
    )


def _publications(issue: Issue) -> Part:
    """The newest months of its list."""
    taken: list[CatalogueEntry] = []
    for month in issue.months:
        if taken and len(taken) + len(month.entries) > MOST_PUBLICATIONS:
            break
        taken += month.entries
    taken = taken[:MOST_PUBLICATIONS]
    whole = Publication.objects.select_related("publisher").prefetch_related("topics")
    rows = whole.in_bulk([entry.publication_id for entry in taken])
    return Part(
        heading="Publications",
        manner=Manner.LIST,
        lines=[publication_line(rows[each.publication_id], title=each.title) for each in taken],
        more_url=f"{issue.bulletin.get_absolute_url()}#publications"
        if len(taken) < issue.publication_count
        else "",
    )


def _contacts(entries: Sequence[ContactEntry]) -> Part:
    return Part(
        heading="Contacts", manner=Manner.CONTACTS, lines=[_contact(entry) for entry in entries]
    )


def _contact(entry: ContactEntry) -> Line:
    """Somebody whom everybody may know of, and how everybody may reach them."""
    person = entry.person
    details = person.shown_details
    mail = next((each.value for each in details if each.kind == ContactKind.EMAIL), "")
    where = str(person.authority) if person.authority else person.organisation
    facts = [entry.role_title, where, *(each.value for each in details)]
    return Line(
        title=person.name,
        url=f"mailto:{mail}" if mail else "",
        note=", ".join(filter(None, facts)),
    )
