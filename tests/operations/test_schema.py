"""The digest that stands for a database's layout covers everything that decides it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from alliance.operations import schema


def test_every_package_with_its_version_is_in_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = schema._installed_packages()
    assert f"wagtail-{version('wagtail')}.dist-info" in packages

    before = schema.digest()
    others = [name.replace("wagtail-7", "wagtail-8") for name in packages]
    monkeypatch.setattr(schema, "_installed_packages", lambda: others)
    assert schema.digest() != before


def test_a_changed_migration_changes_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migration = tmp_path / "library" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    (tmp_path / "config/settings").mkdir(parents=True)
    (tmp_path / "config/settings/apps.py").touch()
    migration.write_text("before")
    monkeypatch.setattr(schema, "SOURCE", tmp_path)
    before = schema.digest()
    migration.write_text("after")
    assert schema.digest() != before


def test_a_database_is_known_current_only_with_its_stamp(tmp_path: Path) -> None:
    assert not schema.is_known_current(tmp_path)
    (tmp_path / "alliance.sqlite3").touch()
    assert not schema.is_known_current(tmp_path)
    schema.remember_current(tmp_path)
    assert schema.is_known_current(tmp_path)
    (tmp_path / schema.STAMP).write_text("of another release\n")
    assert not schema.is_known_current(tmp_path)
