from django.urls import path

from .views import (
    answering,
    by_link,
    campaigns,
    chasing,
    leads_grid,
    own_calendar,
    raising,
    reading,
    running,
)

urlpatterns = [
    path("actions/", reading.actions, name="actions"),
    path("actions/grid.<slug:ending>", reading.grid_table, name="actions_table"),
    path("actions/grid-for-leads/", leads_grid.grid_for_leads, name="grid_for_leads"),
    path("actions/grid-for-leads.<slug:ending>", leads_grid.leads_table, name="leads_table"),
    path("actions/who-sees/", leads_grid.who_sees, name="who_sees"),
    path("actions/new/", raising.new, name="new_action"),
    path("actions/chasing/", chasing.chasing, name="chasing"),
    path("actions/<int:pk>/", reading.action, name="action"),
    path("actions/<int:pk>/answers.<slug:ending>", reading.answers_table, name="answers_table"),
    path("actions/<int:pk>/change/", raising.change, name="change_action"),
    path("actions/<int:pk>/end/", raising.ending, name="end_action"),
    path("actions/<int:pk>/<slug:authority>/", answering.answering, name="answering"),
    path("actions/<int:pk>/<slug:authority>/record/", raising.record, name="record_answer"),
    path(
        "actions/<int:pk>/<slug:authority>/files/<int:response>/",
        answering.file,
        name="answer_file",
    ),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", running.new_campaign, name="new_campaign"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/figures.<slug:ending>", campaigns.figures_table, name="figures_table"),
    path("campaigns/<int:pk>/change/", running.change, name="change_campaign"),
    path("campaigns/<int:pk>/end/", running.ending, name="end_campaign"),
    path("my-calendar/", own_calendar.own_calendar, name="own_calendar"),
    path(
        "my-calendar/<str:token>/mine.ics",
        own_calendar.own_calendar_feed,
        name="own_calendar_feed",
    ),
    path(
        "my-calendar/<str:token>/authorities/<slug:slug>.ics",
        own_calendar.authority_feed,
        name="authority_feed",
    ),
    path("answer/<str:token>/", by_link.by_link, name="by_link"),
    path("answer/<str:token>/somebody-else/", by_link.somebody_else, name="somebody_else"),
    path("answer/<str:token>/sent/", by_link.link_sent, name="link_sent"),
]
