"""Pictures, for those who do not see them."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Mend, Rule
from ..issue import Issue

_NAMES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


def without_words(issue: Issue) -> Iterator[Finding]:
    """A picture of which nothing is said, or only the name of its file."""
    for path, said in issue.texts.items():
        for number, picture in enumerate(said.pictures, 1):
            if picture.says and not picture.says.lower().endswith(_NAMES):
                continue
            yield Finding(
                Rule.PICTURE_WITHOUT_WORDS,
                path,
                picture.at,
                picture.at,
                "",
                "A picture has no words for those who do not see it.",
                Mend("Say what it shows, as you would on the telephone."),
                f"{issue.where(path)} {number}",
            )
