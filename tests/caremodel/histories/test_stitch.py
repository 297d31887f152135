"""Years and authorities become one history for each child, and every change is said."""

from __future__ import annotations

import pytest

from caremodel.histories import NOT_SAID, Change, Histories, Link, stitch
from caremodel.histories.model import Child, Episode
from tests.caremodel.returned import day, returned, row


def child(histories: Histories, name: str = "a") -> Child:
    return next(one for one in histories.children if one.id == name)


def episodes(histories: Histories, name: str = "a") -> list[Episode]:
    return [
        episode
        for period in child(histories, name).periods
        for placement in period.placements
        for episode in placement.episodes
    ]


def lines(histories: Histories, name: str = "a") -> list[str]:
    """Episodes in short: start, end, why."""
    return [
        f"{one.began:%d/%m/%y}–{f'{one.ended:%d/%m/%y}' if one.ended else ''} {one.rec or ''}".strip()
        for one in episodes(histories, name)
    ]


def kinds(histories: Histories) -> list[str]:
    return [change.kind for change in histories.changes]


class TestYears:
    def test_an_open_episode_in_two_returns_is_one_and_no_change(self) -> None:
        histories = stitch(
            [returned(2022, "a 1/6/2021 S C2 U6 - -"), returned(2023, "a 1/6/2021 S C2 U6 - -")]
        )
        assert lines(histories) == ["01/06/21–"]
        assert episodes(histories)[0].year == 2023
        assert histories.changes == ()

    def test_open_in_one_year_and_closed_in_the_next_is_no_change(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -"),
                returned(2023, "a 1/6/2021 S C2 U6 5/5/2022 E4A"),
            ]
        )
        assert lines(histories) == ["01/06/21–05/05/22 E4A"]
        assert histories.changes == ()

    def test_what_is_known_reaches_over_all_years(self) -> None:
        histories = stitch([returned(2023, "a 1/6/2022 S C2 U6 - -"), returned(2021)])
        assert (histories.since, histories.until) == (day("1/4/2020"), day("31/3/2023"))

    def test_the_order_of_returns_does_not_matter(self) -> None:
        first = returned(2022, "a 1/6/2021 S C2 U6 - -")
        second = returned(2023, "a 1/6/2021 S C2 K2 5/5/2022 E4A")
        assert stitch([first, second]) == stitch([second, first])

    def test_of_two_returns_of_one_year_the_last_given_is_read(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -", "b 1/6/2021 S C2 U6 - -"),
                returned(2022, "a 2/6/2021 S C2 U6 - -"),
            ]
        )
        assert [one.id for one in histories.children] == ["a"]
        assert lines(histories) == ["02/06/21–"]
        assert kinds(histories) == ["resubmitted"]

    def test_without_returns_there_is_no_history(self) -> None:
        with pytest.raises(ValueError, match="at least one year"):
            stitch([])


class TestLateCorrections:
    def test_the_latest_return_wins_and_what_it_changed_is_said(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 1/2/2022 E4A"),
                returned(2023, "a 1/6/2021 S C2 K2 1/3/2022 E5"),
            ]
        )
        assert lines(histories) == ["01/06/21–01/03/22 E5"]
        assert episodes(histories)[0].place == "K2"
        assert histories.changes == (
            Change(
                "a",
                "corrected",
                "The episode from 1 June 2021 reads differently in the return of 2022-23: "
                "end 1 February 2022 → 1 March 2022; reason for ending E4A → E5; placement U6 → K2.",
                2022,
            ),
        )

    def test_an_end_in_a_year_that_knew_none_is_a_late_correction(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -"),
                returned(2023, "a 1/6/2021 S C2 U6 20/3/2022 E4A"),
            ]
        )
        assert "end blank → 20 March 2022" in histories.changes[0].message

    def test_an_end_taken_back_is_open_again(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 1/2/2022 E4A"),
                returned(2023, "a 1/6/2021 S C2 U6 - -"),
            ]
        )
        assert lines(histories) == ["01/06/21–"]
        assert kinds(histories) == ["corrected"]

    def test_a_later_blank_does_not_unsay_a_fact(self) -> None:
        histories = stitch(
            [
                returned(2022, row("a 1/6/2021 S C2 U6 - -", URN="SC1")),
                returned(2023, row("a 1/6/2021 S C2 - - -", URN=None)),
            ]
        )
        assert (episodes(histories)[0].place, episodes(histories)[0].urn) == ("U6", "SC1")
        assert histories.changes == ()

    def test_a_start_moved_later_replaces_the_first_one(self) -> None:
        histories = stitch(
            [returned(2022, "a 1/6/2021 S C2 U6 - -"), returned(2023, "a 3/6/2021 S C2 U6 - -")]
        )
        assert lines(histories) == ["03/06/21–"]
        assert kinds(histories) == ["superseded"]

    def test_a_start_moved_earlier_replaces_the_first_one(self) -> None:
        histories = stitch(
            [returned(2022, "a 3/6/2021 S C2 U6 - -"), returned(2023, "a 1/6/2021 S C2 U6 - -")]
        )
        assert lines(histories) == ["01/06/21–"]
        assert kinds(histories) == ["superseded"]

    def test_a_move_recorded_late_closes_the_placement_before(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -"),
                returned(2023, "a 1/2/2022 P C2 K2 - -"),
            ]
        )
        assert lines(histories) == ["01/06/21–01/02/22 X1", "01/02/22–"]
        assert kinds(histories) == ["open"]

    def test_a_past_move_corrected_by_a_later_return_stands_as_corrected(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 10/12/2021 X1", "a 10/12/2021 P C2 K2 - -"),
                returned(2023, "a 3/12/2021 P C2 K2 - -"),
            ]
        )
        assert lines(histories) == ["01/06/21–03/12/21 X1", "03/12/21–"]
        assert sorted(kinds(histories)) == ["overlap", "superseded"]


class TestVanished:
    def test_a_child_no_later_return_has_left_with_31_march(self) -> None:
        histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 - -"), returned(2023)])
        assert lines(histories) == [f"01/06/21–01/04/22 {NOT_SAID}"]  # in care on 31 March
        assert histories.changes[0].message == (
            "The episode from 1 June 2021 was open at the end of 2021-22 and is in no later return: "
            "the last day is taken to be 31 March 2022."
        )

    def test_a_child_who_comes_again_later_had_left_with_31_march(self) -> None:
        histories = stitch(
            [returned(2022, "a 1/6/2021 S C2 U6 - -"), returned(2023, "a 5/9/2022 S C2 U6 - -")]
        )
        assert lines(histories) == [f"01/06/21–01/04/22 {NOT_SAID}", "05/09/22–"]
        assert len(child(histories).periods) == 2
        assert kinds(histories) == ["vanished"]

    def test_a_child_who_came_again_in_the_same_year_had_left_the_day_before(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -", "a 5/9/2021 S C1 K2 - -"),
                returned(2023, "a 5/9/2021 S C1 K2 - -"),
            ]
        )
        assert lines(histories) == [f"01/06/21–05/09/21 {NOT_SAID}", "05/09/21–"]
        assert "the last day is taken to be 4 September 2021" in histories.changes[0].message

    def test_an_omitted_row_whose_successor_goes_on_is_closed_there(self) -> None:
        histories = stitch(
            [returned(2022, "a 1/6/2021 S C2 U6 - -"), returned(2023, "a 5/6/2022 P C2 K2 - -")]
        )
        assert lines(histories) == ["01/06/21–05/06/22 X1", "05/06/22–"]
        assert len(child(histories).periods) == 1

    def test_but_not_where_a_whole_return_did_not_have_the_child(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -"),
                returned(2023),
                returned(2024, "a 5/6/2023 P C2 K2 - -"),
            ]
        )
        assert lines(histories) == [f"01/06/21–01/04/22 {NOT_SAID}", "05/06/23–"]

    def test_one_authority_s_later_return_says_nothing_of_another_s_child(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -", authority="845"),
                returned(2023, "b 1/6/2022 S C2 U6 - -", authority="846"),
            ]
        )
        assert lines(histories) == ["01/06/21–"]


class TestPeople:
    def test_the_latest_birthday_is_believed_and_the_difference_said(self) -> None:
        rows = ["a 1/6/2021 S C2 U6 - -"]
        histories = stitch(
            [
                returned(2022, *rows, header=[{"CHILD": "a", "DOB": day("1/5/2010"), "SEX": "1"}]),
                returned(2023, *rows, header=[{"CHILD": "a", "DOB": day("5/1/2010"), "SEX": "M"}]),
            ]
        )
        assert child(histories).born == day("5/1/2010")
        assert [change.message for change in histories.changes] == [
            "The birthday was 1 May 2010; the return of 2022-23 has 5 January 2010, which is believed."
        ]

    def test_sex_is_one_code_over_the_years(self) -> None:
        rows = ["a 1/6/2021 S C2 U6 - -"]
        for code in ("2", "F"):
            histories = stitch([returned(2022, *rows, header=[{"CHILD": "a", "SEX": code}])])
            assert child(histories).sex == "F"

    def test_ethnicity_not_yet_obtained_does_not_unsay_one_that_was(self) -> None:
        rows = ["a 1/6/2021 S C2 U6 - -"]
        histories = stitch(
            [
                returned(2022, *rows, header=[{"CHILD": "a", "ETHNIC": "WBRI"}]),
                returned(2023, *rows, header=[{"CHILD": "a", "ETHNIC": "NOBT"}]),
            ]
        )
        assert child(histories).ethnic == "WBRI"
        assert histories.changes == ()

    def test_a_birthday_that_the_header_lacks_comes_from_another_table(self) -> None:
        histories = stitch(
            [
                returned(
                    2022,
                    "a 1/6/2021 S C2 U6 - -",
                    uasc=[{"CHILD": "a", "DOB": day("1/5/2006"), "DUC": day("1/5/2024")}],
                )
            ]
        )
        assert child(histories).born == day("1/5/2006")
        assert child(histories).seeking_asylum
        assert child(histories).seeking_asylum_until == day("1/5/2024")

    def test_a_header_without_episodes_is_no_child_in_care(self) -> None:
        assert stitch([returned(2022, header=[{"CHILD": "a"}])]).children == ()


class TestAuthorities:
    def test_one_id_in_two_authorities_is_two_children(self) -> None:
        histories = stitch(
            [
                returned(2022, "a 1/6/2021 S C2 U6 - -", authority="845"),
                returned(2022, "a 1/8/2021 S C2 K2 - -", authority="846"),
            ]
        )
        assert [(one.authority, one.id) for one in histories.children] == [
            ("845", "a"),
            ("846", "a"),
        ]
        assert histories.links == ()

    def test_a_transfer_stays_two_children_linked_by_the_pupil_number(self) -> None:
        facts = {"DOB": day("1/5/2010"), "UPN": "Z708870413756"}
        histories = stitch(
            [
                returned(
                    2022,
                    "a 1/6/2021 S C2 U6 1/8/2021 E3",
                    authority="845",
                    header=[{"CHILD": "a", **facts}],
                ),
                returned(
                    2022,
                    "x 1/8/2021 S C2 U6 - -",
                    authority="846",
                    header=[{"CHILD": "x", **facts}],
                ),
            ]
        )
        assert len(histories.children) == 2
        assert histories.links == (Link((("845", "a"), ("846", "x"))),)

    @pytest.mark.parametrize(
        ("upn", "born"), [("UN3", "1/5/2010"), ("Z708870413756", "2/5/2010"), (None, "1/5/2010")]
    )
    def test_no_link_without_a_number_or_with_another_birthday(
        self, upn: str | None, born: str
    ) -> None:
        histories = stitch(
            [
                returned(
                    2022,
                    "a 1/6/2021 S C2 U6 - -",
                    "b 1/6/2021 S C2 U6 - -",
                    header=[
                        {"CHILD": "a", "DOB": day("1/5/2010"), "UPN": upn},
                        {"CHILD": "b", "DOB": day(born), "UPN": upn},
                    ],
                )
            ]
        )
        assert histories.links == ()
