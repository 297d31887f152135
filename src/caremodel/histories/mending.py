"""A child's rows as one line: no overlap, no gap without leaving care, no end that nothing explains.

Rules, in this order (docs/care/histories.md): rows that a later return replaced go; ends before starts are
unsaid; rows without a night go; then each row is ended where the next begins, or with 31 March where
the next return does not have it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..returns import last_day
from .changes import Note, in_words, year_in_words
from .model import GOES_ON, NOT_SAID, Episode

_DAY = dt.timedelta(days=1)


def tidy(rows: Sequence[Episode], *, year: int, born: dt.date | None, adult: dt.date) -> bool:
    """Whether `mend` would change nothing: by far the most children, told in one pass.

    rows in order of starts, none of them twice; year: of the authority's last return.
    """
    ended: dt.date | None = rows[0][0]
    rec: str | None = ""
    for row in rows:
        began = row[0]
        if ended is None or ended > began or rec is None or (rec == GOES_ON and ended != began):
            return False
        ended, rec = row[1], row[7]
        if ended is not None and ended <= began:
            return False
    if born is not None and rows[0][0] < born:
        return False
    if ended is None:
        return rec is None and row[8] is None and row[12] == year and last_day(year) < adult
    return rec is not None and rec != GOES_ON and ended <= adult and ended <= last_day(year)


def mend(
    rows: Sequence[Episode],
    *,
    years: Sequence[int],
    born: dt.date | None,
    adult: dt.date,
    note: Note,
) -> list[Episode]:
    """The rows as one line.

    rows: in order of starts, none twice. years: of the authority's returns, ascending. adult: the 18th
    birthday. note: takes down each change.
    """
    line = [_possible_end(row, last_day(years[-1]), note) for row in rows]
    line = _with_nights(line, note)
    line = _not_superseded(line, note)
    line = _in_line(line, years, note)
    line = _under_18(line, adult, note)
    if born is not None and line and line[0].began < born:
        note(
            "unborn",
            f"{_which(line[0])} begins before the birthday, {in_words(born)}: one of the two is wrong.",
            line[0].year,
        )
    return line


def _possible_end(row: Episode, until: dt.date, note: Note) -> Episode:
    if row.ended is not None and row.ended > until:
        note(
            "not yet",
            f"{_which(row)} is said to end on {in_words(row.ended)}, after the last return: it is read as open.",
            row.year,
        )
        return row._replace(ended=None, rec=None, reason=None)
    if row.ended is not None and row.ended < row.began:
        note(
            "end before start",
            f"{_which(row)} is said to end on {in_words(row.ended)}, before it began: the end is read as not given.",
            row.year,
        )
        return row._replace(ended=None)
    return row


def _with_nights(rows: list[Episode], note: Note) -> list[Episode]:
    """Without rows that end the day they begin; that the child left then is said by the row before."""
    kept: list[Episode] = []
    for row in rows:
        if row.ended != row.began:
            kept.append(row)
            continue
        note("no night", f"{_which(row)} ends the day it begins: it is left out.", row.year)
        if kept and kept[-1].ended == row.began and kept[-1].rec == GOES_ON != row.rec:
            kept[-1] = kept[-1]._replace(rec=row.rec, reason=row.reason)
    return kept


def _not_superseded(rows: list[Episode], note: Note) -> list[Episode]:
    kept = []
    for row in rows:
        by = next((other for other in rows if _supersedes(other, row)), None)
        if by is None:
            kept.append(row)
            continue
        note(
            "superseded",
            f"{_which(row)} stood in the return of {year_in_words(row.year)}; that of {year_in_words(by.year)} "
            f"has one from {in_words(by.began)} in its stead: the earlier is left out.",
            row.year,
        )
    return kept


def _supersedes(other: Episode, row: Episode) -> bool:
    """Whether a later return has `other` for `row`: over its start, or with the same facts from another day."""
    if other.year <= row.year:
        return False
    if other.began < row.began:
        return other.ended is None or other.ended > row.began
    return (
        row.ended is None
        and other.began <= last_day(row.year)
        and (other.rne, other.ls, other.place, other.provider)
        == (row.rne, row.ls, row.place, row.provider)
        and (row.rne == "S" or (other.pl_post, other.urn) == (row.pl_post, row.urn))
    )


def _in_line(rows: list[Episode], years: Sequence[int], note: Note) -> list[Episode]:
    done = []
    while rows:
        row, rows = rows[0], rows[1:]
        if not rows:
            done.append(_last(row, years, note))
            break
        if resumed := _resumed(row, rows, note):
            rows = [rows[0], resumed, *rows[1:]]
        done.append(_before(row, rows[0], years, note))
    return done


def _before(row: Episode, after: Episode, years: Sequence[int], note: Note) -> Episode:
    """A row as it ends for the next one to begin."""
    if row.ended is None:
        return _closed(row, after, years, note)
    if row.ended > after.began:
        left_and_back = after.rne == "S" and row.rec not in (None, GOES_ON)
        note(
            "overlap",
            f"{_which(row)} runs to {in_words(row.ended)}, over the one from {in_words(after.began)}: ended there.",
            row.year,
        )
        return row._replace(ended=after.began, rec=row.rec if left_and_back else GOES_ON)
    if row.rec is None or (row.rec == GOES_ON and row.ended < after.began):
        return _explained(row, after, note)
    return row


def _closed(row: Episode, after: Episode, years: Sequence[int], note: Note) -> Episode:
    """An open row that another follows, ended."""
    end = last_day(row.year) + _DAY
    next_return = next((year for year in years if year > row.year), None)
    unseen = after.began >= end and next_return is not None
    missed_a_year = unseen and next_return is not None and after.began > last_day(next_return)
    if after.rne != "S" and not missed_a_year:
        note(
            "open",
            f"{_which(row)} has no end, and another begins on {in_words(after.began)}: ended there.",
            row.year,
        )
        return row._replace(ended=after.began, rec=GOES_ON)
    end = max(min(end, after.began), row.began + _DAY)
    note(
        "vanished" if unseen else "open",
        f"{_which(row)} has no end, and the child comes into care again on {in_words(after.began)}: "
        f"the last day is taken to be {in_words(end - _DAY)}.",
        row.year,
    )
    return row._replace(ended=end, rec=NOT_SAID if row.rec in (None, GOES_ON) else row.rec)


def _explained(row: Episode, after: Episode, note: Note) -> Episode:
    """An ended row with no reason, or with X1 and a gap: gone on if the next says so, else left."""
    assert row.ended is not None  # noqa: S101 - for the types: `_before` asks it
    if after.rne == "S":
        note(
            "reason",
            f"{_which(row)} ends on {in_words(row.ended)} without a reason for leaving, and the child comes into care "
            f"again on {in_words(after.began)}: left, reason not said.",
            row.year,
        )
        return row._replace(rec=NOT_SAID)
    if row.ended == after.began:
        note(
            "reason",
            f"{_which(row)} ends on {in_words(row.ended)} without a reason, and another goes on from it: X1.",
            row.year,
        )
    else:
        note(
            "gap",
            f"{_which(row)} ends on {in_words(row.ended)} and goes on only on {in_words(after.began)}, "
            "yet neither row says that the child left: ended there.",
            row.year,
        )
    return row._replace(ended=after.began, rec=GOES_ON)


def _resumed(row: Episode, rows: Sequence[Episode], note: Note) -> Episode | None:
    """What is left of a row after one that lies within it and says that care goes on.

    Of one return only: a later return would have the row itself.
    """
    inner = rows[0]
    if inner.year != row.year or inner.ended is None or inner.rec != GOES_ON:
        return None
    if inner.ended > last_day(row.year):
        return None
    within = row.ended is None or row.ended > inner.ended
    followed = len(rows) > 1 and rows[1].began <= inner.ended
    if not within or followed:
        return None
    note(
        "overlap",
        f"The episode from {in_words(inner.began)} lies within that from {in_words(row.began)}, "
        f"which is taken up again on {in_words(inner.ended)}.",
        row.year,
    )
    return row._replace(began=inner.ended, rne="P")


def _last(row: Episode, years: Sequence[int], note: Note) -> Episode:
    """The last row: open only if the last return has it so; else ended, and with a reason."""
    if row.ended is not None:
        if row.rec not in (None, GOES_ON):
            return row
        note(
            "reason",
            f"{_which(row)} ends on {in_words(row.ended)}, and nothing says where the child went on: "
            "left, reason not said.",
            row.year,
        )
        return row._replace(rec=NOT_SAID)
    end = last_day(row.year)
    if row.rec not in (None, GOES_ON):
        end = max(end, row.began + _DAY)
        note(
            "open",
            f"{_which(row)} has a reason for leaving and no day: ended on {in_words(end)}, the last it can be.",
            row.year,
        )
        return row._replace(ended=end)
    if years[-1] > row.year:
        note(
            "vanished",
            f"{_which(row)} was open at the end of {year_in_words(row.year)} and is in no later return: "
            f"the last day is taken to be {in_words(end)}.",
            row.year,
        )
        return row._replace(ended=end + _DAY, rec=NOT_SAID)
    if row.rec is not None or row.reason is not None:
        note("reason", f"{_which(row)} is open: its reason for ending is left out.", row.year)
    return row._replace(rec=None, reason=None)


def _under_18(rows: list[Episode], adult: dt.date, note: Note) -> list[Episode]:
    """Nobody is looked after from the 18th birthday on (Children Act 1989, section 105)."""
    kept = []
    for row in rows:
        if row.began >= adult:
            note(
                "adult",
                f"{_which(row)} begins on or after the 18th birthday, {in_words(adult)}: it is left out.",
                row.year,
            )
        elif (row.ended or last_day(row.year) + _DAY) > adult:
            note(
                "adult",
                f"{_which(row)} runs past the 18th birthday, {in_words(adult)}: ended there.",
                row.year,
            )
            rec = NOT_SAID if row.rec in (None, GOES_ON) else row.rec
            kept.append(row._replace(ended=adult, rec=rec))
        else:
            kept.append(row)
    if kept and kept[-1].rec == GOES_ON:  # what followed began on the birthday
        kept[-1] = kept[-1]._replace(rec=NOT_SAID)
    return kept


def _which(row: Episode) -> str:
    return f"The episode from {in_words(row.began)}"
