"""For `tests/another_authority.py`: answers of Medway to a call, and what somebody of Kent tries there."""

from __future__ import annotations

from types import SimpleNamespace

from django.core.files.base import ContentFile

from alliance.evidence.after.exporting import make
from alliance.evidence.models import Enclosure, Export, Theme
from tests.evidence import invented

_CALL = "programme/calls/<slug:slug>"
_HERE = "/programme/calls/answered"
_ONE = "submissions/<slug:reference>/"
OPENED = {
    f"{_CALL}/answers/": f"{_HERE}/answers/",
    f"{_CALL}/answers.csv": f"{_HERE}/answers.csv",
    f"{_CALL}/answers/duplicates/": f"{_HERE}/answers/duplicates/",
    f"{_CALL}/themes/": f"{_HERE}/themes/",
    f"{_CALL}/who/": f"{_HERE}/who/",
    f"{_CALL}/after/<int:pk>/": f"{_HERE}/after/{{export.pk}}/",
    _ONE: "/submissions/{submission.reference}/",
    f"{_ONE}enclosures/<int:pk>/for-panel/": (
        "/submissions/{submission.reference}/enclosures/{enclosure.pk}/for-panel/"
    ),
}
"""Each is the programme's; a director of Kent tries it."""
SENT = {
    f"{_CALL}/answers/duplicates/": (
        f"{_HERE}/answers/duplicates/", {"do": "same", "one": "{submission.pk}", "other": "{twin.pk}"},
    ),
    f"{_CALL}/themes/": (f"{_HERE}/themes/", {"do": "remove-{theme.pk}"}),
    f"{_CALL}/after/": (f"{_HERE}/after/", {"kind": "json"}),
    _ONE: ("/submissions/{submission.reference}/", {"do": "ask"}),
}  # fmt: skip
COUNTS_ONLY = {
    f"{_CALL}/who.csv": "for the programme; counts, and names of authorities",
}


def answers_of(made: SimpleNamespace, secret: str) -> None:
    """Two answers that are one, with an enclosure, a theme and an export, all holding the secret word."""
    call = invented.call("Answered", prefix="ANS")
    idea = f"Cooking boxes with recipes go from {secret} to teenagers every Friday."
    what = invented.given(idea, role=f"Cook at {secret}")
    made.submission, made.twin = invented.sent(call, what), invented.sent(call, what)
    content = secret.encode()
    made.enclosure = Enclosure.objects.create(
        submission=made.submission, kind="document", name="Recipe.txt", size=len(content), sha256="0" * 64,
        file=ContentFile(content, name="recipe.txt"), for_panel=ContentFile(content, name="copy.txt"),
        is_for_panel=True,
    )  # fmt: skip
    made.theme = Theme.objects.create(call=call, name="Food")
    made.export = make(Export.objects.create(call=call, kind="json", with_names=True))
