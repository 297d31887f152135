from django.urls import path

from . import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("networks/", views.networks, name="networks"),
    path("networks/<slug:slug>/", views.network, name="network"),
]
