from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"alliance.evidence.{part}.urls"))
    for part in (
        "calls", "answering", "word", "telephone", "replying", "triage", "panel", "showcase", "after",
    )
]  # fmt: skip
