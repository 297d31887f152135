"""Sections: the standing parts of the alliance's work."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .addressed import Addressed
from .workstream import Workstream


class SectionIndex(Addressed):
    """`/sections/`: there is one, made with the database."""

    introduction = models.TextField(blank=True)

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["pages.SectionPage"]
    max_count = 1
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "list of sections"

    def get_absolute_url(self) -> str:
        return "/sections/"

    def shown_to(self, request: HttpRequest) -> HttpResponse:
        from ..show import show_sections

        return show_sections(request, self)


class SectionPage(Workstream):
    """A standing part of the work, or a page of one."""

    parent_page_types: ClassVar = ["pages.SectionIndex", "pages.SectionPage"]
    subpage_types: ClassVar = ["pages.SectionPage"]

    class Meta:
        verbose_name = "section"

    def get_absolute_url(self) -> str:
        return f"/sections/{self.slug}/"

    def shown_to(self, request: HttpRequest) -> HttpResponse:
        from ..show import show_section

        return show_section(request, self)
