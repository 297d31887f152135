"""Whom an item is for: known words are subscribers' words, unknown ones stand for everybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.for_whom import audiences_of
from alliance.delivery.models import Audience


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("data leads", {Audience.DATA}),
        ("Data leads and commissioners", {Audience.DATA, Audience.COMMISSIONING}),
        ("DCSs", {Audience.DIRECTORS}),
        ("Directors’ PAs", {Audience.DIRECTORS}),
        ("lead members, chief executives", {Audience.LEAD_MEMBERS}),
        ("Principal social workers", {Audience.SOCIAL_WORK}),
        ("virtual school heads", {Audience.CARE, Audience.EDUCATION}),
        ("SENCOs & SEND leads", {Audience.EDUCATION}),
        ("early years settings", {Audience.EARLY_HELP}),
        ("registered managers of children’s homes", {Audience.PROVIDERS}),
        ("health and police partners", {Audience.PARTNERS}),
    ],
)
def test_known_words_are_subscribers_words(words: str, who: set[str]) -> None:
    assert audiences_of(words) == who


@pytest.mark.parametrize(
    "words",
    ["", "everyone", "all of you", "lighthouse keepers", "data leads and beekeepers", ", and"],
)
def test_unknown_words_stand_for_everybody(words: str) -> None:
    assert audiences_of(words) == frozenset()


@given(st.text())
def test_whatever_is_typed_it_is_values_of_subscribers(words: str) -> None:
    assert audiences_of(words) <= set(Audience.values)
