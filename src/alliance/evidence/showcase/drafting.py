"""What a case is drafted from: the answers by their parts, and the figures they hold. Plain functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ..taking.definition import CasePart, Definition
from ..taking.given import Given
from ..taking.receipt import as_read

LONGEST_TITLE = 150
LONGEST_SUMMARY = 300
MOST_QUOTES = 8

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]?")
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*\s*(?:%|per cent)|[£€$]\s*\d|\b\d+\s*(?:in|out of|of)\s+\d+\b|\b\d[\d,.]*\b"
    r"|\b(?:half|halved|twice|doubled|tripled|third|quarter)\b",
    re.IGNORECASE,
)
_ONLY_A_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}\s+(?:January|February|March|April|May|June|July|"
                          r"August|September|October|November|December)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The first wording of a case, in the submitter's own words."""

    title: str = ""
    summary: str = ""
    problem: str = ""
    done: str = ""
    changed: str = ""
    cost: str = ""
    to_copy: str = ""
    contact: str = ""
    whose: str = ""
    supplier: str = ""

    def as_fields(self) -> dict[str, str]:
        return asdict(self)


def drafted(
    definition: Definition, given: Given, *, is_named: bool, authority: str = ""
) -> Drafted:
    """A case as a submission tells it. Where it may not be named, without contact and whose it is."""
    texts = {part.value: _told_under(part, definition, given) for part in CasePart}
    texts["summary"] = cut(texts["summary"] or first_sentence(texts["done"]), LONGEST_SUMMARY)
    texts["contact"] = texts["contact"] if is_named else ""
    whose = ", ".join(filter(None, (given.organisation, authority)))
    return Drafted(
        title=cut(given.title or first_sentence(texts["done"]), LONGEST_TITLE),
        whose=cut(whose, 300) if is_named else "",
        supplier=given.supplier if given.has_supplier else "",
        **texts,
    )


def _told_under(part: CasePart, definition: Definition, given: Given) -> str:
    """All answers that draft a part, a paragraph each."""
    keys = [question.key for question in definition.questions if question.part is part]
    said = [as_read(given.answers[key]).strip() for key in keys if given.answers.get(key)]
    return "\n\n".join(filter(None, said))


def first_sentence(text: str) -> str:
    found = _SENTENCE.search(text)
    return found.group().strip() if found else ""


def cut(text: str, longest: int) -> str:
    """At the last whole word that fits, with a sign that it goes on."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0].rstrip(" ,;:")[: longest - 1] + "…"


def sentences_with_figures(*texts: str) -> list[str]:
    """What was said with a number in it, to be made a figure with its period and source; no dates."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _SENTENCE.finditer(text):
            sentence = " ".join(match.group().split())
            if _FIGURE.search(_ONLY_A_DATE.sub("", sentence)):
                found[sentence] = None
    return list(found)[:MOST_QUOTES]


def paragraphs(text: str) -> Sequence[str]:
    """A text as its paragraphs: a blank line parts them."""
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text) if each.strip()]
