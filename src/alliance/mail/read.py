"""What a message says, for the programme's eyes."""

from __future__ import annotations

from dataclasses import dataclass

from alliance.links.scrub import scrub

from .models import Message
from .seal import CannotBeOpened, unseal


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a message, as they are shown on a page."""

    sender: str
    reply_to: str
    text: str
    attachments: tuple[str, ...]


def wording_of(message: Message, *, with_secrets: bool) -> Wording | None:
    """What it says, or nothing when that was erased or cannot be opened any more.

    Args:
        with_secrets: show links that let somebody in; otherwise “…” stands in their place.
    """
    if message.erased_at:
        return None
    try:
        mail = unseal(message.content, to=message.recipient)
    except CannotBeOpened:
        return None
    text = str(mail.body)
    return Wording(
        sender=mail.from_email,
        reply_to=", ".join(mail.reply_to),
        text=text if with_secrets else scrub(text),
        attachments=tuple(str(each[0]) for each in mail.attachments),
    )
