"""Proposes an action from the words of an item; a person confirms it, or nothing is asked.

A label such as “Action Required” asks for nothing by itself: most that stands under one is more
description. What asks is a sentence that tells readers to do something.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alliance.actions.models import AnswerKind, Weight
from alliance.actions.when import By
from alliance.directory.models import RoleKind
from alliance.text.dated.cues import OBITUARY

from .asks import ASKS, LEGAL_DUTY, POLITE, READS, SENTENCE, SOON, WITHIN, asks, tells_to_read

_WEIGHTS: Mapping[Weight, re.Pattern[str]] = {
    Weight.LEGAL_DUTY: LEGAL_DUTY,
    Weight.STATUTORY: re.compile(r"\bstatutory\s+guidance\b", re.IGNORECASE),
    Weight.CONSULTATION: re.compile(
        r"\bconsult(?:ation|ing)\b|\bcall\s+for\s+evidence\b", re.IGNORECASE
    ),
}
_KINDS: Sequence[tuple[AnswerKind, re.Pattern[str]]] = (
    (
        AnswerKind.PERCENTAGE,
        re.compile(r"\b(?:percentage|proportion|what\s+share|share\s+of)\b", re.I),
    ),
    (AnswerKind.COUNT, re.compile(r"\bhow\s+many\b|\bnumber\s+of\s+(?!people\s+have)", re.I)),
    (
        AnswerKind.TEXT,
        re.compile(r"^(?:nominate|name|tell\s+us|let\s+\w+\s+know\s+(?:who|what|which))\b", re.I),
    ),
    (
        AnswerKind.YES_NO,
        re.compile(
            r"\b(?:take\s+part|whether|if\s+you\s+(?:would|want|wish|are\s+interested)|express(?:ions?\s+of)?\s+interest|volunteer)\b",
            re.I,
        ),
    ),
)
_ROLES: Mapping[RoleKind, re.Pattern[str]] = {
    RoleKind.DCS: re.compile(
        r"\bDCSs?\b|\bdirectors?\s+of\s+children[’']s\s+services\b|\bdirectors\b"
    ),
    RoleKind.DATA_LEAD: re.compile(r"\bdata\s+leads?\b|\bperformance\s+leads?\b", re.I),
    RoleKind.COMMISSIONER: re.compile(r"\bcommissioners?\b(?!\s+for\b)", re.I),
    RoleKind.LEAD_MEMBER: re.compile(r"\blead\s+members?\b", re.I),
    RoleKind.CHIEF_EXECUTIVE: re.compile(r"\bchief\s+execs?(?:utives?)?\b", re.I),
}
_HOW = re.compile(
    r"\b(?:by\s+e-?mail|to\s+\S+@\S+|(?:on|via|using|through)\s+(?:this|the|our)\s+(?:link|form|portal|survey|template)|@)",
    re.I,
)
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What an item says that matters here: plain text, and its deadlines with their words."""

    title: str
    body: str = ""
    action_text: str = ""
    deadlines: Sequence[tuple[dt.date, str]] = ()
    people: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action as it might be; `words` has what each part was read from."""

    title: str
    what: str = ""
    how: str = ""
    weight: Weight = Weight.REQUEST
    kind: AnswerKind = AnswerKind.ACKNOWLEDGE
    is_soon: bool = False
    dates: Sequence[By] = ()
    roles: Sequence[RoleKind] = ()
    contact: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def propose(said: Words) -> Proposal | None:
    """What an item asks, or nothing where no sentence of it tells readers to do something.

    A day by which to act is an ask too, whatever the sentences say.
    """
    text = f"{said.body}\n{said.action_text}".strip()
    if OBITUARY.search(f"{said.title} {text}".lower()):
        return None
    sentences = [part.strip() for part in SENTENCE.split(f"{said.action_text}\n{said.body}")]
    asking = next((s for s in sentences if asks(s)), "")
    reading = next((s for s in sentences if tells_to_read(s)), "")
    sentence = asking or (reading if not said.deadlines else "") or ""
    if not sentence and not said.deadlines:
        return None
    weight, weighed = _weight(text, is_reading=bool(sentence) and not asking)
    soon = SOON.search(text)
    roles = {kind: match for kind, pattern in _ROLES.items() if (match := pattern.search(text))}
    how = next((s for s in sentences if s != sentence and _HOW.search(s)), "")
    words = {
        "what": sentence,
        "by when": "; ".join(words for _, words in said.deadlines if words),
        "as soon as": soon.group() if soon else "",
        "what stands behind it": weighed,
        "for whom": ", ".join(match.group() for match in roles.values()),
        "how": how,
        "contact": ", ".join(said.people),
    }
    return Proposal(
        title=_title(sentence) or said.title[:_LONGEST_TITLE],
        what=sentence,
        how=how,
        weight=weight,
        kind=_kind(sentence),
        is_soon=bool(soon),
        dates=[By(day) for day, _ in said.deadlines],
        roles=list(roles),
        contact=next(iter(said.people), ""),
        words={name: quoted for name, quoted in words.items() if quoted},
    )


def _title(sentence: str) -> str:
    """A sentence as the name of an ask: without its courtesies, cut where a word ends."""
    bare = POLITE.sub("", sentence).strip()
    if not ASKS.match(bare) and not READS.match(bare) and (within := WITHIN.search(bare)):
        bare = bare[within.start("verb") :]
    if " " not in bare.strip(" .;:"):
        return ""  # “Apply.”: what the item is called says more
    bare = bare[:1].upper() + bare[1:]
    if len(bare) > _LONGEST_TITLE:
        bare = bare[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return bare.rstrip(" .;:")


def _weight(text: str, *, is_reading: bool) -> tuple[Weight, str]:
    for weight, pattern in _WEIGHTS.items():
        if match := pattern.search(text):
            return weight, match.group()
    return (Weight.INFORMATION if is_reading else Weight.REQUEST), ""


def _kind(sentence: str) -> AnswerKind:
    bare = POLITE.sub("", sentence)
    return next((kind for kind, pattern in _KINDS if pattern.search(bare)), AnswerKind.ACKNOWLEDGE)
