"""Stepping back through the versions of an item, and which savings are one."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.writing.stepping import Step, goes_on, step_back

NOON = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)


def step(number: int, *, restores: int | None = None, by: int = 1) -> Step:
    return Step(number, by, NOON, restores)


def test_one_steps_back_again_and_again_and_not_to_and_fro() -> None:
    steps = [step(1), step(2), step(3)]

    assert step_back(steps) == 2
    steps.append(step(4, restores=2))
    assert step_back(steps) == 1
    steps.append(step(5, restores=1))
    assert step_back(steps) is None


def test_what_is_written_after_a_step_back_leads_to_where_it_led() -> None:
    steps = [step(1), step(2), step(3, restores=1), step(4)]

    assert step_back(steps) == 3


@given(st.integers(1, 12))
def test_as_many_steps_back_as_there_are_versions_end_at_the_first(count: int) -> None:
    steps = [step(number) for number in range(1, count + 1)]
    for _ in range(count - 1):
        target = step_back(steps)
        assert target is not None
        steps.append(step(len(steps) + 1, restores=target))
    assert step_back(steps) is None


def test_ten_minutes_of_one_editor_are_one_version() -> None:
    last = step(2)
    soon, late = NOON + dt.timedelta(minutes=9), NOON + dt.timedelta(minutes=10)

    assert goes_on(last, by=1, at=soon)
    assert not goes_on(last, by=1, at=late)
    assert not goes_on(last, by=2, at=soon)
    assert not goes_on(step(3, restores=1), by=1, at=soon)
    assert not goes_on(step(1), by=1, at=soon)  # how it began stays to be stepped back to
    assert not goes_on(None, by=1, at=soon)
