"""The summary of a year or another span: fixed tables that answer the questions asked most."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..histories import NOT_SAID, Histories
from ..histories.changes import in_words
from ..placements import CATEGORIES
from ..returns import collection_year, last_day
from .count_table import CountTable, cells, table_of, tabulate
from .durations import DURATION_BANDS, LONGEST, Duration, duration_band, durations, spells
from .movement import Move, Reentry, entries, exits, moves, reentries
from .pathways import DIRECTIONS, direction
from .periods_of_time import Span, months_before, span, span_in_words
from .splits import NOT_KNOWN, SPLITS, Headings, Locate, Split, by_distance, seeks_asylum
from .stability import (
    Share,
    long_in_care,
    long_placed,
    many_placements,
    placements_in_year,
    same_placement,
)
from .standing import Standing, in_care

LEFT_FOR = (
    ("adopted", ("E11", "E12")),
    ("special guardianship", ("E43", "E44", "E45", "E46", "E47", "E48")),
    ("child arrangements order", ("E41",)),
    ("home or to relatives", ("E4A", "E4B", "E13")),
    ("independent living", ("E5", "E6")),
    ("staying put at 18", ("E17",)),
    ("adult care", ("E7",)),
    ("custody or end of remand", ("E9", "E14")),
    ("another authority", ("E3",)),
    ("other reason", ("E15", "E16", "E2", "E8")),
    ("reason not said", (NOT_SAID,)),
)
"""Reasons for leaving care, as groups of REC."""

_LEFT_FOR = {code: title for title, codes in LEFT_FOR for code in codes}

REASONS = (
    ("care plan", ("CARPL",)),
    ("carer asked, behaviour", ("CREQB",)),
    ("carer asked, other", ("CREQO",)),
    ("child asked", ("CHILD",)),
    ("authority asked", ("LAREQ",)),
    ("closure", ("CLOSE",)),
    ("allegation or standards", ("ALLEG", "STAND", "APPRR")),
    ("custody", ("CUSTOD",)),
    ("other", ("OTHER",)),
    ("status only", ("PLACE",)),
)
"""Reasons for moves, as groups of REASON_PLACE_CHANGE."""

_REASONS = {code: title for title, codes in REASONS for code in codes}

BACK_AFTER = ((31, "within a month"), (183, "within 6 months"), (366, "within a year"))
BACK_LATER = "later"
_NO_SHORT_BREAKS = "Children on short breaks (V3, V4) are left out."


@dataclass(frozen=True, slots=True)
class Summary:
    """What is asked of a span of days, in tables; the shares and durations are of the same children."""

    first: dt.date
    last: dt.date
    tables: tuple[CountTable, ...]
    placements_last: tuple[Duration, ...]
    """How long placements last, by category; of few children, so not to be published as it is."""
    periods_last: tuple[Duration, ...]
    """How long care lasts, by age on coming in."""
    many_placements: Share | None
    """Three or more placements in the year; None if the span is no collection year."""
    same_placement: Share | None
    """Two years in one placement; None if the span is no collection year, or the returns reach back less than 2½ years."""

    def table(self, name: str) -> CountTable:
        """A table by its name; KeyError if there is none."""
        return next((one for one in self.tables if one.name == name), None) or _missing(name)


def summary(
    histories: Histories, period: int | Span | None = None, *, locate: Locate | None = None
) -> Summary:
    """The tables of a collection year or of (first day, last day); the last year known if none is given.

    locate gives miles and authorities for two postcodes; without it there is no table of distance. ValueError
    for days that the histories do not reach to.
    """
    first, last = _within(histories, period)
    now = list(in_care(histories, last))
    moved = moves(histories, first, last)
    tables = [
        *_stock(now, in_words(last), locate),
        _over_years(histories, last),
        *_came_and_left(histories, first, last),
        *_moves(moved, span_in_words(first, last)),
        _lengths(histories, first, last),
    ]
    year = collection_year(last)
    whole_year = (first, last) == span(year)
    reaches_back = histories.since <= months_before(last, 30)
    if whole_year:
        tables.append(_placements_of_the_year(histories, year))
    if whole_year and reaches_back:
        tables.append(_long_placed(histories, year))
    return Summary(
        first,
        last,
        tuple(tables),
        durations(histories, first, last, "placements", "category"),
        durations(histories, first, last, "periods", "age"),
        many_placements(histories, year) if whole_year else None,
        same_placement(histories, year) if whole_year and reaches_back else None,
    )


def _within(histories: Histories, period: int | Span | None) -> Span:
    if period is None:
        first, last = span(collection_year(histories.until))
        return max(first, histories.since), min(last, histories.until)
    first, last = span(period)
    if not histories.since <= first <= last <= histories.until:
        raise ValueError(
            f"The returns tell of {span_in_words(histories.since, histories.until)}; "
            f"{span_in_words(first, last)} is not within that."
        )
    return first, last


def _stock(now: Sequence[Standing], day: str, locate: Locate | None) -> Iterator[CountTable]:
    pairs = [
        (SPLITS[rows], SPLITS[columns])
        for rows, columns in (
            ("age", "category"),
            ("provision", "category"),
            ("need", "category"),
            ("legal", "age"),
            ("ethnicity", "age"),
            ("sex", "age"),
            ("asylum", "age"),
            ("time", "category"),
        )
    ]
    for rows, columns in pairs:
        longer = _perhaps_longer(now) if rows.name == "time" else ""
        yield _in_care(now, rows, columns, day, f"{_NO_SHORT_BREAKS}{longer}")
    if locate:
        yield from _distances([one for one in now if not seeks_asylum(one)], day, locate)


def _distances(now: Sequence[Standing], day: str, locate: Locate) -> Iterator[CountTable]:
    rows, boundary = by_distance(locate)
    note = f"Children seeking asylum are left out: the DfE asks no distance of them. {_NO_SHORT_BREAKS}"
    for columns in (boundary, SPLITS["category"]):
        yield _in_care(now, rows, columns, day, note)


def _in_care(
    now: Sequence[Standing], rows: Split, columns: Split, day: str, note: str
) -> CountTable:
    return tabulate(
        now,
        rows,
        columns,
        name=f"in_care_by_{rows.name}_and_{columns.name}",
        title=f"Children in care by {_lower(rows)} and {_lower(columns)}",
        question=f"How many children are in care, by {_lower(rows)} and {_lower(columns)}?",
        period=day,
        note=note,
    )


def _over_years(histories: Histories, last: dt.date) -> CountTable:
    years = range(collection_year(histories.since), collection_year(last) + 1)
    days = [last_day(year) for year in years if last_day(year) <= last]
    split = SPLITS["category"]
    rows = tuple(map(in_words, days))
    counts = Counter(
        (row, split.of(one))
        for row, day in zip(rows, days, strict=True)
        for one in in_care(histories, day)
    )
    return CountTable(
        "in_care_on_31_march_by_category",
        "Children in care on each 31 March by placement",
        "How has the number of children in care changed over the years?",
        span_in_words(histories.since, last),
        "Day",
        split.title,
        rows,
        CATEGORIES,
        cells(counts, rows, CATEGORIES),
        _NO_SHORT_BREAKS,
        rows_add=False,
    )


def _came_and_left(histories: Histories, first: dt.date, last: dt.date) -> Iterator[CountTable]:
    when = span_in_words(first, last)
    came, left = entries(histories, first, last), exits(histories, first, last)
    note = "Periods of care are counted, so a child can be in twice. Short breaks are left out."
    for rows in (SPLITS["need"], SPLITS["category"], SPLITS["asylum"]):
        yield tabulate(
            came,
            rows,
            SPLITS["age"],
            name=f"came_by_{rows.name}_and_age",
            title=f"Came into care, by {_lower(rows)} and age",
            question=f"Who came into care, by {_lower(rows)} and age on the first day?",
            period=when,
            note=note,
        )
    for rows in (_REASON_FOR_LEAVING, SPLITS["category"], SPLITS["time"]):
        yield tabulate(
            left,
            rows,
            SPLITS["age"],
            name=f"left_by_{rows.name}_and_age",
            title=f"Left care, by {_lower(rows)} and age",
            question=f"Who left care, by {_lower(rows)} and age on the last day?",
            period=when,
            note=f"{note}{_perhaps_longer(left) if rows.name == 'time' else ''}",
        )
    yield _came_back(reentries(histories, first, last), when)


def _came_back(back: Sequence[Reentry], when: str) -> CountTable:
    after = Headings(
        "away",
        "Time since leaving",
        (*(title for _, title in BACK_AFTER), BACK_LATER),
    )
    counts = Counter((_after(one.away), SPLITS["age"].of(one.standing)) for one in back)
    return table_of(
        counts,
        after,
        SPLITS["age"],
        name="came_back_by_away_and_age",
        title="Came back into care, by time since leaving and age",
        question="Who came back into care, and how soon?",
        period=when,
        note="Only where the period of care before is in the returns read.",
    )


def _perhaps_longer(those: Iterable[Standing]) -> str:
    """What to say where the returns do not tell when care began: the first episode in them does not start it."""
    longest = SPLITS["time"].headings[-1]
    cut = (one for one in those if one.period.placements[0].episodes[0].rne != "S")
    if all(SPLITS["time"].of(one) == longest for one in cut):
        return ""
    return " Some came before the first episode in the returns: they have been in care longer than is said."


def _after(days: int) -> str:
    return next((title for least, title in BACK_AFTER if days < least), BACK_LATER)


def _moves(moved: Sequence[Move], when: str) -> Iterator[CountTable]:
    note = (
        "A change of legal status, of a placement's name with the same carers (RNE T), or time away (T0 to T4) "
        "is no move."
    )
    category, age = SPLITS["category"], SPLITS["age"]
    yield table_of(
        Counter((category.of(one.before), category.of(one.after)) for one in moved),
        Headings("from", "From", CATEGORIES),
        Headings("to", "To", CATEGORIES),
        name="moves_from_and_to",
        title="Moves from and to kinds of placement",
        question="Between which kinds of placement did children move?",
        period=when,
        note=note,
    )
    reason = Headings("reason", "Reason", tuple(title for title, _ in REASONS))
    yield table_of(
        Counter((_REASONS.get(one.reason or "", NOT_KNOWN), age.of(one.after)) for one in moved),
        reason,
        age,
        name="moves_by_reason_and_age",
        title="Moves by reason and age",
        question="Why did children move?",
        period=when,
        note=note,
    )
    step = Headings("step", "Step", DIRECTIONS)
    yield table_of(
        Counter((direction(one), age.of(one.after)) for one in moved),
        step,
        age,
        name="moves_by_step_and_age",
        title="Steps up and down by age",
        question="Did moves go to more care or to less?",
        period=when,
        note="Up and down the scale: parents or adopters, supported, foster carers, home with staff, locked or hospital.",
    )


def _lengths(histories: Histories, first: dt.date, last: dt.date) -> CountTable:
    bands = Headings("length", "Length", (*(title for _, title in DURATION_BANDS), LONGEST))
    category = SPLITS["category"]
    ended = [(one, spell) for one, spell in spells(histories, first, last) if spell.ended]
    return table_of(
        Counter((duration_band(spell.days), category.of(one)) for one, spell in ended),
        bands,
        category,
        name="placements_ended_by_length_and_category",
        title="Placements that ended, by length and kind",
        question="How long did placements last that ended?",
        period=span_in_words(first, last),
        note="Of those alone that ended; those that go on are longer.",
    )


def _placements_of_the_year(histories: Histories, year: int) -> CountTable:
    age = SPLITS["age"]
    numbers = Headings("number", "Placements in the year", ("1", "2", "3 or more"))
    return table_of(
        Counter(
            (str(number) if number < 3 else "3 or more", age.of(one))
            for one, number in placements_in_year(histories, year)
        ),
        numbers,
        age,
        name="in_care_by_number_of_placements_and_age",
        title="Children in care by placements in the year and age",
        question="How many children had three or more placements in the year?",
        period=in_words(last_day(year)),
        note="The DfE's indicator: children in care on 31 March, every placement of the year.",
    )


def _long_placed(histories: Histories, year: int) -> CountTable:
    age = SPLITS["age"]
    stay = Headings("stay", "In the placement", ("2 years or more", "less than 2 years"))
    long = [one for one in in_care(histories, last_day(year)) if long_in_care(one)]
    return table_of(
        Counter((stay.headings[not long_placed(one)], age.of(one)) for one in long),
        stay,
        age,
        name="long_in_care_by_stay_and_age",
        title="Children in care for 2½ years by time in the placement and age",
        question="How many children long in care have stayed in one placement?",
        period=in_words(last_day(year)),
        note="The DfE's indicator: under 16 on 31 March and in care for 2½ years; adoption counts with the placement before.",
    )


_REASON_FOR_LEAVING = Split(
    "reason",
    "Reason for leaving",
    tuple(title for title, _ in LEFT_FOR),
    lambda one: _LEFT_FOR.get(one.period.rec or "", "other reason"),
)


def _lower(split: Headings) -> str:
    return split.title[0].lower() + split.title[1:]


def _missing(name: str) -> CountTable:
    raise KeyError(f"The summary has no table {name!r}.")
