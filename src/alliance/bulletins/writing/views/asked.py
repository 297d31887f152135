"""What every view of writing begins with: who asks, for which draft, for which item."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from alliance.directory.access import visible
from alliance.directory.models import User

from ...models import DraftIssue, DraftItem


def account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user


def issue_for(request: HttpRequest, pk: int) -> DraftIssue:
    rows = DraftIssue.objects.select_related("bulletin", "asked_by", "asked_of", "approved_by")
    return get_object_or_404(visible(request.user, rows), pk=pk)


def item_for(request: HttpRequest, pk: int, item: int) -> DraftItem:
    rows = DraftItem.objects.select_related("issue", "matter").filter(issue=pk)
    return get_object_or_404(visible(request.user, rows), pk=item)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which puts the answer into the page that is open."""
    return request.headers.get("Accept", "").startswith("application/json")
