"""What makes a password good enough: length, and not being one that is tried first.

NIST SP 800-63B-4 and the NCSC ask for length and for a look at lists of known passwords, and
against rules of composition and expiry (decision 25). No list is asked over the network. Of the
twenty thousand that Django brings, forty-eight are as long as ours must be; so a password is
taken apart, and refused where one well-known word or run is all there is to it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

from .models import Alliance, Authority

LEAST = 15
HINT = (
    f"{LEAST} characters or more. Three or four words that do not belong together are easy to "
    "remember and hard to guess. All characters and blanks are welcome, and so is what a "
    "password manager makes."
)
EASY = (
    "This is easy to guess: it is one well-known word, name or run of keys, repeated or "
    "lengthened. Put three or four words together that do not belong together."
)
LOOKED_AT = 64
"""Characters beyond which a password is not taken apart: nothing so long is tried first."""
SHORTEST_WORD = 4
SHORTEST_RUN = 3
LONG_NUMBER = re.compile(r"\d{9,}")
"""Longer than a date: no filling, but something that must be guessed itself."""

RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789012345678901234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)
FAMOUS = frozenset(
    {
        "correcthorsebatterystaple",
        "thequickbrownfox",
        "threerandomwords",
        "tobeornottobe",
        "maytheforcebewithyou",
        "letmeinplease",
        "thisismypassword",
        "mypassword",
        "allianceaccount",
        "childrensservices",
        "childrenservices",
        "countycouncil",
        "citycouncil",
        "boroughcouncil",
        "safeguarding",
        "socialcare",
        "alliance",
        "council",
    }
)
"""Known to every list of guesses in our field, or printed where advice on passwords is given."""
AS_LETTERS = str.maketrans("013457@$!|", "oleastasil")


def normal_form(password: str) -> str:
    """One spelling of what can be typed in several: é is one character on every keyboard."""
    return unicodedata.normalize("NFKC", password)


class LongEnough:
    """Length is counted in characters, as people count them."""

    def validate(self, password: str, user: Any = None) -> None:
        length = len(normal_form(password))
        if length < LEAST:
            raise ValidationError(
                f"Use {LEAST} characters or more; this has {length}.", code="password_too_short"
            )

    def get_help_text(self) -> str:
        return HINT


class NotTriedFirst:
    """Neither a known password nor one word, name or run that was repeated or lengthened."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_tried_first(password, names=_names(user)):
            raise ValidationError(EASY, code="password_too_common")

    def get_help_text(self) -> str:
        return ""


class NotAboutYou(UserAttributeSimilarityValidator):
    """Not one's own name or address, give or take a little."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"))

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(
                "This is too much like your name or your e-mail address.",
                code="password_too_similar",
            ) from None

    def get_help_text(self) -> str:
        return ""


def is_tried_first(password: str, *, names: frozenset[str] = frozenset()) -> bool:
    """Whether a password is known, or all but one well-known piece of it is filling.

    Args:
        names: more words that somebody would try: of the person, the alliance, the authorities.
    """
    said = normal_form(password).casefold()
    if said in _known():
        return True
    return any(
        _is_one_piece(spelling, names)
        for spelling in {_bare(said), _bare(said.translate(AS_LETTERS))}
    )


def _is_one_piece(text: str, names: frozenset[str]) -> bool:
    """Whether text can be cut into runs, figures and at most one word, however often."""
    if not text or len(text) > LOOKED_AT:
        return not text
    if any(not _is_runs(figures) for figures in LONG_NUMBER.findall(text)):
        return False
    known = _known()
    reached: list[set[str]] = [set() for _ in range(len(text) + 1)]
    reached[0] = {""}
    for start, words in enumerate(reached):
        for end in range(start + 1, len(text) + 1) if words else ():
            piece = text[start:end]
            if piece.isdecimal() or _is_run(piece):
                reached[end] |= words
            if len(piece) >= SHORTEST_WORD and (piece in known or piece in names):
                reached[end] |= {piece} & words | ({piece} if "" in words else set())
    return bool(reached[-1])


def _is_runs(figures: str) -> bool:
    """Whether a long number is one that is counted up, down or on the spot."""
    reached = {0}
    for start in range(len(figures)):
        if start in reached:
            ends = range(start + SHORTEST_RUN, len(figures) + 1)
            reached |= {end for end in ends if _is_run(figures[start:end])}
    return len(figures) in reached


def _is_run(piece: str) -> bool:
    if len(piece) < SHORTEST_RUN:
        return False
    return len(set(piece)) == 1 or any(piece in run or piece[::-1] in run for run in RUNS)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@cache
def _known() -> frozenset[str]:
    known = {normal_form(word).casefold() for word in CommonPasswordValidator().passwords}
    return frozenset(known | {_bare(word) for word in known} | FAMOUS)


def _names(user: Any) -> frozenset[str]:
    """What somebody would try who knows for whom and what the password is."""
    said = [getattr(user, "name", ""), *re.split(r"[@.]", getattr(user, "email", "") or "")]
    said += (getattr(user, "name", "") or "").split()
    said += Authority.objects.values_list("name", flat=True)
    for names in Alliance.objects.values_list("name", "short_name", "region"):
        said += names
    return frozenset(_bare(name.casefold()) for name in said if name)
