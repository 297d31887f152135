"""What judging found of a candidate, as it is kept beside it: one JSON object, version 1."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from .duplicates import Finding
from .kinds import Kind
from .ranking import Before, Rank, Signals
from .tagging import Day, Tag, Tags

VERSION = 1
_MOST_SEEN = 5


def seen_as(
    tags: Tags, names: Sequence[str], region: str, findings: Sequence[Finding], ranked: Rank
) -> dict[str, Any]:
    """All that was found, with the words that show each thing."""
    return {
        "version": VERSION,
        "kind": {
            "value": tags.kind.kind.value,
            "label": tags.kind.kind.label,
            "words": tags.kind.words,
        },
        "topics": [_tag(each) for each in tags.topics],
        "audiences": [_tag(each) for each in tags.audiences],
        "days": [
            {"role": each.role, "day": each.day.isoformat(), "words": each.words}
            for each in tags.days
        ],
        "names": list(names),
        "region": region,
        "seen": [_finding(each) for each in findings[:_MOST_SEEN]],
        "rank": {
            "score": ranked.score,
            "reasons": [{"points": each.points, "words": each.words} for each in ranked.reasons],
        },
    }


def _tag(tag: Tag) -> dict[str, str]:
    return {"value": tag.value, "label": tag.label, "words": tag.words}


def _finding(finding: Finding) -> dict[str, Any]:
    told = finding.telling
    return {
        "key": told.key,
        "relation": finding.relation.value,
        "title": told.title,
        "where": told.where,
        "path": told.path,
        "likeness": round(finding.likeness, 2),
        "because": finding.because,
        "changes": [
            {"what": each.what, "was": each.was, "now": each.now} for each in finding.changes
        ],
    }


def signals_of(
    seen: Mapping[str, Any], published: dt.date | None = None, *, was_sent: bool = False
) -> Signals:
    """What a rank is made of, from what is kept; of a candidate that was not judged yet, little."""
    kind = seen.get("kind", {})
    return Signals(
        kind=Kind(kind.get("value", Kind.OTHER)),
        kind_words=kind.get("words", ""),
        topics=[Tag(**each) for each in seen.get("topics", [])],
        audiences=[Tag(**each) for each in seen.get("audiences", [])],
        days=[
            Day(each["role"], dt.date.fromisoformat(each["day"]), each["words"])
            for each in seen.get("days", [])
        ],
        names=seen.get("names", []),
        region=seen.get("region", ""),
        before=[
            Before(each["key"].split(" ")[0], each["relation"], each["where"])
            for each in seen.get("seen", [])
        ],
        published=published,
        was_sent=was_sent,
    )
