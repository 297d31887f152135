from django.urls import path, re_path

from . import serve, views

urlpatterns = [
    path("publications/", views.publications, name="publications"),
    # as Wagtail spells it, and before Wagtail's own
    re_path(r"^documents/(\d+)/(.*)$", serve.document, name="document"),
]
