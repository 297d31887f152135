"""A showcase made, its words changed, its cases set in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify

from alliance.audit.trail import record, snapshot
from alliance.delivery import keep
from alliance.directory.models import Topic
from alliance.editions.current import changed

from ..models import Call, Case, Showcase
from ..refusal import CannotBeDone
from .names import SHOWCASE
from .rows import FIGURE, locked_showcase


@transaction.atomic
def make_showcase(
    *, title: str, by: AbstractBaseUser | None, call: Call | None = None, summary: str = ""
) -> Showcase:
    """Begin a showcase, of a call or of none.

    Raises:
        CannotBeDone: the call has one already.
    """
    if call and Showcase.objects.filter(call=call).exists():
        raise CannotBeDone(f"{call.title} has a showcase already.")
    showcase = Showcase.objects.create(
        title=title,
        slug=free_slug(title, set(Showcase.objects.values_list("slug", flat=True)), "showcase"),
        call=call,
        summary=summary,
        made_by_id=by.pk if by else None,
    )
    if call:
        showcase.topics.set(call.topics.all())
    record(by=by, verb="began", thing=showcase, after=snapshot(showcase))
    return showcase


@transaction.atomic
def change_showcase(
    showcase: Showcase,
    said: Mapping[str, str],
    *,
    topics: Sequence[Topic],
    by: AbstractBaseUser,
    version: int,
) -> Showcase:
    """Other words for the collection. Its address stays.

    Args:
        said: title, summary and introduction.

    Raises:
        CannotBeDone: somebody changed it since `version`.
    """
    showcase = locked_showcase(showcase, version=version)
    before = snapshot(showcase)
    for name in ("title", "summary", "introduction"):
        setattr(showcase, name, said[name])
    showcase.version += 1
    showcase.save()
    showcase.topics.set(topics)
    record(by=by, verb="changed", thing=showcase, before=before, after=snapshot(showcase))
    keep.follow(SHOWCASE, [showcase.pk])
    return showcase


@transaction.atomic
def set_order(showcase: Showcase, order: Mapping[int, int], *, by: AbstractBaseUser) -> None:
    """Put the cases into order.

    Args:
        order: place by the id of a case; ids of other showcases count for nothing.
    """
    showcase = locked_showcase(showcase)
    cases = list(Case.objects.filter(showcase=showcase).order_by("position", "title"))
    wanted = sorted(cases, key=lambda case: (order.get(case.pk, case.position), case.position))
    for number, case in enumerate(wanted, 1):
        case.position = number
    Case.objects.bulk_update(wanted, ["position"])
    changed()
    record(by=by, verb="set in order", thing=showcase)


def free_slug(title: str, taken: set[str], otherwise: str) -> str:
    """The last part of an address for a title, told from those that are taken."""
    slug = slugify(title.replace("’", ""))[:60].strip("-") or otherwise
    return next(
        each for each in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if each not in taken
    )  # fmt: skip


def figures_of(case: Case) -> list[dict[str, Any]]:
    """Its figures as plain values."""
    return [{name: getattr(row, name) for name in FIGURE} for row in case.figures.all()]
