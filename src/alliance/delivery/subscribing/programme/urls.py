from django.urls import path

from . import adding, changing, lists, one, pages, stopped

urlpatterns = [
    path("", pages.subscribers, name="subscribers"),
    path("add/", adding.add, name="add_subscriber"),
    path("from-directory/", adding.from_directory, name="subscribers_from_directory"),
    path("stopped/", stopped.stopped, name="stopped_addresses"),
    path("stopped/<int:pk>/", stopped.one_stopped, name="stopped_address"),
    path("lists/", lists.lists, name="subscriber_lists"),
    path("lists/template.csv", lists.template, name="subscriber_list_template"),
    path("lists/<int:pk>/", lists.one_list, name="subscriber_list"),
    path("lists/<int:pk>/faults.csv", lists.faults, name="subscriber_list_faults"),
    path("<int:pk>/", one.subscriber, name="subscriber"),
    path("<int:pk>/change/", changing.change, name="change_subscriber"),
    path("<int:pk>/kept.json", one.kept, name="subscriber_kept"),
]
