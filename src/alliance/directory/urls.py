from django.urls import path

from . import outbox_views, views
from .accounts import views as accounts
from .invitations import views as invitations
from .security import views as security

urlpatterns = [
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/new/", invitations.invite_people, name="invite_people"),
    path("people/accounts/", accounts.accounts, name="accounts"),
    path("people/accounts/<int:pk>/", accounts.account, name="account"),
    path("people/security-log/", security.security_log, name="security_log"),
    path("people/security-log/export.csv", security.csv, name="security_log_csv"),
    path("people/security-log/export.jsonl", security.json_lines, name="security_log_jsonl"),
    path("invitation/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("people/", views.people, name="people"),
    path("networks/", views.networks, name="networks"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("mail/", outbox_views.outbox, name="outbox"),
    path("mail/<int:pk>/", outbox_views.message, name="outbox_message"),
]
