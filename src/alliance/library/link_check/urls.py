from django.urls import path

from . import views

urlpatterns = [
    path("", views.links, name="links"),
    path("links.csv", views.links_csv, name="links_csv"),
    path("check/", views.check, name="check_links"),
    path("without-address/", views.without_address, name="without_address"),
    path("<int:pk>/", views.link, name="link"),
]
