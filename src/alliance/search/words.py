"""Reading what a person typed into a search box.

Nothing typed is an error and nothing is an operator but quotation marks: “and”, “OR”, “NEAR(”, “-x”
and “title:” are words and signs like others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MOST_TERMS = 16
PIECE = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')
POSSESSIVE = re.compile(r"['’]s\b")
WORD = re.compile(r"[^\W_]+")
SHORTEST_BEGINNING = 3
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one after the other; the last may be a word's beginning."""

    words: Words
    is_beginning: bool = False
    is_quoted: bool = False
    """In quotation marks: to be found as it stands."""


def read(text: str) -> Sequence[Term]:
    """The terms of a query, all of which must be found.

    A phrase in quotation marks is one term, and so is what signs join (“looked-after”). The last
    word, while it is being typed, may be a beginning.
    """
    pieces = list(PIECE.finditer(text))
    terms = []
    for piece in pieces[:MOST_TERMS]:
        quoted, bare = piece.groups()
        # “children's” is the word “children” as far as who types it is concerned.
        typed = quoted if bare is None else POSSESSIVE.sub("", bare)
        words = tuple(WORD.findall(fold(typed)))
        if words:
            being_typed = (
                piece is pieces[-1] and bare is not None and len(words[-1]) >= SHORTEST_BEGINNING
            )
            terms.append(Term(words, is_beginning=being_typed, is_quoted=bare is None))
    return terms


def fold(text: str) -> str:
    """Lower case without accents, as the index has it."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
