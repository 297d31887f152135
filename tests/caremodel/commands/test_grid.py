"""Tables in plain text."""

from __future__ import annotations

import datetime as dt
import io

from caremodel.commands.grid import grid
from caremodel.commands.progress import Bar
from caremodel.sheets import Column, Sheet


def lines(sheet: Sheet, within: int = 80) -> list[str]:
    return list(grid(sheet, within=within))


def test_numbers_stand_right_and_text_left() -> None:
    sheet = Sheet(
        "", "", (Column("Age"), Column("All", 0)), [("under 1", 7), ("1 to 4", 1470), ("all", None)]
    )
    assert lines(sheet) == [
        "Age        All",
        "-------  -----",
        "under 1      7",
        "1 to 4   1,470",
        "all",
    ]


def test_long_text_runs_on_and_no_line_is_too_long() -> None:
    sheet = Sheet(
        "",
        "",
        (Column("Rule"), Column("What is wrong"), Column("Rows", 0)),
        [("101", "The date of birth is lacking or was not understood. " * 4, 12)],
    )
    shown = lines(sheet)
    assert max(map(len, shown)) <= 80
    said = " ".join(line[6:].rstrip(" 12").strip() for line in shown[2:])
    assert said == ("The date of birth is lacking or was not understood. " * 4).strip()


def test_headings_give_way_before_cells() -> None:
    sheet = Sheet(
        "",
        "",
        (Column("Day"), *(Column(f"Even chances {n}") for n in range(6))),
        [(dt.date(2025, 3, 31), *["1,000 to 2,000"] * 6)],
    )
    shown = lines(sheet, within=110)
    assert shown[-1] == "  ".join(["31 Mar 2025", *["1,000 to 2,000"] * 6])


def test_a_table_of_nothing_has_its_headings() -> None:
    assert lines(Sheet("", "", (Column("Age"), Column("All", 0)), [])) == ["Age  All", "---  ---"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_seen_on_a_terminal_and_wiped() -> None:
    terminal = Terminal()
    with Bar("Reading", terminal) as bar:
        bar.step(4, 4, "2025/episodes.csv")
    said = terminal.getvalue()
    assert "Reading [........................]   0%" in said
    assert "Reading [########################] 100%" in said
    assert said.endswith("\r")
    assert said.split("\r")[-2].strip() == ""


def test_a_bar_says_nothing_to_a_file() -> None:
    file = io.StringIO()
    with Bar("Reading", file) as bar:
        bar.step(1, 4)
    assert file.getvalue() == ""
