"""An audit never passes without having looked."""

from __future__ import annotations

import json

import pytest

from scripts.audit_dependencies import CLEAN, NOT_AUDITED, VULNERABLE, judge, locked_packages


def report(*dependencies: dict[str, object]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


CLEAN_DJANGO = {"name": "django", "version": "5.2.19", "vulns": []}
SKIPPED_WAGTAIL = {
    "name": "wagtail",
    "skip_reason": "Dependency not found on PyPI and could not be audited: wagtail (7.4.4)",
}
BAD_PILLOW = {
    "name": "pillow",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-2023-1", "fix_versions": ["10.0"], "aliases": [], "description": ""}],
}


def test_all_looked_up_and_nothing_known_is_clean() -> None:
    verdict = judge(report(CLEAN_DJANGO), "", ["Django"])
    assert verdict.code == CLEAN
    assert verdict.lines == ("1 packages looked up; nothing is known against any.",)


def test_a_known_vulnerability_fails_and_is_named() -> None:
    verdict = judge(report(CLEAN_DJANGO, BAD_PILLOW), "", ["django", "pillow"])
    assert verdict.code == VULNERABLE
    assert verdict.lines == ("VULNERABLE: pillow 1.0: PYSEC-2023-1, mended in 10.0",)


def test_a_package_that_was_skipped_was_not_audited() -> None:
    verdict = judge(report(CLEAN_DJANGO, SKIPPED_WAGTAIL), "", ["django", "wagtail"])
    assert verdict.code == NOT_AUDITED
    assert verdict.lines == ("NOT AUDITED: 1 packages were not looked up (wagtail).",)


def test_a_vulnerability_fails_though_others_were_skipped() -> None:
    verdict = judge(report(BAD_PILLOW, SKIPPED_WAGTAIL), "", ["pillow", "wagtail"])
    assert verdict.code == VULNERABLE
    assert len(verdict.lines) == 2


def test_a_package_missing_from_the_report_was_not_audited() -> None:
    assert judge(report(CLEAN_DJANGO), "", ["django", "wagtail"]).code == NOT_AUDITED


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"dependencies": []}'])
def test_no_report_is_not_audited(text: str) -> None:
    verdict = judge(text, "a.b.SSLError: HTTPSConnectionPool(host='packages.invalid')\n", [])
    assert verdict.code == NOT_AUDITED
    assert verdict.lines[0].startswith("NOT AUDITED")
    assert "packages.invalid" not in verdict.lines[0]


def test_names_are_read_from_an_exported_lock() -> None:
    lock = (
        "# made by uv\ndjango==5.2.19\n    # via alliance\n"
        "fido2[pcsc]==2.2.1\nwin==1 ; sys_platform == 'no'\n"
    )
    assert locked_packages(lock) == ["django", "fido2"]
