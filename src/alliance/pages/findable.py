"""What sections and projects say of themselves to the search index."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import get_text_for_indexing

from alliance.search import registry
from alliance.search.document import Document
from alliance.search.models import MEMBERS, PROGRAMME, PUBLIC

from .models import ProjectPage, SectionPage, Workstream
from .shown_otherwise import when_shown_otherwise

KINDS: dict[type[Workstream], str] = {SectionPage: "Section", ProjectPage: "Project"}


def register() -> None:
    registry.register(SectionPage, document=_document, rows=_sections)
    registry.register(ProjectPage, document=_document, rows=_projects)
    when_shown_otherwise("alliance.pages.findable", _index_from)


def _index_from(page: Page) -> None:
    """This page and those below it: who may find them follows from what they hang under."""
    for model in KINDS:
        below = model._default_manager.filter(path__startswith=page.path)
        if ids := set(below.values_list("pk", flat=True)):
            registry.index(model, ids)


def _sections() -> QuerySet[Any]:
    rows: QuerySet[Any] = SectionPage.objects.prefetch_related("topics")
    return rows


def _projects() -> QuerySet[Any]:
    rows: QuerySet[Any] = ProjectPage.objects.prefetch_related("topics")
    return rows


def _document(page: Workstream) -> Document:
    blocks = [get_text_for_indexing(str(block)) for block in page.text]
    words = [page.introduction, *blocks, *map(get_text_for_indexing, (page.governance, page.tools))]
    return Document(
        title=page.title,
        kind=KINDS[type(page)],
        url=page.get_absolute_url(),
        body="\n".join(text for text in words if text),
        audience=_audience(page),
        date=page.last_published_at and page.last_published_at.date(),
        topics=[topic.name for topic in page.topics.all()],
    )


def _audience(page: Workstream) -> str:
    """The narrowest of what it and all above it are open to; of groups the index knows nothing."""
    kinds = set(
        PageViewRestriction.objects.filter(page__path__in=_paths_to(page)).values_list(
            "restriction_type", flat=True
        )
    ) - {PageViewRestriction.NONE}
    if not page.live or kinds - {PageViewRestriction.LOGIN}:
        return PROGRAMME
    return MEMBERS if kinds else PUBLIC


def _paths_to(page: Page) -> list[str]:
    step = Page.steplen
    return [page.path[:end] for end in range(step, len(page.path) + 1, step)]
