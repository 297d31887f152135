from django.urls import path

from . import bring_in, views

urlpatterns = [
    path("publications/", views.publications, name="publications"),
    path("publications.<slug:ending>", views.publications_as, name="publications_as"),
    path(
        "publications/tools-and-templates/", views.tools_and_templates, name="tools_and_templates"
    ),
    path("publications/import/", bring_in.bring_in, name="bring_in_publications"),
    path("publications/<int:pk>/", views.publication, name="publication_by_number"),
    path("publications/<int:pk>/latest/", views.latest_version, name="publication_latest"),
    path("publications/<int:pk>.<slug:ending>", views.publication_as, name="publication_as"),
    path("publications/<int:pk>-<slug:slug>/", views.publication, name="publication"),
]
