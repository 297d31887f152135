"""What an invented matter is: its words with places for dates, and how long it is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the sample region, over as many weeks as it is told.

    Texts are paragraphs parted by blank lines; a line that begins with “• ” is a bullet, and
    `[words](path)` is a link. Places for dates and people are filled by `region.write`:
    `{d0:by}` = “by 13 November 2026”, `{d0:before}` = “before 14 November 2026” (the same last
    day), `{e0}`, `{e0:weekday}`, `{p}` the day of publication, `{manager}` a person's name.

    Days are counted from the Friday of the first telling.
    """

    key: str
    topic: str
    title: str
    body: str
    action: str = ""
    news: int = 1
    reminders: int = 3
    later_titles: tuple[str, ...] = ()
    later_body: str = ""
    later_action: str = ""
    columns_swap: bool = False
    deadlines: tuple[int, ...] = ()
    events: tuple[int, ...] = ()
    published: int = 0
    publication: tuple[str, str] | None = None
    people: tuple[str, ...] = ()
    month: int = 0
    """The month of the year in which it is told first; 0 = any."""
