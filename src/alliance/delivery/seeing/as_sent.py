"""A mailing as one reader gets it, to be looked at before and after it goes out.

Made by the same hands as what is sent, but for the links that are a reader's own: whoever looks
must not be able to choose or leave for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import formatdate, parseaddr

from django.core.mail import EmailMultiAlternatives

from ..composing.choose import choose
from ..composing.compose import compose
from ..composing.cutting import TooLong
from ..composing.letter import Letter, Reader, Site
from ..composing.mime import CannotBeAddressed, Written, made, the_list
from ..composing.put_in import html_with, text_with
from ..composing.render import render
from ..composing.site import site_of
from ..composing.values import COLLEAGUE, Values
from ..models import Copy, Mailing, Subscriber, Variant
from ..sending.readers import readers_of

NOTHING = "They get nothing of it: nothing in it is for them."
NOT_THERE = "There is nothing to be sent: what it is of is not published."
A_READER = Values(name="Nerys Hallowfield", address="nerys@example.org", choices="", leave="")
"""Whoever a preview is for if nobody is chosen."""


class NothingToSee(LookupError):
    """There is no mail; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mail as it goes out."""

    subject: str
    html: str
    text: str
    short: str
    headers: Sequence[tuple[str, str]]
    size: int
    """Bytes of the whole message."""
    attachment: str = ""


@dataclass(slots=True)
class _Sheet:
    """What a message is made of, where no variant is kept yet."""

    subject: str
    html: str
    text: str
    short: str
    attachment: str


def letter_of(mailing: Mailing) -> Letter:
    """What it says: frozen if it has begun, else as things stand now.

    Raises:
        NothingToSee: it says nothing.
    """
    letter = Letter.from_json(mailing.letter) if mailing.letter else compose(mailing)
    if letter is None:
        raise NothingToSee(NOT_THERE)
    return letter


def as_read_by(mailing: Mailing, reader: Reader) -> Seen:
    """As somebody gets it who is and chose this.

    Raises:
        NothingToSee: they get nothing.
    """
    letter, site = letter_of(mailing), site_of()
    return _seen(_written(letter, reader, site), site, _values(A_READER, site))


def as_sent_to(mailing: Mailing, subscriber: Subscriber) -> Seen:
    """As this subscriber got it, or would get it now.

    Raises:
        NothingToSee: they get nothing.
    """
    site = site_of()
    values = _values(Values(name_of(subscriber) or COLLEAGUE, subscriber.address, "", ""), site)
    copy = (
        Copy.objects.filter(mailing=mailing, subscriber=subscriber)
        .select_related("variant")
        .first()
        if mailing.pk
        else None
    )
    if copy:
        return _seen(copy.variant, site, values)
    reader = readers_of([subscriber])[subscriber.pk]
    return _seen(_written(letter_of(mailing), reader, site), site, values)


def name_of(subscriber: Subscriber) -> str:
    """By which they are greeted, if anybody knows it."""
    return subscriber.name or (subscriber.person.name if subscriber.person else "")


def of_variant(variant: Variant) -> Seen:
    """As any of its readers got it."""
    site = site_of()
    return _seen(variant, site, _values(A_READER, site))


def test_message(seen: Seen, *, to: str) -> EmailMultiAlternatives:
    """A copy for whoever looks, which says that it is one."""
    site = site_of()
    message = EmailMultiAlternatives(
        subject=f"Test: {seen.subject}",
        body=seen.text,
        from_email=site.sender,
        to=[to],
        reply_to=[site.reply_to] if site.reply_to else None,
    )
    message.attach_alternative(seen.html, "text/html")
    if seen.attachment:
        message.attach("dates.ics", seen.attachment, "text/calendar")
    return message


def _written(letter: Letter, reader: Reader, site: Site) -> _Sheet:
    mine = choose(letter, reader)
    if mine is None:
        raise NothingToSee(NOTHING)
    try:
        rendered = render(mine, site)
    except TooLong as fault:
        raise NothingToSee(str(fault)) from fault
    return _Sheet(rendered.subject, rendered.html, rendered.text, rendered.short, mine.calendar)


def _values(of: Values, site: Site) -> Values:
    """Theirs, with links that are nobody's own."""
    choices = f"{site.address}/preferences/"
    leave = f"{site.address}/unsubscribe/one-of-their-own/"
    return Values(name=of.name, address=of.address, choices=choices, leave=leave)


def _seen(sheet: _Sheet | Variant, site: Site, values: Values) -> Seen:
    content = _content(sheet, site, values)
    message = message_from_bytes(content, policy=policy.default)
    return Seen(
        subject=text_with(sheet.subject, values),
        html=html_with(sheet.html, values),
        text=text_with(sheet.text, values),
        short=text_with(sheet.short, values),
        headers=[(name, str(value)) for name, value in message.items()],
        size=len(content),
        attachment=sheet.attachment,
    )


def _content(sheet: Written, site: Site, values: Values) -> bytes:
    host = parseaddr(site.sender)[1].rpartition("@")[2] or "localhost"
    template = made(sheet, site, the_list(site))
    try:
        return template.fill(
            values,
            recipient=values.address,
            message_id=f"<one-of-its-own@{host}>",
            date=formatdate(localtime=False),
        )
    except CannotBeAddressed as fault:
        raise NothingToSee(f"{fault} {values.address}") from fault
