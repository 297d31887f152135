"""One bulletin as a reader meets it: its parts gathered in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Min, Prefetch

from alliance.actions.told import Told
from alliance.directory.access import visible
from alliance.directory.models import ContactDetail, Person, User

from .asked import asked_of
from .models import Appearance, AppearanceDate, Bulletin, CatalogueEntry, ContactEntry, Correction


@dataclass(frozen=True, slots=True)
class Story:
    """An item as it stands in this bulletin, and when it was first said."""

    appearance: Appearance
    first_said: int | None
    """Number of the first bulletin that had it, if it was an earlier one."""
    open_until: dt.date | None
    """Its last deadline, if that had not passed on the day of the bulletin."""
    next_event: dt.date | None
    """Its first event on or after the day of the bulletin."""
    asked: Sequence[Told] = ()
    """What was asked from it, as it stands today; an item said twice tells it once."""


@dataclass(frozen=True, slots=True)
class Month:
    """Publications of one month; `first_day` is None for those without a date."""

    first_day: dt.date | None
    entries: list[CatalogueEntry]


@dataclass(frozen=True, slots=True)
class Issue:
    """A bulletin in its parts, with no more than the reader may see."""

    bulletin: Bulletin
    news: list[Story]
    reminders: list[Story]
    months: list[Month]
    publication_count: int
    corrections: list[Correction]
    contacts: list[ContactEntry]
    hidden_contacts: int
    """How many more there are whom this reader may not see."""


def gather(bulletin: Bulletin, user: User | AnonymousUser) -> Issue:
    """Everything that a page of this bulletin shows to this reader."""
    people = visible(user, Person.objects.all())
    appearances = list(
        visible(user, Appearance.objects.filter(bulletin=bulletin))
        .select_related("item")
        .prefetch_related(
            "dates", "item__topics", Prefetch("people", people, to_attr="shown_people")
        )
        .order_by("position")
    )
    stories = _stories(bulletin, appearances, user)
    entries = list(
        visible(user, CatalogueEntry.objects.filter(bulletin=bulletin))
        .select_related("publication__publisher")
        .order_by("position")
    )
    details = visible(user, ContactDetail.objects.current())
    contacts = list(
        visible(user, ContactEntry.objects.filter(bulletin=bulletin, person__in=people))
        .select_related("person__authority")
        .prefetch_related(Prefetch("person__contact_details", details, to_attr="shown_details"))
        .order_by("position")
    )
    return Issue(
        bulletin=bulletin,
        news=[s for s in stories if s.appearance.section == Appearance.Section.NEWS],
        reminders=[s for s in stories if s.appearance.section == Appearance.Section.REMINDER],
        months=by_month(entries),
        publication_count=len(entries),
        corrections=list(visible(user, Correction.objects.filter(bulletin=bulletin))),
        contacts=contacts,
        hidden_contacts=ContactEntry.objects.filter(bulletin=bulletin).count() - len(contacts),
    )


def _stories(
    bulletin: Bulletin, appearances: list[Appearance], user: User | AnonymousUser
) -> list[Story]:
    asked = dict(asked_of(user, {a.item_id for a in appearances}))
    first_said = dict(
        Appearance.objects.filter(
            item__in=[a.item_id for a in appearances],
            bulletin__live=True,
            bulletin__number__lt=bulletin.number,
        )
        .values_list("item")
        .annotate(first=Min("bulletin__number"))
        .order_by()
    )
    return [
        Story(
            appearance,
            first_said.get(appearance.item_id),
            open_until=max(
                _to_come(appearance, AppearanceDate.Kind.DEADLINE, bulletin), default=None
            ),
            next_event=min(_to_come(appearance, AppearanceDate.Kind.EVENT, bulletin), default=None),
            asked=asked.pop(appearance.item_id, ()),
        )
        for appearance in appearances
    ]


def _to_come(
    appearance: Appearance, kind: AppearanceDate.Kind, bulletin: Bulletin
) -> list[dt.date]:
    return [
        row.date for row in appearance.dates.all() if row.kind == kind and row.date >= bulletin.date
    ]


def by_month(entries: list[CatalogueEntry]) -> list[Month]:
    """Newest month first, as printed within a month; those without a date come last."""
    months: dict[dt.date | None, list[CatalogueEntry]] = {}
    for entry in entries:
        published = entry.publication.published_on
        months.setdefault(published and published.replace(day=1), []).append(entry)
    undated = months.pop(None, [])
    dated = [Month(day, months[day]) for day in sorted(filter(None, months), reverse=True)]
    return [*dated, Month(None, undated)] if undated else dated


def leads(bulletin: Bulletin, count: int) -> list[Appearance]:
    """The first items of the news, as a front page would set them."""
    news = Appearance.objects.filter(bulletin=bulletin, section=Appearance.Section.NEWS)
    return list(news.select_related("item").order_by("position")[:count])


def dates_to_note(bulletin: Bulletin) -> int:
    """How many deadlines and events of the bulletin had not passed on its day."""
    dates = AppearanceDate.objects.filter(appearance__bulletin=bulletin)
    return dates.filter(date__gte=bulletin.date).count()
