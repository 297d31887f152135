"""What preflight finds: a rule, its place, and how to mend it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from enum import Enum, StrEnum
from typing import Any


class Weight(StrEnum):
    """What a finding does to the bulletin it is found in."""

    BLOCK = "block"
    WARN = "warn"


class Rule(Enum):
    """Every rule: its name in JSON and its weight."""

    PERSON_NOT_BELOW = "person-not-below", Weight.BLOCK
    PERSON_NOT_SHOWN = "person-not-shown", Weight.WARN
    LINK_WITHOUT_TARGET = "link-without-target", Weight.BLOCK
    RUN_TOGETHER = "run-together", Weight.BLOCK
    DEAD_LINK = "dead-link", Weight.BLOCK
    HERE_LINK = "here-link", Weight.WARN
    LIST_MISSING = "list-missing", Weight.BLOCK
    DEADLINE_PAST = "deadline-past", Weight.BLOCK
    WEEKDAY_DISAGREES = "weekday-disagrees", Weight.BLOCK
    EVENT_PAST = "event-past", Weight.BLOCK
    SAME_MATTER = "same-matter", Weight.BLOCK
    RESTRICTED_CITED = "restricted-cited", Weight.BLOCK
    ASKS_NOTHING = "asks-nothing", Weight.WARN
    DUTY_WITHOUT_ACTION = "duty-without-action", Weight.WARN
    ASK_WITHOUT_DEADLINE = "ask-without-deadline", Weight.WARN
    ASK_WITHOUT_OWNER = "ask-without-owner", Weight.WARN
    PRIVATE_MOBILE = "private-mobile", Weight.WARN
    PICTURE_WITHOUT_WORDS = "picture-without-words", Weight.WARN
    SPELLING = "spelling", Weight.WARN
    AMERICAN_SPELLING = "american-spelling", Weight.WARN
    LONG_SENTENCE = "long-sentence", Weight.WARN
    UNEXPLAINED_ACRONYM = "unexplained-acronym", Weight.WARN

    @property
    def code(self) -> str:
        return self.value[0]

    @property
    def is_block(self) -> bool:
        return self.value[1] is Weight.BLOCK

    @property
    def is_of_style(self) -> bool:
        """Whether it is about how the bulletin reads, rather than what it says."""
        return self in {Rule.LONG_SENTENCE, Rule.UNEXPLAINED_ACRONYM}

    @property
    def may_be_passed(self) -> bool:
        """Whether an editor may let it pass, with a reason: all but what is nobody's to decide."""
        return self is not Rule.RESTRICTED_CITED


@dataclass(frozen=True, slots=True)
class Mend:
    """How to put it right: in words, and where it can be, as what to write instead or where to go."""

    words: str
    instead: tuple[str, ...] = ()
    """What may stand in place of the words found, the likeliest first."""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: `issue.text_of(path)[start:end]` are the words it is found in."""

    rule: Rule
    path: str
    start: int
    end: int
    words: str
    says: str
    """The fault in a sentence."""
    mend: Mend
    about: str = ""
    """The words round it, by which it is known again as long as they stay."""
    where: str = field(default="", compare=False)
    """The place for people: the title of its item, “Introduction” and so on."""

    @property
    def is_block(self) -> bool:
        return self.rule.is_block

    @property
    def digest(self) -> str:
        """Of the rule and the words: not of the place, for items are moved about."""
        said = "\0".join((self.rule.code, self.words, self.about or self.words))
        return hashlib.sha256(said.encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """A document of plain JSON values."""
        return {
            "rule": self.rule.code,
            "is_block": self.is_block,
            "may_be_passed": self.rule.may_be_passed,
            "path": self.path,
            "start": self.start,
            "end": self.end,
            "words": self.words,
            "says": self.says,
            "mend": asdict(self.mend),
            "where": self.where,
        }
