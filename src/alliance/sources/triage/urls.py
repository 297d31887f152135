from django.urls import path

from . import views

urlpatterns = [
    path("sources/triage/", views.triage, name="triage"),
    path("sources/triage/keys/", views.keys, name="triage_keys"),
    path("sources/triage/<int:pk>/", views.decide, name="decide_candidate"),
]
