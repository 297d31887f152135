"""Documents that are for some, cited where everybody reads."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Mend, Rule
from ..issue import Issue
from .links import links_of

_MEND = Mend(
    "Take the link out, or have the document moved out of its area by whoever looks after it. This cannot "
    "be let pass."
)


def cited(issue: Issue) -> Iterator[Finding]:
    """A link to what not everybody may open. Nobody may let it pass."""
    for passage, link in links_of(issue):
        if (title := issue.known.restricted.get(link.url)) is not None:
            yield passage.finding(
                Rule.RESTRICTED_CITED,
                link.start - passage.start,
                link.end - passage.start,
                f"“{title}” is not for everybody, and this bulletin is.",
                _MEND,
                about=link.url,
            )
    for place, entry in enumerate(issue.publications):
        if (title := issue.known.restricted.get(entry.url)) is not None:
            path = f"publications.{place}.title"
            words = issue.text_of(path)
            yield Finding(
                Rule.RESTRICTED_CITED, path, 0, len(words), words,
                f"“{title}” is not for everybody, and this bulletin is.", _MEND, entry.url,
            )  # fmt: skip
