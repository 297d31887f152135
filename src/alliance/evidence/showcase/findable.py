"""What cases and showcases say of themselves to the search index: only what everybody may read."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from alliance.directory.access import visible
from alliance.search import registry
from alliance.search.document import Document

from ..models import Case, CaseFigure, Showcase
from .rows import TEXTS

CASE_KIND, SHOWCASE_KIND = "Practice", "Showcase"


def register() -> None:
    registry.register(Case, document=_case, rows=_cases)
    registry.register(Showcase, document=_showcase, rows=_showcases)
    for signal in (post_save, post_delete):
        signal.connect(_figure, sender=CaseFigure, dispatch_uid="alliance.evidence.showcase")


def _figure(instance: CaseFigure, raw: bool = False, **signal: object) -> None:
    if not raw:
        registry.index(Case, [instance.case_id])


def _cases() -> QuerySet[Case]:
    """Of the others there is no entry: `registry` drops what is not among these."""
    return visible(AnonymousUser(), Case.objects.all()).select_related("showcase").prefetch_related(
        "authorities", "sections", "figures", "showcase__topics"
    )  # fmt: skip


def _case(case: Case) -> Document:
    figures = [f"{row.what}: {row.after}" for row in case.figures.all()]
    sections = [row.name for row in case.sections.all()]
    texts = [getattr(case, name) for name in TEXTS if name not in ("title", "picture_says")]
    authorities = [row.name for row in case.authorities.all()]
    return Document(
        title=case.title,
        kind=CASE_KIND,
        url=case.get_absolute_url(),
        body="\n".join(filter(None, [*texts, *figures, *sections, *authorities])),
        date=timezone.localdate(case.shown_at) if case.shown_at else None,
        topics=[topic.name for topic in case.showcase.topics.all()],
        authority=authorities[0] if len(authorities) == 1 else "",
    )


def _showcases() -> QuerySet[Showcase]:
    return visible(AnonymousUser(), Showcase.objects.all()).prefetch_related("topics")


def _showcase(showcase: Showcase) -> Document:
    launched = showcase.launched_at
    return Document(
        title=showcase.title,
        kind=SHOWCASE_KIND,
        url=showcase.get_absolute_url(),
        body="\n".join(filter(None, [showcase.summary, showcase.introduction])),
        date=timezone.localdate(launched) if launched else None,
        topics=[topic.name for topic in showcase.topics.all()],
    )
