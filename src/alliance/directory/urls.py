from django.urls import path

from . import outbox_views, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("networks/", views.networks, name="networks"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("mail/", outbox_views.outbox, name="outbox"),
    path("mail/<int:pk>/", outbox_views.message, name="outbox_message"),
]
