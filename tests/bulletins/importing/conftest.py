"""A reading to start from; each test changes what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from alliance.bulletins.parsing.reading import (
    ReadContact,
    Reading,
    ReadItem,
    ReadPublication,
    Section,
)

FRIDAY = dt.date(2026, 3, 6)
BODY = (
    "Carers told a panel that they rang an average of seven practices before one would see a child. "
    "Two districts now hold a list of practices that keep two places a month free."
)
OTHER = (
    "Boxes of books are to be given to families in temporary housing by the end of the school term."
)

Make = Callable[..., Reading]


@pytest.fixture
def make() -> Make:
    """A bulletin by its number; a week passes between one number and the next."""

    def reading(number: int = 400, **changes: Any) -> Reading:
        first = Reading(
            source_text="",
            number=number,
            date=FRIDAY + dt.timedelta(weeks=number - 400),
            introduction="Good morning.",
            items=(
                ReadItem(Section.NEWS, "Finding a dentist", BODY, people=("Nerys Hallowfield",)),
                ReadItem(
                    Section.REMINDER,
                    "Books at home",
                    OTHER,
                    has_action=True,
                    action_text="Ask by 1 April.",
                    deadlines=(dt.date(2026, 4, 1),),
                ),
            ),
            publications=(ReadPublication("A panel’s report", "DfE", dt.date(2026, 3, 2)),),
            contacts=(
                ReadContact("Nerys Hallowfield", "Programme Manager", "Kent", "07700 900101"),
            ),
        )
        return replace(first, **changes)

    return reading
