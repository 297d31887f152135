"""What is asked of the domain name system, of whom, and what is said of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Unreachable(Exception):
    """The domain name system did not answer, which says nothing of the sender."""


class Resolver(Protocol):
    """Answers by name. No such name, or none of that kind: nothing.

    Each raises `Unreachable` when there is no answer.
    """

    def txt(self, name: str) -> Sequence[str]: ...

    def addresses(self, name: str) -> Sequence[str]: ...

    def mail_hosts(self, name: str) -> Sequence[str]: ...


class Standing(StrEnum):
    """How something stands, by the shape that its word has on a page."""

    GOOD = "done"
    CARE = "asked"
    BAD = "late"
    UNKNOWN = "plain"

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS = {
    Standing.GOOD: "In order",
    Standing.CARE: "To look at",
    Standing.BAD: "Wrong",
    Standing.UNKNOWN: "Not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One thing that was looked at."""

    name: str
    standing: Standing
    found: str
    mend: str = ""
    at: str = ""
    """The name at which a record is to be published…"""
    record: str = ""
    """…and the record, to be copied as it is."""
    is_silent: bool = False
    """Nobody answered, which says nothing of the sender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """How mail leaves this site, as far as the site knows it."""

    from_domain: str
    """Of the address that people see."""
    bounce_domain: str
    """Of the envelope: where bounces go, and what SPF is asked of."""
    hosts: Sequence[str] = ()
    """Names of the server that hands mail on; empty if a provider does it."""
    provider: str = ""
    """A provider's name, if one sends for us: it signs, and says itself what to publish."""
    signs_for: str = ""
    """The domain that we sign for ourselves; empty if we do not."""
    selector: str = ""
    public_key: str = ""
    """Of the key that we sign with, in base64, as a record has it."""
    key_kind: str = "rsa"
    reports_to: str = ""
    """Where reports of DMARC may go."""
