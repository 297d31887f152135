"""Networks of the sample can be made on any day, into a database with nothing in it."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.directory.models import Authority
from alliance.region.load import load_essentials
from alliance.region.network_life import load_networks


@pytest.mark.django_db
@pytest.mark.parametrize("day", [dt.date(2026, 1, 5), dt.date(2027, 6, 30), dt.date(2032, 12, 24)])
def test_networks_can_be_loaded_as_of_any_day(day: dt.date) -> None:
    load_essentials(today=day)
    assert load_networks(day) > 100
    assert Authority.objects.count() == 19
