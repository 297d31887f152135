"""Pairs of tellings with what the second is to the first: the same, an update of it, another.

The first is known (a candidate, an item, a publication); the second is the candidate that came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from urllib.parse import urlsplit

from .matters import MATTERS, Matter, held_back

SAME, UPDATE, OTHER = "same", "update", "other"


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    text: str
    url: str = ""
    links: tuple[str, ...] = ()
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    shape: str
    known: Told
    came: Told
    label: str
    is_held_back: bool


def pairs() -> list[Pair]:
    """All of them; those of every third matter, and every third of the rest, are held back."""
    made = [
        Pair(shape, known, came, label, held_back(place))
        for place, matter in enumerate(MATTERS)
        for shape, known, came, label in _of(matter, place)
    ]
    rest = [*_neighbours(), *_same_titles(), *_shared_addresses()]
    made += [Pair(*each, held_back(place)) for place, each in enumerate(rest)]
    return made


def _of(matter: Matter, place: int) -> Iterator[tuple[str, Told, Told, str]]:
    full = Told(*matter.full, matter.url, (), matter.publisher)
    feed = Told(matter.full[0], matter.summary, matter.url, (), matter.publisher)
    ours, cited = Told(*matter.ours), Told(*matter.ours, links=(matter.url,))
    second = Told(*matter.second[1:], matter.second[0])
    moved = _with(full, [matter.moved])
    edition = _with(full, matter.edition, f"{matter.url}-next")
    after = Told(*matter.after, f"{matter.url}-after", (matter.url,), matter.publisher)
    aside = Told(*matter.aside, links=(matter.url,))
    yield "our item, then the page it links to", cited, full, SAME
    yield "our item without a link, then the press release", ours, full, SAME
    yield "our item, then another publisher", cited, second, SAME
    yield "feed summary, then the whole page elsewhere", feed, _moved_to(full), SAME
    yield (
        "the page, then the feed's tracked address",
        full,
        _moved_to(feed, _tracked(place, feed.url)),
        SAME,
    )
    yield "one report, two publishers", full, second, SAME
    yield "corrected page at its address", full, moved, UPDATE
    yield "corrected, told by another address", full, _moved_to(moved), UPDATE
    if matter.moved[0] in matter.ours[1]:
        yield "our item, then the corrected page", cited, moved, UPDATE
    yield "another edition or body", full, edition, OTHER
    yield "our item, then another edition or body", cited, edition, OTHER
    yield "what came of it", full, after, OTHER
    yield "our item, then what came of it", cited, after, OTHER
    yield "an item that only links to it", aside, full, OTHER


def _with(
    told: Told, exchanges: list[tuple[str, str]] | tuple[tuple[str, str], ...], url: str = ""
) -> Told:
    title, text = told.title, told.text
    for old, new in exchanges:
        title, text = title.replace(old, new), text.replace(old, new)
    return Told(title, text, url or told.url, told.links, told.publisher)


def _moved_to(told: Told, url: str = "") -> Told:
    return Told(told.title, told.text, url, told.links, told.publisher)


def _tracked(place: int, url: str) -> str:
    """One address in the ways in which it comes."""
    parts = urlsplit(url)
    bare = f"{parts.netloc.removeprefix('www.')}{parts.path}"
    return (
        f"http://{bare}/?utm_source=govdelivery&utm_medium=email",
        f"https://www.{bare}#contents",
        f"https://{bare}?fbclid=IwAR0x&utm_campaign=week",
        f"https://{parts.netloc}{parts.path}/amp/",
        f"https://{parts.netloc.upper()}{parts.path}/print",
    )[place % 5]


def _neighbours() -> Iterator[tuple[str, Told, Told, str]]:
    """Two matters of one publisher, or of one subject."""
    for one, other in combinations(MATTERS, 2):
        if one.publisher == other.publisher:
            yield (
                "two things of one publisher",
                Told(*one.full, one.url),
                Told(*other.full, other.url),
                OTHER,
            )
    for one, other in pairwise(MATTERS):
        yield "two items of one week", Told(*one.ours), Told(*other.ours), OTHER


_TITLES = (
    ("Newsletter: December", "The kinship team has a new telephone line and two drop-ins in the hubs.",
     "What schools need for the winter census, with the dates of three drop-ins."),
    ("Consultation response", "The department will keep three grades for early years and drop the fourth from spring.",
     "The board answers on fees for panels: it asks for a cap and for a year to adjust."),
    ("Weekly round-up", "A new chair for the panel, a film on fostering, and four vacancies.",
     "Family courts, two judgments, and a podcast with a guardian."),
    ("Annual report 2026", "The adoption agency placed 112 children and recruited 84 families in the year.",
     "The virtual school reports better attendance and fewer suspensions of children in care."),
    ("Updated guidance", "The page on funding for two-year-olds has a new table of rates.",
     "The advice on drones near playgrounds was made shorter."),
    ("Statement from the director", "Our thoughts are with the family after the events at the pool in Harrow End.",
     "I am proud that inspectors found our services good, and thank all who work in them."),
    ("Data and intelligence update", "Power users can now filter the placement dashboard by home authority.",
     "Validation rules for the children in need census were changed in two places."),
    ("Call for speakers", "Do you have fifteen minutes on father-inclusive practice for the spring day in Wellbrook?",
     "The housing and leaving care forum wants two speakers on rent deposits."),
    ("Research summary", "Children who read with a neighbour twice a week caught up by four months, a trial says.",
     "How magistrates understand trauma: interviews in nine courts."),
    ("Free webinar", "Learn in an hour how to write a letter of concern that a parent can read.",
     "An introduction to forecasting demand, with a spreadsheet to take away."),
    ("New publication", "A workbook for independent visitors who start with teenagers.",
     "Ten questions for scrutiny committees on the cost of residential care."),
    ("Joint letter to directors", "Two ministers ask for views on the merger of two small grants.",
     "The inspectorates thank areas for their part in the pilot and say what follows."),
)  # fmt: skip


def _same_titles() -> Iterator[tuple[str, Told, Told, str]]:
    for title, one, other in _TITLES:
        yield "one title, two bodies", Told(title, one), Told(title, other), OTHER


def _shared_addresses() -> Iterator[tuple[str, Told, Told, str]]:
    """Two things at the address of a site's front page or of its list of news."""
    for place, (title, one, other) in enumerate(_TITLES[:6]):
        url = f"https://site{place}.example.org/{('', 'news', 'events/')[place % 3]}"
        yield (
            "two things at the address of a list",
            Told(title, one, url),
            Told(f"{_TITLES[place + 6][0]}", other, url),
            OTHER,
        )
