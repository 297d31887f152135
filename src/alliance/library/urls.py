from django.urls import path

from . import views
from .papers import views as papers

urlpatterns = [
    path("publications/", views.publications, name="publications"),
    path(
        "networks/<slug:slug>/meetings/<int:meeting>/papers/", papers.papers, name="meeting_papers"
    ),
    path(
        "networks/<slug:slug>/meetings/<int:meeting>/papers/<int:pk>/",
        papers.paper,
        name="meeting_paper",
    ),
]
