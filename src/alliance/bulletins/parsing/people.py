"""The people whom an item names as its contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = r"(?:Mc|Mac|O'|D')?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[-'](?:[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+|[a-z]{3,}))?"
_PARTICLE = r"(?:de|da|di|dos|du|van|von|der|den|la|le|el|al|bin|ap)"
_NAME = rf"{_WORD}(?:\s+[A-Z]\.?(?=\s))?(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,3}}"
_HONORIFIC = r"(?:(?:Dr|Prof|Professor|Dame|Sir|Mr|Mrs|Ms|Miss|Mx|Cllr|Councillor|Lady|Lord)\.?\s+)"
_PERSON = re.compile(rf"{_HONORIFIC}?(?P<name>{_NAME})")
# Where a name may start: a quick look before the full one.
_CAPITALS = re.compile(
    rf"[A-ZÀ-ÖØ-Þ][\w'.-]+(?=\s+(?:{_PARTICLE}\s+|[A-Z]\.?\s+){{0,2}}[A-ZÀ-ÖØ-Þ])"
)
_AND = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?(?:,?\s*(?:and|or|&)\s+(?:also\s+)?|[,/;]\s*)")
# Words that are of offices and organisations, never of a person's name.
_NOT_NAMES = frozenset(
    """
    Academy Action Adoption Adult Adults Adviser Advisor Affairs Agency All Alliance Also And
    Annual Any Applications Apply April Area As Ask Assistant Associate Association At August
    Authorities Authority Award Bank Berkshire Best Better Board Book Bookings Borough Both
    Bracknell Briefing Brighton Buckinghamshire Bulletin Business By Call Care Carers Central
    Centre Chair Charity Chief Child Childhood Children Children's Childrens City Clinical
    Co-ordinator Coach College Comments Commission Commissioner Commissioning Committee
    Community Conference Consultant Consultation Contact Coordinator Copies Corporate Council
    Councillor County Court Covid Data Date Dates Dear December Department Deputy Details
    Development Digital Direct Director Directors District Division Download Drop Early East Eastern
    Education Email Emergency England English Enquiries Enquiry Event Eventbrite Events Evidence
    Executive Families Family February For Forum Fostering Foundation Framework Free Friday From
    Fund Government Great Group Guidance Hampshire Head Health Help Helpline Home Hospital House
    Housing Hove How Hub If Improvement In Independent Information Initiative Innovation
    Inspection Inspectorate Institute Interim Isle It January Join Joint July June Justice Kent
    Keynes Kinship Lead Leader Leaders Leadership Learning Let Library Lining Linings Link Links
    Local London Maidenhead Mailbox Manager Managers March Medway Meet Meeting Member Members
    Mental Milton Ministry Monday More National Network Networks New News Nominations North
    Northern November Now October Office Officer Ofsted On Online Operations Or Our Outcomes
    Outreach Oxfordshire Parliament Partner Partners Partnership Partnerships People Performance
    Placement Plan Please Policy Portsmouth Practice Practitioner President Principal
    Procurement Programme Project Protection Public Quality Queries Questions Reading Region
    Regional Register Registration Reply Report Research Resources Responses Restricted Return
    Review Ring Royal Safeguarding Saturday School Schools Secretary Section Sector Sector-Led
    See Send Senior September Service Services Silver Slough Social South Southampton Southern
    Speak Specialist Start State Strategic Strategy Sunday Support Surrey Survey Sussex Team
    Teams Technical Tell The They This Thursday To Together Tool Toolkit Training Transformation Trust
    Tuesday Union Unit United University Update Virtual Voice We Website Wednesday Welfare West
    Western What When Where Who Why Wight Windsor With Wokingham Work Working Worker Workers Workforce
    Works Workshop Workstream Write You Young Youth Zoom
    """.split()
)
_PLACES = frozenset("Sussex Kent Surrey Reading Slough Windsor Milton Hove Brighton".split())

# What is followed at once by a contact's name; gaps of a few words are allowed where shown.
_CUE = re.compile(
    r"""\b(?:
      contact(?:s|ing|ed)?(?:\s+(?:is|are|name|person|details))? | e-?mail(?:s|ing)?
    | ring | call | phone | telephone | via | through | let | tell | ask | inform | notify | drop | from
    | (?:chat|word|conversation)\s+with
    | (?:speak|speaking|talk|write|get\s+in\s+touch|be\s+in\s+touch|touch\s+base|liaise)\s+(?:to|with)
    | (?:register|book|reserve|sign\s+up)(?:\s+\w+){0,4}?\s+with
    | (?:return|reply|replies|respond|response|submit|send|sent|forward|pass|address|direct|provide
      |confirm|give|report|offer|propose|suggest|hand|post|notify|volunteer|raise|copy|e-?mail)
      (?:s|ed|ing)?(?:\s+[\w'-]+){0,10}?\s+(?:to|with|via)
    | (?:check|discuss|arrange|agree|share|confirm|raise)(?:\s+[\w'-]+){0,8}?\s+with
    | (?:should|must|can|to|will)\s+reach
    | (?:nominations?|expressions?\s+of\s+interest|applications?|enquir(?:y|ies)|inquiries|queries
      |questions|comments|feedback|suggestions|ideas|offers|volunteers|interest|names
      |contributions|apologies|news|items|papers|bids|replies|returns|responses|bookings|abstracts
      |proposals|forms?|corrections|concerns|thoughts|views|examples|stud(?:y|ies)|entries|votes
      |slides|drafts?|numbers|requests|changes|amendments)
      (?:\s+[\w'-]+|\s+\([^()]{0,60}\)){0,8}?\s+(?:to|via|through)
    | (?:more|information|info|details?|copy|copies|papers|link|invite|invitation|advice|support)
      (?:\s+(?:is|are|can\s+be|be|also|further))?(?:\s+(?:available|obtained|had))?\s+from
    | (?:available|obtained|had|requested)\s+from | rsvp(?:\s+to)? | (?:queries|enquiries|contacts?|leads?):
    )[:,]?\s+(?:(?:either|both|the|your|our|me|directly|with|Adviser|or)\s+){0,2}
    (?-i:(?!(?:by|that|which|who|before|if|for|on|at|in|and|when)\b)[a-z][\w'-]*,?\s+){0,4}""",
    re.VERBOSE | re.IGNORECASE,
)
# Whom to answer by a date: "the name of your lead to Ann Lee and Jo Day (details below) by".
_TO = re.compile(r"\b(?:to|with|via|reach)\s+(?=[A-ZÀ-ÖØ-Þ])")
_BY_A_DAY = re.compile(
    r"(?:\s*\([^()]{0,60}\))?,?\s+(?:please,?\s+)?(?:by|before|no later than|not later than|ahead of)"
    r"\s+(?:[\w'-]+,?\s+){0,6}?\d"
)
# Cues too common to trust unless the name is said to be a contact or followed by an address.
_WEAK = re.compile(
    r"(?:from|via|let|tell|ask|through|call|ring|inform|notify|drop|speak|talk|write)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:let|tell|ask|call|ring|inform|notify|drop|speak|talk|write)\b", re.IGNORECASE
)
_IMPERATIVE = re.compile(
    r"(?:^|\b[Pp]lease|[,;:-]|\b(?:[Aa]nd|[Oo]r|[Aa]lternatively|to|should|must|can))\s*$"
)
_WEAK_FROM = re.compile(r"\b(?:more|information|info|details?)\s+from", re.IGNORECASE)
_BELOW = re.compile(
    r"\((?:[\w' ]{0,30}\b)?(?:contact )?(?:details|contact|e-?mail|number)s?\b(?: for (?:both|all"
    r"|each))?[\w' ]{0,12}(?:below|here|above|at the end)?\)"
    r"|\((?:contact(?: d[a-z]{0,6})?|det[a-z]{0,4})$"  # cut short
    r"|\bcontact details (?:for (?:both|all|each) )?(?:are )?below|,? details (?:for both )?below",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:is|are|as|stays?|remains?|be|will be)\s+(?:(?:the|your|our"
    r"|a)\s+)?(?:\w+\s+){0,2}?(?:points? of )?contacts?\b"
    r"|\bneeds?\s+to\s+(?:know|have|hear|receive)\b"
    r"|\bcan\s+(?:send|supply|give|show|help|share|advise|answer|tell)\s+(?:you|any|all)\b"
    r"|\bwould\s+(?:welcome|like\s+to\s+hear|be\s+(?:glad|pleased|happy|grateful)\s+(?:to\s+(?:hear|receive|have|see|get|take)"
    r"|of|for))\b",
    re.IGNORECASE,
)
# What parts a name from a number or address: an office or organisation, and how to reach them.
_REACHED = re.compile(
    r"(?:,\s*[A-Z][\w &'-]{2,40}(?=,)|\s+is\s+(?:the|our)\s+[\w -]{2,40}(?=,))?"
    r"(?:\s+(?:at|of|from)\s+(?:[\w&'-]{1,30}\s){0,4}[\w&'-]{1,30})?\s*(?:,\s*|\(|-\s*|:\s*)?"
    r"(?:(?:on|at|by|via|e-?mail|tel|telephone|mobile|phone)\s*[:.]?\s*){0,2}"
    r"(?:[\w.+'-]{1,64}@[\w-]|\+44|0\d{3,4}[ \d])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?<=[a-z0-9)\"'][.!?])(?:\s+(?=[A-Z0-9\"'(])|(?=[A-Z][a-z]))")
_SHORTENED = {"Dr", "Mr", "Mrs", "Ms", "Prof", "Cllr"}
_REACH = 130
_JUST_BEFORE = 30  # characters before a cue that tell whether it is said to the reader
_NEAR = 90  # characters between a name and "(details below)"
# What hints at a way to reach somebody.
_REACH_SIGNS = (
    "ontact",
    "elow",
    "etails",
    "@",
    "+44",
    " 0",
    "(0",
    "CONTACT",
    "would ",
    " can ",
    "needs to",
)
_CUE_WORDS = frozenset(
    """
    to from with email emailing e-mail e-mailing mail ring call phone telephone via let tell ask
    inform notify drop through reach either both lead leads queries enquiries rsvp
    """.split()
)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person named as contact: `text[start:end]`; `below` when details are said to follow."""

    name: str
    start: int
    end: int
    below: bool = False


@lru_cache(maxsize=4096)
def find_people(plain: str) -> tuple[NamedPerson, ...]:
    """Those whom a passage names as contact, in order; names as written, without honorifics.

    Remembered, as `find_dates` is: reminders come again from week to week.
    """
    capitals = [match.start() for match in _CAPITALS.finditer(plain)]
    if not capitals or not _points_to_some(plain, capitals):
        return ()
    everybody = list(_all_names(plain))
    found: dict[int, NamedPerson] = {}
    for start, end in _sentences(plain) if everybody else ():
        within = [capital for capital in capitals if start <= capital < end]
        if not within or not any(start <= person.start < end for person in everybody):
            continue
        sentence = plain[start:end]
        if _points_to_some(sentence, [capital - start for capital in within]):
            for person in _in_sentence(sentence, start):
                found.setdefault(person.start, person)
    return tuple(found[start] for start in sorted(found))


def _points_to_some(words: str, capitals: Sequence[int]) -> bool:
    """A quick look that spares most passages, and most sentences, the full one."""
    return _tells_how_to_reach(words) or any(_is_cued(words, start) for start in capitals)


def _tells_how_to_reach(plain: str) -> bool:
    return any(sign in plain for sign in _REACH_SIGNS)


def _is_cued(plain: str, start: int) -> bool:
    """Whether the word before a capital is one that a contact's name follows."""
    words = plain[max(0, start - 14) : start].rsplit(None, 1)
    return bool(words) and words[-1].strip(":,(").lower() in _CUE_WORDS


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(plain):
        if plain[max(0, match.start() - 3) : match.start()].strip(" .") in _SHORTENED:
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(plain)


def _in_sentence(sentence: str, start: int) -> Iterator[NamedPerson]:
    pointers = [match.start() for match in _BELOW.finditer(sentence)]
    for match in _CUE.finditer(sentence):
        people = list(_names_from(sentence, match.end()))
        if people and _WEAK.match(match.group()) and not _WEAK_FROM.search(match.group()):
            tail = people[-1].end
            confirmed = (
                any(0 <= p - tail <= 60 for p in pointers)
                or _REACHED.match(sentence, tail)
                or (
                    _TELLS.match(match.group())
                    and _IMPERATIVE.search(
                        sentence[max(0, match.start() - _JUST_BEFORE) : match.start()]
                    )
                )
            )
            if not confirmed:
                people = []
        for person in people:
            below = any(0 <= p - person.end <= _REACH for p in pointers)
            yield NamedPerson(person.name, start + person.start, start + person.end, below)
    for pointer in [*pointers, *(match.start() for match in _POINTS.finditer(sentence))]:
        for person in _names_before(sentence, pointer):
            yield NamedPerson(
                person.name, start + person.start, start + person.end, pointer in pointers
            )
    for match in _TO.finditer(sentence) if _names_a_day(sentence) else ():
        people = list(_names_from(sentence, match.end()))
        if people and _BY_A_DAY.match(sentence, people[-1].end):
            for person in people:
                yield NamedPerson(person.name, start + person.start, start + person.end)
    if "@" in sentence or "0" in sentence:
        for person in _all_names(sentence):
            if _REACHED.match(sentence, person.end):
                yield NamedPerson(person.name, start + person.start, start + person.end)


def _names_a_day(sentence: str) -> bool:
    """A quick look: whether anything is to be done by or before something."""
    return any(word in sentence for word in ("by ", "before ", "later than ", "ahead of "))


def _names_from(sentence: str, place: int) -> Iterator[NamedPerson]:
    """The list of names that starts at `place`: `Mark Evans, Jo Day or Ann Lee`."""
    while match := _PERSON.match(sentence, place):
        person = _person(match)
        if person is None:
            return
        yield person
        place = person.end
        joint = _AND.match(sentence, place)
        if joint is None:
            return
        place = joint.end()


def names_before(plain: str, place: int) -> list[NamedPerson]:
    """The names of the list that ends, roles aside, at `place`, in the sentence that holds it."""
    start = next((start for start, end in _sentences(plain) if start <= place < end), 0)
    return [
        NamedPerson(person.name, start + person.start, start + person.end)
        for person in _names_before(plain[start:], place - start)
    ]


def _names_before(sentence: str, place: int) -> list[NamedPerson]:
    """The names of the list that ends, roles aside, at `place`."""
    window = max(0, place - _REACH)
    people = [p for p in _all_names(sentence[:place], window) if p.end <= place]
    kept: list[NamedPerson] = []
    limit = place
    for person in reversed(people):
        between = sentence[person.end : limit]
        if kept and not _AND.fullmatch(between) and "," not in between[:2]:
            break
        if not kept and len(between) > _NEAR:
            break
        kept.append(person)
        limit = person.start
    return kept


def _all_names(sentence: str, start: int = 0) -> Iterator[NamedPerson]:
    for capital in _CAPITALS.finditer(sentence, start):
        if capital.start() < start or capital.group() in _NOT_NAMES:
            continue
        match = _PERSON.match(sentence, capital.start())
        person = _person(match) if match else None
        if person is not None:
            yield person
            start = person.end


def _person(match: re.Match[str]) -> NamedPerson | None:
    """The person a capitalised phrase names, cut at the first word that is no name."""
    words = re.findall(r"\S+", match["name"])
    kept: list[str] = []
    for place, word in enumerate(words):
        bare = word.removesuffix("'s")
        if bare in _NOT_NAMES and not (place == 1 and bare in _PLACES and len(words) == 2):
            break
        kept.append(word)
    if len(kept) < 2 or kept[0] in _PLACES:
        return None
    name = " ".join(kept)
    start = match.start("name")
    length = len(match["name"]) if len(kept) == len(words) else _length(match["name"], kept)
    if name.endswith("'s"):
        name, length = name[:-2], length - 2
    return NamedPerson(name, start, start + length)


def _length(phrase: str, kept: list[str]) -> int:
    place = 0
    for word in kept:
        place = phrase.index(word, place) + len(word)
    return place
