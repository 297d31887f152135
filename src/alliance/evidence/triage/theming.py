"""Themes and what is put into them, each change with its event in the trail.

What a hand put somewhere, only a hand moves: `theme_by` says whose. Changes of one call's themes wait
for one another, by a lock on the call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max

from alliance.audit.trail import record, snapshot

from ..grouping.propose import Placement, Proposal, Standing, propose
from ..models import Call, Submission, Theme
from ..refusal import CannotBeDone
from .texts import compared, texts_of

LONGEST_NAME = 100


@transaction.atomic
def place(
    call: Call,
    keys: Iterable[int],
    theme: Theme | None,
    *,
    by: AbstractBaseUser,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Put answers under a theme, or under none, by hand. Gives how many moved or were kept there.

    Args:
        seen: the theme that each had on the page (0 for none); None asks nobody.

    Raises:
        CannotBeDone: one was moved by somebody else meanwhile; then none is moved.
    """
    theme = _held(call, theme)
    rows = _answers(call, keys)
    if not rows:
        raise CannotBeDone("Tick the answers that you want to move.")
    if seen is not None:
        moved = [str(row) for row in rows if seen.get(row.pk, 0) != (row.theme_id or 0)]
        if moved:
            raise CannotBeDone(
                f"{', '.join(moved)}: somebody else moved that meanwhile. Nothing was moved; look "
                "where it is now."
            )
    return _put(rows, theme, by=by)


def _put(rows: Sequence[Submission], theme: Theme | None, *, by: AbstractBaseUser) -> int:
    changed = 0
    for row in rows:
        is_there = row.theme_id == (theme.pk if theme else None)
        if is_there and (row.theme_by_id or theme is None):
            continue
        before = snapshot(row)
        row.theme, row.theme_by_id = theme, by.pk if theme else None
        if not is_there:
            row.theme_words = []
        row.save(update_fields=["theme", "theme_by", "theme_words"])
        verb = _verb(theme, is_there=is_there)
        record(by=by, verb=verb, thing=row, before=before, after=snapshot(row))
        changed += 1
    return changed


def _verb(theme: Theme | None, *, is_there: bool) -> str:
    if theme is None:
        return "took out of its theme"
    return "kept in its theme" if is_there else "put into a theme"


@transaction.atomic
def make(call: Call, name: str, *, by: AbstractBaseUser, about: str = "") -> Theme:
    """A theme made by hand. What is like it joins it when themes are next proposed."""
    call = _lock(call)
    theme = Theme(call=call, name=_free_name(call, name), about=about.strip(), made_by_id=by.pk)
    theme.position = _next_position(call)
    theme.save()
    record(by=by, verb="made", thing=theme, after=snapshot(theme))
    return theme


@transaction.atomic
def rename(
    theme: Theme, name: str, *, by: AbstractBaseUser, about: str = "", seen: str = ""
) -> Theme:
    """Another name. A theme that was proposed is then one made by hand.

    Args:
        seen: the name that it had on the page; empty asks nobody.
    """
    call = _lock(theme.call)
    theme = _held(call, theme)  # type: ignore[assignment]
    if seen and seen != theme.name:
        raise CannotBeDone(f"Somebody renamed it meanwhile: it is “{theme.name}” now.")
    before = snapshot(theme)
    theme.name, theme.about = _free_name(call, name, but=theme), about.strip()
    theme.made_by_id = theme.made_by_id or by.pk
    theme.save()
    record(by=by, verb="renamed", thing=theme, before=before, after=snapshot(theme))
    return theme


@transaction.atomic
def merge(theme: Theme, *, into: Theme, by: AbstractBaseUser) -> Theme:
    """Move all of a theme into another, by hand, and take the empty one away."""
    call = _lock(theme.call)
    held, target = _held(call, theme), _held(call, into)
    if held is None or target is None or held.pk == target.pk:
        raise CannotBeDone("Choose another theme to put it into.")
    _put(list(held.submissions.select_for_update(of=("self",))), target, by=by)
    held.cases.update(theme=target)
    _remove(held, by=by)
    return target


@transaction.atomic
def split_off(
    call: Call,
    keys: Iterable[int],
    name: str,
    *,
    by: AbstractBaseUser,
    seen: Mapping[int, int] | None = None,
) -> Theme:
    """Put answers under a theme made for them."""
    theme = make(call, name, by=by)
    place(call, keys, theme, by=by, seen=seen)
    return theme


@transaction.atomic
def step(theme: Theme, *, up: bool, by: AbstractBaseUser) -> None:
    """Move a theme one place up or down in the order of its call; at the end it stays."""
    call = _lock(theme.call)
    themes = list(call.themes.all())
    at = next(n for n, each in enumerate(themes) if each.pk == theme.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(themes):
        return
    themes[at], themes[to] = themes[to], themes[at]
    for position, each in enumerate(themes, 1):
        each.position = position
    Theme.objects.bulk_update(themes, ["position"])
    record(by=by, verb="moved up" if up else "moved down", thing=theme)


@transaction.atomic
def remove(theme: Theme, *, by: AbstractBaseUser) -> None:
    """Take an empty theme away."""
    held = _held(_lock(theme.call), theme)
    if held is None:
        return
    if held.submissions.exists() or held.cases.exists():
        raise CannotBeDone(
            f"“{held}” is not empty: move what is in it first, or put it into another."
        )
    _remove(held, by=by)


def _remove(theme: Theme, *, by: AbstractBaseUser | None) -> None:
    record(by=by, verb="took away", thing=theme, before=snapshot(theme))
    theme.delete()


# Proposing -------------------------------------------------------------------------------------


@transaction.atomic
def apply_proposal(call: Call, *, by: AbstractBaseUser | None, afresh: bool = False) -> Proposal:
    """Propose themes for the answers that have none, and put them there as proposed.

    Args:
        afresh: first take back what was proposed and nobody has kept, moved or renamed.
    """
    call = _lock(call)
    if afresh:
        _take_back(call, by=by)
    texts = texts_of(call)
    themes = list(call.themes.all())
    members: dict[int, set[int]] = {theme.pk: set() for theme in themes}
    for pk, theme_pk in call.submissions.filter(theme__isnull=False).values_list("pk", "theme"):
        members[theme_pk].add(pk)
    standing = [
        Standing(key=row.pk, says=f"{row.name} {row.about}", members=frozenset(members[row.pk]))
        for row in themes
    ]
    proposal = propose(texts, standing, names=[row.name for row in themes])
    rows = {row.pk: row for row in compared(call).select_for_update(of=("self",))}
    by_key = {theme.pk: theme for theme in themes}
    for key, placements in proposal.joins.items():
        _propose(placements, by_key[key], rows, by=by)
    for position, group in enumerate(proposal.groups, _next_position(call)):
        theme = Theme.objects.create(
            call=call, name=group.name[:LONGEST_NAME], words=list(group.words), position=position
        )
        record(by=by, verb="proposed", thing=theme, after=snapshot(theme))
        _propose(group.members, theme, rows, by=by)
    return proposal


def _propose(
    placements: Iterable[Placement],
    theme: Theme,
    rows: Mapping[int, Submission],
    *,
    by: AbstractBaseUser | None,
) -> None:
    for placement in placements:
        row = rows[placement.key]
        before = snapshot(row)
        row.theme, row.theme_words = theme, list(placement.words)
        row.save(update_fields=["theme", "theme_words"])
        record(by=by, verb="proposed a theme for", thing=row, before=before, after=snapshot(row))


def _take_back(call: Call, *, by: AbstractBaseUser | None) -> None:
    rows = call.submissions.filter(theme__isnull=False, theme_by__isnull=True)
    for row in rows.select_for_update(of=("self",)):
        before = snapshot(row)
        row.theme, row.theme_words = None, []
        row.save(update_fields=["theme", "theme_words"])
        record(
            by=by,
            verb="took back the theme proposed for",
            thing=row,
            before=before,
            after=snapshot(row),
        )
    empty = call.themes.filter(made_by__isnull=True, submissions__isnull=True, cases__isnull=True)
    for theme in empty:
        _remove(theme, by=by)


# What the verbs stand on -----------------------------------------------------------------------


def _lock(call: Call) -> Call:
    return Call.objects.select_for_update().get(pk=call.pk)


def _held(call: Call, theme: Theme | None) -> Theme | None:
    """The theme as it is now, of this call; nothing for none."""
    if theme is None:
        return None
    found = Theme.objects.select_related("call").filter(call=call, pk=theme.pk).first()
    if found is None:
        raise CannotBeDone("That theme is not there any more: somebody merged it or took it away.")
    return found


def _answers(call: Call, keys: Iterable[int]) -> list[Submission]:
    rows = compared(call).filter(pk__in=set(keys)).select_for_update(of=("self",))
    return list(rows)


def _free_name(call: Call, name: str, *, but: Theme | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise CannotBeDone("Give the theme a name.")
    if len(name) > LONGEST_NAME:
        raise CannotBeDone(f"Shorten the name to at most {LONGEST_NAME} characters.")
    others = call.themes.filter(name__iexact=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise CannotBeDone(f"There is a theme “{name}” already: put the answers into that.")
    return name


def _next_position(call: Call) -> int:
    return (call.themes.aggregate(last=Max("position"))["last"] or 0) + 1
