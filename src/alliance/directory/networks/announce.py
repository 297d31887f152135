"""Announcing a meeting, moving it, calling it off and taking it up again.

What readers were told of its date is kept (`Announcement`): whoever noted an earlier one sees that
it no longer holds, and calendars that have it are told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Announcement, Meeting, Network
from .refusal import CannotBeDone
from .when import Told, When, moved_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All that is said of a meeting beside whether it takes place."""

    when: When
    title: str = ""
    place: str = ""
    link: str = ""
    about: str = ""
    joint_with: Sequence[Network] = ()


def told_of(meeting: Meeting) -> list[Told]:
    """What readers were told of its date, oldest first."""
    return [
        Told(each.when, each.is_cancelled, each.is_correction)
        for each in meeting.announcements.all()
    ]


def earlier(meeting: Meeting) -> list[When]:
    """What a reader may have noted that no longer holds, the latest first."""
    return moved_from(told_of(meeting))


@transaction.atomic
def announce(
    *,
    by: AbstractBaseUser | None,
    network: Network,
    details: Details,
    at: dt.datetime | None = None,
) -> Meeting:
    """Tell readers of a meeting.

    Args:
        at: when they were told, if that was not now.

    Raises:
        CannotBeDone: this very meeting is announced already: the button was pressed twice.
        ValidationError: the times are not in order; with a sentence for who entered it.
    """
    # One at a time for a network: whoever comes second sees what the first did.
    network = Network.objects.select_for_update().get(pk=network.pk)
    meeting = Meeting(network=network)
    _put(meeting, details)
    if _is_there(meeting):
        raise CannotBeDone(
            f"{meeting} on {details.when.in_words} is announced already. Change that one, or give "
            "this one another time or a title of its own."
        )
    meeting.full_clean()
    meeting.save()
    meeting.joint_with.set(_others(network, details.joint_with))
    _tell(meeting, by=by, at=at)
    record(by=by, verb="announced", thing=meeting, after=_state(meeting))
    return meeting


@transaction.atomic
def change(
    *,
    by: AbstractBaseUser | None,
    meeting: Meeting,
    seen: int,
    details: Details,
    is_correction: bool = False,
    at: dt.datetime | None = None,
) -> Meeting:
    """Say something else of a meeting; another date or time moves it. The same again is nothing.

    Args:
        seen: the version that whoever changes it looked at.
        is_correction: the date was entered wrongly, and readers need not be told of that one.

    Raises:
        CannotBeDone: somebody else has changed it meanwhile, it is cancelled, or it is over.
        ValidationError: the times are not in order.
    """
    meeting = _locked(meeting, seen)
    before, was = _state(meeting), meeting.when
    if _says(meeting, details, before):
        return meeting
    is_moved = details.when != was
    if is_moved and meeting.is_cancelled:
        raise CannotBeDone("This meeting is cancelled. Take it up again to give it another date.")
    if is_moved and was.is_past(_day(at)) and not is_correction:
        raise CannotBeDone(
            "The day of this meeting has passed, so it cannot be moved. If it did not take place, "
            "cancel it and announce the new one; if its date is wrong here, tick that it was "
            "entered wrongly."
        )
    if is_moved and details.when.is_past(_day(at)) and not is_correction:
        raise CannotBeDone(f"{details.when.in_words} has passed. Give a day that is still to come.")
    _put(meeting, details)
    _save(meeting)
    meeting.joint_with.set(_others(meeting.network, details.joint_with))
    verb = "edited"
    if is_moved:
        _tell(meeting, by=by, at=at, is_correction=is_correction)
        verb = "corrected the date of" if is_correction else "moved"
    record(by=by, verb=verb, thing=meeting, before=before, after=_state(meeting))
    return meeting


@transaction.atomic
def cancel(
    *,
    by: AbstractBaseUser | None,
    meeting: Meeting,
    seen: int,
    reason: str,
    at: dt.datetime | None = None,
) -> Meeting:
    """Call a meeting off. Its day stays where it was, marked, so that nobody goes.

    Raises:
        CannotBeDone: somebody else has changed it meanwhile, or it is cancelled already.
    """
    meeting = _locked(meeting, seen)
    if meeting.is_cancelled:
        raise CannotBeDone("This meeting is cancelled already.")
    if not reason.strip():
        raise ValueError("A meeting is cancelled with a reason.")
    before = _state(meeting)
    meeting.is_cancelled, meeting.reason = True, reason.strip()
    _save(meeting)
    _tell(meeting, by=by, at=at)
    record(by=by, verb="cancelled", thing=meeting, before=before, after=_state(meeting))
    return meeting


@transaction.atomic
def take_up_again(
    *,
    by: AbstractBaseUser | None,
    meeting: Meeting,
    seen: int,
    when: When,
    at: dt.datetime | None = None,
) -> Meeting:
    """It takes place after all, on its day or on another.

    Raises:
        CannotBeDone: somebody else has changed it meanwhile, it is not cancelled, or that day has
            passed.
    """
    meeting = _locked(meeting, seen)
    if not meeting.is_cancelled:
        raise CannotBeDone("This meeting is not cancelled.")
    if when.is_past(_day(at)):
        raise CannotBeDone(f"{when.in_words} has passed. Give a day that is still to come.")
    before = _state(meeting)
    meeting.is_cancelled, meeting.reason = False, ""
    meeting.on, meeting.at, meeting.ends_at = when.on, when.at, when.ends_at
    meeting.full_clean()
    _save(meeting)
    _tell(meeting, by=by, at=at)
    record(by=by, verb="took up again", thing=meeting, before=before, after=_state(meeting))
    return meeting


def _locked(meeting: Meeting, seen: int) -> Meeting:
    """As it is now, if it is as it was seen; held until the end of the transaction."""
    now = Meeting.objects.select_for_update(of=["self"]).select_related("network")
    found: Meeting = now.get(pk=meeting.pk)
    if found.version != seen:
        raise CannotBeDone(
            "Somebody else has changed this meeting while you were at it. What it says now stands "
            "on its page; what you typed is still here."
        )
    return found


def _is_there(meeting: Meeting) -> bool:
    """Whether its network meets at that time under that title already."""
    same = Meeting.objects.filter(
        network=meeting.network,
        on=meeting.on,
        at=meeting.at,
        title=meeting.title,
        is_cancelled=False,
    )
    return bool(same.exists())


def _says(meeting: Meeting, details: Details, state: Mapping[str, object]) -> bool:
    """Whether it says all of that already."""
    now = (meeting.when, meeting.title, meeting.place, meeting.link, meeting.about)
    texts = (details.title, details.place, details.link, details.about)
    joint = sorted(each.pk for each in _others(meeting.network, details.joint_with))
    return now == (details.when, *map(str.strip, texts)) and state["joint_with"] == joint


def _put(meeting: Meeting, details: Details) -> None:
    when = details.when
    meeting.on, meeting.at, meeting.ends_at = when.on, when.at, when.ends_at
    meeting.title, meeting.place = details.title.strip(), details.place.strip()
    meeting.link, meeting.about = details.link.strip(), details.about.strip()


def _save(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.full_clean()
    meeting.save()


def _tell(
    meeting: Meeting,
    *,
    by: AbstractBaseUser | None,
    at: dt.datetime | None,
    is_correction: bool = False,
) -> None:
    Announcement.objects.create(
        meeting=meeting,
        told_at=at or timezone.now(),
        told_by_id=by.pk if by else None,
        on=meeting.on,
        at=meeting.at,
        ends_at=meeting.ends_at,
        is_cancelled=meeting.is_cancelled,
        is_correction=is_correction,
    )


def _others(network: Network, joint_with: Iterable[Network]) -> list[Network]:
    return [each for each in joint_with if each.pk != network.pk]


def _state(meeting: Meeting) -> dict[str, object]:
    names = [field.name for field in Meeting._meta.concrete_fields]
    return snapshot(meeting, [*names, "joint_with"])


def _day(at: dt.datetime | None) -> dt.date:
    return timezone.localdate(at)
