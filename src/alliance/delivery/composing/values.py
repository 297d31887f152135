"""What differs from copy to copy of one variant, and the marks where it goes.

A mark stands in a rendered page or text as it is written here, and nowhere else may it come from:
`without_marks` takes the character ⟦ out of all that others wrote. Who puts values in escapes each for
its place: HTML in the page, as it is in the text, folded in headers.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..characters import one_line

NAME = "⟦name⟧"
"""“Nerys Hallowfield”; where nobody knows the name, “colleague”."""
ADDRESS = "⟦address⟧"
CHOICES = "⟦choices⟧"
"""The whole address of `/preferences/<token>/`."""
MARKS = (NAME, ADDRESS, CHOICES)
COLLEAGUE = "colleague"
"""How somebody is greeted whose name nobody knows; no name in the address line."""


_TO_BRACKETS = str.maketrans("⟦⟧", "[]")


def without_marks(text: str) -> str:
    """What others wrote, in which no mark may stand: its brackets are plain ones."""
    return text.translate(_TO_BRACKETS)


@dataclass(frozen=True, slots=True)
class Values:
    """One copy's own."""

    name: str
    address: str
    choices: str
    leave: str
    """The whole address of `/unsubscribe/<token>/`: for the header alone, never in the words."""

    @property
    def by_mark(self) -> dict[str, str]:
        return {
            NAME: one_line(self.name) or COLLEAGUE,
            ADDRESS: self.address,
            CHOICES: self.choices,
        }
