"""Whether two tellings are of one matter. No Django, no state.

A matter may change its title, have words swapped all through, move text between the columns
“Update” and “Action Required”, shed a suffix, or grow under one title. So bodies are compared
first, then titles. What must be kept apart shares its frame of words instead: the next talk of a
series, next month's meeting, another report of the same publisher. Those differ in the days they
announce and in what their titles say after the series' name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .similarity import days_named, fold, pairs, shared, titles_alike, without_days

# One thing under the names that bulletins give it in turn.
_CHILD_IN_CARE = re.compile(
    r"\b(?:looked after child(?:ren)?|child(?:ren)? (?:who are )?looked after|child(?:ren)? in care"
    r"|lac|cla|cic)\b"
)
# What a title says of the telling and not of the matter.
_ABOUT_TELLING = re.compile(
    r"\b(?:reminder|last call|final call|last chance|update|updated|now booking|book now|now live"
    r"|now open|new date|change of date|deadline extended|extended|consultation draft|draft|call"
    r"|for|the|a|an|of|and|to|on|in|still|soon|close|closes|last|week|days?|left)\b"
)
# What a title says of the kind of news and not of its subject.
_KINDS = frozenset(
    "network networks meeting meetings next group board consultation consultations report reports "
    "publishes published publication guidance survey research training course courses free webinar "
    "conference event events talk secondment post job vacancy vacancies lead regional region project "
    "new news dates date programme plan fund funding grants round january february march april may "
    "june july august september october november december with about at by from is are what how "
    "who our your it as".split()
)
_MOVED = re.compile(r"\b(?:change of date|new date|postponed|rescheduled|rearranged|moved to)\b")
_PARTS = re.compile(r"\s*(?::| [–—-] )\s*")
SHORT = 8
"""Word pairs below which a body is too short to be compared."""


@dataclass(frozen=True, slots=True)
class Print:
    """What of one telling is compared."""

    title: str
    """Folded, without days."""
    core: str
    """The title without what is said of the telling."""
    parts: tuple[str, str]
    """Series and subject, where the title has both: “Lunchtime talk: Night buses”."""
    title_days: frozenset[tuple[int, int]]
    pairs: frozenset[int]
    days: frozenset[tuple[int, int]]
    """Days that the text names."""
    events: frozenset[dt.date]
    moved: bool
    words: frozenset[str]
    subject: frozenset[str]
    """What the title says beyond the kind of news it is."""


def print_of(title: str, text: str, events: Iterable[dt.date] = ()) -> Print:
    """The print of a telling: its title, all its text in whatever column, the days it announces."""
    folded_title, folded = _fold(title), _fold(text)
    bare = without_days(folded_title)
    words = [word for word in without_days(folded).split() if not word.isdigit()]
    core = " ".join(_ABOUT_TELLING.sub(" ", bare).split())
    return Print(
        title=bare,
        core=core,
        parts=_parts(title),
        title_days=days_named(folded_title),
        pairs=pairs(words),
        days=days_named(folded),
        events=frozenset(events),
        moved=bool(_MOVED.search(f"{folded_title} {folded}")),
        words=frozenset(words),
        subject=frozenset(w for w in core.split() if not w.isdigit()) - _KINDS,
    )


def _fold(text: str) -> str:
    return _CHILD_IN_CARE.sub("childincare", fold(text))


def _parts(title: str) -> tuple[str, str]:
    head, _, tail = _PARTS.sub("\0", title, count=1).partition("\0")
    series, subject = _fold(head), without_days(_fold(tail))
    return series, _ABOUT_TELLING.sub(" ", subject).strip()


def likeness(a: Print, b: Print) -> float:
    """How surely two tellings are of one matter: 0 (not) to 1 (surely); `SAME` and above is yes."""
    if a.title_days and b.title_days and not a.title_days & b.title_days:
        return 0.0 if not (a.moved or b.moved) else _by_title(a, b)
    if _other_occasion(a, b):
        return 0.0
    if min(len(a.pairs), len(b.pairs)) < SHORT:
        return _by_title(a, b)
    contained, overlap = shared(a.pairs, b.pairs)
    body = contained * 0.7 + overlap * 0.3
    if body < LEAST:
        return 0.0
    title = titles_alike(a.core, b.core) if a.core and b.core else titles_alike(a.title, b.title)
    if _other_subject(a, b) and body < 0.9 and not a.days & b.days:
        return 0.0
    other_days = bool(a.days and b.days and not a.days & b.days)
    if _subjects_differ(a, b) and body < 0.97 and (other_days or not a.subject & b.subject):
        return 0.0
    if body >= 0.85:
        return body
    if other_days and title < 0.9:
        # The same frame of words round other days: another report, another course.
        return min(body, title) * 0.5
    return min(1.0, body * 0.75 + max(0.0, title - 0.4) * 0.6)


SAME = 0.5
SURE = 0.8
LEAST = 0.18
"""Likeness of bodies below which the likest titles do not reach `SAME`."""


def _by_title(a: Print, b: Print) -> float:
    alike = titles_alike(a.title, b.title)
    return alike if alike >= 0.88 else 0.0


def _other_occasion(a: Print, b: Print) -> bool:
    """Both announce days, and none in common: next month's meeting. A diary of many days rolls."""
    if not a.events or not b.events or a.events & b.events or a.moved or b.moved:
        return False
    return min(len(a.events), len(b.events)) < 3


def _other_subject(a: Print, b: Print) -> bool:
    """One series, two subjects."""
    (series, subject), (other_series, other) = a.parts, b.parts
    return bool(subject and other and series == other_series and titles_alike(subject, other) < 0.6)


def _subjects_differ(a: Print, b: Print) -> bool:
    """Each title has a word that its own text repeats and the other telling never uses."""
    return bool((a.subject & a.words) - b.words - b.subject) and bool(
        (b.subject & b.words) - a.words - a.subject
    )
