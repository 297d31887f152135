"""The kinds of things that are found, and how a person is told of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What something may be. The values are kept with what was sent all the same."""

    NAME = "name"
    BORN = "born"
    AGE_AND_SCHOOL = "age_and_school"
    NHS = "nhs"
    UPN = "upn"
    ULN = "uln"
    CASE = "case"
    ADDRESS = "address"
    CONTACT = "contact"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Kind.NAME: "a child’s name",
    Kind.BORN: "a date of birth",
    Kind.AGE_AND_SCHOOL: "one child’s age and school",
    Kind.NHS: "an NHS number",
    Kind.UPN: "a unique pupil number",
    Kind.ULN: "a unique learner number",
    Kind.CASE: "the number of a case or record",
    Kind.ADDRESS: "a home address",
    Kind.CONTACT: "a family’s telephone number or e-mail address",
}


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Something at a place of a text."""

    start: int
    end: int
    kind: Kind

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]
