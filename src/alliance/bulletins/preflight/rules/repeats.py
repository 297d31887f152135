"""The same matter twice in one bulletin."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.text.telling import SAME, likeness, print_of

from ..finding import Finding, Mend, Rule
from ..issue import Issue


def same_matter(issue: Issue) -> Iterator[Finding]:
    """Two items that tell one thing, as news and again as a reminder, say."""
    prints = [print_of(item.title, item.text, item.events) for item in issue.items]
    for later, made in enumerate(prints):
        for earlier in range(later):
            if likeness(prints[earlier], made) < SAME:
                continue
            path = f"items.{later}.title"
            words, other = issue.text_of(path), issue.items[earlier].title
            yield Finding(
                Rule.SAME_MATTER,
                path,
                0,
                len(words),
                words,
                f"It seems to tell what “{other}” tells already.",
                Mend("Make one item of both, or take one out."),
                f"{other}\0{words}",
            )
            break
