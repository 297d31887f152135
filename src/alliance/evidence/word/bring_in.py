"""A file that somebody of the programme brings in: a form on its own, or the mail that it came in."""

from __future__ import annotations

import datetime as dt
import hashlib

from alliance.directory.models import User
from alliance.library.documents.names import ending_of

from ..models import Call, WordForm
from ..refusal import CannotBeDone
from .hand_in import read_file
from .mailed import call_of, keep_form, take_mail

MAILS = ("eml", "msg")


def bring_in(
    content: bytes, name: str, *, by: User, came_on: dt.date, call: Call | None = None
) -> list[WordForm]:
    """Keep what a file holds; what is here already is given as it is.

    Args:
        came_on: when a form on its own came; a mail says it itself.
        call: whose form it is, for one that does not say it.

    Raises:
        CannotBeDone: it holds no form that can be read; the sentence says what to do.
    """
    if ending_of(name) in MAILS:
        return take_mail(content, by=by, came=WordForm.Came.MAIL, name=name, only=call)
    found = call or call_of(name, content)
    if found is None:
        raise CannotBeDone(
            "It does not say of which call it is. If it is a Word document (docx) or OpenDocument "
            "(odt), choose the call below and bring it in again."
        )
    read_file(found, content, name)  # a form that nobody sent is refused rather than kept unread
    digest = hashlib.sha256(content).hexdigest()
    return [
        keep_form(
            found,
            content,
            name=name,
            identity=f"file {found.pk} {digest}",
            came=WordForm.Came.FILE,
            came_on=came_on,
            by=by,
        )
    ]
