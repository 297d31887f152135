from django.urls import path

from .views import calling, naming, reading, writing

urlpatterns = [
    path("", reading.networks, name="networks"),
    path("dates/", reading.dates, name="network_dates"),
    path("nominations/", naming.all_nominations, name="all_nominations"),
    path("<slug:slug>/", reading.network, name="network"),
    path("<slug:slug>/meetings/", reading.meetings, name="meetings"),
    path("<slug:slug>/meetings/add/", calling.add, name="add_meeting"),
    path("<slug:slug>/meetings/<int:pk>/", reading.meeting, name="meeting"),
    path("<slug:slug>/meetings/<int:pk>/change/", calling.edit, name="change_meeting"),
    path("<slug:slug>/nominations/", naming.nominations, name="nominations"),
    path(
        "<slug:slug>/nominations/<slug:authority>/",
        naming.authority_nominations,
        name="authority_nominations",
    ),
    path("<slug:slug>/chair/", naming.chair, name="chair"),
    path("<slug:slug>/write/", writing.write, name="write_to_network"),
    path("<slug:slug>/messages/", writing.network_messages, name="network_messages"),
    path("<slug:slug>/messages/<int:pk>/", writing.network_message, name="network_message"),
]
