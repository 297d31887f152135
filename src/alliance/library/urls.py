from django.urls import include, path, re_path

from . import serve
from .papers import views as papers

urlpatterns = [
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
    # as Wagtail spells it, and before Wagtail's own
    re_path(r"^documents/(\d+)/(.*)$", serve.document, name="document"),
]
