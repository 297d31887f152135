"""A form that came back, kept: a draft for each idea in it, what was doubtful, and the file itself."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from alliance.library.documents import kinds
from alliance.library.documents.names import ending_of
from alliance.library.documents.taking_in import check

from ..answering.enclosing import examine, keep
from ..models import Call, Enclosure, FormReading, Submission, SubmissionWay, WordForm
from ..refusal import CannotBeDone
from ..taking.given import Given
from ..taking.rows import definition_of
from ..taking.sending import begin
from .layout import Layout, layout
from .paragraphs import NotRead
from .read import Reading, read

TAKEN = (kinds.DOCX, kinds.ODT)
LARGEST = 10 * 1024 * 1024
"""Bytes of a form: a page of text has a hundredth, and some people put pictures in."""
_SAVE_AS = {
    "pdf": "A PDF cannot be read back. Hand in the Word file that it was made from",
    "pages": "In Pages choose “Export to”, then “Word”, and hand that in",
    "jpg": "A picture cannot be read. Type your answers into the form, or answer on the site",
}
_ALIASES = {"jpeg": "jpg", "png": "jpg", "heic": "jpg"}


def form_of(call: Call) -> Layout:
    """The form as the call asks it today."""
    return layout(call.prefix, definition_of(call))


@dataclass(frozen=True, slots=True)
class Came:
    """A form whose file is sound and was read."""

    content: bytes
    name: str
    readings: Sequence[Reading]


def read_file(call: Call, content: bytes, name: str) -> Came:
    """Look at a file from its first to its last byte, then read it as the call's form.

    Raises:
        CannotBeDone: it is not taken, or no form of this call; the sentence says what to do.
    """
    ending = ending_of(name)
    if known := _SAVE_AS.get(_ALIASES.get(ending, ending)):
        raise CannotBeDone(f"{known}.")
    if kinds.SAVE_AS.get(ending) == kinds.DOCX.ending and ending != "docm":
        raise CannotBeDone(
            f"Files in the format “{ending}” are not taken. Open it, choose “Save as” and “Word "
            "document (docx)”, and hand that in."
        )
    file = ContentFile(content, name=name)
    try:
        taken = check(file, TAKEN, largest=LARGEST)
        readings = read(content, form_of(call))
    except ValidationError as refusal:
        raise CannotBeDone(" ".join(refusal.messages)) from None
    except NotRead as fault:
        raise CannotBeDone(str(fault)) from None
    return Came(content, taken.name, readings)


def hand_in(
    call: Call,
    came: Came,
    *,
    by: AbstractBaseUser | None,
    way: SubmissionWay = SubmissionWay.WORD,
    entered_by: AbstractBaseUser | None = None,
    told_on: dt.date | None = None,
    form: WordForm | None = None,
    sender: Given | None = None,
) -> list[Submission]:
    """Keep a form that was read, before anybody judges it: a draft for each idea, with the file.

    Args:
        form: the form that came to the programme, where it did.
        sender: who sent it, as their mail says; what the form says itself goes before.

    Raises:
        CannotBeDone: the call takes no answers.
    """
    bundle = uuid.uuid4() if len(came.readings) > 1 else None
    drafts: list[Submission] = []
    enclosed: list[Enclosure] = []
    file = examine(ContentFile(came.content, name=came.name))
    try:
        with transaction.atomic():
            for reading in came.readings:
                draft = begin(
                    call,
                    given=_with_sender(reading.given, sender),
                    by=by,
                    way=way,
                    entered_by=entered_by,
                    told_on=told_on,
                    bundle=bundle,
                )
                _note(draft, reading, form)
                enclosed.append(keep(draft, file, by=by))
                drafts.append(draft)
    except Exception:  # rows are rolled back; files are not
        for row in enclosed:
            row.file.storage.delete(row.file.name or "")
        raise
    return drafts


def _note(draft: Submission, reading: Reading, form: WordForm | None) -> None:
    FormReading.objects.create(
        submission=draft,
        form=form,
        doubts=[[doubt.field, doubt.sentence] for doubt in reading.doubts],
        left=[[left.heading, left.text] for left in reading.left],
    )


def _with_sender(given: Given, sender: Given | None) -> Given:
    if sender is None:
        return given
    return replace(given, name=given.name or sender.name, email=given.email or sender.email)
