"""What answers say, as texts to compare, without what says who they are."""

from __future__ import annotations

from django.db.models import QuerySet

from alliance.text.similarity import fold

from ..models import Answer, Call, Submission, SubmissionState
from ..taking.definition import HeadingKind

OF_WORDS = (HeadingKind.LONG, HeadingKind.SHORT)


def compared(call: Call) -> QuerySet[Submission]:
    """The answers that are compared: sent or late ones; withdrawn and erased ones are left out."""
    return Submission.objects.filter(
        call=call,
        state__in=[SubmissionState.SENT, SubmissionState.LATE],
        erased_at__isnull=True,
    ).order_by("number")


def texts_of(call: Call) -> dict[int, str]:
    """What each answer says, by its id: its name and its texts. Two queries."""
    titles = dict(compared(call).values_list("pk", "title"))
    said: dict[int, list[str]] = {pk: [] for pk in titles}
    rows = Answer.objects.filter(
        submission__in=compared(call),
        heading__kind__in=[kind.value for kind in OF_WORDS],
        heading__tells_who=False,
    ).order_by("submission", "heading__position", "pk")
    for pk, text in rows.values_list("submission", "text"):
        said[pk].append(text)
    return {pk: "\n\n".join(_with_title(titles[pk], texts)) for pk, texts in said.items()}


def _with_title(title: str, texts: list[str]) -> list[str]:
    """A name that was cut from the beginning of an answer says nothing more."""
    beginning = fold(title.rstrip("…"))
    if any(fold(text).startswith(beginning) for text in texts):
        return texts
    return [title, *texts]
