"""The rules of the house that no other tool checks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.core.management import call_command

PROJECT = Path(__file__).parent.parent
SOURCE = PROJECT / "src"
LONGEST_FILE = 400
MAY_BE_LONGER: set[str] = set()
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "services", "common", "misc", "tools"}
# Namespaces and licences are names that look like addresses; nothing is fetched from them.
NOT_FETCHED = ("www.w3.org", "schemas.", "example.")


def modules() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt"}]


def too_long(paths: Iterable[Path]) -> list[str]:
    return [
        f"{path.name}: {lines} lines"
        for path in paths
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
        and path.name not in MAY_BE_LONGER
    ]


def fetched_from_elsewhere(text: str) -> list[str]:
    """Addresses of other hosts that a page would load by itself (links are no fault)."""
    loaded = re.findall(
        r"""<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\ssrc\s*=\s*["']?((?:https?:)?//[^"'\s>]+)"""
        r"""|<link\b[^>]*?\shref\s*=\s*["']?((?:https?:)?//[^"'\s>]+)"""
        r"""|url\(\s*["']?((?:https?:)?//[^"')]+)|@import\s+["']((?:https?:)?//[^"']+)""",
        text,
    )
    addresses = ("".join(groups) for groups in loaded)
    return [one for one in addresses if not any(name in one for name in NOT_FETCHED)]


def test_files_are_short(tmp_path: Path) -> None:
    assert too_long(modules()) == []

    planted = tmp_path / "planted.py"
    planted.write_text("pass\n" * (LONGEST_FILE + 1))
    assert too_long([planted]) == ["planted.py: 401 lines"]


def test_modules_are_named_for_what_they_do() -> None:
    assert [path for path in modules() if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_pages_load_nothing_from_another_host() -> None:
    sheets = [*SOURCE.rglob("static/**/*.css"), *templates()]
    assert {
        path.name: found
        for path in sheets
        if (found := fetched_from_elsewhere(path.read_text(encoding="utf-8")))
    } == {}


@pytest.mark.parametrize(
    "planted",
    [
        '<script async src="https://cdn.invalid/a.js"></script>',
        '<link rel="stylesheet" href="//cdn.invalid/a.css">',
        "@font-face { src: url(https://fonts.invalid/a.woff2) }",
    ],
)
def test_a_file_from_another_host_is_found(planted: str) -> None:
    assert len(fetched_from_elsewhere(planted)) == 1


def test_a_link_to_another_host_is_no_fault() -> None:
    assert fetched_from_elsewhere('<a href="https://www.ons.gov.uk/">ONS</a>') == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", "--verbosity=0")


def test_a_real_site_passes_the_checks_for_deployment(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level=WARNING"],
        env={name: value for name, value in os.environ.items() if "DJANGO" not in name}
        | {
            "DJANGO_SETTINGS_MODULE": "alliance.config.settings",
            "ALLIANCE_DATA": str(tmp_path),
            "ALLIANCE_DATABASE_URL": "",
            "ALLIANCE_HOST": "alliance.example.gov.uk",
            "ALLIANCE_SECRET_KEY": "".join(chr(33 + number % 90) for number in range(64)),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def documents() -> list[Path]:
    return [PROJECT / "README.md", *PROJECT.glob("docs/**/*.md")]


def test_the_documents_name_only_commands_that_there_are() -> None:
    from alliance.cli import build_parser, commands

    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    verbs = commands(build_parser())
    for path in documents():
        text = path.read_text(encoding="utf-8")
        code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
        named = set(re.findall(r"(?:^|[`\s])make ([a-z]+)", code))
        assert named <= targets, path
        named = set(re.findall(r"(?:^|[`\s/])alliance ([a-z]+)(?=[\s`])", code))
        assert named <= verbs, path
