"""Pages that live in the editors' tree and are read at addresses of our own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class Addressed(Page):
    """A page whose address is a promise, wherever editors move it in their tree.

    Readers are served by plain views (docs/decisions/0018); the tree is only where editors keep
    order.
    """

    class Meta:
        abstract = True

    promote_panels: ClassVar = [FieldPanel("slug", heading="Last part of the address")]

    def get_absolute_url(self) -> str:
        """The address for readers."""
        raise NotImplementedError

    def shown_to(self, request: HttpRequest) -> HttpResponse:
        """The page as readers see it."""
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, str, str] | None:
        sites = self._get_relevant_site_root_paths(request)
        if not sites:
            return None
        return sites[0].site_id, sites[0].root_url, self.get_absolute_url()

    def get_full_url(self, request: HttpRequest | None = None) -> str:
        """With the host that readers use, which Wagtail's own table of sites does not know."""
        return f"{settings.WAGTAILADMIN_BASE_URL}{self.get_absolute_url()}"

    full_url = property(get_full_url)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.shown_to(request)
