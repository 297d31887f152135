"""Pictures that a director can be handed: what each says, to eye and to ear, and that it does not lie."""

from __future__ import annotations

import datetime as dt
import re
from itertools import combinations
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from caremodel.pictures import canvas
from caremodel.pictures.distances import distances
from caremodel.pictures.errors import Tried, errors
from caremodel.pictures.fan import fan
from caremodel.pictures.flows import Flow, flows
from caremodel.pictures.png import png
from caremodel.pictures.stock import stock

SVG = "{http://www.w3.org/2000/svg}"
SAID = {
    "title": "Children in care",
    "finding": "More <than> last year & rising.",
    "source": "SSDA903.",
}
START = dt.date(2024, 3, 31)


def month(day: dt.date, mean: float, spread: float, same: float) -> SimpleNamespace:
    ranges = {
        f"{side}{share}": mean + sign * spread * wide
        for share, wide in ((50, 1), (90, 2), (95, 3))
        for side, sign in (("lo", -1), ("hi", 1))
    }
    return SimpleNamespace(date=day, mean=mean, same_as_today=same, **ranges)


def a_fan() -> str:
    history = [(dt.date(2023, 3, 31), 480.0), (START, 518.0)]
    months = [month(dt.date(2024, 9, 30), 514, 6, 518), month(dt.date(2025, 3, 31), 509, 9, 518)]
    return fan(history, months, **SAID)


def every_picture() -> list[str]:
    return [
        a_fan(),
        stock({("<1", "fostering"): 12}, ages=["<1"], categories=["fostering"], **SAID),
        flows([Flow("2024", 190, 212)], **SAID),
        distances([3.0, 25.0], **SAID),
        errors([Tried("total", 2.9, 3.1)], **SAID),
    ]


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]


def widths(svg: str) -> list[float]:
    """Of the bars, in order; the paper comes first and is left out."""
    return [float(one.get("width", 0)) for one in ET.fromstring(svg).iter(f"{SVG}rect")][1:]


@pytest.mark.parametrize("number", range(5))
def test_a_picture_states_its_title_and_finding_to_who_cannot_see_it(number: int) -> None:
    root = ET.fromstring(every_picture()[number])
    assert root.get("role") == "img"
    title, finding = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert finding is not None
    assert (title.text, finding.text) == (SAID["title"], SAID["finding"])
    assert root.get("aria-labelledby") == f"{title.get('id')} {finding.get('id')}"


def test_ids_of_two_pictures_in_one_page_differ() -> None:
    assert len({re.findall(r'<title id="([^"]+)"', one)[0] for one in every_picture()}) == 5


@pytest.mark.parametrize("number", range(5))
def test_nothing_stands_outside_the_sheet(number: int) -> None:
    root = ET.fromstring(every_picture()[number])
    _, _, wide, tall = map(float, root.get("viewBox", "").split())
    for one in root.iter(f"{SVG}text"):
        x, y = float(one.get("x", 0)), float(one.get("y", 0))
        long = canvas.text_width("".join(one.itertext()), float(one.get("font-size", 0)))
        begins = {"start": x, "middle": x - long / 2, "end": x - long}[
            one.get("text-anchor", "start")
        ]
        assert begins >= 0
        assert begins + long <= wide + 2, one.text
        assert 0 < y < tall


def test_the_fan_says_its_ranges_in_words_and_figures() -> None:
    said = texts(a_fan())
    assert "500 to 518: an even chance" in said
    assert "491 to 527: 9 chances in 10" in said
    assert "482 to 536: 19 chances in 20" in said
    assert "By 31 March 2025:" in said


def test_the_fan_begins_at_nought_and_where_history_ends() -> None:
    svg = a_fan()
    assert "0" in texts(svg)
    bands = re.findall(r'<path d="M([\d.]+) ([\d.]+)L[^"]*Z"', svg)
    assert len(bands) == 3
    assert len(set(bands)) == 1
    history = re.search(
        r'<path d="M[\d.]+ [\d.]+L([\d.]+) ([\d.]+)" fill="none" stroke="#16242b" stroke-width="2.4"',
        svg,
    )
    assert history is not None
    assert history.groups() == bands[0]


@pytest.mark.parametrize(("mean", "same"), [(500, 501), (501, 500), (500, 440), (3, 4), (598, 599)])
def test_lines_that_end_together_are_named_apart_and_yet_where_they_end(
    mean: float, same: float
) -> None:
    svg = fan(
        [(dt.date(2023, 3, 31), 400.0), (START, 400.0)],
        [month(dt.date(2025, 3, 31), mean, 0, same)],
        **SAID,
    )
    places = {
        "".join(one.itertext()): float(one.get("y", 0))
        for one in ET.fromstring(svg).iter(f"{SVG}text")
    }
    beside = [places[text] for text in (f"{mean}", "forecast", f"{same}", "same as", "today")]
    assert min(abs(a - b) for a, b in combinations(beside, 2)) > canvas.SMALL
    ends = re.findall(r'<path d="M[\d. ]+L[\d.]+ ([\d.]+)" fill="none" stroke="([^"]+)"', svg)
    forecast = next(float(y) for y, stroke in ends if stroke == canvas.BRAND)
    most = 14 if 30 < mean < 570 else 45  # at the foot and the top the name needs its room
    assert abs(places[f"{mean}"] - 4 - forecast) < most


def test_bars_of_the_stock_are_to_one_scale() -> None:
    svg = stock(
        {("<1", "fostering"): 30, ("<1", "other"): 10, ("1-4", "fostering"): 15},
        ages=["<1", "1-4"], categories=["fostering", "other"], **SAID,
    )  # fmt: skip
    assert widths(svg)[0] == pytest.approx(3 * widths(svg)[1], abs=0.2)
    assert widths(svg)[0] == pytest.approx(2 * widths(svg)[2], abs=0.2)


def test_an_age_in_words_ends_before_its_bars_begin() -> None:
    svg = stock({("10 to 15", "other"): 9}, ages=["10 to 15"], categories=["other"], **SAID)
    bar = list(ET.fromstring(svg).iter(f"{SVG}rect"))[1]
    assert canvas.MARGIN + canvas.text_width("10 to 15") < float(bar.get("x", 0))


def test_a_suppressed_count_has_words_and_no_length() -> None:
    svg = stock({("<1", "fostering"): None}, ages=["<1"], categories=["fostering"], **SAID)
    assert "under 5" in texts(svg)
    assert widths(svg) == []


def test_flows_say_the_change_with_its_sign() -> None:
    said = texts(flows([Flow("2024", 190, 212), Flow("2025", 9, 9), Flow("2026", 8, 7)], **SAID))
    assert {"−22", "0", "+1"} <= set(said)


def test_twenty_miles_is_not_over_twenty() -> None:
    assert "over 20 miles: 1" in texts(distances([20.0, 20.1], **SAID))


def test_far_columns_differ_by_dashes_and_not_by_colour_alone() -> None:
    svg = distances([3.0, 33.0], **SAID)
    bars = list(ET.fromstring(svg).iter(f"{SVG}rect"))[1:]
    assert [one.get("stroke-dasharray") for one in bars] == [None, "3 2"]


def test_all_beyond_fifty_miles_stand_in_one_column() -> None:
    assert len(widths(distances([51.0, 400.0], **SAID))) == 1


def test_ticks_are_round_and_begin_at_nought() -> None:
    assert canvas.ticks(518) == [0, 200, 400, 600]
    assert canvas.ticks(0) == [0, 1]
    for largest in (0.3, 1, 4, 13, 97, 1470, 83_000):
        scale = canvas.ticks(largest)
        assert scale[0] == 0
        assert scale[-1] >= largest
        assert len(scale) <= 6


def test_a_png_is_as_wide_as_asked_and_has_ink() -> None:
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(png(a_fan(), pixels=800))) as picture:
        assert picture.format == "PNG"
        assert abs(picture.width - 800) <= 1
        shades = picture.convert("L").getextrema()
    assert shades[0] < 60
    assert shades[1] == 255


def test_a_png_is_made_of_a_picture_of_ours_alone() -> None:
    with pytest.raises(ValueError, match="no picture of ours"):
        png("<svg/>")
