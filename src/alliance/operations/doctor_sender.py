"""What is wrong with the sender's domain, for the doctor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alliance.delivery.seeing.verdict import Verdict

    from .doctor import Finding


def sender(*, asks_now: bool = False) -> Iterator[Finding]:
    """What receivers would hold against our mail; nothing where no mail leaves this site.

    Args:
        asks_now: ask the domain name system, which takes up to nine seconds; otherwise what was
            seen at the last look is told, and no network is asked.
    """
    from alliance.delivery.seeing import look

    of = look.sender()
    if of is None:
        return
    if asks_now:
        yield from _told(look.look(of))
    elif (seen := look.last_look()) and seen[0].domain == of.from_domain:
        yield from _told(seen[1])


def _told(verdicts: list[Verdict]) -> Iterator[Finding]:
    from alliance.delivery.seeing.verdict import Standing

    from .doctor import Finding

    silent = [each for each in verdicts if each.is_silent]
    if silent:
        names = ", ".join(each.name for each in silent)
        yield Finding("sender", f"{names}: {silent[0].found}", silent[0].mend)
    for each in verdicts:
        if each.standing is Standing.BAD:
            record = f" {each.at} TXT {each.record}" if each.record else ""
            yield Finding("sender", f"{each.name}: {each.found}", f"{each.mend}{record}")
