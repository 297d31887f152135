from django.urls import include, path

from . import views

urlpatterns = [
    path("publications/", views.publications, name="publications"),
    path("agreements/", include("alliance.library.agreements.urls")),
]
