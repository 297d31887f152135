"""What a candidate is about, whom it concerns, what it is, and its days: each with its words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alliance.text.dates import find_dates, resolve

from .facts import facts_of
from .kinds import Kind, KindFound, kind_of


@dataclass(frozen=True, slots=True)
class Tag:
    """One thing said of a candidate, and the words it was read from."""

    value: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day by which to act, or on which something is."""

    role: str
    """deadline, event or, of law and statutory guidance, in force"""
    day: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class Tags:
    """All that is said of a candidate."""

    kind: KindFound
    topics: tuple[Tag, ...] = ()
    audiences: tuple[Tag, ...] = ()
    days: tuple[Day, ...] = ()


# The words of the field for the topics that an alliance mostly has, by the slug of each. Editors
# keep the topics; one that is not here is known by its name, and the wordings of what it means.
TOPIC_WORDS: Mapping[str, str] = {
    "adoption-and-permanence": "adoption|adopters?|adoptive|kinship|special guardian(?:s|ship)?|fostering|foster carers?|permanence|matching week|brothers and sisters",
    "care-leavers": "care leavers?|leaving care|care[- ]experienced|supported accommodation|staying put|personal advisers?|left care|older teenagers",
    "children-in-care": "looked after|in care|children[’']s homes?|placements?|foster(?:ing| carers?)|corporate parent(?:s|ing)|life story|residential care|unregistered homes|multi-building",
    "data": "data|statistical returns?|statutory returns?|census|SSDA903|SEN2|analysts?|dashboard|benchmarking|tables|measures",
    "early-help": "early help|family hubs?|family help|children[’']s centres?|playworkers?|playgrounds?|voice for play|two-year-olds|fathers|toy library|early years|parenting",
    "education": "schools?|attendance|pupils|exclusions?|suspensions?|virtual (?:school|head)s?|home education|home to school transport|nurser(?:y|ies)|early years|colleges?|headteachers?|attend",
    "health": "health|nhs|camhs|integrated care|mental health|clinics?|school nurses?|health visitors?|clinical officers?|sleep|emotional health|hospital",
    "leadership": "director of children[’']s services|directors|lead members?|assistant directors?|senior leaders?|chief executives?|corporate parent(?:s|ing)|inspectors judged|minister|senior posts|DCSs?",
    "money": "costs?|spend(?:ing|s)?|commissioners?|commissioning|grant|funding|high needs block|auditors?|fees|finance|mileage|pay caps|contracts|budgets?|rates",
    "participation": "participation|young people said|voice of|have a say|your say|children[’']s views|listened to|speak for|taking part",
    "safeguarding": "safeguard(?:ing)?|child protection|care proceedings|care cases|bundles?|court(?:s)?|judges|missing|exploitation|serious incidents?|neglect|harmed|return home interviews?|pre-birth|emergency duty|chronologies|duty teams",
    "send": "(?-i:SEND)|special educational needs|inclusion plans?|EHCPs?|education, health and care plans?|disabilit(?:y|ies)|short breaks|high needs|additional needs",
    "workforce": "social workers?|workforce|registration|CPD|agency|supervision|recruit(?:ing|ment)|team managers?|induction|caseloads?|the register|practitioners and their|HR leads|pay caps",
    "youth-justice": "youth justice|youth offending|offending|custody|turnaround|youth violence|knife",
}  # fmt: skip

# Whom news concerns: a role, or those who run a service.
AUDIENCES: Mapping[str, tuple[str, str]] = {
    "dcs": ("Directors of children’s services", r"DCSs?|directors? of children[’']s services|directors"),
    "ad": ("Assistant directors", r"ADs?|assistant directors?|AD Education|heads of service"),
    "lead-members": ("Lead members", r"lead members?|cabinet members?|councillors"),
    "chief-executives": ("Chief executives", r"chief executives?"),
    "psw": ("Principal social workers", r"PSWs?|principal social workers?|social workers|social work (?:statements?|register)"),
    "data-leads": ("Data leads", r"data (?:leads?|managers?|returns?)|analysts?|returns?|statistics|tables|performance leads?"),
    "commissioners": ("Commissioners", r"commissioners?|commissioning|providers? of|frameworks?|placement costs"),
    "finance": ("Finance leads", r"finance leads?|section 151|grant determination|ring-fenced|treasurers?"),
    "send-leads": ("SEND leads", r"SEND leads?|inclusion plans?|local areas?|SEND data|SENCOs?"),
    "schools": ("Schools", r"schools|head(?:s|teachers?)|governing|governors|colleges|trusts"),
    "practitioners": ("Practitioners", r"practitioners?|social workers?|duty teams?|professionals|for those who talk|return home interviews?"),
    "managers": ("Team managers", r"team managers?|new managers"),
    "fostering-and-adoption": ("Fostering, adoption and kinship teams", r"foster(?:ing| carers?)|adopt(?:ion|ers?)|kinship|special guardians?"),
    "leaving-care": ("Leaving care teams", r"care leavers?|leaving care|supported accommodation"),
    "early-help": ("Early help leads", r"early help|family hubs?|family help"),
    "participation": ("Participation workers", r"participation (?:workers?|leads?)|young people (?:in care|can say)|taking part"),
    "safeguarding-partners": ("Safeguarding partners", r"safeguarding partners?|partnerships?|partners are asked"),
    "health": ("Health partners", r"health (?:partners?|bodies|visitors?)|integrated care|CAMHS|clinic\w*|mental health"),
    "legal": ("Legal teams", r"legal teams?|care proceedings|court bundles?|bundles?"),
    "youth-justice": ("Youth justice services", r"youth justice|youth offending"),
    "providers": ("Providers", r"providers?|children[’']s homes?|operators"),
}  # fmt: skip

_TITLE, _BODY = 3.0, 1.0
_MOST_TOPICS = 3


class Vocabulary:
    """The alliance's topics with the words they are known by."""

    def __init__(self, topics: Mapping[str, str], meanings: Iterable[Sequence[str]] = ()) -> None:
        """Args:
        topics: names by slug.
        meanings: the wordings of each meaning that search knows: “LAC”, “looked-after child” …
        """
        listed = [list(wordings) for wordings in meanings]
        self._topics = [(slug, name, _pattern(slug, name, listed)) for slug, name in topics.items()]

    def topics_of(self, title: str, text: str) -> tuple[Tag, ...]:
        """What a text is about: by its title, then by how often its words are said."""
        found: list[tuple[float, int, Tag]] = []
        for slug, name, pattern in self._topics:
            in_title, in_text = list(pattern.finditer(title)), list(pattern.finditer(text))
            if not in_title and not in_text:
                continue
            said = {match.group().lower() for match in in_text}
            score = _TITLE * bool(in_title) + _BODY * len(said) + 0.3 * min(len(in_text), 5)
            first = (in_title or in_text)[0]
            found.append((score, -len(found), Tag(slug, name, first.group())))
        found.sort(key=lambda each: (-each[0], -each[1]))
        least = max(found[0][0] * 0.35, 1.3) if found else 0.0
        return tuple(tag for score, _, tag in found if score >= least)[:_MOST_TOPICS]


def _pattern(slug: str, name: str, meanings: Sequence[Sequence[str]]) -> re.Pattern[str]:
    own = TOPIC_WORDS.get(slug, "|".join(map(re.escape, [name, *_parts(name)])))
    known = re.compile(rf"(?:{own})", re.IGNORECASE)
    widened = [
        wording if wording.isupper() else re.escape(wording).replace(r"\ ", r"\s+")
        for wordings in meanings
        if any(known.fullmatch(each) for each in wordings)
        for wording in wordings
    ]
    # An abbreviation counts in capitals only, as in search.
    spoken = [own, *(each for each in widened if not each.isupper())]
    capitals = [rf"(?-i:{each})" for each in widened if each.isupper()]
    own_words = "|".join([*spoken, *capitals])
    return re.compile(rf"\b(?:{own_words})\b", re.IGNORECASE)


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"\s+and\s+|,\s*", name) if len(part) > 3]


_AUDIENCES = [
    (value, label, re.compile(rf"\b(?:{words})\b"), re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for value, (label, words) in AUDIENCES.items()
]


def audiences_of(title: str, text: str) -> tuple[Tag, ...]:
    """Whom a text concerns, as far as it says so; abbreviations count in capitals."""
    found = []
    for value, label, exact, loose in _AUDIENCES:
        match = exact.search(title) or exact.search(text)
        if match is None and (near := loose.search(f"{title}\n{text}")):
            match = near if len(near.group()) > 4 else None
        if match:
            found.append(Tag(value, label, match.group()))
    return tuple(found[:6])


# “Comes into force on”, “must … from”: right before the day from which a duty holds.
_HOLDS_FROM = re.compile(
    r"\b(?:in(?:to)?\s+force|takes?\s+effect|appl(?:y|ies)|from|begins?|starts?)\b\W*(?:(?:on|from)\W+)?$",
    re.IGNORECASE,
)
_BEFORE = 40


def days_of(text: str, issued: dt.date | None, *, is_duty: bool = False) -> tuple[Day, ...]:
    """The deadlines and events of a text, each day once, the soonest first.

    Args:
        is_duty: it is law or statutory guidance: the day from which it holds counts too.
    """
    found: dict[tuple[str, dt.date], Day] = {}
    for fact in facts_of(text, issued):
        role = fact.role
        if is_duty and fact.kind == "day" and role != "deadline":
            before = text[max(0, fact.at - _BEFORE) : fact.at]
            role = "in force" if _HOLDS_FROM.search(before) else role
        written = find_dates(fact.words) if role else ()
        resolved = resolve(written[0], issued) if written else None
        if resolved:
            key = role, resolved.day
            if key not in found or len(found[key].words) < len(fact.words):
                found[key] = Day(role, resolved.day, fact.words)
    return tuple(sorted(found.values(), key=lambda each: (each.day, each.role)))


_DUTIES = (Kind.LEGAL_DUTY, Kind.STATUTORY)


def tags_of(
    title: str, text: str, vocabulary: Vocabulary, issued: dt.date | None, document_type: str = ""
) -> Tags:
    """All that is said of a candidate. A notice of a death asks nobody for anything."""
    kind = kind_of(title, text, document_type)
    is_obituary = kind.kind is Kind.OBITUARY
    return Tags(
        kind,
        vocabulary.topics_of(title, text),
        () if is_obituary else audiences_of(title, text),
        () if is_obituary else days_of(f"{title}\n{text}", issued, is_duty=kind.kind in _DUTIES),
    )
