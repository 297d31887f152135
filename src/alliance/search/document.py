"""What a thing says of itself to the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .meanings import Lexicon
from .models import PUBLIC, SearchEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing that can be found."""

    title: str
    kind: str
    """As a reader would say it, with a capital: “Bulletin”."""
    url: str
    body: str = ""
    """Plain text: tags are not taken out here."""
    audience: str = PUBLIC
    """Who may find it: `models.PUBLIC`, `MEMBERS`, `PROGRAMME`, `of_authority(id)`, `of_area(id)`;
    or a key of one's own, of which one tells who belongs to it (`audience.told_by`)."""
    date: dt.date | None = None
    topics: Sequence[str] = ()
    publisher: str = ""
    authority: str = ""

    def entry(self, content_type_id: int, object_id: str, lexicon: Lexicon) -> SearchEntry:
        """The row of the index for it, not yet saved."""
        topics = list(dict.fromkeys(" ".join(_printable(each).split()) for each in self.topics))
        entry = SearchEntry(
            content_type_id=content_type_id,
            object_id=object_id,
            audience=self.audience,
            kind=self.kind,
            title=_printable(self.title)[:500],
            body=_printable(self.body),
            url=self.url,
            date=self.date,
            year=self.date.year if self.date else None,
            publisher=_printable(self.publisher)[:200],
            authority=_printable(self.authority)[:100],
            topics="".join(["\n", *(f"{topic}\n" for topic in topics)]) if topics else "",
            facts=self._facts(topics),
        )
        entry.leave_marks(lexicon)
        return entry

    def _facts(self, topics: Sequence[str]) -> str:
        """What the page says beside title and text, in the words somebody may type."""
        day = f"{self.date.day} {self.date:%B %Y}" if self.date else ""
        said = (self.kind, self.publisher[:200], self.authority[:100], *topics, day)
        return _printable(". ".join(fact for fact in said if fact))


CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


def _printable(text: str) -> str:
    """Without control characters: PostgreSQL stores no NUL, and two mark hits in a snippet."""
    return text.translate(CONTROL)
