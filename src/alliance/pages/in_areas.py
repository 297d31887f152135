"""What restricted areas tell of sections and projects."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from alliance.directory.access import visible
from alliance.directory.areas.contents import Reader, Thing
from alliance.directory.models import Area

from .models import ProjectPage, RestrictedPart, SectionPage

GROUP = "On pages"


def open_pages(reader: Reader, area: Area) -> Iterator[Thing]:
    """The open page beside the area, and those of which it keeps a part."""
    concerned = Q(pk=area.open_page_id) | Q(restricted_parts__area=area)
    for model in (SectionPage, ProjectPage):
        rows = visible(reader, model.objects.filter(concerned)).distinct().order_by("title")
        for page in rows.only("title", "slug", "introduction"):
            yield Thing(page.title, page.get_absolute_url(), page.introduction)


def parts(reader: Reader, area: Area) -> Iterator[Thing]:
    """The parts that the area keeps, each on its page."""
    kept = visible(reader, RestrictedPart.objects.filter(area=area)).order_by()
    for model in (SectionPage, ProjectPage):
        rows = visible(reader, model.objects.filter(pk__in=kept.values("page")))
        for page in rows.order_by("title").only("title", "slug"):
            address = f"{page.get_absolute_url()}#restricted-{area.slug}"
            yield Thing(page.title, address, "Beside what is open there", GROUP)
