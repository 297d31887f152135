from django.urls import path

from . import views
from .seeing.views import mailings, preview, rules, sender

urlpatterns = [
    path("feeds/", views.follow, name="follow"),
    path("feeds/all.atom", views.atom_feed, name="atom_feed"),
    path("feeds/all.json", views.json_feed, name="json_feed"),
    path("feeds/topics/<slug:slug>.atom", views.atom_feed, name="atom_feed_of_topic"),
    path("feeds/topics/<slug:slug>.json", views.json_feed, name="json_feed_of_topic"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("calendar/<slug:slug>.ics", views.calendar, name="calendar_of_topic"),
    path("networks/<slug:slug>/calendar.ics", views.network_calendar, name="calendar_of_network"),
    path("mailings/", mailings.mailings, name="mailings"),
    path("mailings/rules/", rules.mailing_rules, name="mailing_rules"),
    path("mailings/sender/", sender.mailing_sender, name="mailing_sender"),
    path(
        "mailings/bulletins/<int:bulletin>/preview/",
        preview.bulletin_preview,
        name="bulletin_as_mail",
    ),
    path(
        "mailings/bulletins/<int:bulletin>/preview/page/",
        preview.bulletin_preview_page,
        name="bulletin_as_mail_page",
    ),
    path("mailings/<int:pk>/preview/", preview.mailing_preview, name="mailing_preview"),
    path(
        "mailings/<int:pk>/preview/page/",
        preview.mailing_preview_page,
        name="mailing_preview_page",
    ),
    path("mailings/<int:pk>/", mailings.mailing, name="mailing"),
    path("mailings/<int:pk>/time/", mailings.change_beginning, name="mailing_time"),
    path("mailings/<int:pk>/cancel/", mailings.cancel, name="cancel_mailing"),
    path("mailings/<int:pk>/try-again/", mailings.try_again, name="try_mailing_again"),
    path("mailings/<int:pk>/not-received/", mailings.not_received, name="not_received"),
]
