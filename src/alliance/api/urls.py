"""Addresses of the API. Doors and what is alike for all operations are put on here, in one place."""

from django.urls import URLPattern, include, path, register_converter
from django.urls.converters import PathConverter

from alliance.directory.access import Door, door

from . import views
from .answering import READING, WRITING, answering
from .interface import interface
from .tokens import pages as tokens
from .webhooks import pages as webhooks


class AnythingConverter(PathConverter):
    """As `path`, with the line breaks that an address may have in it (`%0A`)."""

    regex = r"[\s\S]+"


register_converter(AnythingConverter, "anything")


WRITES = {"answer_action"}
"""Operations that take something; all others only read."""


def opened(pattern: URLPattern) -> URLPattern:
    """An operation for everybody; which rows they get is decided by `visible`, and what they may say
    by `answering` and the operation itself."""
    methods = WRITING if pattern.name in WRITES else READING
    view = answering(pattern.callback, methods)
    return path(str(pattern.pattern), door(Door.PUBLIC)(view), name=pattern.name)


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
urlpatterns = [
    path("api/v1/", include((below, "api"))),
    path("accounts/tokens/", tokens.tokens, name="tokens"),
    path("accounts/tokens/<int:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("accounts/webhooks/", webhooks.webhooks, name="webhooks"),
    path("accounts/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
]
