"""What somebody gives to a call, as plain values that go to JSON and back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Fields and answers as typed, faults and all. Answers by the keys of their questions.

    `consent` is a value of `models.Consent`; authority and section are slugs, empty for none; several
    choices are lines of one answer.
    """

    title: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    role: str = ""
    organisation: str = ""
    authority: str = ""
    section: str = ""
    has_supplier: bool | None = None
    supplier: str = ""
    consent: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"answers": dict(self.answers)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> Given:
        """What `as_json` made; keys that are known no more are left out."""
        names = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in (kept or {}).items() if name in names})

    @property
    def is_empty(self) -> bool:
        said = [self.title, self.name, self.email, self.phone, self.role, self.organisation]
        return not any(text.strip() for text in [*said, *self.answers.values()])
