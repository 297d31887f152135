"""What erasing leaves of a Word form: that one came, when and how, and what became of it."""

from __future__ import annotations

from django.utils import timezone

from ..models import FormReading, Submission, WordForm


def empty(form: WordForm) -> None:
    """Destroy who sent it, what its mail said and how its file was called. The caller records it."""
    form.letter, form.name, form.erased_at = b"", "", timezone.now()
    form.save(update_fields=["letter", "name", "erased_at"])


def forget_doubts_of(submission: Submission) -> None:
    """Forget what was doubtful, once an idea is sent: the file that came stays with it."""
    FormReading.objects.filter(submission=submission).update(doubts=[], left=[])


def forget_form_of(submission: Submission) -> None:
    """Destroy what was read of the form that a submission came by, and the letter that came with it."""
    forget_doubts_of(submission)
    forms = WordForm.objects.filter(readings__submission=submission, erased_at__isnull=True)
    for form in forms.exclude(state=WordForm.State.WAITING):
        empty(form)
