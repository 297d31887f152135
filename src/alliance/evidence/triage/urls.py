from django.urls import path

from . import board, one, views, who

_OF_CALL = "programme/calls/<slug:slug>"

urlpatterns = [
    path(f"{_OF_CALL}/answers/", views.answers, name="call_answers"),
    path(f"{_OF_CALL}/answers.csv", views.answers_table, name="call_answers_table"),
    path(f"{_OF_CALL}/answers/duplicates/", views.duplicates, name="duplicate_answers"),
    path(f"{_OF_CALL}/themes/", board.themes, name="themes"),
    path(f"{_OF_CALL}/who/", who.who, name="who_answered"),
    path(f"{_OF_CALL}/who.csv", who.who_table, name="who_answered_table"),
    path("submissions/<slug:reference>/", one.submission, name="submission"),
    path(
        "submissions/<slug:reference>/enclosures/<int:pk>/for-panel/",
        one.copy_for_panel,
        name="submission_copy",
    ),
]
