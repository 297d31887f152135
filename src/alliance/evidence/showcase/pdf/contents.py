"""What a PDF says, as plain values that go to JSON: nothing in them is markup."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

TALLEST, WIDTH = 72, 162
"""Millimetres: how high a picture may stand, and how wide the text is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`name` is its file's in the storage; `sha` tells one from another."""

    name: str
    says: str
    width: int
    height: int

    @property
    def millimetres(self) -> float:
        """How wide it stands: as the text, or less where it would be higher than is good to read round."""
        return round(min(WIDTH, TALLEST * self.width / max(self.height, 1)), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContents:
    title: str
    address: str
    summary: str = ""
    whose: str = ""
    authorities: str = ""
    sections: str = ""
    supplier: str = ""
    problem: Sequence[str] = ()
    done: Sequence[str] = ()
    changed: Sequence[str] = ()
    cost: Sequence[str] = ()
    to_copy: Sequence[str] = ()
    contact: Sequence[str] = ()
    figures: Sequence[Mapping[str, str]] = ()
    stuck: str = ""
    stuck_words: Sequence[str] = ()
    others: Sequence[str] = ()
    picture: Picture | None = None

    def as_json(self) -> dict[str, Any]:
        picture = self.picture
        return asdict(self) | {
            "picture": f"pictures/{picture.name.rsplit('/', 1)[-1]}" if picture else "",
            "picture_says": picture.says if picture else "",
            "picture_width": picture.millimetres if picture else 0,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    name: str = "Alliance"
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeContents:
    name: str
    about: str = ""
    cases: Sequence[CaseContents] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`template` names its `.typ` file; `data` is what that reads; pictures by their storage names."""

    template: str
    data: Mapping[str, Any]
    pictures: Sequence[str] = field(default=())

    @property
    def key(self) -> str:
        """The same for the same content, so that it is set once."""
        said = json.dumps([VERSION, self.template, self.data], sort_keys=True)
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


VERSION = 2
"""Raised when the templates change, so that what was kept is set anew."""


def of_case(case: CaseContents, *, collection: str, launched: str, by: Publisher) -> Document:
    """One case on its own."""
    return Document(
        template="case",
        data={
            "title": case.title, "summary": case.summary, "running": case.title, "one": True,
            "collection": collection, "launched": launched, "alliance": asdict(by), "case": case.as_json(),
        },
        pictures=_pictures([case]),
    )  # fmt: skip


def of_report(
    themes: Sequence[ThemeContents],
    *,
    title: str,
    summary: str,
    introduction: Sequence[str],
    address: str,
    launched: str,
    by: Publisher,
) -> Document:
    """The whole collection, theme by theme."""
    cases = [case for theme in themes for case in theme.cases]
    return Document(
        template="report",
        data={
            "title": title, "summary": summary, "running": title, "one": False,
            "introduction": list(introduction), "address": address, "launched": launched,
            "alliance": asdict(by), "count": _count(len(cases)),
            "themes": [
                {"name": theme.name, "about": theme.about, "cases": [case.as_json() for case in theme.cases]}
                for theme in themes
            ],
            "suppliers": list(dict.fromkeys(case.supplier for case in cases if case.supplier)),
        },
        pictures=_pictures(cases),
    )  # fmt: skip


def _count(number: int) -> str:
    return "One page of practice." if number == 1 else f"{number} pages of practice."


def _pictures(cases: Sequence[CaseContents]) -> list[str]:
    return [case.picture.name for case in cases if case.picture]
