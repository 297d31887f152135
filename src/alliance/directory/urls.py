from django.urls import include, path

from . import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("networks/", include("alliance.directory.networks.urls")),
]
