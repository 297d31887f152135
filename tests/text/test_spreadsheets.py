"""Nothing that a spreadsheet would run goes into a cell."""

from __future__ import annotations

import pytest

from alliance.text.spreadsheets import harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1632 960000",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "  =cmd|' /C calc'!A0",
        "＝1+1",
        "\r@x",
        "\nx",
    ],
)
def test_what_could_be_a_formula_is_led_by_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "/x/", "2-3", "a=b", "’tis"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
