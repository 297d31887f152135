"""What the site says of itself, and what readers say is wrong with it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from wagtail.models import RevisionMixin
from wagtail.rich_text import expand_db_html

from alliance.text.sanitise import clean


class Notice(RevisionMixin, models.Model):
    """A page that the law or good manners ask of every site. It comes with a text to begin with."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy", "Privacy notice"
        ACCESSIBILITY = "accessibility", "Accessibility statement"
        COOKIES = "cookies", "Cookies"

    kind = models.CharField(max_length=13, choices=Kind, unique=True, editable=False)
    body = models.TextField("text", help_text="Who runs this site answers for what stands here.")
    adopted_on = models.DateField(
        "checked and adopted on",
        null=True,
        blank=True,
        help_text="Until a day stands here, readers are told that the text came with the software.",
    )

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["privacy", "accessibility", "cookies"]), name="notice_kind"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.body = clean(expand_db_html(self.body))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/{self.kind}/"

    @property
    def text(self) -> str:
        """The body for a page of its own: its headings come right under the title."""
        return self.body.replace("<h3>", "<h2>").replace("</h3>", "</h2>")


class ProblemReport(models.Model):
    """Somebody met something wrong on a page and said so; perhaps how to reach them."""

    class State(models.TextChoices):
        NEW = "new", "New"
        DONE = "done", "Dealt with"

    page = models.CharField("address of the page", max_length=300, blank=True, editable=False)
    words = models.TextField("what is wrong", max_length=4000, editable=False)
    email = models.EmailField("to be answered at", blank=True, editable=False)
    state = models.CharField(max_length=4, choices=State, default=State.NEW)
    made_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["new", "done"]), name="problem_state")
        ]

    def __str__(self) -> str:
        return f"Problem {self.pk}"
