"""Histories as frames for analysts."""

from __future__ import annotations

import datetime as dt

import polars as pl

from caremodel import frames
from caremodel.histories.model import Child, Episode, Histories, Period, Placement
from caremodel.sheets import Column, Sheet

BEGAN, MOVED = dt.date(2024, 4, 10), dt.date(2024, 6, 1)


def an_episode(began: dt.date, ended: dt.date | None, place: str, ls: str = "C2") -> Episode:
    return Episode(
        began, ended, "S", ls, "N1", place, "PR1", None, None, "RH12 4FF", "BN8 5FJ", None, 2025
    )


def one_child() -> Histories:
    fostered = an_episode(BEGAN, MOVED, "U4"), an_episode(MOVED, None, "K2")
    placed = tuple(
        Placement(one.began, one.ended, one.place, "PR1", None, "RH12 4FF", "BN8 5FJ", None, (one,))
        for one in fostered
    )
    child = Child(
        "C1",
        "845",
        dt.date(2012, 6, 1),
        "F",
        "WBRI",
        None,
        False,
        (Period(BEGAN, None, None, placed),),
    )
    nobody = Child("C2", "845", None, None, None, None, True, ())
    return Histories((child, nobody), dt.date(2024, 4, 1), dt.date(2025, 3, 31))


def test_a_row_for_each_child() -> None:
    frame = frames.children(one_child())
    assert frame.select("child", "periods", "placements", "in_care").rows() == [
        ("C1", 1, 2, True),
        ("C2", 0, 0, False),
    ]
    assert frame.schema["born"] == pl.Date


def test_a_placement_has_its_days_age_and_category() -> None:
    frame = frames.placements(one_child())
    assert frame.select("category", "days", "age").rows() == [
        ("fostering", 52, 11),  # 10 April to 1 June, which is her twelfth birthday
        ("residential", 304, 12),  # and then to the end of 31 March
    ]


def test_an_episode_belongs_to_its_placement() -> None:
    frame = frames.episodes(one_child())
    assert frame.select("child", "placement", "place", "year").rows() == [
        ("C1", 1, "U4", 2025),
        ("C1", 2, "K2", 2025),
    ]


def test_frames_of_nobody_have_their_columns() -> None:
    nobody = Histories((), BEGAN, MOVED)
    for frame in (frames.children(nobody), frames.placements(nobody), frames.episodes(nobody)):
        assert frame.height == 0
        assert "child" in frame.columns


def test_a_table_for_people_keeps_its_numbers() -> None:
    sheet = Sheet("x", "x", (Column("Age"), Column("Children", 0)), [("all", 7), ("<1", None)])
    frame = frames.of_sheet(sheet)
    assert frame.schema == {"Age": pl.String, "Children": pl.Int64}
    assert frame["Children"].sum() == 7
