from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alliance.evidence.answering.urls")),
    path("", include("alliance.evidence.calls.urls")),
    path("", include("alliance.evidence.showcase.urls")),
]
