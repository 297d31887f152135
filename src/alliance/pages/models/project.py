"""Projects: live ones, and completed ones with their reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from .addressed import Addressed
from .workstream import Workstream


class ProjectIndex(Addressed):
    """`/projects/`: there is one, made with the database."""

    introduction = models.TextField(blank=True)

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["pages.ProjectPage"]
    max_count = 1
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "list of projects"

    def get_absolute_url(self) -> str:
        return "/projects/"

    def shown_to(self, request: HttpRequest) -> HttpResponse:
        from ..show import show_projects

        return show_projects(request, self)


class ProjectPage(Workstream):
    """A piece of work with an end; its reports stay when it is completed."""

    class Stage(models.TextChoices):
        LIVE = "live", "Live"
        COMPLETED = "completed", "Completed"

    stage = models.CharField(max_length=9, choices=Stage, default=Stage.LIVE)
    started_on = models.DateField("started", null=True, blank=True)
    completed_on = models.DateField("completed", null=True, blank=True)

    parent_page_types: ClassVar = ["pages.ProjectIndex"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("stage"),
                FieldRowPanel([FieldPanel("started_on"), FieldPanel("completed_on")]),
            ],
            heading="Where it stands",
        ),
        *Workstream.content_panels[len(Page.content_panels) :],
    ]

    class Meta:
        verbose_name = "project"
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=["live", "completed"]), name="project_stage"
            ),
            models.CheckConstraint(
                condition=Q(stage="live", completed_on__isnull=True)
                | Q(stage="completed", completed_on__isnull=False),
                name="project_completed_on_a_day",
                violation_error_message="A completed project has a day on which it was completed, "
                "and a live one has none.",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(completed_on__isnull=True)
                | Q(started_on__lte=F("completed_on")),
                name="project_days_in_order",
                violation_error_message="The project was completed before it started.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/projects/{self.slug}/"

    def shown_to(self, request: HttpRequest) -> HttpResponse:
        from ..show import show_project

        return show_project(request, self)
