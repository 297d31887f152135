"""What a link leads to. Whoever has it goes on with the submission, from any device."""

from __future__ import annotations

from alliance.links.sign import Refusal, open_link

from ..models import Submission
from ..taking.receipt import PURPOSE


class NoLink(Exception):
    """A link that opens nothing: `sentence` says why, `status` what the page answers."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.sentence, self.status = sentence, status


def submission_of(token: str) -> Submission:
    """The submission of a link. Changes nothing, so that a mail scanner may open it.

    Raises:
        NoLink: it is none, has expired, or what it led to has been erased.
    """
    link = open_link(token, PURPOSE)
    if isinstance(link, Refusal):
        raise NoLink(link.sentence, 404 if link is Refusal.UNKNOWN else 410)
    rows = Submission.objects.select_related("call", "authority", "section")
    found = rows.filter(pk=link.object_id).first() if link.object_id.isdecimal() else None
    if found is None or found.erased_at:
        raise NoLink("What this link led to has been erased.", 410)
    return found
