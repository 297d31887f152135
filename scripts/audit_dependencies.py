"""Known vulnerabilities of what is locked: `python scripts/audit_dependencies.py`.

pip-audit leaves with 0 when it could look up nothing at all. A check that passes without having
looked is worse than none, so this one reads pip-audit's report and says which of three it was:

    0  every package was looked up, and nothing is known against any
    1  something is known against a package
    3  NOT AUDITED: the source could not be reached, or did not know packages that it must know
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3
PATIENCE = 180
OURS = {"alliance"}
"""Packages that no index knows, because they are this project."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit came to: its exit code, and what to tell."""

    code: int
    lines: tuple[str, ...]


def judge(report: str, errors: str, expected: Iterable[str]) -> Verdict:
    """What pip-audit's JSON report says, compared with the packages that it was to look up."""
    try:
        content = json.loads(report)
        found: list[dict[str, Any]] = content["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["it gave no report"])[-1]
        # The kind of fault only: the rest names hosts, which are nobody's business in a log.
        return Verdict(NOT_AUDITED, (f"NOT AUDITED: the source failed ({last.split(':')[0]}).",))
    known = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {_versions(fault)}"
        for one in found
        for fault in one.get("vulns", [])
    ]
    looked_up = {_plain(one["name"]) for one in found if "vulns" in one}
    missed = sorted({_plain(name) for name in expected} - looked_up - OURS)
    lines = [f"VULNERABLE: {line}" for line in known]
    if missed:
        some = ", ".join(missed[:5]) + (" …" if len(missed) > 5 else "")
        lines.append(f"NOT AUDITED: {len(missed)} packages were not looked up ({some}).")
    if known:
        return Verdict(VULNERABLE, tuple(lines))
    if missed or not looked_up:
        return Verdict(NOT_AUDITED, tuple(lines) or ("NOT AUDITED: there was nothing to look up.",))
    return Verdict(CLEAN, (f"{len(looked_up)} packages looked up; nothing is known against any.",))


def locked_packages(requirements: str) -> list[str]:
    """The names in an exported lock that are for this platform."""
    from packaging.requirements import Requirement

    stated = (line.partition(" #")[0].strip() for line in requirements.splitlines())
    read = [Requirement(line) for line in stated if line and not line.startswith(("#", "-"))]
    return [one.name for one in read if one.marker is None or one.marker.evaluate()]


def audit() -> Verdict:
    """Export the lock and have pip-audit look everything in it up."""
    own = PROJECT / ".uv/bin/uv"
    uv = str(own) if own.exists() else shutil.which("uv")
    if uv is None:
        return Verdict(NOT_AUDITED, ("NOT AUDITED: uv, which reads the lock, is not here.",))
    exported = subprocess.run(
        [uv, "export", "--frozen", "--no-emit-project", "--no-hashes", "--quiet"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if exported.returncode:
        return Verdict(NOT_AUDITED, (f"NOT AUDITED: the lock: {exported.stderr.strip()}",))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as requirements:
        requirements.write(exported.stdout)
        requirements.flush()
        try:
            done = subprocess.run(
                [
                    sys.executable, "-m", "pip_audit", "--requirement", requirements.name,
                    "--disable-pip", "--no-deps", "--format=json", "--progress-spinner=off",
                    "--timeout=15",
                ],
                capture_output=True, text=True, check=False, timeout=PATIENCE,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Verdict(NOT_AUDITED, (f"NOT AUDITED: no answer in {PATIENCE} seconds.",))
    return judge(done.stdout, done.stderr, locked_packages(exported.stdout))


def _versions(fault: dict[str, Any]) -> str:
    return ", ".join(fault.get("fix_versions", [])) or "no release yet"


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def main() -> int:
    verdict = audit()
    for line in verdict.lines:
        print(line)
    return verdict.code


if __name__ == "__main__":
    raise SystemExit(main())
