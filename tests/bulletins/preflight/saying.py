"""Issues for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alliance.bulletins.preflight.check import check
from alliance.bulletins.preflight.finding import Finding, Rule
from alliance.bulletins.preflight.issue import CheckedContact, CheckedItem, Issue
from alliance.bulletins.preflight.spoken import Spoken, spoken, spoken_text

FRIDAY = dt.date(2026, 11, 20)


def words(text: str) -> Spoken:
    return spoken(text) if text.startswith("<") else spoken_text(text)


def item(
    body: str = "", *, title: str = "A matter", action: str = "", **fields: Any
) -> CheckedItem:
    return CheckedItem(title, words(body), words(action), has_action=bool(action), **fields)


def issue(*said: str | CheckedItem, contacts: tuple[str, ...] = (), **fields: Any) -> Issue:
    """An issue of Friday 20 November 2026, of items or their bodies."""
    items = tuple(
        each if isinstance(each, CheckedItem) else item(each, title=f"Matter number {place}")
        for place, each in enumerate(said)
    )
    listed = tuple(CheckedContact(name) for name in contacts)
    return Issue(number=429, date=FRIDAY, items=items, contacts=listed, **fields)


def found(rule: Rule, *said: str | CheckedItem, **fields: Any) -> list[str]:
    """The words in which a rule finds a fault."""
    return [each.words for each in findings(rule, issue(*said, **fields))]


def findings(rule: Rule, of: Issue) -> list[Finding]:
    return [each for each in check(of) if each.rule is rule]
