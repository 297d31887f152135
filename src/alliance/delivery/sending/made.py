"""A copy in the form in which Django's own carriers take it: those that put it into a drawer."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage as Parsed
from email.message import MIMEPart

from django.core.mail import EmailMultiAlternatives

_DJANGO_WRITES = {"subject", "from", "to", "mime-version", "content-type"}


def as_django_has_it(content: bytes, recipient: str) -> EmailMultiAlternatives:
    """The same message, for a mail backend that is not SMTP."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, Parsed)  # noqa: S101 - of that policy it is
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    made = EmailMultiAlternatives(
        subject=message["Subject"],
        body=_words(text) if text else "",
        from_email=str(message["From"]),
        to=[recipient],
        headers={
            name: str(value)
            for name, value in message.items()
            if name.lower() not in _DJANGO_WRITES
        },
    )
    if html:
        made.attach_alternative(_words(html), "text/html")
    for part in message.iter_attachments():
        made.attach(part.get_filename() or "dates.ics", part.get_content(), part.get_content_type())
    return made


def _words(part: MIMEPart) -> str:
    """Lines as Python has them."""
    words: str = part.get_content()
    return words.replace("\r\n", "\n")
