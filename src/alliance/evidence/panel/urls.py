from django.urls import path

from .views import deciding, giving_out, members, reading, setting_up

ANSWER = "panel/<slug:slug>/<slug:code>/"
PROGRAMME = "programme/calls/<slug:slug>/panel/"

urlpatterns = [
    path("panel/", reading.my_panels, name="my_panels"),
    path("panel/<slug:slug>/", reading.my_panel, name="my_panel"),
    path("panel/<slug:slug>/interests/", reading.panel_interests, name="panel_interests"),
    path("panel/<slug:slug>/results/", deciding.panel_standings, name="panel_standings"),
    path(ANSWER, reading.panel_answer, name="panel_answer"),
    path(f"{ANSWER}enclosures/<int:number>/", reading.panel_enclosure, name="panel_enclosure"),
    path(PROGRAMME, setting_up.panel_overview, name="panel_overview"),
    path(f"{PROGRAMME}settings/", setting_up.panel_settings, name="panel_settings"),
    path(f"{PROGRAMME}criteria/", setting_up.panel_criteria, name="panel_criteria"),
    path(f"{PROGRAMME}phases/", setting_up.panel_phases, name="panel_phases"),
    path(f"{PROGRAMME}members/", members.panel_members, name="panel_members"),
    path(f"{PROGRAMME}members/<int:pk>/", members.panel_member, name="panel_member"),
    path(f"{PROGRAMME}reading/", giving_out.panel_reading, name="panel_reading"),
    path(f"{PROGRAMME}enclosures/", giving_out.panel_enclosures, name="panel_enclosures"),
    path(f"{PROGRAMME}enclosures/<int:pk>/", giving_out.panel_copy, name="panel_copy"),
    path(f"{PROGRAMME}results/", deciding.panel_results, name="panel_results"),
    path(f"{PROGRAMME}answers/<int:number>/", deciding.panel_one, name="panel_one"),
    path(f"{PROGRAMME}letters/", deciding.panel_letters, name="panel_letters"),
]
