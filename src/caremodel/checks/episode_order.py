"""Episodes of a child one after the other: no gap, no overlap, and changes that are what they say."""

from __future__ import annotations

from .record import Record, left
from .rows import Episode
from .rules import Hits, rule


@rule(
    "142",
    "episodes.DEC episodes.REC",
    "A later episode has begun, but this one has not ceased. Give the day and the reason it ceased.",
)
def next_began_before_this_ceased(record: Record) -> Hits:
    unread = record.unread.get(("episodes", "DEC"), {})
    for one, _ in record.pairs:
        if (one.dec is None and one.row not in unread) or one.rec is None:
            yield one


@rule(
    "501",
    "episodes.DECOM episodes.DEC",
    "The episode began before the one before it ceased. Mend the day it began, or when the other ceased.",
)
def overlaps(record: Record) -> Hits:
    return [b for a, b in record.pairs if a.dec and b.decom and b.decom < a.dec]


@rule(
    "388",
    "episodes.REC episodes.DEC episodes.DECOM",
    "X1 says that another episode begins the same day, but none does; or one does and the reason is not X1. "
    "Add the episode, or mend the reason or the day.",
)
def no_episode_goes_on(record: Record) -> Hits:
    for one in record.episodes:
        if one.dec is None or one.rec is None or not one.decom:
            continue
        after = record.next_of.get(one.row)
        goes_on = after is not None and after.decom == one.dec
        if (one.rec == "X1") != goes_on:
            yield one


@rule(
    "357",
    "episodes.RNE episodes.DECOM",
    "The first episode of a child began in this year, but not with S. Put in S, or add the episode before.",
)
def first_is_no_start(record: Record) -> Hits:
    for story in record.stories.values():
        one = story[0]
        if one.decom and one.decom >= record.first and one.rne != "S":
            yield one


@rule(
    "431",
    "episodes.RNE episodes.DECOM episodes.DEC",
    "S says that the child came into care, but the episode before ceased on this very day or later. Say what changed, "
    "or mend the day.",
)
def start_without_a_break(record: Record) -> Hits:
    return [b for a, b in record.pairs if b.rne == "S" and a.dec and b.decom and a.dec >= b.decom]


@rule(
    "432",
    "episodes.RNE episodes.REC",
    "The child had left care with the episode before, but this one does not begin with S. Put in S, or mend "
    "the reason that the other ceased.",
)
def return_without_a_start(record: Record) -> Hits:
    for a, b in record.pairs:
        if left(a) and b.rne is not None and b.rne != "S":
            yield b


@rule(
    "433",
    "episodes.DECOM episodes.RNE episodes.DEC",
    "The episode goes on from the one before, but does not begin on the day that one ceased. Close the gap or "
    "the overlap.",
)
def goes_on_on_another_day(record: Record) -> Hits:
    for a, b in record.pairs:
        if b.rne in ("P", "L", "T", "U", "B") and a.dec is not None and a.dec != b.decom:
            yield b


def _same_place(a: Episode, b: Episode) -> bool:
    return (a.place, a.pl_post, a.urn, a.place_provider) == (
        b.place,
        b.pl_post,
        b.urn,
        b.place_provider,
    )


@rule(
    "434",
    "episodes.RNE episodes.LS episodes.PLACE episodes.PL_POST episodes.URN episodes.PLACE_PROVIDER",
    "L says that the legal status alone changed, but it is the same as before or the placement changed too. "
    "Mend the reason, or what changed.",
)
def not_the_status_alone(record: Record) -> Hits:
    for a, b in record.pairs:
        if b.rne == "L" and (a.ls == b.ls or not _same_place(a, b)):
            yield b


@rule(
    "435",
    "episodes.RNE episodes.LS episodes.PLACE episodes.PL_POST episodes.URN episodes.PLACE_PROVIDER",
    "P or T says that the placement alone changed, but it is the same as before or the legal status changed "
    "too. Mend the reason, or what changed.",
)
def not_the_placement_alone(record: Record) -> Hits:
    for a, b in record.pairs:
        if b.rne in ("P", "T") and (a.ls != b.ls or _same_place(a, b)):
            yield b


@rule(
    "436",
    "episodes.RNE episodes.LS episodes.PLACE episodes.PL_POST episodes.URN episodes.PLACE_PROVIDER",
    "B or U says that status and placement both changed, but one is the same as before. Mend the reason, or "
    "what changed.",
)
def not_both(record: Record) -> Hits:
    for a, b in record.pairs:
        if b.rne in ("B", "U") and (a.ls == b.ls or _same_place(a, b)):
            yield b


@rule(
    "437",
    "episodes.REC",
    "The child died or was found to be 18 or over, but has later episodes. Mend the reason, or take them out.",
)
def episodes_after_the_last(record: Record) -> Hits:
    return [a for a, _ in record.pairs if a.rec in ("E2", "E15")]


@rule(
    "504",
    "episodes.CIN",
    "The category of need is another than in the episode before. It stays as it was when care began: put the "
    "first one in.",
)
def need_changed(record: Record) -> Hits:
    for a, b in record.pairs:
        if a.rec == "X1" and a.dec and a.dec == b.decom and a.cin != b.cin:
            yield b


@rule(
    "A021",
    "episodes.RNE episodes.DECOM",
    "The child comes into care on the day after leaving it. Nobody slept at home between: ask whether care "
    "went on, and close the gap if so.",
)
def back_the_next_day(record: Record) -> Hits:
    for a, b in record.pairs:
        if b.rne == "S" and left(a) and a.dec and b.decom and (b.decom - a.dec).days == 1:
            yield b
