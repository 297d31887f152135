"""Who may know whom: the same order for imports and for foreign keys."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from django.apps import apps
from django.conf import settings

PROJECT = Path(__file__).parent.parent
LINTER = Path(sys.executable).parent / "lint-imports"


def contracts() -> list[dict[str, object]]:
    tools = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]
    return tools["importlinter"]["contracts"]


def layers() -> list[set[str]]:
    """The parts, top line first; those of one line stand beside each other."""
    lines = next(contract["layers"] for contract in contracts() if contract["id"] == "layers")
    return [set(re.findall(r"[\w.]+", line)) for line in lines]


def ruled_modules() -> set[str]:
    """What the contracts name besides the parts; import-linter asks that it is there."""
    return {
        module
        for contract in contracts()
        for kind in ("source_modules", "forbidden_modules")
        for module in contract.get(kind, [])  # type: ignore[attr-defined]
        if module != "alliance.cli" and module.split(".")[0] in {"alliance", "caremodel"}
    }


class Relation(NamedTuple):
    """A foreign key: from a part, by a field, to a part."""

    source: str
    field: str
    target: str


def misplaced(relations: Iterable[Relation], order: list[set[str]]) -> list[str]:
    """One sentence for each relation that points up, or sideways to another part."""
    rank = {part: number for number, line in enumerate(order) for part in line}
    faults = []
    for source, field, target in relations:
        if source == target or target not in rank:
            continue  # of its own part, or of a package
        if source not in rank:
            faults.append(f"{source} is in no layer of pyproject.toml, and has {field}")
        elif rank[target] <= rank[source]:
            faults.append(f"{field} makes {source} know {target}, which is not below it")
    return faults


def relations_of_our_models() -> list[Relation]:
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("alliance."):
            continue
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            if field.related_model._meta.label == settings.AUTH_USER_MODEL:
                continue  # who did a thing: any part may say it
            source, target = (one._meta.app_config.name for one in (model, field.related_model))
            found.append(Relation(source, f"{model._meta.label}.{field.name}", target))
    return found


def test_foreign_keys_point_down() -> None:
    assert misplaced(relations_of_our_models(), layers()) == []


def test_foreign_keys_are_really_looked_at() -> None:
    assert (
        Relation("alliance.bulletins", "bulletins.Appearance.people", "alliance.directory")
        in relations_of_our_models()
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("alliance.directory", "alliance.bulletins"),  # up
        ("alliance.audit", "alliance.jobs"),  # sideways
        ("alliance.invented", "alliance.directory"),  # from nowhere
    ],
)
def test_a_misplaced_foreign_key_is_found(source: str, target: str) -> None:
    assert misplaced([Relation(source, "planted", target)], layers())


def test_every_app_of_ours_has_a_layer() -> None:
    ours = {one.name for one in apps.get_app_configs() if one.name.startswith("alliance.")}
    assert ours <= set.union(*layers())


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages of a folder, with the contracts of this project."""
    return subprocess.run(
        [LINTER, "--no-logo", "--no-cache", "--config", PROJECT / "pyproject.toml"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_point_down() -> None:
    done = lint(PROJECT / "src")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("alliance/directory", "alliance.bulletins"),  # up
        ("alliance/audit", "alliance.jobs"),  # sideways
        ("caremodel", "django"),
        ("alliance/bulletins/parsing", "django.db"),
        ("alliance/pages/oldsite/plan", "django.db"),
        ("alliance/delivery/composing/choose", "django.db"),
        ("alliance/delivery/composing/render", "alliance.delivery.models"),
    ],
)
def test_a_misplaced_import_is_found(tmp_path: Path, importer: str, imported: str) -> None:
    for part in set.union(*layers()) | ruled_modules():
        folder = tmp_path / part.replace(".", "/")
        folder.mkdir(parents=True, exist_ok=True)
        for package in (folder, *folder.parents):
            if package.is_relative_to(tmp_path) and package != tmp_path:
                (package / "__init__.py").touch()
    assert lint(tmp_path).returncode == 0

    (tmp_path / importer / "planted.py").write_text(f"import {imported}\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert f"-> {imported.split('.')[0]}" in done.stdout
