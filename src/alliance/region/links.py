"""What came of looking at the sample's links: invented, as they are; nobody was asked for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from alliance.directory.models import RoleKind, User
from alliance.library.link_check.decide import leave
from alliance.library.link_check.gather import gather
from alliance.library.link_check.holders import kinds
from alliance.library.link_check.note import note
from alliance.library.link_check.verdict import Answer, Trouble, judge
from alliance.library.models import Link
from alliance.links.fetch import Redirect

Look = tuple[int, Answer]
"""So many days before the sample's day, and what came of it."""
NOT_THERE, GONE, FAULT = Answer(404), Answer(410), Answer(500)
KEPT_OUT = Answer(403)
SLOW = Answer(trouble=Trouble.SLOW, words="sample.example.org did not answer within 15 seconds.")
WORKS: tuple[Look, ...] = ((25, Answer(200)), (11, Answer(200)))
LEFT_BECAUSE = "Opens in a browser; the site turns machines away."


def load_links(day: dt.date) -> int:
    """Find where links stand and invent what came of looking, as of a day; how many there are."""
    if Link.objects.exists():
        return 0
    for kind in kinds():
        gather(kind)
    with transaction.atomic():
        stories = _stories()
        for number, link in enumerate(Link.objects.order_by("url")):
            # Every fourth has a story, so that they are of many parts.
            story = next(stories, WORKS) if number % 4 == 3 else _of_works(link.url)
            for ago, answer in story:
                note(link, judge(link.url, _at(link.url, answer)), at=_morning(day, ago))
        _leave_one()
    return Link.objects.count()


def _stories() -> Iterator[tuple[Look, ...]]:
    yield ((40, Answer(200)), (26, NOT_THERE), (25, NOT_THERE), (24, NOT_THERE), (10, NOT_THERE))
    yield ((20, Answer(200, (Redirect(301, "new"),))), (6, Answer(200, (Redirect(301, "new"),))))
    yield ((9, KEPT_OUT), (8, KEPT_OUT), (6, KEPT_OUT), (2, KEPT_OUT))
    yield ((12, GONE), (11, GONE), (4, GONE))
    yield ((30, Answer(200)), (2, NOT_THERE), (1, NOT_THERE))
    yield ((5, SLOW), (4, SLOW), (2, Answer(200)))
    yield ((15, Answer(200, (Redirect(301, "/"),))),)
    yield ((22, NOT_THERE), (21, NOT_THERE), (20, NOT_THERE), (6, NOT_THERE))
    yield ((3, FAULT), (2, FAULT), (1, FAULT))
    yield ((7, Answer(429)), (6, SLOW), (4, KEPT_OUT))


def _of_works(url: str) -> tuple[Look, ...]:
    """Not all on one day: a site is not asked for everything at once."""
    later = sum(url.encode()) % 11
    return tuple((ago - later, answer) for ago, answer in WORKS)


def _at(url: str, answer: Answer) -> Answer:
    """The answer with redirects that lead from this address."""
    site, _, path = url.removeprefix("https://").partition("/")
    targets = {"/": f"https://{site}/", "new": f"https://{site}/library/{path}"}
    way = [Redirect(step.status, targets[step.to]) for step in answer.redirects]
    return Answer(answer.status, way, answer.trouble, answer.words)


def _morning(day: dt.date, ago: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day - dt.timedelta(days=ago), dt.time(3, 10)))


def _leave_one() -> None:
    """The first dead one is left as it is by the programme's manager."""
    manager = User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_MANAGER).first()
    link = Link.objects.filter(dead_since__isnull=False).order_by("url").last()
    if manager and link:
        leave(link, because=LEFT_BECAUSE, by=manager)
