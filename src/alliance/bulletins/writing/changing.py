"""Changing what stands in a draft: every change with its history, none lost to somebody else's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from alliance.directory.models import User
from alliance.text.sanitise import clean

from ..models import DraftIssue, DraftItem, DraftItemVersion, IssueState
from .found import Fact, dropped, facts_of, taken
from .refusal import CannotBeDone, SomebodyElseSaved
from .said import Dated, Said, dates_from_json, dates_to_json
from .stepping import Step, goes_on, step_back


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving."""

    item: DraftItem
    changed: bool
    at: dt.datetime


def touched(issue: DraftIssue) -> DraftIssue:
    """The draft, locked and one version further; what was approved of it no longer is.

    Raises:
        CannotBeDone: it is scheduled or published.
    """
    issue = DraftIssue.objects.select_for_update().get(pk=issue.pk)
    if issue.state == IssueState.SCHEDULED:
        raise CannotBeDone(
            "It is scheduled and goes out as it is. Take it back from the schedule to change it."
        )
    if not issue.is_editable:
        raise CannotBeDone("It is published. Begin a correction to change it.")
    issue.version += 1
    if issue.state == IssueState.APPROVAL:
        issue.state = IssueState.WRITING
    issue.approved_by, issue.approved_at, issue.approved_version = None, None, None
    issue.save()
    return issue


# Items -------------------------------------------------------------------------------------------


def saying(item: DraftItem) -> Said:
    """What an item says now."""
    return Said(
        title=item.title,
        section=item.section,
        body=item.body,
        action_text=item.action_text,
        dates=dates_from_json(item.dates),
        people=tuple(item.people),
        topics=tuple(item.topics),
        publications=tuple(item.publications),
        audience=item.audience,
        matter=item.matter_id,
    )


def _say(item: DraftItem, said: Said) -> None:
    item.title, item.section = said.title, said.section
    item.body, item.action_text = said.body, said.action_text
    item.dates = dates_to_json(said.dates)
    item.people, item.topics = list(said.people), list(said.topics)
    item.publications, item.audience = list(said.publications), said.audience
    item.matter_id = said.matter


def tidied(said: Said) -> Said:
    """As it is stored: sanitised, its lists without repeats."""
    dates: dict[tuple[str, dt.date], Dated] = {}
    for each in said.dates:
        dates.setdefault((each.kind, each.date), each)
    return Said(
        title=" ".join(said.title.split())[:500],
        section=said.section,
        body=clean(said.body),
        action_text=clean(said.action_text),
        dates=tuple(sorted(dates.values())),
        people=tuple(dict.fromkeys(" ".join(n.split())[:200] for n in said.people if n.strip())),
        topics=tuple(sorted(set(said.topics))),
        publications=tuple(dict.fromkeys(said.publications)),
        audience=" ".join(said.audience.split())[:200],
        matter=said.matter,
    )


@transaction.atomic
def add_item(
    *,
    by: User | None,
    issue: DraftIssue,
    said: Said,
    found: Sequence[Fact] = (),
    candidate: str = "",
    why: str = "",
) -> DraftItem:
    """An item at the end of its section. A candidate that is there already is not added again."""
    issue = touched(issue)
    if candidate:
        there = issue.items.filter(candidate=candidate, removed_at__isnull=True).first()
        if there is not None:
            return there
    last = issue.items.aggregate(last=Max("position"))["last"]
    item = DraftItem(
        issue=issue,
        position=0 if last is None else last + 1,
        candidate=candidate,
        why=why[:300],
        found=[fact.to_json() for fact in found],
    )
    said = tidied(said)
    _say(item, said)
    item.save()
    keep_version(item, said, by=by, at=timezone.now())
    return item


def save_item(*, by: User | None, item: DraftItem, seen: int, said: Said) -> Saved:
    """Say something else. The same again is nothing.

    Args:
        seen: the version that whoever writes had before them.

    Raises:
        SomebodyElseSaved: a later version holds; what was written is kept aside, and not saved.
        CannotBeDone: the draft cannot be written in now.
    """
    said, now = tidied(said), timezone.now()
    with transaction.atomic():
        item = _locked(item)
        if said == saying(item):
            return Saved(item, changed=False, at=now)
        if item.version == seen:
            return _save(item, said, by=by, at=now)
        aside, who = _keep_aside(item, said, by=by, at=now)
    raise SomebodyElseSaved(who, aside)


def _locked(item: DraftItem) -> DraftItem:
    """The item as it stands, held until this is done; its issue first, as everywhere."""
    DraftIssue.objects.select_for_update().get(pk=item.issue_id)
    return DraftItem.objects.select_for_update(of=("self",)).get(pk=item.pk)


def _keep_aside(
    item: DraftItem, said: Said, *, by: User | None, at: dt.datetime
) -> tuple[int, str]:
    """The version in which what lost the race is kept; saved again and again it is one."""
    holding = item.versions.filter(is_aside=False).select_related("by").last()
    who = str(holding.by) if holding and holding.by else "Somebody else"
    aside = item.versions.filter(is_aside=True, by=by).last()
    if aside is not None and holding is not None and aside.number > holding.number:
        aside.said, aside.at = said.to_json(), at
        aside.save()
        return aside.number, who
    return _version(item, said, by=by, at=at, is_aside=True).number, who


def _save(
    item: DraftItem, said: Said, *, by: User | None, at: dt.datetime, restores: int | None = None
) -> Saved:
    touched(item.issue)
    _say(item, said)
    item.version += 1
    item.save()
    keep_version(item, said, by=by, at=at, restores=restores)
    return Saved(item, changed=True, at=at)


def keep_version(
    item: DraftItem, said: Said, *, by: User | None, at: dt.datetime, restores: int | None = None
) -> None:
    """In the history: with what the same editor saved just before, or as a version of its own."""
    last = item.versions.last()
    step = _step(last) if last and not last.is_aside else None
    if restores is None and last and goes_on(step, by=by.pk if by else None, at=at):
        last.said, last.at = said.to_json(), at
        last.save()
        return
    _version(item, said, by=by, at=at, restores=restores)


def _version(
    item: DraftItem,
    said: Said,
    *,
    by: User | None,
    at: dt.datetime,
    restores: int | None = None,
    is_aside: bool = False,
) -> DraftItemVersion:
    number = (item.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    return DraftItemVersion.objects.create(
        item=item,
        number=number,
        said=said.to_json(),
        by=by,
        began_at=at,
        at=at,
        restores=restores,
        is_aside=is_aside,
    )


def _step(version: DraftItemVersion) -> Step:
    return Step(version.number, version.by_id, version.began_at, version.restores)


@transaction.atomic
def undo(*, by: User | None, item: DraftItem) -> Saved:
    """One step back, which can be stepped back from again.

    Raises:
        CannotBeDone: it is at its beginning.
    """
    item = _locked(item)
    number = step_back([_step(version) for version in item.versions.filter(is_aside=False)])
    if number is None:
        raise CannotBeDone("This is how the item began: there is nothing to undo.")
    return restore(by=by, item=item, number=number)


@transaction.atomic
def restore(*, by: User | None, item: DraftItem, number: int) -> Saved:
    """Take up the words of an earlier version, or of one kept aside."""
    item = _locked(item)
    version = item.versions.filter(number=number).first()
    if version is None:
        raise CannotBeDone("There is no such version of this item.")
    said, now = Said.from_json(version.said), timezone.now()
    if said == saying(item):
        return Saved(item, changed=False, at=now)
    return _save(item, said, by=by, at=now, restores=None if version.is_aside else number)


def can_undo(versions: Sequence[DraftItemVersion]) -> bool:
    return step_back([_step(each) for each in versions if not each.is_aside]) is not None


# What was found ------------------------------------------------------------------------------------


@transaction.atomic
def decide(*, by: User | None, item: DraftItem, places: Collection[int], take: bool) -> DraftItem:
    """Take what was read from the words, or drop it; places that are decided already are nothing."""
    item = _locked(item)
    facts = facts_of(item.found)
    said = saying(item)
    for place, fact in enumerate(facts):
        if place in places:
            said = taken(said, fact) if take else dropped(said, fact)
    item.found = [fact.to_json() for place, fact in enumerate(facts) if place not in places]
    if said != saying(item):
        return _save(item, tidied(said), by=by, at=timezone.now()).item
    touched(item.issue)
    item.save(update_fields=["found"])
    return item


# Order ---------------------------------------------------------------------------------------------


@transaction.atomic
def move(*, item: DraftItem, up: bool) -> None:
    """One place up or down among those of its section."""
    issue = touched(item.issue)
    rows = list(issue.items.filter(section=item.section, removed_at__isnull=True))
    place = next((n for n, row in enumerate(rows) if row.pk == item.pk), None)
    if place is None:
        return
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows):
            row.position = position
        DraftItem.objects.bulk_update(rows, ["position"])


@transaction.atomic
def take_out(*, item: DraftItem) -> None:
    """Out of the bulletin, and kept to be put back."""
    touched(item.issue)
    DraftItem.objects.filter(pk=item.pk, removed_at__isnull=True).update(removed_at=timezone.now())


@transaction.atomic
def put_back(*, item: DraftItem) -> None:
    """Into the bulletin again.

    Raises:
        CannotBeDone: what it came from has come in again meanwhile.
    """
    touched(item.issue)
    try:
        with transaction.atomic():
            DraftItem.objects.filter(pk=item.pk).update(removed_at=None)
    except IntegrityError as clash:
        raise CannotBeDone(
            "The same news has come in again meanwhile: it is in the bulletin."
        ) from clash
