"""Subscribers as the programme’s lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from alliance.directory.models import Role

from ...models import Standing, Subscriber
from ...returning.suppress import suppressed

SHAPES = {
    Standing.ACTIVE: "done",
    Standing.WAITING: "asked",
    Standing.LEFT: "plain",
    Standing.ERASED: "plain",
}
"""Which shape goes with which standing."""


@dataclass(frozen=True, slots=True)
class Row:
    subscriber: Subscriber
    shape: str
    word: str
    of: str
    """Their authorities by role, or the one they say they are of."""


def with_posts(rows: QuerySet[Subscriber]) -> QuerySet[Subscriber]:
    """With what `rows` needs to know of each."""
    posts = Role.objects.current().filter(authority__isnull=False).select_related("authority")
    return rows.select_related("person", "said_authority").prefetch_related(
        Prefetch("person__roles", queryset=posts.order_by("pk"), to_attr="posts_in_authorities")
    )


def rows(page: Iterable[Subscriber]) -> list[Row]:
    """Each with its state in a word; one query for all."""
    subscribers = list(page)
    stopped = suppressed({each.address for each in subscribers if each.address})
    return [row(each, is_stopped=each.address in stopped) for each in subscribers]


def row(subscriber: Subscriber, *, is_stopped: bool) -> Row:
    standing = Standing(subscriber.standing)
    if is_stopped and standing is Standing.ACTIVE:
        return Row(subscriber, "late", "Is sent nothing", of(subscriber))
    return Row(subscriber, SHAPES[standing], standing.label, of(subscriber))


def of(subscriber: Subscriber) -> str:
    if subscriber.person is not None:
        posts = getattr(subscriber.person, "posts_in_authorities", [])
        return ", ".join(dict.fromkeys(str(post.authority) for post in posts))
    return f"{subscriber.said_authority}, as they say" if subscriber.said_authority else ""
