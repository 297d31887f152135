from django.urls import path

from . import views

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("healthz", views.health, name="health"),
    path("favicon.ico", views.mark, name="mark"),
]
