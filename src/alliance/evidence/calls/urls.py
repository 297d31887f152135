from django.urls import path

from .views import desk, headings, reading, running, sections, writing

urlpatterns = [
    path("calls/", reading.calls, name="calls"),
    path("calls/<slug:slug>/", reading.call, name="call"),
    path("programme/calls/", desk.programme_calls, name="programme_calls"),
    path("programme/calls/<slug:slug>/", desk.desk, name="call_desk"),
    path("programme/calls/<slug:slug>/change/", writing.change, name="change_call"),
    path("programme/calls/<slug:slug>/similar-work/", writing.similar, name="similar_work"),
    path("programme/calls/<slug:slug>/headings/", headings.headings, name="headings"),
    path("programme/calls/<slug:slug>/headings/new/", headings.new_heading, name="new_heading"),
    path("programme/calls/<slug:slug>/headings/<int:pk>/", headings.heading, name="heading"),
    path("programme/calls/<slug:slug>/preview/", desk.preview, name="preview_form"),
    path("programme/calls/<slug:slug>/publish/", running.publishing, name="publish_call"),
    path("programme/calls/<slug:slug>/closing/", running.moving, name="move_closing"),
    path("programme/calls/<slug:slug>/end/", running.ending, name="end_call"),
    # Beside them, where no call's own address can be the same.
    path("programme/new-call/", writing.new_call, name="new_call"),
    path("programme/service-sections/", sections.sections, name="service_sections"),
    path("programme/service-sections/<slug:slug>/", sections.section, name="service_section"),
]
