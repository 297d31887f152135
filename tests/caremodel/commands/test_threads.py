"""How many threads a command lets numpy take."""

from __future__ import annotations

import os

import pytest

from caremodel.commands.threads import one_thread

NAME = "OPENBLAS_NUM_THREADS"


def test_it_takes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "to be put back")
    monkeypatch.delenv(NAME)
    one_thread()
    assert os.environ[NAME] == "1"


def test_what_somebody_said_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "4")
    one_thread()
    assert os.environ[NAME] == "4"
