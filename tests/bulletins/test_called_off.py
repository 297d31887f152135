"""Days that a bulletin takes back in words."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.bulletins.called_off import called_off

FRIDAY = dt.date(2026, 11, 20)
DAY = dt.date(2026, 12, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "The forum on 3 December is cancelled.",
        "The forum on Thursday 3 December 2026 has been postponed.",
        "Please note that the meeting on 3 December will not take place.",
        "The workshop on 3 December isn’t going ahead.",
        "The forum has been moved from 3 December to 10 December.",
    ],
)
def test_a_day_is_called_off(sentence: str) -> None:
    assert called_off(f"<p>Good news first.</p><p>{sentence}</p>", on=FRIDAY) == {DAY}


@pytest.mark.parametrize(
    "sentence",
    [
        "The forum is on 3 December.",
        "Do not miss the forum on 3 December.",
        "Places for 3 December that are no longer needed can be given back.",
        "Nothing is cancelled.",
        "",
    ],
)
def test_a_day_is_not_called_off(sentence: str) -> None:
    assert called_off(f"<p>{sentence}</p>", on=FRIDAY) == frozenset()
