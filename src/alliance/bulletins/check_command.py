"""`alliance bulletin check`: what keeps a bulletin from going out, and what could be better.

A file is checked without Django; a number is a bulletin of the site, checked with all that is known
there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from alliance.bulletins.parsing.parse import parse_bytes
from alliance.bulletins.parsing.sources import UnreadableSource
from alliance.bulletins.preflight.check import blocks, check
from alliance.bulletins.preflight.finding import Finding
from alliance.bulletins.preflight.from_reading import issue_of
from alliance.bulletins.preflight.issue import Issue
from alliance.bulletins.preflight.reading_age import reading_age_of

SCHEMA = "alliance.bulletin.check/1"
STANDARD_INPUT = "-"
FINE, FOUND, UNREADABLE = 0, 1, 2


class NotThere(Exception):
    """Something that cannot be checked, and why."""


def run(names: Sequence[str], *, format: str = "auto", as_json: bool = False) -> int:
    """Check files and bulletins of the site; findings to standard output, messages to standard error.

    Returns:
        0 = nothing found; 1 = something was; 2 = something could not be read (the rest is checked).
    """
    status = FINE
    for name in names:
        try:
            issue = _issue(name, format)
        except (UnreadableSource, NotThere) as fault:
            print(fault, file=sys.stderr)
            status = UNREADABLE
            continue
        except OSError as error:
            reason = error.strerror or str(error)
            print(f"{name}: cannot be read ({reason}); check the path.", file=sys.stderr)
            status = UNREADABLE
            continue
        found = check(issue)
        if found and status == FINE:
            status = FOUND
        if as_json:
            document = to_json(issue, found)
            print(json.dumps({"file": name, **document} if len(names) > 1 else document))
        else:
            print("\n".join(describe(issue, found, _shown(name))))
    return status


def _issue(name: str, format: str) -> Issue:
    if name.isdecimal() and not Path(name).exists():
        return _of_site(int(name))
    content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    return issue_of(parse_bytes(content, _shown(name), format))


def _of_site(number: int) -> Issue:
    from alliance.bulletins.import_command import start_django

    start_django()
    from alliance.bulletins.models import Bulletin
    from alliance.bulletins.preflight.from_bulletin import issue_as_it_would_go_out

    found = Bulletin.objects.filter(number=number).first()
    if found is None:
        raise NotThere(f"{number}: there is no bulletin of that number here, and no such file.")
    return issue_as_it_would_go_out(found)


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else Path(name).name


def to_json(issue: Issue, found: Sequence[Finding]) -> dict[str, Any]:
    """A document of plain JSON values."""
    return {
        "schema": SCHEMA,
        "number": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
        "may_be_published": not any(blocks(each, issue) for each in found),
        "reading_age": reading_age_of(issue),
        "findings": [
            {**each.to_json(), "passed_because": issue.known.passed.get(each.digest)}
            for each in found
        ],
    }


def describe(issue: Issue, found: Sequence[Finding], name: str) -> Iterator[str]:
    """The lines of a summary that a person can read."""
    number = f"Bulletin {issue.number}" if issue.number is not None else "Bulletin without number"
    stopping = [each for each in found if blocks(each, issue)]
    others = len(found) - len(stopping)
    yield f"{name}: {number}, {_count(len(stopping), 'block')}, {_count(others, 'warning')}"
    for heading, those in (
        ("Blocks", stopping),
        ("Warnings", [each for each in found if each not in stopping]),
    ):
        if those:
            yield f"\n{heading}"
        for each in those:
            because = issue.known.passed.get(each.digest)
            passed = f" (let pass: {because})" if because else ""
            yield f"  {each.where}: {each.says}{passed}  [{each.rule.code}]"
            yield f"      {each.mend.words}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
