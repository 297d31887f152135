"""A secret key that was in use before still opens what it made."""

from __future__ import annotations

import pytest

from alliance.config.settings.environment import Environment


def test_keys_from_before_are_named_with_blanks_between_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALLIANCE_SECRET_KEYS_BEFORE", " the-first  the-second ")
    assert Environment.read().secret_keys_before == ("the-first", "the-second")


def test_without_any_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALLIANCE_SECRET_KEYS_BEFORE", raising=False)
    assert Environment.read().secret_keys_before == ()
