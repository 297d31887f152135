"""What calls say of themselves to the search index."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from alliance.search import registry
from alliance.search.document import Document

from ..models import SHOWN, Call


def register() -> None:
    registry.register(Call, document=_call, rows=_calls)


def _calls() -> QuerySet[Call]:
    return Call.objects.prefetch_related("topics", "headings")


def _call(call: Call) -> Document | None:
    """Once it is published, with what it asks; answers are never in the index."""
    if call.state not in SHOWN or call.opens_at is None:
        return None
    asked = [each.label for each in call.headings.all() if each.retired_at is None]
    return Document(
        title=call.title,
        kind="Call for evidence",
        url=call.get_absolute_url(),
        body="\n".join(filter(None, [call.summary, call.purpose, call.what_becomes, *asked])),
        date=timezone.localdate(call.opens_at),
        topics=[topic.name for topic in call.topics.all()],
    )
