from django.urls import include, path

from . import acting_page, outbox_views, views
from .accounts import views as accounts
from .accounts.own import own_account
from .areas import leads, own, programme
from .areas import views as areas
from .invitations import views as invitations
from .looking_as import pages as looking_as
from .people_list import pages as people_list
from .security import views as security
from .vacancies import posts_to_fill

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
    path("people/vacancies/", posts_to_fill, name="posts_to_fill"),
    path("accounts/email/", own_account, name="account_email"),
    path("accounts/acting/", acting_page.who_acts, name="who_acts"),
    path("accounts/acting/<int:pk>/end/", acting_page.end, name="end_acting"),
    path("accounts/look/", looking_as.look, name="look"),
    path("accounts/look/stop/", looking_as.stop, name="stop_looking"),
    path("accounts/looks/", looking_as.looks, name="looks"),
    path("people/list/", people_list.bring_in, name="bring_in_people"),
    path("people/list/template.csv", people_list.template, name="people_list_template"),
    path("people/list/<uuid:pk>/", people_list.people_list, name="people_list"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<slug:slug>/", areas.area, name="area"),
    path("areas/<slug:slug>/ask/", areas.ask_for, name="ask_for_area"),
    path("access/", own.access, name="access"),
    path("access/<int:pk>/", own.asking, name="asking"),
    path("access/everyone/", programme.access_of_everyone, name="access_of_everyone"),
    path("access/everyone/read/", programme.readings_of_everyone, name="readings_of_everyone"),
    path(
        "access/everyone/read.csv",
        programme.readings_of_everyone_csv,
        name="readings_of_everyone_csv",
    ),
    path("authorities/<slug:slug>/access/", leads.access_of_authority, name="access_of_authority"),
    path(
        "authorities/<slug:slug>/access/read/",
        leads.readings_of_authority,
        name="readings_of_authority",
    ),
    path(
        "authorities/<slug:slug>/access/read.csv",
        leads.readings_of_authority_csv,
        name="readings_of_authority_csv",
    ),
    path("networks/", include("alliance.directory.networks.urls")),
    path("mail/", outbox_views.outbox, name="outbox"),
    path("mail/<int:pk>/", outbox_views.message, name="outbox_message"),
]
