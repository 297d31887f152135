"""Runs every rule over an issue. Plain functions: no database, nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from .finding import Finding
from .issue import Issue
from .rules import asks, dates, language, links, people, pictures, privacy, promises, repeats
from .rules import restricted as closed

Check = Callable[[Issue], Iterator[Finding]]

CHECKS: Sequence[Check] = (
    closed.cited,
    people.not_below,
    people.not_shown,
    links.without_target,
    links.run_together,
    links.dead,
    links.here,
    promises.missing,
    dates.deadline_past,
    dates.weekday_disagrees,
    dates.event_past,
    repeats.same_matter,
    asks.label_asks_nothing,
    asks.duty_without_action,
    asks.without_deadline_or_owner,
    privacy.mobile,
    pictures.without_words,
    language.spelling,
    language.long_sentences,
    language.unexplained,
)


def check(issue: Issue) -> list[Finding]:
    """Everything that is found, in the order of the bulletin, blocks before warnings at one place."""
    order = {path: place for place, path in enumerate(issue.texts)}
    found = [
        replace(finding, where=issue.where(finding.path))
        for rule in CHECKS
        for finding in rule(issue)
    ]
    found.sort(key=lambda f: (order[f.path], f.start, not f.is_block, f.rule.code))
    return found


def may_publish(issue: Issue) -> list[Finding]:
    """What keeps the issue from being published: blocks that nobody let pass. Empty: it may be."""
    return [finding for finding in check(issue) if blocks(finding, issue)]


def blocks(finding: Finding, issue: Issue) -> bool:
    """Whether a finding stands in the way, as far as what was let pass goes."""
    if not finding.is_block:
        return False
    return not finding.rule.may_be_passed or finding.digest not in issue.known.passed
