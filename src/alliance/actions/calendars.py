"""What is asked, as days of a calendar: one's own, one's authority's.

A day that moved keeps its UID and has a higher SEQUENCE (RFC 5545); what is no longer asked stays
for a while as cancelled, so that it goes from the calendars that have it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q
from django.utils import timezone
from icalendar import CLASS, STATUS, TRANSP, Event

from alliance.delivery.calendar import CANCELLED_FOR
from alliance.delivery.characters import lines, one_line
from alliance.delivery.feeds import Channel
from alliance.delivery.keep import kept_since
from alliance.delivery.names import host_name
from alliance.directory.access import Viewer
from alliance.directory.models import Capacity, RoleKind

from .models import OWED, ActionDate, ActionState, Ask, AskState


def for_person(viewer: Viewer, asks: Sequence[Ask]) -> list[Ask]:
    """Those of an authority's asks that are for a viewer: their role's, or nobody's in particular.

    Who acts for a director has the director's.
    """
    roles: dict[int, set[str]] = {}
    for post in viewer.posts:
        roles.setdefault(post.authority or 0, set()).add(post.kind.value)
    for each in viewer.acting:
        if each.capacity in (Capacity.PA, Capacity.DEPUTY):
            roles.setdefault(each.authority, set()).add(RoleKind.DCS.value)
    return [
        ask
        for ask in asks
        if not ask.action.for_roles
        or roles.get(ask.authority_id, set()) & set(ask.action.for_roles)
    ]


def events(asks: Iterable[Ask], channel: Channel) -> list[Event]:
    """A day each for every date of every ask that calendars may still have. One query."""
    by_action: dict[int, list[Ask]] = {}
    for ask in asks:
        by_action.setdefault(ask.action_id, []).append(ask)
    since = timezone.now() - CANCELLED_FOR
    held = Q(replaced_at__isnull=True) | Q(replaced_at__gte=since, moved_to__isnull=True)
    days = ActionDate.objects.filter(held, action__in=by_action, on__gte=kept_since())
    chains = _Chains(by_action)
    return [
        _event(ask, day, chains, channel)
        for day in days.select_related("action")
        for ask in by_action[day.action_id]
    ]


class _Chains:
    """From which day each came: a day keeps the name of the first of its line."""

    def __init__(self, actions: Iterable[int]) -> None:
        rows = ActionDate.objects.filter(action__in=list(actions), moved_to__isnull=False)
        self._from = {to: pk for pk, to in rows.values_list("pk", "moved_to")}

    def of(self, day: ActionDate) -> tuple[int, int]:
        """The first of its line, and how often it has moved."""
        pk, moves = day.pk, 0
        while pk in self._from:
            pk, moves = self._from[pk], moves + 1
        return pk, moves


def _event(ask: Ask, day: ActionDate, chains: _Chains, channel: Channel) -> Event:
    first, moves = chains.of(day)
    is_off = (
        day.replaced_at is not None
        or ask.taken_back_at is not None
        or ask.action.state == ActionState.WITHDRAWN
    )
    start, end = _span(day)
    changed = _moment(_changed_at(ask, day))
    return Event.new(
        uid=f"ask-{ask.pk}-day-{first}@{host_name()}",
        stamp=changed,
        last_modified=changed,
        sequence=moves * 2 + is_off,
        start=start,
        end=end,
        summary=_summary(ask, day, is_off=is_off),
        description=lines("\n\n".join(_said(ask, channel))),
        url=channel.absolute(f"{ask.action.get_absolute_url()}{ask.authority.slug}/"),
        categories=["Deadline", ask.action.get_weight_display()],
        status=STATUS.CANCELLED if is_off else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
        classification=CLASS.PRIVATE,
    )


def _summary(ask: Ask, day: ActionDate, *, is_off: bool) -> str:
    title = one_line(f"{ask.action}, {day.label}" if day.label else str(ask.action))
    if is_off:
        return f"Cancelled: {title}"
    match ask.state:
        case AskState.ANSWERED:
            return f"Done: {title}"
        case AskState.NOT_FOR_US:
            return f"Not for us: {title}"
    return f"Deadline: {title}"


def _said(ask: Ask, channel: Channel) -> Iterator[str]:
    yield f"Asked of {ask.authority}"
    if ask.state in OWED and ask.action.what:
        yield " ".join(ask.action.what.split()[:60])
    yield channel.absolute(f"{ask.action.get_absolute_url()}{ask.authority.slug}/")


def _changed_at(ask: Ask, day: ActionDate) -> dt.datetime:
    moments = (
        day.set_at, day.replaced_at, ask.asked_at, ask.answered_at, ask.taken_back_at,
        ask.action.ended_at,
    )  # fmt: skip
    return max(each for each in moments if each is not None)


def _span(day: ActionDate) -> tuple[dt.date, dt.date | None]:
    if day.at is None:
        return day.on, day.on + dt.timedelta(days=1)
    moment = dt.datetime.combine(day.on, day.at, timezone.get_default_timezone())
    return moment.astimezone(dt.UTC), None


def _moment(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(microsecond=0)
