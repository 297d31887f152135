from django.urls import path

from .views import (
    answering,
    by_link,
    chasing,
    one_reply,
    own_calendar,
    raising,
    reading,
    replies,
)

urlpatterns = [
    path("actions/", reading.actions, name="actions"),
    path("actions/grid.<slug:ending>", reading.grid_table, name="actions_table"),
    path("actions/new/", raising.new, name="new_action"),
    path("actions/chasing/", chasing.chasing, name="chasing"),
    path("actions/replies/", replies.replies, name="replies"),
    path("actions/replies/<int:pk>/", one_reply.reply, name="reply"),
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
