from django.urls import path

from . import views
from .areas import leads, own, programme
from .areas import views as areas

urlpatterns = [
    path("people/", views.people, name="people"),
    path("networks/", views.networks, name="networks"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<slug:slug>/", areas.area, name="area"),
    path("areas/<slug:slug>/ask/", areas.ask_for, name="ask_for_area"),
    path("access/", own.access, name="access"),
    path("access/<int:pk>/", own.asking, name="asking"),
    path("access/everyone/", programme.access_of_everyone, name="access_of_everyone"),
    path("access/everyone/read/", programme.readings_of_everyone, name="readings_of_everyone"),
    path(
        "access/everyone/read.csv",
        programme.readings_of_everyone_csv,
        name="readings_of_everyone_csv",
    ),
    path("authorities/<slug:slug>/access/", leads.access_of_authority, name="access_of_authority"),
    path(
        "authorities/<slug:slug>/access/read/",
        leads.readings_of_authority,
        name="readings_of_authority",
    ),
    path(
        "authorities/<slug:slug>/access/read.csv",
        leads.readings_of_authority_csv,
        name="readings_of_authority_csv",
    ),
]
