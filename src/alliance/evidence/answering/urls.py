from django.urls import path

from .views import beginning, enclosures, going_on, leaving, sending, typing

urlpatterns = [
    path("calls/<slug:slug>/submit/", beginning.begin_answer, name="submit"),
    path("calls/<slug:slug>/thrown-away/", going_on.thrown_away, name="thrown_away"),
    path("my-submission/<str:token>/", sending.my_submission, name="my_submission"),
    path("my-submission/<str:token>/check/", sending.check, name="answering_check"),
    path("my-submission/<str:token>/files/", enclosures.files, name="answering_files"),
    path("my-submission/<str:token>/files/<int:pk>/", enclosures.own_file, name="answering_file"),
    path("my-submission/<str:token>/link/", going_on.own_link, name="answering_link"),
    path("my-submission/<str:token>/link/sent/", going_on.link_sent, name="answering_link_sent"),
    path("my-submission/<str:token>/withdraw/", leaving.take_back, name="answering_withdraw"),
    path("my-submission/<str:token>/as-sent/", leaving.leave_change, name="answering_as_sent"),
    path("my-submission/<str:token>/another/", leaving.another, name="answering_another"),
    path("my-submission/<str:token>/part/<slug:step>/", typing.one_step, name="answering_step"),
    path(
        "my-submission/<str:token>/part/<slug:step>/keep/", typing.keep_typed, name="answering_keep"
    ),
    path("my-submissions/", going_on.my_submissions, name="my_submissions"),
    path("my-submissions/<int:pk>/open/", going_on.open_own, name="open_own_submission"),
    path("enclosures/<int:pk>/", enclosures.enclosure, name="enclosure"),
]
