"""What erasing leaves of a Word form: that one came, when and how, and what became of it."""

from __future__ import annotations

from django.utils import timezone

from ..models import FormReading, Submission, WordForm


def empty(form: WordForm) -> None:
    """Destroy who sent it, what its mail said and how its file was called. The caller records it."""
    form.letter, form.name, form.erased_at = b"", "", timezone.now()
    form.save(update_fields=["letter", "name", "erased_at"])


def forget_form_of(submission: Submission) -> None:
    """Destroy what was read of the form that a submission came by, and the letter that came with it."""
    reading = FormReading.objects.select_related("form").filter(submission=submission).first()
    if reading is None:
        return
    reading.doubts, reading.left = [], []
    reading.save(update_fields=["doubts", "left"])
    form = reading.form
    if form is not None and form.state != WordForm.State.WAITING and not form.erased_at:
        empty(form)
