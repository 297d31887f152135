"""Which page each idea was told from, for those who reply to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from alliance.evidence.replying import told_from
from alliance.evidence.replying.told_from import Place
from alliance.pages.models import ToldFrom, Workstream

GONE = Place("a page that is gone", "")


def register() -> None:
    told_from.register(find)


def find(submissions: Collection[int]) -> Mapping[int, Place]:
    rows = ToldFrom.objects.filter(submission__in=submissions).select_related("page")
    return {row.submission_id: _place(row.page) for row in rows}


def _place(page: Workstream | None) -> Place:
    if page is None:
        return GONE
    return Place(page.title, page.specific_deferred.get_absolute_url())
