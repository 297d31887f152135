from django.urls import path

from . import authorities, my_authority, trust, views
from .models import Notice

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("healthz", views.health, name="health"),
    path("favicon.ico", views.mark, name="mark"),
    path("my-authority/", my_authority.my_authority, name="my_authority"),
    path("authorities/", authorities.authorities, name="authorities"),
    path("authorities/<slug:slug>/", authorities.authority, name="authority"),
    *(path(f"{kind}/", trust.notice, {"kind": kind}, name=kind) for kind in Notice.Kind.values),
    path("report-a-problem/", trust.problem, name="problem"),
    path("report-a-problem/thank-you/", trust.problem_thanks, name="problem_thanks"),
]
