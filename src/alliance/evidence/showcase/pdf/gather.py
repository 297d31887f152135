"""From rows to what a PDF says: only what every reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.utils import timezone

from alliance.directory.models import Alliance

from ...models import Case, Showcase
from ..drafting import paragraphs
from ..letters import page_of
from ..reading import (
    WITHOUT_A_THEME,
    cases_of,
    lasted,
    others_of,
    others_words,
    stuck_words,
)
from .contents import CaseContents, Document, Picture, Publisher, ThemeContents, of_case, of_report


def case_document(case: Case) -> Document:
    """One case; it comes from `reading.with_all`."""
    showcase = case.showcase
    return of_case(
        _case(case), collection=showcase.title, launched=_launched(showcase), by=_publisher()
    )


def report_document(showcase: Showcase) -> Document:
    """The whole collection as readers see it today."""
    return of_report(
        _themes(cases_of(showcase)),
        title=showcase.title,
        summary=showcase.summary,
        introduction=paragraphs(showcase.introduction),
        address=page_of_showcase(showcase),
        launched=_launched(showcase),
        by=_publisher(),
    )


def page_of_showcase(showcase: Showcase) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{showcase.get_absolute_url()}"


def _themes(cases: Iterable[Case]) -> list[ThemeContents]:
    """Cases come theme by theme."""
    return [
        ThemeContents(
            name=theme.name if theme else WITHOUT_A_THEME,
            about=theme.about if theme else "",
            cases=[_case(case) for case in of_theme],
        )
        for theme, of_theme in groupby(cases, lambda case: case.theme)
    ]


def _case(case: Case) -> CaseContents:
    last = lasted(case)
    return CaseContents(
        title=case.title,
        address=page_of(case),
        summary=case.summary,
        whose=case.whose,
        authorities=", ".join(row.name for row in case.authorities.all()),
        sections=", ".join(row.name for row in case.sections.all()),
        supplier=case.supplier,
        problem=paragraphs(case.problem),
        done=paragraphs(case.done),
        changed=paragraphs(case.changed),
        cost=paragraphs(case.cost),
        to_copy=paragraphs(case.to_copy),
        contact=paragraphs(case.contact),
        figures=[
            {
                "what": row.what,
                "before": row.before,
                "after": row.after,
                "period": row.period,
                "source": row.source,
            }
            for row in case.figures.all()
        ],
        stuck=stuck_words(last) if last else "",
        stuck_words=paragraphs(last.words) if last else (),
        others=[others_words(also) for also in others_of(case)],
        picture=_picture(case),
    )


def _picture(case: Case) -> Picture | None:
    if not case.picture_file or not (case.picture_width and case.picture_height):
        return None
    return Picture(
        name=case.picture_file.name or "",
        says=case.picture_says,
        width=case.picture_width,
        height=case.picture_height,
    )


def _launched(showcase: Showcase) -> str:
    if showcase.launched_at is None:
        return ""
    return f"{timezone.localtime(showcase.launched_at):%-d %B %Y}"


def _publisher() -> Publisher:
    alliance = Alliance.objects.first()
    return Publisher(name=alliance.name, email=alliance.contact_email) if alliance else Publisher()
