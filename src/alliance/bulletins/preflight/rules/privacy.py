"""What is private and stands in public text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import Finding, Mend, Rule
from ..issue import Issue

_MOBILE = re.compile(r"(?<![\d+])(?:\+44[\s-]?(?:\(0\)[\s-]?)?7|\(?07)\d(?:[\s()-]?\d){8}(?!\d)")


def mobile(issue: Issue) -> Iterator[Finding]:
    """A mobile number in the text of an item or of the introduction.

    Those in the contacts are records, each shown to as many as its owner agreed to.
    """
    for passage in issue.passages:
        for match in _MOBILE.finditer(passage.plain) if "7" in passage.plain else ():
            yield passage.finding(
                Rule.PRIVATE_MOBILE,
                match.start(),
                match.end(),
                f"{match[0].strip()} is a mobile number, and everybody will read it.",
                Mend("Leave it out and point to the contacts, where people are shown as they agreed to."),
            )  # fmt: skip
