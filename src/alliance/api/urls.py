"""Addresses of the API. Doors and what is alike for all operations are put on here, in one place."""

from django.urls import URLPattern, include, path, register_converter
from django.urls.converters import PathConverter

from alliance.directory.access import Door, door

from . import views
from .answering import answering
from .interface import interface


class AnythingConverter(PathConverter):
    """As `path`, with the line breaks that an address may have in it (`%0A`)."""

    regex = r"[\s\S]+"


register_converter(AnythingConverter, "anything")


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
    opened(path("<anything:rest>", views.nothing_here, name="nothing_here")),
]
urlpatterns = [path("api/v1/", include((below, "api")))]
