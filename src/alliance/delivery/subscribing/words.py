"""What people agree to, what each choice brings, and how an address is shown to whom it may not be."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from alliance.directory.models import Topic

from ..models import Audience, Frequency, Suppression, Why
from .wishes import Wishes

AGREED = (
    "Send me the alliance’s bulletins and news by e-mail, as I have chosen. I can change that, or "
    "leave, with any of the mails."
)
BRINGS: Mapping[str, str] = {
    Frequency.EACH: "The whole bulletin, on the day it is published.",
    Frequency.WEEKLY: "On Monday morning: news, publications and dates in one list, each once.",
    Frequency.MONTHLY: "On the first of the month: the same list, for those who want less mail.",
    Frequency.ASKED: "Nothing else of the bulletin, and no mail when nothing is asked.",
    Frequency.CALENDAR: "On Monday morning: meetings, events and last days, with a file for your calendar.",
}
FIRM = frozenset({Why.BOUNCED, Why.PROGRAMME, Why.COMPLAINED})
"""What the owner's own wish does not lift: somebody of the programme looks at it first."""


def agreed_to(wishes: Wishes) -> str:
    """The words that a consent keeps."""
    return f"{AGREED} Chosen: {wishes.frequency.label}."


def masked(address: str) -> str:
    """An address as its owner knows it again and others cannot copy it: “s•••@kent.gov.uk”."""
    local, at, domain = address.strip().rpartition("@")
    return f"{local[:1]}•••{at}{domain}" if local else "•••"


def in_words(wishes: Wishes) -> list[str]:
    """What is chosen, in lines: how often, and what of it only if not all."""
    lines = [wishes.frequency.label]
    if topics := Topic.objects.filter(pk__in=wishes.topics).values_list("name", flat=True):
        lines.append(f"About {', '.join(topics)}; other news by its title")
    if wishes.audiences:
        labels = [each.label for each in Audience if each in wishes.audiences]
        lines.append(f"For: {'; '.join(labels)}")
    return lines


def why_stopped(stop: Suppression) -> str:
    """Why nothing is sent, for the owner of the address, who is then told whom to ask."""
    day = timezone.localtime(stop.since)
    since = f"{day.day} {day:%B %Y}"
    match stop.why:
        case Why.BOUNCED:
            return f"Mail to this address came back, so nothing has been sent there since {since}."
        case Why.COMPLAINED:
            return (
                "Our mail was marked as unwanted at this address, so nothing has been sent there "
                f"since {since}."
            )
        case Why.PROGRAMME:
            return f"The programme stopped mail to this address on {since}."
        case _:
            return f"You left on {since}."
