"""A summary in a sentence, as tables, as pictures, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from ..flows import Duration, Locate, Share, Summary, entries, exits, in_care
from ..flows.splits import located
from ..histories import Histories
from ..pictures.canvas import Picture, long_date
from ..pictures.distances import FAR, distances
from ..pictures.flows import Flow, flows
from ..pictures.stock import stock
from ..returns import collection_year, first_day, last_day
from ..sheets import Column, Sheet, Value, age_words
from .nothing import NothingToDraw


def source_of(found: Histories) -> str:
    """What a table or picture says about where its figures are from."""
    names = sorted({one.authority for one in found.children if one.authority})
    whose = f" of {', '.join(names)}" if 0 < len(names) <= 5 else ""
    return f"SSDA903 returns{whose}, {long_date(found.since)} to {long_date(found.until)}."


def said(made: Summary) -> str:
    """The summary in a few sentences."""
    now = made.table("in_care_by_age_and_category").total
    came = made.table("came_by_need_and_age").total
    left = made.table("left_by_reason_and_age").total
    moved = made.table("moves_from_and_to").total
    words = (
        f"{now:,} {'child was' if now == 1 else 'children were'} in care on {long_date(made.last)}. "
        f"From {long_date(made.first)}, {came:,} came into care, {left:,} left, and "
        f"{moved:,} {'move was' if moved == 1 else 'moves were'} made."
    )
    many, same = made.many_placements, made.same_placement
    if many and many.of:
        words += f" {_share(many)} had three or more placements in the year."
    if same and same.of:
        words += f" Of those under 16 and in care for 2½ years, {_share(same)} had been two years in one placement."
    elif many and not same:
        words += " Who stayed two years in one placement is not known: the returns reach back less than 2½ years."
    return words


def document(made: Summary) -> Mapping[str, object]:
    """The tables as JSON, exact."""
    return {
        "from": made.first.isoformat(),
        "to": made.last.isoformat(),
        "said": said(made),
        "tables": [
            {
                "name": table.name, "title": table.title, "question": table.question, "period": table.period,
                "row_heading": table.row_heading, "column_heading": table.column_heading, "rows": table.rows,
                "columns": table.columns, "counts": table.counts, "note": table.note, "source": table.source,
            }
            for table in made.tables
        ],
        "placements_last": [asdict(one) for one in made.placements_last],
        "periods_last": [asdict(one) for one in made.periods_last],
        "many_placements": made.many_placements and asdict(made.many_placements),
        "same_placement": made.same_placement and asdict(made.same_placement),
    }  # fmt: skip


def picture(name: str, found: Histories, made: Summary, locate: Locate) -> Picture:
    """One of the pictures of a summary, as SVG."""
    if name == "flows":
        return _flows(found, made)
    if name == "distances":
        return _distances(found, made, locate)
    return stock_picture(made, source_of(found))


def stock_picture(made: Summary, source: str) -> Picture:
    """Children in care by age and placement."""

    table = made.table("in_care_by_age_and_category")
    fostered = table.column_totals[table.columns.index("fostering")]
    share = f" {fostered / table.total:.0%} of them are in foster care." if table.total else ""
    return stock(
        {
            (age_words(age), category): count
            for age, counts in zip(table.rows, table.counts, strict=True)
            for category, count in zip(table.columns, counts, strict=True)
        },
        ages=[age_words(age) for age in table.rows],
        categories=table.columns,
        title=f"Children in care on {long_date(made.last)} by age and placement",
        finding=f"{table.total:,} children.{share}",
        source=source,
    )


def _flows(found: Histories, made: Summary) -> Picture:
    """Entries and leavers of each year that the returns hold whole, up to the one asked for."""

    years = [
        year
        for year in range(collection_year(found.since), collection_year(made.last) + 1)
        if first_day(year) >= found.since and last_day(year) <= found.until
    ]
    drawn = [
        Flow(
            f"{year - 1}-{year % 100:02}",
            len(entries(found, first_day(year), last_day(year))),
            len(exits(found, first_day(year), last_day(year))),
        )
        for year in years
    ]
    if not drawn:
        raise NothingToDraw("There is no whole year in these returns to draw.")
    more = sum(one.came > one.left for one in drawn)
    return flows(
        drawn,
        title="Coming into care and leaving",
        finding=f"More children came into care than left in {more} of {len(drawn)} years.",
        source=f"Years to 31 March. {source_of(found)}",
    )


def _distances(found: Histories, made: Summary, locate: Locate) -> Picture:

    where = [located(one, locate) for one in in_care(found, made.last)]
    miles = [one.miles for one in where if one is not None and one.miles is not None]
    if not miles:
        raise NothingToDraw(
            "There is no distance to draw: no placement has two postcodes that are known."
        )
    far = sum(one > FAR for one in miles)
    return distances(
        miles,
        title=f"How far from home children live on {long_date(made.last)}",
        finding=f"{far:,} of {len(miles):,} ({far / len(miles):.0%}) live over {FAR} miles from home.",
        source=f"Straight line between postcodes; children seeking asylum are left out. {source_of(found)}",
    )


def lengths(made: Summary) -> list[Sheet]:
    period = f"{long_date(made.first)} to {long_date(made.last)}"
    note = (
        "Half end within so many days, those that go on included (Kaplan and Meier); blank where more than half go on. "
        "Who came before the returns begin is counted from the first episode in them."
    )
    return [
        Sheet(
            title.partition(",")[0],
            title,
            (Column(of), *_LENGTHS),
            [_length(one) for one in group],
            period,
            note=note,
        )
        for title, of, group in (
            ("How long placements last", "Placement", made.placements_last),
            ("How long care lasts, by age on coming in", "Age", made.periods_last),
        )
    ]


_LENGTHS = (
    Column("Ended", 0),
    Column("Going on", 0),
    Column("A quarter end within (days)", 0),
    Column("Half end within (days)", 0),
)


def _length(one: Duration) -> list[Value]:
    return [age_words(one.heading), one.ended, one.going_on, one.quarter, one.median]


def _share(one: Share) -> str:
    return f"{one.count:,} ({(one.percent or 0):.0f}%)"
