"""Reading what a person typed into a search box.

Nothing typed is an error and nothing is an operator but quotation marks: “and”, “OR”, “NEAR(”, “-x”
and “title:” are words and signs like others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

MOST_TERMS = 16
PIECE = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')
POSSESSIVE = re.compile(r"['’]s\b")
WORD = re.compile(r"[^\W_]+")
SHORTEST_BEGINNING = 3
# Words that say nothing of what is sought. PostgreSQL leaves them out of its index, SQLite does
# not: left out here, both ask for the same.
SMALL_WORDS = frozenset(
    """a about an and are as at be been by can did do does for from had has have how i if in into is
    it its of on or our should that the their there these they this those to was we were what when
    where which who why will with you your""".split()
)
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one after the other; the last may be a word's beginning."""

    words: Words
    is_beginning: bool = False
    is_quoted: bool = False
    """In quotation marks: to be found as it stands, neither widened nor corrected."""
    marks: Words = ()
    """Of the meanings that the words have in the field: an entry with any of them has the term."""
    wordings: tuple[Words, ...] = ()
    """What those meanings are called, to be highlighted."""
    names: Words = ()
    """The same as a person writes it."""

    @property
    def is_small(self) -> bool:
        return not self.is_quoted and not self.marks and SMALL_WORDS.issuperset(self.words)


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
        words = tuple(WORD.findall(fold(quoted))) if bare is None else read_words(bare)
        if words:
            being_typed = (
                piece is pieces[-1] and bare is not None and len(words[-1]) >= SHORTEST_BEGINNING
            )
            terms.append(Term(words, is_beginning=being_typed, is_quoted=bare is None))
    return terms


def read_words(text: str) -> Words:
    """The words of what was typed without quotation marks."""
    return tuple(WORD.findall(fold(POSSESSIVE.sub("", text))))


def telling(terms: Sequence[Term]) -> Sequence[Term]:
    """The terms without small words, unless there are no others."""
    return [term for term in terms if not term.is_small] or terms


def whole(terms: Sequence[Term]) -> Sequence[Term]:
    """The terms with every word a whole one."""
    return [replace(term, is_beginning=False) for term in terms]


def with_words_put_right(text: str, corrections: Mapping[str, str]) -> str:
    """What was typed, other words in the place of some; the rest stands as it was typed."""

    def put_right(word: re.Match[str]) -> str:
        return corrections.get(fold(word[0]), word[0])

    return WORD.sub(put_right, text)


def fold(text: str) -> str:
    """Lower case without accents, as the index has it."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
