"""How many answers are begun and sent in an hour: from one place, from one address, in all.

Whoever is refused keeps what they wrote, and is told when to try again.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from alliance.mail.models import Message
from alliance.ui.one_place import one_more_from_here, sent_from_here

from ..models import Enclosure, Submission, Wording

HOUR = dt.timedelta(hours=1)
BEGUN, LINKS, FILES = "evidence-begun", "evidence-links", "evidence-files"
FROM_ONE_PLACE = 60
"""A whole authority may share one network address, and a workshop may answer at once."""
IN_ALL = 600
SENT_FOR_ONE_ADDRESS = 10
"""Each is acknowledged by a mail: a form that anybody may send is no way to fill a mailbox."""
LINKS_FROM_ONE_PLACE = 20
LINKS_TO_ONE_ADDRESS = 5
FILES_FROM_ONE_PLACE, FILES_IN_ALL = 60, 300
"""So that nobody fills the disk of the data folder."""
TOO_MANY_IDEAS = "Many answers were begun here in this hour. Begin another one later."
TOO_MANY = (
    "Many answers came in this hour, so this one was not taken. What you wrote is still here: press "
    "again in an hour, or write to the programme."
)


def too_many_begun(request: HttpRequest) -> bool:
    begun = Submission.objects.filter(begun_at__gt=timezone.now() - HOUR)
    return sent_from_here(request, BEGUN) >= FROM_ONE_PLACE or begun.count() >= IN_ALL


def one_more_begun(request: HttpRequest) -> None:
    one_more_from_here(request, BEGUN)


def too_many_for(email: str) -> bool:
    """Whether an address has been sent receipts enough for this hour."""
    if not email.strip():
        return False
    lately = Wording.objects.filter(at__gt=timezone.now() - HOUR)
    return lately.filter(submission__email__iexact=email.strip()).count() >= SENT_FOR_ONE_ADDRESS


def too_many_links(request: HttpRequest, email: str) -> bool:
    lately = Message.objects.filter(purpose="submission-link", created_at__gt=timezone.now() - HOUR)
    return (
        sent_from_here(request, LINKS) >= LINKS_FROM_ONE_PLACE
        or lately.filter(recipient__iexact=email).count() >= LINKS_TO_ONE_ADDRESS
    )


def one_more_link(request: HttpRequest) -> None:
    one_more_from_here(request, LINKS)


def too_many_files(request: HttpRequest) -> bool:
    lately = Enclosure.objects.filter(added_at__gt=timezone.now() - HOUR)
    return sent_from_here(request, FILES) >= FILES_FROM_ONE_PLACE or lately.count() >= FILES_IN_ALL


def one_more_file(request: HttpRequest) -> None:
    one_more_from_here(request, FILES)
