"""What a list of subscribers says: a table with an address in each row, or a Mailchimp export.

Bytes in, plain entries out, each with its place in the file; nothing is judged here but whether
it is such a list at all. Needs no database.

A Mailchimp export is a zip, or files out of it: `subscribed_…`, `unsubscribed_…`, `cleaned_…` and
perhaps `nonsubscribed_…`. Which it is, its name says, and the columns UNSUB_TIME and CLEAN_TIME.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import PurePath
from typing import Any, NamedTuple

from alliance.refusals import Unreadable
from alliance.text.encoding import mend
from alliance.text.similarity import fold
from alliance.text.tables import lines_of

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_FILES = 50
MOST_ROWS = 50_000

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "address": ("e mail address", "email address", "e mail", "email", "mail address"),
    "name": ("name", "full name"),
    "first": ("first name", "forename", "given name", "fname"),
    "last": ("last name", "surname", "family name", "lname"),
    "authority": ("authority", "local authority", "council"),
    "topics": ("topics", "topic", "interests"),
    "tags": ("tags",),
    "frequency": ("how often", "frequency"),
    "status": ("status", "state", "subscription status"),
    "at": (
        "optin time",
        "opt in time",
        "opted in on",
        "subscribed on",
        "date subscribed",
        "date registered",
        "since",
    ),
    "confirmed": ("confirm time", "confirmed on"),
    "left": ("unsub time", "unsubscribed on", "left on"),
    "cleaned": ("clean time", "bounced on"),
    "why": ("unsub reason",),
}
"""Column → what its heading may be, folded."""
OF_MAILCHIMP = frozenset(
    {"member rating", "optin time", "leid", "euid", "unsub time", "clean time"}
)
"""Headings that nobody else's table has."""


class Fate(StrEnum):
    """What the list says of somebody."""

    SUBSCRIBED = "subscribed"
    LEFT = "left"
    CLEANED = "cleaned"
    """Mail to them came back."""
    COMPLAINED = "complained"
    PENDING = "pending"
    """Never confirmed, or known by a purchase only."""
    UNCLEAR = "unclear"


WORDS: Mapping[Fate, tuple[str, ...]] = {
    Fate.SUBSCRIBED: ("subscribed", "active", "confirmed", "enabled", "yes", ""),
    Fate.LEFT: ("unsubscribed", "left", "opted out", "opt out", "blocklisted", "no"),
    Fate.CLEANED: ("cleaned", "bounced", "hard bounced", "undeliverable", "invalid"),
    Fate.COMPLAINED: ("complained", "complaint", "spam", "abuse"),
    Fate.PENDING: ("pending", "unconfirmed", "not confirmed", "non subscribed", "nonsubscribed",
                   "transactional"),
}  # fmt: skip
_FATES = {word: fate for fate, words in WORDS.items() for word in words}
_NAMED_FILE = re.compile(r"(?i)^(nonsubscribed|non-subscribed|unsubscribed|subscribed|cleaned)_")
_FORMS = {
    "%d/%m/%Y": True,
    "%d %B %Y": True,
    "%d %b %Y": True,
    "%d/%m/%Y %H:%M": False,
    "%d/%m/%Y %H:%M:%S": False,
}
"""How people write a day or a moment, and whether it is a day."""


class Entry(NamedTuple):
    """One row, as it stands in the list."""

    where: str
    """“row 12”, or “cleaned_members.csv, row 12”."""
    address: str
    name: str = ""
    fate: str = Fate.SUBSCRIBED
    said: str = ""
    """The word of its status, where that is not clear."""
    at: str = ""
    """When they agreed, left or came back: ISO, or as it is written if that is no moment."""
    authority: str = ""
    topics: Sequence[str] = ()
    tags: Sequence[str] = ()
    """Labels of another program: topics where one is called so, otherwise nothing."""
    frequency: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReadList:
    entries: Sequence[Entry]
    is_mailchimp: bool
    passed_over: Sequence[str]
    """Columns and files that nothing was taken from."""


File = tuple[str, bytes]


def read_list(files: Sequence[File]) -> ReadList:
    """All rows of a list, which may be several files.

    Raises:
        Unreadable: one of them is no such list; the sentence says which, and what to do.
    """
    entries: list[Entry] = []
    passed_over: dict[str, None] = {}
    is_mailchimp = False
    tables = list(_tables(files, passed_over))
    if not tables:
        raise Unreadable("There is no table of subscribers in it: no .csv and no .xlsx file.")
    for name, data in tables:
        table = _Table(name, data, several=len(tables) > 1)
        entries += table.entries(MOST_ROWS - len(entries))
        is_mailchimp |= table.is_mailchimp
        passed_over |= dict.fromkeys(table.passed_over)
    if not entries:
        raise Unreadable("The list has headings and no row below them.")
    return ReadList(entries, is_mailchimp, list(passed_over))


def _tables(files: Sequence[File], passed_over: dict[str, None]) -> Iterator[File]:
    for name, data in files:
        if name.lower().endswith(".zip"):
            yield from _unpacked(name, data, passed_over)
        else:
            yield name, data


def _unpacked(name: str, data: bytes, passed_over: dict[str, None]) -> Iterator[File]:
    if len(data) > LARGEST:
        raise Unreadable(f"“{name}” is larger than {LARGEST // 1024 // 1024} MB. Split it.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [
                part
                for part in packed.infolist()
                if not part.is_dir() and not part.filename.startswith("__MACOSX")
            ]
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Unreadable(
                    f"“{name}” holds far more than an export of one list. Hand in its files singly."
                )
            for part in parts:
                inner = PurePath(part.filename).name
                if inner.lower().endswith((".csv", ".xlsx")):
                    yield inner, packed.read(part)
                else:
                    passed_over[f"the file {inner}"] = None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as fault:
        raise Unreadable(f"“{name}” cannot be unpacked. Download it again.") from fault
    except (RuntimeError, NotImplementedError) as fault:  # a password, or packed in a rare way
        raise Unreadable(f"“{name}” has a password. Unpack it and hand in its files.") from fault


class _Table:
    """One file: its headings, then its rows."""

    def __init__(self, name: str, data: bytes, *, several: bool) -> None:
        self._name = name
        self._where = f"{name}, " if several else ""
        lines = enumerate(lines_of(data, name, largest=LARGEST), 1)
        first = next(((at, line) for at, line in lines if any(map(_text, line))), None)
        if first is None:
            raise Unreadable(f"“{name}” is empty.")
        headings = [fold(_text(cell)) for cell in first[1]]
        self._places = self._placed(headings, first[1])
        self._lines: Iterable[tuple[int, Sequence[Any]]] = lines
        if self._places == {"address": [0]} and "@" in headings_text(first[1]):
            self._lines = chain([first], lines)
        read = {place for places in self._places.values() for place in places}
        self.is_mailchimp = not OF_MAILCHIMP.isdisjoint(headings)
        self.passed_over = (
            []
            if self.is_mailchimp
            else [
                f"the column {_text(cell)}"
                for place, cell in enumerate(first[1])
                if place not in read and _text(cell)
            ]
        )
        self._fate = self._fate_of_all(headings)

    def _placed(self, headings: Sequence[str], said: Sequence[Any]) -> dict[str, list[int]]:
        """Column → where it stands; of several the first that is filled holds."""
        places = {
            key: [place for place, heading in enumerate(headings) if heading in known]
            for key, known in HEADINGS.items()
        }
        if not places["address"]:
            if len([cell for cell in said if _text(cell)]) == 1 and "@" in headings_text(said):
                return {"address": [0]}
            raise Unreadable(
                f"“{self._name}” has no column of e-mail addresses. Its first line names the "
                "columns; call the one with the addresses “E-mail address”."
            )
        return {key: found for key, found in places.items() if found}

    def _fate_of_all(self, headings: Sequence[str]) -> Fate:
        """What the file as a whole is of, by its name or its columns."""
        if self.is_mailchimp and (named := _NAMED_FILE.match(self._name)):
            return {"u": Fate.LEFT, "c": Fate.CLEANED, "n": Fate.PENDING}.get(
                named[1][0].lower(), Fate.SUBSCRIBED
            )
        if "clean time" in headings:
            return Fate.CLEANED
        return Fate.LEFT if "unsub time" in headings and self.is_mailchimp else Fate.SUBSCRIBED

    def entries(self, room: int) -> Iterator[Entry]:
        count = 0
        for number, line in self._lines:
            if not any(map(_text, line)):
                continue
            count += 1
            if count > room:
                raise Unreadable(f"The list has more than {MOST_ROWS:,} rows. Split it.")
            yield self._entry(f"{self._where}row {number}", line)

    def _entry(self, where: str, line: Sequence[Any]) -> Entry:
        cell = {
            key: next((line[at] for at in places if at < len(line) and _text(line[at])), None)
            for key, places in self._places.items()
        }
        fate, said = self._fate_of(cell)
        moments = {Fate.LEFT: ("left",), Fate.CLEANED: ("cleaned",)}.get(fate, ("confirmed", "at"))
        at = next((cell[key] for key in moments if cell.get(key)), None)
        name = _text(cell.get("name")) or " ".join(
            filter(None, (_text(cell.get("first")), _text(cell.get("last"))))
        )
        return Entry(
            where=where,
            address=_address(_text(cell.get("address"))),
            name=name[:200],
            fate=fate,
            said=said,
            at=_moment(at),
            authority=_text(cell.get("authority")),
            topics=_several(_text(cell.get("topics"))),
            tags=_several(_text(cell.get("tags"))),
            frequency=_text(cell.get("frequency")),
            why=_text(cell.get("why"))[:200],
        )

    def _fate_of(self, cell: Mapping[str, Any]) -> tuple[Fate, str]:
        """The firmest that the row says, and its word where that is none of ours."""
        if _text(cell.get("cleaned")):
            return Fate.CLEANED, ""
        if _text(cell.get("left")):
            return Fate.LEFT, ""
        said = _text(cell.get("status"))
        if not said:
            return self._fate, ""
        fate = _FATES.get(fold(said), Fate.UNCLEAR)
        return fate, said if fate is Fate.UNCLEAR else ""


def headings_text(line: Sequence[Any]) -> str:
    return _text(next(iter(line), ""))


def _text(value: Any) -> str:
    """A cell as one line of text, without characters that nobody sees."""
    return "" if value is None else " ".join(mend(str(value)).split())


def _address(said: str) -> str:
    """The address alone, of “Ann Lee <ann@example.org>” too."""
    if said.endswith(">") and "<" in said:
        said = said[said.rindex("<") + 1 : -1]
    return said.removeprefix("mailto:").strip()


def _several(said: str) -> Sequence[str]:
    """Names in one cell: “Kinship; Early help”, or as Mailchimp has tags, each in quotes."""
    quoted = re.findall(r'"([^"]+)"', said)
    return [each for part in quoted or re.split("[;|,]", said) if (each := part.strip())]


def _moment(value: Any) -> str:
    """ISO if it is a moment or a day, which counts from its noon; other words as they stand.

    Exports say no time zone; they mean that of Greenwich.
    """
    match value:
        case dt.datetime() if value.time() != dt.time():
            said = value
        case dt.date():
            said = dt.datetime.combine(value, dt.time(12))
        case _:
            found = _written(_text(value))
            if found is None:
                return _text(value)[:60]
            said = found
    return (said if said.tzinfo else said.replace(tzinfo=dt.UTC)).isoformat()


def _written(text: str) -> dt.datetime | None:
    """ISO first, as programs write it; a day alone counts from its noon."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return _in_british_order(text)
    return found if len(text) > len("2020-11-13") else found.replace(hour=12)


def _in_british_order(text: str) -> dt.datetime | None:
    for form, is_day in _FORMS.items():
        try:
            found = dt.datetime.strptime(text, form)  # noqa: DTZ007 - the zone is said above
        except ValueError:
            continue
        return found.replace(hour=12) if is_day else found
    return None
