"""One kind of page: a title and rich text."""

from __future__ import annotations

from wagtail.fields import RichTextField
from wagtail.models import Page


class PlainPage(Page):
    body = RichTextField(blank=True)
    template = "plain_page.html"

    class Meta:
        app_label = "plain_wagtail"
