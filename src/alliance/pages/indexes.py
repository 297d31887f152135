"""The two lists that sections and projects hang under: there from the first day."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db import transaction

GROUND = "Pages"
"""What editors see as the root of their tree; Wagtail begins with a page of its own there."""


def keep_indexes_after_migrations(app_config: AppConfig, **kwargs: Any) -> None:
    """Once, after the last app's tables were made."""
    if app_config is list(apps.get_app_configs())[-1]:
        keep_indexes()


@transaction.atomic
def keep_indexes() -> None:
    """Make what is missing; safe to call again."""
    from wagtail.models import Page, Site

    from .models import ProjectIndex, SectionIndex

    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    ground = site.root_page
    if ground.title.startswith("Welcome to"):
        Page.objects.filter(pk=ground.pk).update(title=GROUND, draft_title=GROUND)
    for model, title, slug in (
        (SectionIndex, "Sections", "sections"),
        (ProjectIndex, "Projects", "projects"),
    ):
        if not model.objects.exists():
            ground.refresh_from_db()
            ground.add_child(instance=model(title=title, slug=slug))
