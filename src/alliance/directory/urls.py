from django.urls import path

from . import acting_page, views
from .areas import leads, own, programme
from .areas import views as areas
from .looking_as import pages as looking_as
from .people_list import pages as people_list

urlpatterns = [
    path("people/", views.people, name="people"),
    path("accounts/acting/", acting_page.who_acts, name="who_acts"),
    path("accounts/acting/<int:pk>/end/", acting_page.end, name="end_acting"),
    path("accounts/look/", looking_as.look, name="look"),
    path("accounts/look/stop/", looking_as.stop, name="stop_looking"),
    path("accounts/looks/", looking_as.looks, name="looks"),
    path("people/list/", people_list.bring_in, name="bring_in_people"),
    path("people/list/template.csv", people_list.template, name="people_list_template"),
    path("people/list/<uuid:pk>/", people_list.people_list, name="people_list"),
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
