from django.urls import include, path

from . import views
from .returning import webhooks

urlpatterns = [
    path("", include("alliance.delivery.subscribing.urls")),
    path("subscribers/", include("alliance.delivery.subscribing.programme.urls")),
    path("mailings/", include("alliance.delivery.seeing.urls")),
    path("feeds/", views.follow, name="follow"),
    path("feeds/all.atom", views.atom_feed, name="atom_feed"),
    path("feeds/all.json", views.json_feed, name="json_feed"),
    path("feeds/topics/<slug:slug>.atom", views.atom_feed, name="atom_feed_of_topic"),
    path("feeds/topics/<slug:slug>.json", views.json_feed, name="json_feed_of_topic"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("calendar/<slug:slug>.ics", views.calendar, name="calendar_of_topic"),
    path("networks/<slug:slug>/calendar.ics", views.network_calendar, name="calendar_of_network"),
    path("anymail/<slug:provider>/tracking/", webhooks.told_by_provider, name="told_by_provider"),
    path("notify/receipts/", webhooks.told_by_notify, name="told_by_notify"),
]
