from django.urls import path

from . import views

urlpatterns = [
    path("programme/calls/<slug:slug>/after/", views.after, name="after_call"),
    path("programme/calls/<slug:slug>/after/<int:pk>/", views.export_file, name="export_of_call"),
]
