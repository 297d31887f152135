"""The outlines of authorities, side by side as they lie."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from alliance.charts.region_map import MARGIN, WIDTH, _outlines, region_map

BERKSHIRE = (
    "E06000036",  # Bracknell Forest
    "E06000038",  # Reading
    "E06000039",  # Slough
    "E06000037",  # West Berkshire
    "E06000040",  # Windsor and Maidenhead
    "E06000041",  # Wokingham
)


def points(path: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", path)]


def test_authorities_lie_as_they_do_on_the_ground() -> None:
    drawn = region_map(BERKSHIRE)
    assert drawn
    centres = {area.code: area.centre for area in drawn.areas}
    west_berkshire, slough, bracknell = (
        centres[code] for code in ("E06000037", "E06000039", "E06000036")
    )
    assert west_berkshire[0] < bracknell[0] < slough[0]  # from west to east
    assert slough[1] < bracknell[1]  # Slough is the more northern, and so stands higher
    assert 0.2 < drawn.height / drawn.width < 0.6  # the county is long from west to east


def test_only_a_name_with_room_is_written() -> None:
    drawn = region_map(BERKSHIRE)
    assert drawn
    areas = {area.code: area for area in drawn.areas}
    assert areas["E06000037"].has_room_for("West Berkshire")
    assert not areas["E06000038"].has_room_for("Reading Borough Council")


def test_an_unknown_code_is_left_out_and_none_known_is_no_map() -> None:
    drawn = region_map(("E10000016", "E99999999"))
    assert drawn
    assert [area.code for area in drawn.areas] == ["E10000016"]
    assert region_map(("E99999999",)) is None
    assert region_map(()) is None


def test_an_authority_round_another_is_drawn_with_a_hole() -> None:
    derbyshire = region_map(("E10000007",))
    assert derbyshire
    assert derbyshire.areas[0].path.count("M") == 2


@given(st.sets(st.sampled_from(sorted(_outlines())), min_size=1, max_size=25))
def test_every_outline_is_inside_the_drawing(codes: set[str]) -> None:
    drawn = region_map(tuple(sorted(codes)))
    assert drawn
    assert [area.code for area in drawn.areas] == sorted(codes)
    for area in drawn.areas:
        for x, y in points(area.path):
            assert MARGIN - 1 <= x <= WIDTH - MARGIN + 1
            assert MARGIN - 1 <= y <= drawn.height - MARGIN + 1
