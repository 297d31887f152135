from django.urls import path

from . import outbox_views, views
from .invitations import views as invitations

urlpatterns = [
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/new/", invitations.invite_people, name="invite_people"),
    path("invitation/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("people/", views.people, name="people"),
    path("networks/", views.networks, name="networks"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("mail/", outbox_views.outbox, name="outbox"),
    path("mail/<int:pk>/", outbox_views.message, name="outbox_message"),
]
