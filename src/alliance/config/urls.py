"""Every address of the site; docs/architecture.md says which part serves which."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from alliance.directory.access import Door, door
from alliance.directory.viewer import works_for_programme
from alliance.jobs.views import progress
from alliance.search.views import results

urlpatterns = [
    path("", include("alliance.home.urls")),
    path("", include("alliance.api.urls")),
    path("", include("alliance.pages.urls")),
    path("", include("alliance.bulletins.urls")),
    path("", include("alliance.evidence.urls")),
    path("", include("alliance.actions.urls")),
    path("", include("alliance.sources.triage.urls")),
    path("", include("alliance.sources.urls")),
    path("", include("alliance.library.urls")),
    path("", include("alliance.delivery.urls")),
    path("", include("alliance.directory.urls")),
    # of parts below the directory, which cannot put its doors on their own views
    path("search/", door(Door.PUBLIC)(results), name="search"),
    path(
        "jobs/<uuid:pk>/",
        door(Door.SIGNED_IN)(progress),
        {"sees_all": works_for_programme},
        name="job",
    ),
    path("accounts/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Pictures in the sizes made for pages; what was uploaded is served by nothing.
    path(
        "files/images/<path:path>",
        door(Door.PUBLIC)(serve),
        {"document_root": settings.MEDIA_ROOT / "images"},
    ),
]
