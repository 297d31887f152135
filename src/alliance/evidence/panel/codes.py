"""Under which letters a panel knows an answer: “Answer KTRBVN”.

Made of the panel's and the answer's ids with the site's key, so they say nothing of the number, the
order or the sender, stay the same for all of a panel, and need no column (decision 75).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels: no code is a word."""
LENGTH = 6


def code_of(panel: int, answer: int, again: int = 0) -> str:
    value = int(salted_hmac("evidence.panel", f"{panel}/{answer}/{again}").hexdigest(), 16)
    letters = []
    for _ in range(LENGTH):
        value, place = divmod(value, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def codes_of(panel: int, answers: Iterable[int]) -> dict[int, str]:
    """A code for each answer of a call, no two the same: the earlier keeps it."""
    given: dict[int, str] = {}
    taken: set[str] = set()
    for answer in sorted(answers):
        again = 0
        while (code := code_of(panel, answer, again)) in taken:
            again += 1
        taken.add(code)
        given[answer] = code
    return given
