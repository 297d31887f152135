"""Which folder a command works on when nobody names one."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance.config.data_folder import KEYS, data_folder, new_data_folder


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("ALLIANCE_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def installed(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / KEYS).touch()


def test_it_is_the_one_that_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(here / "var/demo")
    monkeypatch.setenv("ALLIANCE_DATA", "elsewhere")
    assert data_folder() == here / "elsewhere"


def test_it_is_the_real_one_beside_a_sample(here: Path) -> None:
    installed(here / "var/demo")
    installed(here / "var/alliance")
    assert data_folder() == here / "var/alliance"


def test_it_is_the_sample_where_there_is_nothing_else(here: Path) -> None:
    installed(here / "var/demo")
    assert data_folder() == here / "var/demo"


def test_a_new_alliance_is_never_set_up_in_the_sample(here: Path) -> None:
    installed(here / "var/demo")
    assert new_data_folder() == here / "var/alliance"
