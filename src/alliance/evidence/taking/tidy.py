"""What is given as it is sent: trimmed, named, and without answers to what is not asked."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from .definition import Definition
from .given import Given

LONGEST_TITLE = 80


def tidy(definition: Definition, given: Given) -> Given:
    """As it is kept when it is sent. Tidying what is tidy changes nothing."""
    texts: dict[str, Any] = {
        each.name: value.strip()
        for each in fields(given)
        if isinstance(value := getattr(given, each.name), str)
    }
    asked = {question.key for question in definition.asked(given.answers)}
    answers = {key: text.strip() for key, text in given.answers.items() if key in asked}
    answers = {key: text for key, text in answers.items() if text}
    if not given.has_supplier:
        texts["supplier"] = ""
    texts["title"] = texts["title"] or title_from(definition, given)
    return replace(given, **texts, answers=answers)


def title_from(definition: Definition, given: Given) -> str:
    """A name for an idea that got none: the beginning of its short answer, cut at a word."""
    short = definition.short
    text = " ".join(given.answers.get(short.key, "").split()) if short else ""
    if len(text) <= LONGEST_TITLE:
        return text
    whole_words = text[: LONGEST_TITLE + 1].rsplit(" ", 1)[0][:LONGEST_TITLE]
    return whole_words.rstrip(" ,;:") + "…"
