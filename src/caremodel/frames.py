"""Histories as polars frames, for a notebook and for Parquet.

One row a child, a placement or an episode. Days are half open: `ended` is the first day that it no longer was.
Nothing is taken out or hidden: a frame names children and stays where the return stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .ages import age_on
from .sheets import Sheet

if TYPE_CHECKING:
    import polars as pl

    from .histories.model import Child, Histories, Period, Placement


def children(histories: Histories) -> pl.DataFrame:
    """One row a child: who, when first in care, how often, whether now."""
    return _frame(
        {
            "child": str, "authority": str, "born": dt.date, "sex": str, "ethnic": str, "seeking_asylum": bool,
            "first_began": dt.date, "periods": int, "placements": int, "in_care": bool,
        },
        (
            (
                child.id, child.authority, child.born, child.sex, child.ethnic, child.seeking_asylum,
                child.periods[0].began if child.periods else None,
                len(child.periods),
                sum(len(period.placements) for period in child.periods),
                any(period.ended is None for period in child.periods),
            )
            for child in histories.children
        ),
    )  # fmt: skip


def placements(histories: Histories) -> pl.DataFrame:
    """One row a placement: a change of legal status or of a code's name is no move."""
    return _frame(
        {
            "child": str, "authority": str, "period": int, "placement": int, "began": dt.date, "ended": dt.date,
            "days": int, "age": int, "category": str, "place": str, "provider": str, "urn": str,
            "home_post": str, "pl_post": str, "reason": str, "respite": bool,
        },
        (
            (
                child.id, child.authority, in_care, number, one.began, one.ended,
                ((one.ended or histories.until + dt.timedelta(1)) - one.began).days,
                age_on(child.born, one.began) if child.born else None,
                one.category, one.place, one.provider, one.urn, one.home_post, one.pl_post, one.reason,
                period.respite,
            )
            for child, in_care, period, number, one in _each_placement(histories)
        ),
    )  # fmt: skip


def episodes(histories: Histories) -> pl.DataFrame:
    """One row an episode, with the period and the placement that it belongs to."""
    return _frame(
        {
            "child": str, "authority": str, "period": int, "placement": int, "began": dt.date, "ended": dt.date,
            "rne": str, "ls": str, "cin": str, "place": str, "provider": str, "rec": str, "reason": str,
            "home_post": str, "pl_post": str, "urn": str, "year": int,
        },
        (
            (child.id, child.authority, in_care, number, *episode)
            for child, in_care, _, number, one in _each_placement(histories)
            for episode in one.episodes
        ),
    )  # fmt: skip


def of_sheet(sheet: Sheet) -> pl.DataFrame:
    """A table for people as a frame: what is shown as a number is one."""
    import polars as pl

    columns: dict[str, list[Any]] = {
        column.name: [row[number] for row in sheet.rows]
        for number, column in enumerate(sheet.columns)
    }
    types: dict[str, Any] = {
        column.name: pl.Int64 if column.decimals == 0 else pl.Float64
        for column in sheet.columns
        if column.decimals is not None
    }
    return pl.DataFrame(columns, schema_overrides=types, strict=False)


def _each_placement(
    histories: Histories,
) -> Iterator[tuple[Child, int, Period, int, Placement]]:
    for child in histories.children:
        for in_care, period in enumerate(child.periods, 1):
            for number, one in enumerate(period.placements, 1):
                yield child, in_care, period, number, one


def _frame(columns: Mapping[str, type], rows: Iterator[Sequence[Any]]) -> pl.DataFrame:
    import polars as pl

    types: dict[type, Any] = {str: pl.String, int: pl.Int64, bool: pl.Boolean, dt.date: pl.Date}
    schema = {name: types[kind] for name, kind in columns.items()}
    return pl.DataFrame(list(rows), schema=schema, orient="row")
