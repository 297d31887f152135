"""Addresses of the API. Doors and what is alike for all operations are put on here, in one place."""

from django.urls import URLPattern, include, path

from alliance.directory.access import Door, door

from . import views
from .answering import answering
from .interface import interface


def opened(pattern: URLPattern) -> URLPattern:
    """An operation for everybody; which rows they get is decided by `visible`."""
    return path(
        str(pattern.pattern), door(Door.PUBLIC)(answering(pattern.callback)), name=pattern.name
    )


operations = [
    opened(pattern)
    for pattern in interface.urls[0]
    if isinstance(pattern, URLPattern) and pattern.name != "api-root"  # our page is there
]
below = [
    path("", views.page, name="page"),
    opened(path("openapi.json", views.document, name="document")),
    *operations,
    opened(path("<path:rest>", views.nothing_here, name="nothing_here")),
]
urlpatterns = [path("api/v1/", include((below, "api")))]
