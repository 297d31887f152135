"""What could be known on a day."""

from __future__ import annotations

from caremodel.histories import as_known_on, stitch
from tests.caremodel.histories.test_stitch import child, lines
from tests.caremodel.returned import day, returned

ROWS = (
    "a 1/6/2021 S C2 U6 1/8/2021 X1",
    "a 1/8/2021 T C2 U4 1/10/2021 X1",
    "a 1/10/2021 P C2 K2 1/12/2021 E4A",
    "a 1/2/2022 S C2 U6 - -",
)
HISTORIES = stitch([returned(2022, *ROWS, "b 1/9/2021 S C2 U6 - -")])


def test_ends_after_the_day_are_open_and_later_episodes_are_not_there() -> None:
    known = as_known_on(HISTORIES, day("15/8/2021"))
    assert lines(known) == ["01/06/21–01/08/21 X1", "01/08/21–"]
    (period,) = child(known).periods
    assert (period.ended, period.rec) == (None, None)


def test_a_placement_has_the_code_of_its_last_episode_begun() -> None:
    before = child(as_known_on(HISTORIES, day("31/7/2021"))).periods[0].placements[0]
    after = child(as_known_on(HISTORIES, day("1/8/2021"))).periods[0].placements[0]
    assert (before.place, before.ended, before.reason) == ("U6", None, None)
    assert (after.place, after.ended) == ("U4", None)


def test_what_ended_on_the_day_is_known() -> None:
    assert lines(as_known_on(HISTORIES, day("1/12/2021")))[-1] == "01/10/21–01/12/21 E4A"
    assert lines(as_known_on(HISTORIES, day("30/11/2021")))[-1] == "01/10/21–"


def test_children_who_had_not_come_are_not_there() -> None:
    assert [one.id for one in as_known_on(HISTORIES, day("31/8/2021")).children] == ["a"]


def test_knowledge_reaches_to_the_day_and_no_farther_than_it_did() -> None:
    known = as_known_on(HISTORIES, day("15/8/2021"))
    assert (known.since, known.until) == (day("1/4/2021"), day("15/8/2021"))
    assert as_known_on(HISTORIES, day("1/4/2025")) == HISTORIES


def test_knowing_twice_is_knowing_once() -> None:
    known = as_known_on(HISTORIES, day("15/8/2021"))
    assert as_known_on(known, day("15/8/2021")) == known
    later = as_known_on(HISTORIES, day("1/2/2022"))
    assert as_known_on(later, day("15/8/2021")) == known


def test_a_child_lost_to_the_next_return_was_known_to_be_in_care_on_31_march() -> None:
    histories = stitch([returned(2022, "a 1/6/2021 S C2 U6 - -"), returned(2023)])
    assert lines(as_known_on(histories, day("31/3/2022"))) == ["01/06/21–"]
