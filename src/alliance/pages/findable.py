"""What sections and projects say of themselves to the search index."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import get_text_for_indexing

from alliance.directory.models import Area
from alliance.search import registry
from alliance.search.document import Document
from alliance.search.models import MEMBERS, PROGRAMME, PUBLIC, of_area

from .models import ProjectPage, RestrictedPart, SectionPage, Workstream
from .shown_otherwise import when_shown_otherwise

KINDS: dict[type[Workstream], str] = {SectionPage: "Section", ProjectPage: "Project"}


def register() -> None:
    registry.register(SectionPage, document=_document, rows=_sections)
    registry.register(ProjectPage, document=_document, rows=_projects)
    registry.register(RestrictedPart, document=_part, rows=_parts)
    when_shown_otherwise("alliance.pages.findable", _index_from)
    post_save.connect(_area_saved, sender=Area, dispatch_uid="alliance.pages.area")


def _area_saved(instance: Area, raw: bool = False, **signal: object) -> None:
    """Its parts bear its name and lead to where it says."""
    if not raw:
        parts = RestrictedPart.objects.filter(area=instance.pk)
        if ids := set(parts.values_list("pk", flat=True)):
            registry.index(RestrictedPart, ids)


def _index_from(page: Page) -> None:
    """This page and those below it: who may find them follows from what they hang under."""
    for model in KINDS:
        below = model._default_manager.filter(path__startswith=page.path)
        if ids := set(below.values_list("pk", flat=True)):
            registry.index(model, ids)
    on_them = RestrictedPart.objects.filter(page__path__startswith=page.path)
    if ids := set(on_them.values_list("pk", flat=True)):
        registry.index(RestrictedPart, ids)


def _sections() -> QuerySet[Any]:
    rows: QuerySet[Any] = SectionPage.objects.prefetch_related("topics")
    return rows


def _projects() -> QuerySet[Any]:
    rows: QuerySet[Any] = ProjectPage.objects.prefetch_related("topics")
    return rows


def _parts() -> QuerySet[Any]:
    rows: QuerySet[Any] = RestrictedPart.objects.select_related(
        "area", "page__sectionpage", "page__projectpage"
    )
    return rows


def _part(part: RestrictedPart) -> Document:
    """What an area keeps of a page, for those who may enter the area, as far as the page is theirs."""
    page = getattr(part.page, "sectionpage", None) or part.page.projectpage
    audience = _audience(page)
    titles = [block.value.title for block in part.documents if block.value]
    words = [*_words(part.text), get_text_for_indexing(part.tools), *titles]
    return Document(
        title=f"{page.title}: {part.area.name}",
        kind=KINDS[type(page)],
        url=f"{page.get_absolute_url()}#{part.address}",
        body="\n".join(text for text in words if text),
        audience=PROGRAMME if audience == PROGRAMME else of_area(part.area_id),
        date=page.last_published_at and page.last_published_at.date(),
    )


def _words(text: Any) -> list[str]:
    return [get_text_for_indexing(str(block)) for block in text]


def _document(page: Workstream) -> Document:
    blocks = _words(page.text)
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
