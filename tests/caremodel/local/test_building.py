"""Building the page: from what was checked, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import ModuleType

import pytest


def test_what_is_not_the_pyodide_that_was_checked_is_thrown_away(
    builder: ModuleType, tmp_path: Path
) -> None:
    archive = tmp_path / f"pyodide-{builder.PYODIDE}.tgz"
    archive.write_bytes(b"something else")
    with pytest.raises(builder.CannotBuild, match="is not what was checked"):
        builder.fetch_pyodide(tmp_path)
    assert not archive.exists()


def test_without_npm_it_says_what_to_install(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder.shutil, "which", lambda _: None)
    with pytest.raises(builder.CannotBuild, match="Install Node.js"):
        builder.fetch_pyodide(tmp_path)


def test_a_registry_that_cannot_be_reached_is_said(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "npm error ENOTFOUND\nmore")

    monkeypatch.setattr(builder.shutil, "which", lambda _: "npm")
    monkeypatch.setattr(builder.subprocess, "run", refused)
    with pytest.raises(builder.CannotBuild, match="npm error ENOTFOUND"):
        builder.fetch_pyodide(tmp_path)


def test_a_name_in_the_page_that_nothing_fills_is_a_fault(builder: ModuleType) -> None:
    assert builder._filled("<p>{{a}} {{b}}</p>", a="{{b}}", b="2") == "<p>{{b}} 2</p>"
    with pytest.raises(builder.CannotBuild):
        builder._filled("{{c}}", a="1")


def test_the_page_holds_what_checks_and_no_command_line(builder: ModuleType) -> None:
    names = {name for name, _ in builder._our_files()}
    assert {"caremodel/local.py", "caremodel/codes/codes.csv", "openpyxl/__init__.py"} <= names
    assert not [name for name in names if "/commands/" in name or name.endswith((".ttf", ".bin"))]


def test_two_builds_are_alike(builder: ModuleType) -> None:
    assert builder._zipped(builder._our_files()) == builder._zipped(builder._our_files())


def test_an_address_in_the_page_is_none_that_is_fetched(builder: ModuleType) -> None:
    from tests.test_house import fetched_from_elsewhere

    local = builder.PROJECT / "local"
    for file in local.iterdir():
        assert fetched_from_elsewhere(file.read_text(encoding="utf-8")) == []
