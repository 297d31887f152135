"""Which blocks are headings of items.

Two signals: the rhythm (wider gaps round a heading than between paragraphs), which some eras keep
strictly and others not at all, and the shape of the line and of what stands round it. Each
candidate is scored by a small table of weighted features.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from alliance.bulletins.parsing import heading_cues
from alliance.bulletins.parsing.labels import Label, Labelled
from alliance.bulletins.parsing.lines import Block, Kind
from alliance.bulletins.parsing.rows import (
    is_cut_row,
    is_dated_field,
    is_dated_line,
    is_dated_row,
    is_line_of_dates,
    is_row,
    opens_with_dates,
    points,
)

THRESHOLD = 3.5
_UNSURE = 0.5
_MOST_WORDS = 28
_MOST_WORDS_OF_SENTENCE = 18
_LONGEST = 320
_MOST_SUB_HEADINGS = 2
_FRAMED_SHAPE = 1.0  # of a line whose gaps show that the rhythm is kept
_FAR_BETTER = 2.0  # than the line before it
_SURE_SHAPE = 4.5  # of a heading right after a heading
_LONGEST_LIST = 12  # lines under a label of dates


@dataclass(frozen=True, slots=True)
class Heading:
    """A block taken for an item's heading; `unsure` when the score was close."""

    index: int
    score: float
    unsure: bool = False


@dataclass(slots=True)
class Outlook:
    """A candidate and what stands round it."""

    block: Block
    before: Block | None
    after: Block | None
    label_before: Label | None
    heads_reminder: bool  # a reminder has a label of its own, and its heading next
    listed: bool  # a date in the list that a label of dates opens
    labels_after: tuple[Label | None, ...]  # of the next three blocks
    after_is_last: bool  # and so may be cut short
    after_rows: bool  # two rows of dates stand before it
    among_figures: bool  # a figure in the list that a label of details opens
    opening: bool  # nothing of an item stands before it in its section
    wide_before: bool
    wide_after: bool
    capitalised: float  # share of the telling words that start with a capital or a figure
    last: str  # the last character, closing quotes and brackets aside


_FIELDS = {Label.ACTION, Label.BODY}

# (weight, feature). Shape of the line, then what stands round it.
FEATURES: tuple[tuple[float, Callable[[Outlook], bool]], ...] = (
    (+1.5, lambda o: o.last not in ".;:,!"),
    (-1.0, lambda o: o.last in ".!"),
    (-1.5, lambda o: o.block.plain[-1] == "." and o.capitalised < 0.3),
    (-0.5, lambda o: o.block.plain[-1] == ":"),
    (-1.5, lambda o: o.last == ":" and not _names_what_follows(o)),
    (+1.0, lambda o: o.last == ":" and o.capitalised >= 0.6 and _names_what_follows(o)),
    (-2.0, lambda o: o.block.plain[-1] in ";,"),
    (+1.0, lambda o: 2 <= o.block.words <= 13),
    (+0.5, lambda o: 13 < o.block.words <= 18),
    (-1.0, lambda o: o.block.words > 22 or o.block.words == 1),
    (+1.0, lambda o: o.capitalised >= 0.6),
    (+0.5, lambda o: 0.3 <= o.capitalised < 0.6),
    (-2.0, lambda o: o.block.plain[0].islower()),
    (-2.5, lambda o: heading_cues.OPENER.match(o.block.plain) is not None),
    (-1.0, lambda o: heading_cues.VERB.search(o.block.plain) is not None),
    (-2.0, lambda o: o.block.words > 8 and heading_cues.TWO_SENTENCES.search(o.block.plain) is not None),
    (-1.5, lambda o: ";" in o.block.plain),
    (-3.0, lambda o: is_dated_field(o.block.plain) and not (o.wide_before and o.wide_after)),
    (-2.0, lambda o: o.last != "?" and o.block.lines == 1 and _last_word(o.block.plain) in heading_cues.DANGLING),
    (+2.0, lambda o: heading_cues.DATES_OF.match(o.block.plain) is not None),
    (+1.0, lambda o: _is_paragraph(o.after) or _is_cut_paragraph(o)),
    (+1.5, lambda o: _is_lead(o.after)),
    (+1.0, lambda o: o.after is not None and opens_with_dates(o.after.plain)),
    (-1.5, lambda o: o.block.words > 6 and o.capitalised < 0.6 and heading_cues.TELLS.match(o.block.plain) is not None),
    (+6.0, lambda o: o.heads_reminder),
    (+1.5, lambda o: _FIELDS & set(o.labels_after[:2]) != set()),
    (-1.0, lambda o: o.after is None),
    (+0.5, lambda o: (o.before is not None and o.before.plain[-1] in ".!?\")") or o.opening),
    (+0.5, lambda o: o.before is not None and points(o.before.plain)),
    (+1.5, lambda o: o.opening),
    (-2.5, lambda o: o.before is not None and o.before.plain[-1] == ":" and o.label_before is None),
    (-1.5, lambda o: is_row(o.before)),
    (-3.0, lambda o: o.label_before is not None and not o.opening),
    (-6.0, lambda o: o.listed),
    (+1.0, lambda o: 0 < o.block.level <= 4),
    (-4.0, lambda o: is_dated_row(o.block) and (is_dated_row(o.before) or is_dated_row(o.after))),
    (-4.0, lambda o: is_dated_line(o.block) and (is_dated_line(o.before) or is_dated_line(o.after))),
    (-4.0, lambda o: o.after is None and is_cut_row(o.block.plain) and is_dated_row(o.before)),
    (-4.0, lambda o: o.after is None and o.after_rows and o.last not in ".?!"),
    (-2.5, lambda o: o.among_figures),
    (-3.0, lambda o: o.last not in ".:?" and o.after is not None and _last_word(o.block.plain) in heading_cues.LEFT_OPEN),
    (-2.5, lambda o: o.after is None and o.last not in ".!?:" and o.block.words > 4 and _tells(o)),
    (+1.0, lambda o: o.last == "?" and not heading_cues.TWO_SENTENCES.search(o.block.plain)),
    (+1.0, lambda o: o.block.lines > 1 and o.last not in ".!"),
)  # fmt: skip
# The rhythm, where the bulletin keeps it and where it does not.
STRICT = {(True, True): 3.0, (True, False): 0.5, (False, True): -0.5, (False, False): -3.5}
LOOSE = {(True, True): 2.5, (True, False): 1.0, (False, True): 1.0, (False, False): 0.0}


def find_headings(
    blocks: Sequence[Block],
    labels: Sequence[Labelled | None],
    sections: Sequence[Sequence[int]],
    unit: int,
) -> list[Heading]:
    """The headings among the blocks of each section, in order.

    `sections` holds the indexes of the blocks that may hold items, a list a section; `unit` is
    the gap that usually parts two paragraphs.
    """
    lists = any(found is not None and found.label is Label.KEY_DATES for found in labels)
    views = {
        index: view
        for section in sections
        for place, index in enumerate(section)
        if (view := _outlook(blocks, labels, section, place, unit, lists=lists)) is not None
    }
    shapes = {index: _shape(view) for index, view in views.items()}
    weights = STRICT if _keeps_rhythm(views, shapes) else LOOSE
    scores = {
        index: shapes[index] + weights[views[index].wide_before, views[index].wide_after]
        for index in views
    }
    # Between a heading and a label stands what the item says, however short.
    bodies = {index for index, view in views.items() if view.labels_after[:1] == (Label.ACTION,)}
    return _choose(scores, shapes, sections, bodies, strict=weights is STRICT)


def can_be_heading(block: Block) -> bool:
    """Whether a block could be a heading at all."""
    return (
        block.kind is Kind.TEXT
        and not block.furniture
        and 0 < block.words <= _MOST_WORDS
        and len(block.plain) <= _LONGEST
        and not (block.words > _MOST_WORDS_OF_SENTENCE and block.plain[-1] == ".")
        and not heading_cues.WHEN.match(block.plain)
        and not heading_cues.TIME_FIRST.match(block.plain)
        and not is_line_of_dates(block.plain)
        and not heading_cues.STANDING.match(block.plain)
        and not points(block.plain)
        and not (block.plain[0] == '"' and block.words > 12)
    )


def _outlook(
    blocks: Sequence[Block],
    labels: Sequence[Labelled | None],
    section: Sequence[int],
    place: int,
    unit: int,
    *,
    lists: bool,
) -> Outlook | None:
    index = section[place]
    block = blocks[index]
    heads_reminder = place == 0 and _heads_reminder(blocks, labels, index)
    if labels[index] or not (heads_reminder or can_be_heading(block)):
        return None
    last = place + 1 == len(section)
    after = None if last else blocks[section[place + 1]]
    label_before = labels[section[place - 1]] if place else None
    following = tuple(
        found.label if (found := labels[i]) else None for i in section[place + 1 : place + 4]
    )
    wide_before = block.gap_before > unit or place == 0
    return Outlook(
        block,
        blocks[section[place - 1]] if place else None,
        after,
        label_before.label if label_before else None,
        heads_reminder,
        lists and _is_listed(blocks, labels, section, place),
        following,
        after_is_last=place + 2 == len(section),
        after_rows=place > 1 and all(is_dated_row(blocks[i]) for i in section[place - 2 : place]),
        among_figures=_is_among_figures(blocks, labels, section, place),
        opening=place == 0,
        wide_before=wide_before,
        # A title with an empty body has its label at once.
        wide_after=last or block.gap_after > unit or (wide_before and following[0] in _FIELDS),
        capitalised=_capitalised(block.plain),
        last=_last_sign(block),
    )


def _heads_reminder(blocks: Sequence[Block], labels: Sequence[Labelled | None], index: int) -> bool:
    """Whether a line follows the label that stands over each reminder."""
    label = labels[index - 1] if index else None
    block = blocks[index]
    return (
        label is not None
        and label.label is Label.REMINDER
        and block.kind is Kind.TEXT
        and block.words <= _MOST_WORDS_OF_SENTENCE
        and block.plain[-1] not in ".,;"
    )


def _is_listed(
    blocks: Sequence[Block],
    labels: Sequence[Labelled | None],
    section: Sequence[int],
    place: int,
) -> bool:
    """Whether only dated lines part a dated line from the label of dates before it."""
    for index in reversed(section[max(0, place - _LONGEST_LIST) : place + 1]):
        found = labels[index]
        if found is not None:
            return found.label is Label.KEY_DATES
        if not heading_cues.A_DATE.search(blocks[index].plain):
            return False
    return False


def _is_among_figures(
    blocks: Sequence[Block],
    labels: Sequence[Labelled | None],
    section: Sequence[int],
    place: int,
) -> bool:
    """Whether only lines of figures part a line of figures from the label before it."""
    for index in reversed(section[max(0, place - _LONGEST_LIST) : place + 1]):
        found, plain = labels[index], blocks[index].plain
        if found is not None:
            return found.label is Label.BODY
        if plain[-1] in ".!?" or not heading_cues.FIGURE.search(plain):
            return False
    return False


def _shape(view: Outlook) -> float:
    return sum(weight for weight, holds in FEATURES if holds(view))


def _keeps_rhythm(views: dict[int, Outlook], shapes: dict[int, float]) -> bool:
    """Whether headings are told by their gaps: more stand wide than look like one and do not."""
    framed = sum(
        view.block.gap_before > 1 and view.wide_before and view.wide_after
        and view.last not in ".;," and shapes[index] >= _FRAMED_SHAPE
        and view.after is not None and view.block.gap_after > 1
        for index, view in views.items()
    )  # fmt: skip
    narrow = sum(
        not view.wide_before and not view.wide_after and shapes[index] >= THRESHOLD
        for index, view in views.items()
    )
    return framed >= 1 and framed >= narrow


def _choose(
    scores: dict[int, float],
    shapes: dict[int, float],
    sections: Sequence[Sequence[int]],
    bodies: Set[int],
    *,
    strict: bool,
) -> list[Heading]:
    """Candidates over the threshold; of neighbours, the first, for sub-headings follow headings."""
    chosen: list[Heading] = []
    for section in sections:
        run_end: int | None = None  # place of the last line of a heading and its sub-headings
        skipped = 0
        for place, index in enumerate(section):
            score = scores.get(index)
            if score is None or score < THRESHOLD:
                continue
            adjacent = run_end is not None and place == run_end + 1 and skipped < _MOST_SUB_HEADINGS
            sure = strict and shapes[index] >= _SURE_SHAPE and index not in bodies
            if adjacent and strict and score >= chosen[-1].score + _FAR_BETTER:
                chosen.pop()  # a line within a body, whose heading this would be by its gaps
                sure = True
            if adjacent and not sure:
                chosen[-1] = replace(chosen[-1], unsure=True)
                skipped += 1
                # Where the rhythm is kept a short body stands alone, and a heading may follow it.
                run_end = None if strict else place
                continue
            run_end, skipped = place, 0
            chosen.append(Heading(index, score, adjacent or abs(score - THRESHOLD) < _UNSURE))
    return chosen


@lru_cache(maxsize=4096)
def _capitalised(plain: str) -> float:
    words = [
        word
        for word in heading_cues.TELLING.findall(plain)
        if word.lower() not in heading_cues.SMALL
    ]
    return sum(not word[0].islower() for word in words) / len(words) if words else 0.0


def _names_what_follows(outlook: Outlook) -> bool:
    """Whether a line ending in a colon heads a paragraph rather than opens a list or quotation."""
    return (
        outlook.after is not None
        and outlook.after.kind is Kind.TEXT
        and outlook.after.words >= 10
        and heading_cues.LEADS_IN.search(outlook.block.plain) is None
    )


def _last_word(plain: str) -> str:
    return plain.rstrip(" .,:;!?)\"'").rpartition(" ")[2].lower()


def _last_sign(block: Block) -> str:
    """The last character, closing quotes and brackets aside."""
    return block.plain.rstrip("\"')")[-1:] or '"'


def _is_lead(block: Block | None) -> bool:
    """Whether a block opens an item's body: "On 13 October …", "… published …"."""
    return block is not None and (
        heading_cues.DATED.match(block.plain) is not None
        or heading_cues.ANNOUNCES.search(block.plain[:100]) is not None
    )


def _tells(outlook: Outlook) -> bool:
    """Whether the last words of a text, which may be cut short, are a sentence's."""
    plain = outlook.block.plain
    last = _last_word(plain)
    return (
        heading_cues.VERB.search(plain) is not None
        or (outlook.block.words > 6 and heading_cues.THE_SMALL.match(plain) is not None)
    ) or (len(last) > 1 and any(verb.startswith(last) for verb in heading_cues.CUT_VERBS))


def _is_cut_paragraph(outlook: Outlook) -> bool:
    return (
        outlook.after is not None
        and outlook.after_is_last
        and (outlook.after.words >= 4 or outlook.after.plain[-1] not in ".!?:")
    )


def _is_paragraph(block: Block | None) -> bool:
    return block is not None and (block.plain[-1] in ".!?" or block.words >= 12)
