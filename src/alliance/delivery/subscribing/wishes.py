"""What a subscriber wants: how often, about what, for whom; a plain value.

It travels in the link by which a subscription is confirmed, so that the owner of an address agrees to
what stands in their mail, and whoever typed the address has changed nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..models import Audience, Frequency, Subscriber

_NUMBER, _WORD = r"[1-9][0-9]{0,8}", r"[a-z]+(?:_[a-z]+)*"
_CODE = re.compile(
    rf"([a-z]+)(?:\.about-({_NUMBER}(?:-{_NUMBER})*))?(?:\.for-({_WORD}(?:-{_WORD})*))?"
)
LONGEST_CODE = 1000


@dataclass(frozen=True, slots=True)
class Wishes:
    """No topics is all of them; no audiences likewise."""

    frequency: Frequency = Frequency.EACH
    topics: frozenset[int] = frozenset()
    audiences: frozenset[Audience] = frozenset()

    @property
    def code(self) -> str:
        """In an address, as “weekly.about-3-14.for-care-data”.

        It ends in a letter or figure: mail programs take a last point for the sentence's.
        """
        code = self.frequency.value
        if self.topics:
            code += f".about-{'-'.join(map(str, sorted(self.topics)))}"
        if self.audiences:
            code += f".for-{'-'.join(sorted(self.audiences))}"
        return code


def wishes_of(subscriber: Subscriber) -> Wishes:
    """Those of a subscriber; an audience that there is no longer is left out."""
    return Wishes(
        frequency=Frequency(subscriber.frequency),
        topics=frozenset(subscriber.topics.values_list("pk", flat=True)),
        audiences=frozenset(
            Audience(each) for each in subscriber.audiences if each in Audience.values
        ),
    )


def read_code(code: str) -> Wishes | None:
    """The wishes that an address carries; None if it carries none that we know."""
    said = _CODE.fullmatch(code[:LONGEST_CODE])
    if said is None or said[1] not in Frequency.values:
        return None
    topics = said[2].split("-") if said[2] else []
    audiences = said[3].split("-") if said[3] else []
    if not set(audiences) <= set(Audience.values):
        return None
    return Wishes(
        frequency=Frequency(said[1]),
        topics=frozenset(map(int, topics)),
        audiences=frozenset(Audience(each) for each in audiences),
    )
