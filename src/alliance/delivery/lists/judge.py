"""What becomes of each row of a list, and all that is wrong with it. Needs no database.

Nobody is subscribed again who left here, or to whom mail comes back; whoever left elsewhere is
written down, so that nothing is sent to them by mistake; whoever chose something on this site
themselves keeps it, whatever a list says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import process

from alliance.directory.recognise import authority_key
from alliance.text.similarity import fold

from .read import Entry, Fate

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
ALIKE = 70
"""Of 100: from there on a name is offered as the one that was meant."""
EARLIEST = dt.datetime(1995, 1, 1, tzinfo=dt.UTC)
"""Nobody agreed to anything by e-mail before."""


class Becomes(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    ALREADY = "already"
    STOPPED = "stopped"
    WRITTEN_LEFT = "written_left"
    WRITTEN_BOUNCED = "written_bounced"
    WRITTEN_COMPLAINED = "written_complained"
    LEAVES = "leaves"
    PENDING = "pending"
    TWICE = "twice"
    FAULT = "fault"


CHANGES = (
    Becomes.NEW,
    Becomes.WRITTEN_LEFT,
    Becomes.WRITTEN_BOUNCED,
    Becomes.WRITTEN_COMPLAINED,
    Becomes.LEAVES,
)
"""Something is written down."""
WORDS: Mapping[Becomes, tuple[str, str]] = {
    Becomes.NEW: ("is subscribed", "are subscribed"),
    Becomes.ALREADY: ("is here already and stays as it is", "are here already and stay as they are"),
    Becomes.STOPPED: (
        "left here before or cannot be reached: not subscribed again",
        "left here before or cannot be reached: not subscribed again",
    ),
    Becomes.WRITTEN_LEFT: (
        "left there: written down, so that nothing is sent",
        "left there: written down, so that nothing is sent",
    ),
    Becomes.WRITTEN_BOUNCED: (
        "could not be reached there: written down, so that nothing is sent",
        "could not be reached there: written down, so that nothing is sent",
    ),
    Becomes.WRITTEN_COMPLAINED: (
        "complained there: written down, so that nothing is sent",
        "complained there: written down, so that nothing is sent",
    ),
    Becomes.LEAVES: (
        "came here by a list and left there: leaves here too",
        "came here by a list and left there: leave here too",
    ),
    Becomes.PENDING: ("never confirmed there: not taken in", "never confirmed there: not taken in"),
    Becomes.TWICE: ("stands in the list twice", "stand in the list twice"),
    Becomes.FAULT: ("cannot be taken in", "cannot be taken in"),
}  # fmt: skip


class Here(StrEnum):
    """How somebody stands on this site."""

    SUBSCRIBED = "subscribed"
    """By their own wish, or waiting to confirm it."""
    BY_A_LIST = "list"
    """Subscribed by others: by a list, or from the directory."""
    GONE = "gone"
    """Left or erased."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the site has, each by what a person may write for it, folded."""

    authorities: Mapping[str, int]
    topics: Mapping[str, int]
    frequencies: Mapping[str, str]
    names: Mapping[str, Sequence[str]]
    """“an authority”, “a topic” → as they are written, to suggest from."""
    here: Mapping[str, Here]
    """Address in lower case → how it stands here."""
    stopped: Collection[str]
    """Addresses in lower case that are sent nothing, whyever."""
    today: dt.date


@dataclass(frozen=True, slots=True)
class Judged:
    """One row, and what becomes of it."""

    entry: Entry
    becomes: Becomes
    at: dt.datetime | None = None
    authority: int | None = None
    topics: frozenset[int] = frozenset()
    frequency: str = ""


@dataclass(slots=True)
class Judgement:
    rows: list[Judged] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Rows that cannot be taken in: where, what, how to mend."""
    doubts: list[str] = field(default_factory=list)
    """Cells that cannot; the row is taken in without them."""
    tags: Counter[str] = field(default_factory=Counter)
    """Labels that are no topics here, and on how many rows each stands."""

    @property
    def counts(self) -> Counter[Becomes]:
        return Counter(row.becomes for row in self.rows)

    @property
    def changes(self) -> int:
        return sum(self.counts[each] for each in CHANGES)


FIRMEST = (Fate.SUBSCRIBED, Fate.PENDING, Fate.LEFT, Fate.CLEANED, Fate.COMPLAINED)
"""Where a list says two things of one address, the later of these holds."""


def judge(
    entries: Sequence[Entry], known: Known, *, holding: Mapping[str, Entry] | None = None
) -> Judgement:
    """What becomes of rows.

    Args:
        holding: which row holds of each address in the whole list, where these are only some of
            its rows; otherwise these are all.
    """
    judgement = Judgement()
    judging = _Judging(known, judgement)
    holding = holding_rows(entries) if holding is None else holding
    judgement.rows = [judging.judged(entry, holding) for entry in entries]
    return judgement


def address_key(address: str) -> str:
    return address.strip().casefold()


def holding_rows(entries: Sequence[Entry]) -> Mapping[str, Entry]:
    """Address → the one of its rows that counts: the firmest, of equals the first."""
    holding: dict[str, Entry] = {}
    for entry in entries:
        key = address_key(entry.address)
        if entry.fate in FIRMEST and ADDRESS.fullmatch(entry.address):
            other = holding.get(key)
            if other is None or _rank(entry) > _rank(other):
                holding[key] = entry
    return holding


def _rank(entry: Entry) -> int:
    return FIRMEST.index(Fate(entry.fate))


@dataclass(slots=True)
class _Judging:
    known: Known
    judgement: Judgement

    def judged(self, entry: Entry, holding: Mapping[str, Entry]) -> Judged:
        if fault := self._fault(entry):
            self.judgement.faults.append(f"{entry.where}: {fault}")
            return Judged(entry, Becomes.FAULT)
        key = address_key(entry.address)
        if holding[key] is not entry:
            return Judged(entry, Becomes.TWICE)
        becomes = self._becomes(entry, key)
        if becomes not in CHANGES:
            return Judged(entry, becomes)
        at = self._moment(entry)
        if becomes is not Becomes.NEW:
            return Judged(entry, becomes, at=at)
        return Judged(
            entry,
            becomes,
            at=at,
            authority=self._authority(entry),
            topics=self._topics(entry),
            frequency=self._frequency(entry),
        )

    def _fault(self, entry: Entry) -> str:
        if not entry.address:
            return "there is no e-mail address. Write one, or leave the row out."
        if len(entry.address) > 254 or not ADDRESS.fullmatch(entry.address):
            return (
                f"“{entry.address[:80]}” is no e-mail address. Mend it in the list, or leave the "
                "row out."
            )
        if entry.fate == Fate.UNCLEAR:
            return (
                f"“{entry.said[:40]}” does not say whether they are subscribed. Write subscribed, "
                "unsubscribed, bounced or unconfirmed."
            )
        return ""

    def _becomes(self, entry: Entry, key: str) -> Becomes:
        here, stopped = self.known.here.get(key), key in self.known.stopped
        match entry.fate:
            case Fate.PENDING:
                return Becomes.PENDING
            case Fate.SUBSCRIBED:
                if stopped or here is Here.GONE:
                    return Becomes.STOPPED
                return Becomes.ALREADY if here else Becomes.NEW
        if here is Here.SUBSCRIBED:
            return Becomes.ALREADY
        if here is Here.BY_A_LIST and entry.fate == Fate.LEFT:
            return Becomes.LEAVES
        if stopped:
            return Becomes.STOPPED
        return {
            Fate.LEFT: Becomes.WRITTEN_LEFT,
            Fate.CLEANED: Becomes.WRITTEN_BOUNCED,
        }.get(Fate(entry.fate), Becomes.WRITTEN_COMPLAINED)

    def _moment(self, entry: Entry) -> dt.datetime | None:
        """When; None where the list's own day has to do."""
        if not entry.at:
            return None
        try:
            at = dt.datetime.fromisoformat(entry.at)
        except ValueError:
            self._doubt(entry, f"“{entry.at}” is no day. Write it as 13 November 2020")
            return None
        at = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
        if not (at >= EARLIEST and at.date() <= self.known.today):
            self._doubt(entry, f"{at.day} {at:%B %Y} cannot be the day")
            return None
        return at

    def _authority(self, entry: Entry) -> int | None:
        if not entry.authority:
            return None
        places = self.known.authorities
        found = places.get(fold(entry.authority)) or places.get(authority_key(entry.authority))
        if found is None:
            self._doubt(entry, self._unknown(entry.authority, "an authority"))
        return found

    def _topics(self, entry: Entry) -> frozenset[int]:
        found = {self.known.topics.get(fold(each)) for each in [*entry.topics, *entry.tags]}
        for each in entry.topics:
            if fold(each) not in self.known.topics:
                self._doubt(entry, self._unknown(each, "a topic"))
        self.judgement.tags.update(
            each for each in entry.tags if fold(each) not in self.known.topics
        )
        return frozenset(each for each in found if each is not None)

    def _frequency(self, entry: Entry) -> str:
        if not entry.frequency:
            return ""
        found = self.known.frequencies.get(fold(entry.frequency), "")
        if not found:
            self._doubt(
                entry,
                f"“{entry.frequency[:60]}” does not say how often. Write each, weekly, monthly, "
                "asked or calendar",
            )
        return found

    def _unknown(self, said: str, what: str) -> str:
        near = process.extractOne(said, self.known.names.get(what, ()), score_cutoff=ALIKE)
        meant = f" Is it “{near[0]}”?" if near else ""
        return f"“{said[:80]}” is not {what} here.{meant}"

    def _doubt(self, entry: Entry, sentence: str) -> None:
        end = "" if sentence.endswith(("?", ".")) else "."
        self.judgement.doubts.append(f"{entry.where}: {sentence}{end}")


def in_words(counts: Mapping[Becomes, int]) -> list[str]:
    """“412 are subscribed”, a line for each that there is."""
    return [
        f"{count:,} {WORDS[each][0 if count == 1 else 1]}"
        for each in Becomes
        if (count := counts.get(each, 0))
    ]
