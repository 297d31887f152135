"""Documents that are the same or nearly, of those that whoever asks may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from alliance.directory.access import visible
from alliance.text.alike import all_alike

from ..models import DocumentFile, FileText

LEAST = 0.6
"""Two thirds of both texts: a template filled in twice is below, a corrected version above."""
MOST = 200
"""Pairs that are shown."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, the earlier first, and how alike they are in words."""

    first: DocumentFile
    second: DocumentFile
    how: str


def alike_for(reader: Any) -> list[Pair]:
    """Pairs of documents in use, the most alike first; in two queries, however many there are."""
    rows = visible(reader, DocumentFile.objects.filter(archived_at__isnull=True))
    documents = {row.pk: row for row in rows.select_related("collection").order_by("created_at")}
    return list(_pairs(documents))[:MOST]


def _pairs(documents: dict[int, DocumentFile]) -> Iterator[Pair]:
    by_content: dict[str, list[DocumentFile]] = defaultdict(list)
    for row in documents.values():
        by_content[row.sha256].append(row)
    for sha256, same in by_content.items():
        if sha256:
            yield from (Pair(one, other, "the same file") for one, other in combinations(same, 2))
    known = FileText.objects.exclude(sketch=[]).values_list("name", "sketch")
    sketches = dict(known.iterator())
    by_key = {
        pk: sketches[row.file.name] for pk, row in documents.items() if row.file.name in sketches
    }
    for each in all_alike(by_key, LEAST):
        one, other = documents[each.one], documents[each.other]
        if not one.sha256 or one.sha256 != other.sha256:
            share = min(99, round(100 * each.likeness))
            yield Pair(
                one, other, f"about {share}% of their words" if share < 99 else "the same words"
            )
