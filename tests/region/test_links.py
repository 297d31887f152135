"""The sample's links have a past, though nobody was asked for them."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.library.link_check.states import State, counts
from alliance.library.models import Link, LinkFinding
from alliance.region.links import load_links
from alliance.region.load import load_sample

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def test_something_stands_in_each_state_but_those_that_a_first_night_ends() -> None:
    load_sample(today=TODAY)

    numbers = counts(Link.objects.held())
    assert sum(numbers.values()) == Link.objects.count()
    assert numbers[State.NEW] == numbers[State.NOT_ASKED] == 0
    assert all(numbers[state] for state in State if state not in {State.NEW, State.NOT_ASKED})
    assert numbers[State.WORKS] > sum(numbers.values()) * 0.7
    assert not LinkFinding.objects.filter(last_seen__date__gt=TODAY).exists()
    assert load_links(TODAY) == 0
