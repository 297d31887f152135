from django.urls import include, path, re_path

from . import serve
from .papers import views as papers

urlpatterns = [
    path("links/", include("alliance.library.link_check.urls")),
    path("", include("alliance.library.publications.urls")),
    path("agreements/", include("alliance.library.agreements.urls")),
    path(
        "networks/<slug:slug>/meetings/<int:meeting>/papers/", papers.papers, name="meeting_papers"
    ),
    path(
        "networks/<slug:slug>/meetings/<int:meeting>/papers/<int:pk>/",
        papers.paper,
        name="meeting_paper",
    ),
    path("documents/<int:pk>/first-page/", serve.first_page, name="document_first_page"),
    # as Wagtail spells it, and before Wagtail's own
    re_path(r"^documents/(\d+)/(.*)$", serve.document, name="document"),
]
