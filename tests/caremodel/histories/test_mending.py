"""Rows of one child become one line: what is done about each fault, and that it is said."""

from __future__ import annotations

import pytest

from caremodel.histories import NOT_SAID, stitch
from tests.caremodel.histories.test_stitch import child, episodes, kinds, lines
from tests.caremodel.returned import day, returned, row


@pytest.mark.parametrize(
    ("rows", "line", "kind"),
    [
        pytest.param(
            ["a 1/6/2021 S C2 U6 - -", "a 1/8/2021 P C2 K2 - -"],
            ["01/06/21–01/08/21 X1", "01/08/21–"],
            ["open"],
            id="two open at once",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 9/8/2021 X1", "a 1/8/2021 P C2 K2 - -"],
            ["01/06/21–01/08/21 X1", "01/08/21–"],
            ["overlap"],
            id="overlap",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 9/8/2021 E4A", "a 1/8/2021 S C2 K2 - -"],
            ["01/06/21–01/08/21 E4A", "01/08/21–"],
            ["overlap"],
            id="overlap of two periods",
        ),
        pytest.param(
            [
                "a 1/6/2021 S C2 U6 1/12/2021 E4A",
                "a 1/8/2021 P C2 K2 1/9/2021 X1",
            ],
            ["01/06/21–01/08/21 X1", "01/08/21–01/09/21 X1", "01/09/21–01/12/21 E4A"],
            ["overlap", "overlap"],
            id="one within another",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 20/7/2021 X1", "a 1/8/2021 P C2 K2 - -"],
            ["01/06/21–01/08/21 X1", "01/08/21–"],
            ["gap"],
            id="gap under X1",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 20/7/2021 X1", "a 1/8/2021 S C2 K2 - -"],
            [f"01/06/21–20/07/21 {NOT_SAID}", "01/08/21–"],
            ["reason"],
            id="X1 and then into care again",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 1/8/2021 -", "a 1/8/2021 P C2 K2 - -"],
            ["01/06/21–01/08/21 X1", "01/08/21–"],
            ["reason"],
            id="an end without reason, gone on",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 1/8/2021 -"],
            [f"01/06/21–01/08/21 {NOT_SAID}"],
            ["reason"],
            id="an end without reason, the last",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 1/8/2021 X1"],
            [f"01/06/21–01/08/21 {NOT_SAID}"],
            ["reason"],
            id="X1 and nothing after it",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 - E4A"],
            ["01/06/21–31/03/22 E4A"],
            ["open"],
            id="a reason for leaving without a day",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 9/4/2022 E4A"], ["01/06/21–"], ["not yet"], id="an end to come"
        ),
        pytest.param(["a 1/6/2021 S C2 U6 - X1"], ["01/06/21–"], ["reason"], id="X1 without a day"),
        pytest.param(
            ["a 1/6/2021 S C2 U6 1/5/2021 X1", "a 1/8/2021 P C2 K2 - -"],
            ["01/06/21–01/08/21 X1", "01/08/21–"],
            ["end before start", "open"],
            id="an end before its start",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 - -", "a 1/6/2021 S C2 U6 - -"],
            ["01/06/21–"],
            ["duplicate"],
            id="a row twice",
        ),
        pytest.param(
            ["a 1/6/2021 S C2 U6 - -", "a 1/6/2021 S C2 U6 1/8/2021 E4A"],
            ["01/06/21–01/08/21 E4A"],
            ["duplicate"],
            id="a start twice, with an end and without",
        ),
    ],
)
def test_what_is_done(rows: list[str], line: list[str], kind: list[str]) -> None:
    for given in (rows, rows[::-1]):  # rows come in any order
        histories = stitch([returned(2022, *given)])
        assert lines(histories) == line
        assert kinds(histories) == kind
        assert all(change.child == "a" and change.year == 2022 for change in histories.changes)


def test_leaving_and_coming_back_the_same_day_is_two_periods_and_no_change() -> None:
    histories = stitch(
        [returned(2022, "a 1/6/2021 S C2 U6 1/8/2021 E4A", "a 1/8/2021 S C2 K2 - -")]
    )
    assert len(child(histories).periods) == 2
    assert histories.changes == ()


def test_an_end_beyond_its_return_s_year_is_believed_where_a_later_return_does_not_deny_it() -> (
    None
):
    histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 9/4/2022 E4A"), returned(2023)])
    assert lines(histories) == ["01/06/21–09/04/22 E4A"]


class TestNoNight:
    def test_a_row_that_ends_the_day_it_begins_goes(self) -> None:
        histories = stitch(
            [
                returned(
                    2022,
                    "a 1/6/2021 S C2 U6 1/8/2021 X1",
                    "a 1/8/2021 P C2 R3 1/8/2021 X1",
                    "a 1/8/2021 P C2 K2 - -",
                )
            ]
        )
        assert [one.place for one in episodes(histories)] == ["U6", "K2"]
        assert kinds(histories) == ["no night"]

    def test_coming_into_care_by_such_a_row_is_kept(self) -> None:
        histories = stitch(
            [returned(2022, "a 1/6/2021 S C2 U6 1/6/2021 X1", "a 1/6/2021 P C2 K2 - -")]
        )
        assert [(one.rne, one.place) for one in episodes(histories)] == [("S", "K2")]

    def test_leaving_by_such_a_row_is_kept(self) -> None:
        histories = stitch(
            [returned(2022, "a 1/6/2021 S C2 U6 1/8/2021 X1", "a 1/8/2021 P C2 K2 1/8/2021 E4A")]
        )
        assert lines(histories) == ["01/06/21–01/08/21 E4A"]

    def test_a_child_with_nothing_else_was_no_night_in_care(self) -> None:
        histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 1/6/2021 E4A")])
        assert histories.children == ()
        assert kinds(histories) == ["no night"]


class TestNoPlaceInAHistory:
    def test_rows_without_a_start_or_a_child_go(self) -> None:
        histories = stitch(
            [
                returned(
                    2022,
                    "a 1/6/2021 S C2 U6 - -",
                    row("- 1/6/2021 S C2 U6 - -"),
                    row("a - P C2 U6 - -"),
                    row("b - P C2 U6 - -"),
                )
            ]
        )
        assert [one.id for one in histories.children] == ["a"]
        assert [(change.child, change.kind) for change in histories.changes] == [
            ("", "no key"),
            ("a", "no key"),
            ("b", "no key"),
        ]

    def test_rows_that_begin_after_the_year_go(self) -> None:
        histories = stitch(
            [returned(2022, "a 1/6/2021 S C2 U6 1/5/2022 X1", "a 1/5/2022 P C2 K2 - -")]
        )
        assert kinds(histories) == ["not begun", "not yet"]
        assert histories.until == day("31/3/2022")


class TestAges:
    HEADER = ({"CHILD": "a", "DOB": day("29/2/2004")},)  # 18 on 1 March 2022

    def test_nobody_is_in_care_from_the_18th_birthday_on(self) -> None:
        histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 - -", header=self.HEADER)])
        assert lines(histories) == [f"01/06/21–01/03/22 {NOT_SAID}"]
        assert kinds(histories) == ["adult"]

    def test_leaving_on_the_birthday_is_no_change(self) -> None:
        histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 1/3/2022 E17", header=self.HEADER)])
        assert lines(histories) == ["01/06/21–01/03/22 E17"]
        assert histories.changes == ()

    def test_an_end_after_the_birthday_is_the_birthday_for_the_same_reason(self) -> None:
        histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 9/3/2022 E17", header=self.HEADER)])
        assert lines(histories) == ["01/06/21–01/03/22 E17"]

    def test_an_episode_begun_after_it_goes(self) -> None:
        histories = stitch(
            [
                returned(
                    2022,
                    "a 1/6/2021 S C2 U6 9/3/2022 X1",
                    "a 9/3/2022 P C2 U6 - -",
                    header=self.HEADER,
                )
            ]
        )
        assert lines(histories) == [f"01/06/21–01/03/22 {NOT_SAID}"]
        assert kinds(histories) == ["adult", "adult"]

    def test_who_turns_18_after_the_last_return_is_in_care_until_then(self) -> None:
        header = [{"CHILD": "a", "DOB": day("1/4/2004")}]
        histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 - -", header=header)])
        assert lines(histories) == ["01/06/21–"]
        assert histories.changes == ()

    def test_care_before_birth_is_kept_and_said(self) -> None:
        header = [{"CHILD": "a", "DOB": day("1/7/2021")}]
        histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 - -", header=header)])
        assert lines(histories) == ["01/06/21–"]
        assert kinds(histories) == ["unborn"]
