"""Which carrier takes the copies, by the settings."""

from __future__ import annotations

from .parcel import Carrier
from .smtp import SmtpCarrier


def carrier() -> Carrier:
    """A new connection, made when it is first needed."""
    return SmtpCarrier()
