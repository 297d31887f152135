"""The frame of a bulletin: its title line, the page's furniture, and the introduction."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance.bulletins.parsing.labels import Labelled
from alliance.bulletins.parsing.lines import Block
from alliance.text.dates import find_dates, resolve

_TITLE = re.compile(
    r"(?:subject:\s*)?(?:(?:fwd?|re):\s*){0,3}(?:[A-Z]{2,10}\s+)?(?:weekly\s+|friday\s+)?"
    r"(?:update|bulletin|newsletter)\s*(?P<no>no\b|number\b|issue\b|#)?\s*[.:]?\s*"
    r"(?P<number>\d{1,4})\b(?P<rest>.*)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120
_TITLE_ZONE = 40  # blocks in which the title line may be repeated

_EXCERPT = re.compile(r"(?:\[(?:…|\.\.\.)\]|…)$")
# Words of the page that are not the bulletin's: category, image text, buttons, mail headers.
_FURNITURE = re.compile(
    r"(?:newsletters?|three children playing happily together|latest news|home|menu|search|share"
    r"|share this.*|print|skip to (?:main )?content|previous|next|posted (?:on|in|by)\b.*"
    r"|(?:-{3,}|_{3,}|\*{3,}|={3,}).*|begin forwarded message:?|"
    r"(?:from|sent|date|to|cc|bcc|subject|reply-to|importance):\s.*"
    r"|view (?:this (?:e-?mail|bulletin|message)|it) in your browser.*"
    r"|caution:.*|this e-?mail (?:originated|came) (?:from )?outside.*|unsubscribe.*"
    r"|sent from my \w+|get outlook for \w+|(?:©|copyright\b).*|all rights reserved.*"
    r"|(?:privacy|cookies?)(?: policy| notice)?|back to top|leave a (?:reply|comment))$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:our|the|you can find our|a copy of our)\s+(?:[A-Z]{3,10}\s+)?"
    r"(?:regional improvement plan|impact report|annual report)\b.{0,90}?\b"
    r"(?:found|seen|downloaded|read|available|viewed)\b.{0,20}$"
    r"|if you would like to (?:work for|apply to be|become|join)\b.*\b(?:consultants?"
    r"|approved list)\b.*"
    r"|.{0,60}\bfreelance consultants?\b.{0,40}\b(?:approved list|DPS|advert).*",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"if you would like to know more about these workstreams|if you have any (?:news|items?"
    r"|suggestions)"
    r"|at [A-Z]{3,10} we are always|an? (?:short|brief) summary of|this week's main headlines"
    r"|welcome to|this (?:week's )?(?:update|bulletin)\b|please (?:send|forward"
    r"|contact) .{0,60}\bupdate\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Masthead:
    """The head of a bulletin: indexes are of blocks; the content starts at `content`."""

    number: int | None = None
    date: dt.date | None = None
    date_at: tuple[int, int] | None = None
    number_at: tuple[int, int] | None = None
    weekday_agrees: bool | None = None
    repeated: bool = False
    content: int = 0
    frame: list[int] = field(default_factory=list)
    introduction: list[int] = field(default_factory=list)
    before_title: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Title:
    index: int
    number: int
    number_at: tuple[int, int]
    date: dt.date | None
    date_at: tuple[int, int] | None
    weekday_agrees: bool | None


def read_masthead(blocks: Sequence[Block], labels: Sequence[Labelled | None]) -> Masthead:
    """The number and date of a bulletin and what stands before its first section or item.

    When the title line stands twice, the introduction lies between the two and the content after
    the second; otherwise the content starts after the title and its introduction is told by
    `is_introduction` and by having no heading.
    """
    titles = _titles(blocks, labels)
    head = Masthead()
    if not titles:
        return head
    first, last = titles[0], titles[-1]
    dated = next((title for title in titles if title.date), first)
    head.number, head.number_at = first.number, first.number_at
    head.date, head.date_at, head.weekday_agrees = dated.date, dated.date_at, dated.weekday_agrees
    head.repeated = last is not first
    head.content = last.index + 1
    for index in range(head.content):
        block = blocks[index]
        if any(title.index == index for title in titles) or is_furniture(block):
            head.frame.append(index)
        elif index < first.index:
            head.before_title.append(index)
        else:
            (head.frame if is_notice(block) else head.introduction).append(index)
    return head


def is_furniture(block: Block) -> bool:
    """Whether a block is of the page or the mail, not of the bulletin."""
    if block.furniture:
        return True
    if block.words > 60:
        return bool(_EXCERPT.search(block.plain[-8:]))
    return bool(
        _FURNITURE.match(block.plain) or (block.words > 12 and _EXCERPT.search(block.plain[-8:]))
    )


def is_notice(block: Block) -> bool:
    """Whether a block is a standing notice: the plan's link, the advert for consultants."""
    return block.words < 90 and _NOTICE.match(block.plain) is not None


def is_introduction(block: Block) -> bool:
    """Whether a block opens as introductions do."""
    return _INTRODUCTION.match(block.plain) is not None


def is_title_line(plain: str) -> bool:
    """Whether a line is a bulletin's title line."""
    return len(plain) <= _LONGEST_TITLE and _read_title(0, plain, 0) is not None


def _titles(blocks: Sequence[Block], labels: Sequence[Labelled | None]) -> list[_Title]:
    titles: list[_Title] = []
    for index, block in enumerate(blocks):
        if titles and (index > titles[0].index + _TITLE_ZONE or labels[index]):
            break
        if block.furniture or len(block.plain) > _LONGEST_TITLE:
            continue
        title = _read_title(index, block.plain, block.start)
        if title is not None and (not titles or title.number == titles[0].number):
            titles.append(title)
    return titles


def _read_title(index: int, plain: str, start: int) -> _Title | None:
    match = _TITLE.match(plain)
    if match is None:
        return None
    dates = find_dates(match["rest"])
    if not dates and (not match["no"] or len(match["rest"].split()) > 3):
        return None
    number_at = (start + match.start("number"), start + match.end("number"))
    number = int(match["number"])
    if not dates:
        return _Title(index, number, number_at, None, None, None)
    written = dates[0]
    if len(match["rest"]) - written.end > 40:
        return None
    offset = start + match.start("rest")
    resolved = resolve(written, None)
    return _Title(
        index, number, number_at,
        resolved.day if resolved else None,
        (offset + written.start, offset + written.end),
        resolved.weekday_agrees if resolved else None,
    )  # fmt: skip
