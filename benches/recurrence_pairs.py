"""Labelled pairs of tellings: one matter in two weeks, or two matters that look alike. Invented.

Made from the sample region's matters by the changes that real bulletins show from week to week,
and from frames of words that real series share; a few are written out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from alliance.region.matters import STOCK
from alliance.region.weeks import Telling, Week
from alliance.region.write import Wording, as_text, wording
from alliance.text.telling import Print, print_of

FIRST = dt.date(2026, 3, 6)


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str
    first: tuple[str, str, tuple[dt.date, ...]]
    second: tuple[str, str, tuple[dt.date, ...]]
    same: bool

    @property
    def prints(self) -> tuple[Print, Print]:
        return print_of(*self.first), print_of(*self.second)


_SWAPS = {
    "children in care": "looked after children", "young people": "teenagers", "report": "paper",
    "authorities": "areas", "services": "teams", "families": "households", "carers": "foster parents",
    "shows": "suggests", "sets out": "describes", "asks": "wonders", "lists": "names",
    "wanted": "welcome", "has been": "was", "have been": "were", "will be": "is to be",
    "would like": "wish", "the region": "our area", "people": "colleagues", "first": "opening",
    "schools": "classrooms", "invented": "imagined", "sample": "example", "working": "office",
}  # fmt: skip


def pairs() -> list[Pair]:
    return [*_same(), *_different()]


def _same() -> Iterator[Pair]:
    random = Random(7)
    stock = list(STOCK)
    random.shuffle(stock)
    for place, matter in enumerate(stock[:78]):
        said = _said(Telling(matter, FIRST), FIRST)
        kind, again = _CHANGES[place % len(_CHANGES)](said, random)
        yield Pair(kind, _of(said), _of(again), same=True)
    for matter in stock:
        if matter.later_titles:
            week = FIRST + dt.timedelta(weeks=1)
            again = _said(Telling(matter, FIRST, 1), week)
            yield Pair(
                "as told the second week",
                _of(_said(Telling(matter, FIRST), FIRST)),
                _of(again),
                same=True,
            )


def _said(telling: Telling, day: dt.date) -> Wording:
    return wording(telling, Week(400, day))


def _of(said: Wording) -> tuple[str, str, tuple[dt.date, ...]]:
    return said.title, f"{as_text(said.body)}\n{as_text(said.action)}", said.events


def _swapped(text: str) -> str:
    for word, other in _SWAPS.items():
        text = re.sub(rf"\b{word}\b", other, text)
    return text


def _words_swapped(said: Wording, random: Random) -> tuple[str, Wording]:
    return "words swapped, title too", replace(
        said, title=_swapped(said.title), body=_swapped(said.body), action=_swapped(said.action)
    )


def _other_title(said: Wording, random: Random) -> tuple[str, Wording]:
    titles = (
        "For those who missed it",
        "Worth another look",
        "A note from the programme",
        "In case you missed this",
    )
    return "another title", replace(said, title=random.choice(titles))


def _columns(said: Wording, random: Random) -> tuple[str, Wording]:
    return "columns change places", replace(
        said, body=said.action or said.body, action=said.body if said.action else ""
    )


def _suffix(said: Wording, random: Random) -> tuple[str, Wording]:
    return "title sheds its suffix", replace(said, title=re.split(r"[:–]", said.title)[0].strip())


def _shortened(said: Wording, random: Random) -> tuple[str, Wording]:
    return "shortened to its first sentences", replace(
        said, body=". ".join(said.body.split(". ")[:1]) + ".", title=f"Reminder: {said.title}"
    )


def _slipped(said: Wording, random: Random) -> tuple[str, Wording]:
    later = re.sub(r"(by|before) \d+ \w+ \d{4}", "as soon as you can", said.action)
    return "deadline slips", replace(said, title=f"Last call: {said.title}", action=later)


def _grown(said: Wording, random: Random) -> tuple[str, Wording]:
    more = "\n\nSince last week eleven authorities have answered, and two asked what was meant by a team."
    return "grows under one title", replace(said, body=said.body + more)


_CHANGES = (_words_swapped, _other_title, _columns, _suffix, _shortened, _slipped, _grown)


# Two matters ---------------------------------------------------------------------------------------

_MEETINGS = ("Fostering Network", "Early Help Network", "AD Education Network", "Kinship Network")
_DAYS = (dt.date(2026, 3, 12), dt.date(2026, 4, 16), dt.date(2026, 5, 14), dt.date(2026, 6, 11))
_SUBJECTS = ("attendance", "dental care", "placement costs", "kinship care", "school transport", "young carers", "night-time work", "home education")  # noqa: E501  # fmt: skip


def _different() -> Iterator[Pair]:
    talks = [matter for matter in STOCK if matter.key.startswith("talk-")]
    for place, one in enumerate(talks):
        for weeks, other in enumerate(talks[place + 1 :], 1):
            yield Pair(
                "two talks of a series",
                _of(_said(Telling(one, FIRST), FIRST)),
                _of(_said(Telling(other, FIRST + dt.timedelta(weeks=4 * weeks)), FIRST)),
                same=False,
            )
    for name in _MEETINGS:
        for day, later in pairwise(_DAYS):
            yield Pair(
                "one network, two months", _meeting(name, day), _meeting(name, later), same=False
            )
            yield Pair(
                "one network, two months, dated titles",
                _meeting(name, day, dated=True),
                _meeting(name, later, dated=True),
                same=False,
            )
    for name, after in pairwise(_MEETINGS):
        yield Pair(
            "two networks, one day", _meeting(name, _DAYS[0]), _meeting(after, _DAYS[0]), same=False
        )
        yield Pair(
            "two networks, two days",
            _meeting(name, _DAYS[0]),
            _meeting(after, _DAYS[1]),
            same=False,
        )
    for place, (subject, after) in enumerate(pairwise(_SUBJECTS)):
        yield Pair(
            "two reports of one publisher",
            _report(subject, place + 3),
            _report(after, place + 10),
            same=False,
        )
        yield Pair(
            "two consultations in one frame",
            _consultation(subject, place + 2),
            _consultation(after, place + 9),
            same=False,
        )
        yield Pair("two posts advertised", _post(subject), _post(after), same=False)
        yield Pair("two courses", _course(subject, place), _course(after, place + 1), same=False)
    rest = [matter for matter in STOCK if not matter.key.startswith("talk-")]
    for one, other in pairwise(rest):
        if one.topic == other.topic:
            yield Pair(
                "two matters of one topic",
                _of(_said(Telling(one, FIRST), FIRST)),
                _of(_said(Telling(other, FIRST), FIRST)),
                same=False,
            )
    yield Pair(
        "no bodies",
        ("Fostering recruitment figures", "", ()),
        ("Fostering panel training", "", ()),
        same=False,
    )


def _words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _meeting(
    name: str, day: dt.date, *, dated: bool = False
) -> tuple[str, str, tuple[dt.date, ...]]:
    title = f"{name} – {_words(day)}" if dated else f"{name}: next meeting"
    return (
        title,
        (
            f"The next meeting of the {name} will be held on {day:%A} {_words(day)} from 10am to 1pm on-line. The "
            "agenda and papers will be sent out a week before. If you cannot come, please ask a colleague from your "
            "authority to come in your place and let the programme office know."
        ),
        (day,),
    )


def _report(subject: str, day: int) -> tuple[str, str, tuple[dt.date, ...]]:
    return (
        f"Tidewell Research publishes report on {subject}",
        (
            f"On {day} March 2026 Tidewell Research published its latest report, which looks at {subject} in six "
            "authorities. The report draws on interviews with practitioners and on published figures, and makes "
            "recommendations for authorities and for national government. The full report and a summary are here."
        ),
        (),
    )


def _consultation(subject: str, day: int) -> tuple[str, str, tuple[dt.date, ...]]:
    return (
        f"Consultation on {subject}",
        (
            f"A consultation on {subject} opened this week. Views are sought from authorities, schools, parents and "
            f"young people. Responses can be made on-line or by post. The consultation closes on {day} April 2026."
        ),
        (),
    )


def _post(subject: str) -> tuple[str, str, tuple[dt.date, ...]]:
    return (
        f"Secondment: regional lead for {subject}",
        (
            f"We are looking for somebody to lead our work on {subject} for two days a week. The secondment is for "
            "twelve months in the first place, and applications from any authority of the region are welcome. For an "
            "informal conversation please ring the programme office."
        ),
        (),
    )


def _course(subject: str, months: int) -> tuple[str, str, tuple[dt.date, ...]]:
    day = dt.date(2026, 3 + months, 17)
    return (
        f"Free training: {subject}",
        (
            f"There are free places on a half-day course on {subject}, to be held on {_words(day)} from 9.30am to "
            "12.30pm. Large authorities may have two places and small ones one. Please book with the programme office."
        ),
        (day,),
    )
