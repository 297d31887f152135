from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alliance.evidence.replying.urls")),
    path("", include("alliance.evidence.triage.urls")),
    path("", include("alliance.evidence.after.urls")),
    path("", include("alliance.evidence.calls.urls")),
    path("", include("alliance.evidence.telephone.urls")),
    path("", include("alliance.evidence.panel.urls")),
    path("", include("alliance.evidence.answering.urls")),
]
