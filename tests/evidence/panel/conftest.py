"""A call with four answers, two of Kent and two of Medway, and a panel on it."""

from __future__ import annotations

import pytest

from alliance.directory.models import Authority
from alliance.evidence.models import Call, Panel, Submission
from tests.evidence.invented import authority, sent, whole
from tests.evidence.invented import call as a_call
from tests.evidence.panel.invented import panel as a_panel


@pytest.fixture
def kent() -> Authority:
    return authority("Kent")


@pytest.fixture
def medway() -> Authority:
    return authority("Medway")


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def answers(call: Call, kent: Authority, medway: Authority) -> list[Submission]:
    """SL-1 and SL-3 of Kent, SL-2 and SL-4 of Medway."""
    return [
        sent(call, whole(f"Idea {number}.", title=f"Idea {number}", authority=place.slug))
        for number, place in enumerate((kent, medway, kent, medway), 1)
    ]


@pytest.fixture
def panel(call: Call, answers: list[Submission]) -> Panel:
    return a_panel(call, readers_each=2)
