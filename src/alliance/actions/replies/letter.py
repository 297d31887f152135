"""What a reply says, out of its seal: for the programme's eyes, and not for ever."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from alliance.links.scrub import scrub
from alliance.mail.seal import CannotBeOpened, seal_values, unseal_values

from ..models import Reply
from .read import Mail


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a reply and who it says it is from."""

    name: str = ""
    address: str = ""
    sent_by: str = ""
    sent_by_address: str = ""
    subject: str = ""
    words: str = ""
    whole: str = ""
    points_below: bool = False
    attachments: tuple[str, ...] = ()
    arrived_at: str = ""

    @property
    def sender(self) -> str:
        """`Ann Lee`, `Sara Marsh (sent by Pat Moss)`: as an answer says who gave it."""
        name = self.name or self.address
        if self.sent_by:
            name = f"{name} (sent by {self.sent_by})" if name else self.sent_by
        return name[:200]

    @property
    def arrived(self) -> dt.datetime | None:
        return dt.datetime.fromisoformat(self.arrived_at) if self.arrived_at else None


def letter_of(mail: Mail) -> Letter:
    """What is kept of a mail. Links in what it quotes that let somebody in lose their secret."""
    return Letter(
        name=mail.name,
        address=mail.address,
        sent_by=mail.sent_by,
        sent_by_address=mail.sent_by_address,
        subject=mail.subject,
        words=scrub(mail.words),
        whole=scrub(mail.whole),
        points_below=mail.points_below,
        attachments=mail.attachments,
        arrived_at=mail.arrived_at.isoformat() if mail.arrived_at else "",
    )


def sealed(letter: Letter) -> bytes:
    """As it is kept."""
    return seal_values(asdict(letter))


def opened(reply: Reply) -> Letter | None:
    """What a reply says; nothing once that is erased, or when the site's key is another."""
    if reply.erased_at or not reply.content:
        return None
    try:
        said: dict[str, Any] = unseal_values(reply.content)
    except CannotBeOpened:
        return None
    return Letter(**said | {"attachments": tuple(said["attachments"])})
