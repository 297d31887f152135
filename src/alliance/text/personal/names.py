"""Names of children: a given name where the words round it say that a child is meant.

A name alone says nothing: staff, places and streets have names too. What is said to be no real name is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .given_names import GIVEN_NAMES
from .kinds import Found, Kind

_N = r"[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?"
"""One name, as it is written."""
_NAME = rf"(?P<name>{_N}(?:\s+[A-Z][a-z]+)?)"
_CHILD = (
    r"(?:boys?|girls?|child(?:ren)?|bab(?:y|ies)|toddlers?|teenagers?|pupils?|students?|young\s+(?:person|people|"
    r"man|woman|lad|carer)|sons?|daughters?|brothers?|sisters?|siblings?|lads?|youngsters?|infants?|newborns?|"
    r"twins?|grandson|granddaughter|nephew|niece|stepson|stepdaughter|care\s+leavers?|year-olds?|lass|schoolboy|"
    r"schoolgirl|kids?|foster\s+(?:son|daughter|child))"
)
_CALLED = (
    r"(?:(?:who\s+(?:is|was)|(?:whom?\s+)?we(?:\s+will|\s+shall|’ll)?)\s+)?"
    r"(?:call(?:ed)?|named?|known\s+as|by\s+the\s+name\s+of|whose\s+name\s+(?:is|was))"
)
_AGE = r"(?:[0-9]|1[0-9]|2[01])"
_AGE_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen)"
)
_YEARS = rf"(?:{_AGE}|{_AGE_WORD})"
_NO_RANGE = r"(?!\s*(?:to|and|[-–/])\s*(?:\d|over|above|under|up))"

# The words round it are enough: any name.
_SURE = (
    rf"\b(?i:{_CHILD})(?:\s+with\s+\w+|\s+of\s+{_YEARS}|\s+aged\s+{_YEARS}|,)?,?\s+(?i:{_CALLED}),?\s+[“‘\"']?{_NAME}",
    rf"\b{_NAME},?\s+\(?(?i:aged?)\s+{_YEARS}\b{_NO_RANGE}",
    rf"\b{_NAME}\s*[,(]\s*(?:who\s+(?:is|was)\s+)?{_YEARS}\s+(?:years?|yrs?|months?)\s+old\b",
    rf"\b{_NAME}\s+(?:is|was|turned|has\s+turned)\s+{_YEARS}(?:\s+(?:years?|yrs?)\s+old|\s+and\b|,?\s+when\b)",
    rf"\b(?i:{_YEARS}[-\s]year[-\s]old)\s+(?:(?:boy|girl|twin|pupil)\s+)?{_NAME}",
    rf"\b(?i:his|her|their|whose|my|our)\s+(?:(?i:younger|older|elder|little|big|baby|twin|half|eldest|youngest|foster)\s+)*"
    rf"(?i:son|daughter|brother|sister|twin|baby|grandson|granddaughter|nephew|niece|stepson|stepdaughter),?\s+{_NAME}",
)
# These words are said of other things too: only of what is known as a given name.
_IF_KNOWN = (
    rf"\b{_NAME}\s*\(\s*{_AGE}\s*\)",
    rf"\b{_NAME},\s+{_AGE}\s*,",
    rf"\b(?i:{_CHILD}),?\s+[“‘\"']?{_NAME}",
    rf"\b{_NAME}(?:['’]s|s['’])\s+(?i:(?:birth\s+|foster\s+|step-?)?(?:mum|mother|mummy|dad|father|parents?|nan|gran|grandmother|"
    rf"grandfather|carers?|family|siblings?|brother|sister)|placement|EHCP|EHC\s+plan|care\s+plan|adopters|life\s+story|case|"
    rf"social\s+worker|exclusion|disclosure|behaviour|diagnosis)\b",
    rf"\b{_NAME}\s+(?:was|had\s+been|has\s+been|is|came|went|became|disclosed|ran)\s+(?:\w+ly\s+)?(?i:taken\s+into\s+care|"
    rf"into\s+care|placed|adopted|excluded|removed|remanded|accommodated|missing|abused|neglected|fostered|home\s+from\s+care|"
    rf"looked\s+after|in\s+care|away\s+from\s+(?:home|placement)|that\s+(?:he|she)\s+(?:was|had)|self-harming|permanently\s+excluded)",
    rf"\b(?i:siblings|twins|brothers|sisters|boys|girls|children|sons|daughters|pupils),?\s+(?:(?i:called|named)\s+)?{_NAME}\s+(?:and|&)\s+{_N}",
)
_INITIALS = re.compile(
    rf"(?<![\w&])(?P<name>[A-Z]\.\s?[A-Z]\.?)\s*[,(]?\s*(?:(?:aged?\s+)?{_AGE}\s*\)|aged?\s+{_YEARS}\b|{_YEARS}\s+(?:years?|yrs?)\s+old)"
    rf"|(?<![\w&])(?P<name2>[A-Z]{{1,2}}),?\s+\(?(?:aged?\s+{_YEARS}\b{_NO_RANGE}|{_YEARS}\s+(?:years?|yrs?)\s+old)"
)
_SCHOOL = r"(?:Primary|Infants?|Juniors?|School|Academy|Nursery|College|High|Grammar|Secondary|Pre-?school)"
_AGE_AND_SCHOOL = re.compile(
    rf"\b(?i:an?|the|one|our|this|her|his|their)\s+(?:\w+\s+)?(?:{_YEARS}[-\s]year[-\s]old(?!s)(?:\s+(?:boy|girl|child|pupil|son|"
    rf"daughter|student))?|(?:boy|girl|child|pupil|student|son|daughter)\s+(?:aged\s+{_YEARS}|of\s+{_YEARS}))(?:\s+with\s+\w+)?,?\s+"
    rf"(?:at|from|attending|who\s+(?:attends|goes\s+to|is\s+at|went\s+to)|of|in)\s+(?:Year\s+\d+\s+at\s+)?"
    rf"(?:[A-Z][\w’'.]*\s+){{1,4}}{_SCHOOL}\b"
)
_NOT_REAL = re.compile(
    r"not\s+(?:(?:his|her|their|the|a)\s+)?(?:child['’]s\s+)?real\s+names?|names?\s+(?:has|have|is|are|was|were)?\s*(?:all\s+)?"
    r"(?:been\s+)?(?:changed|invented|made[-\s]up|fictional)|pseudonym|made-up\s+names?|invented\s+names?|changed\s+(?:the|all|his|her|their)"
    r"\s+names?|fictional|anonymised",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    "The A An When Then There Here If As But And Or So Since While After Before Because How What Who With For "
    "From In On At It We Our They He She This That These Those Children Child Young Early Year Key Stage Section "
    "Kent Medway Surrey Hampshire Sussex Reading Slough Oxford Oxfordshire Portsmouth Southampton Brighton England "
    "London Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December Spring Summer Autumn Winter Christmas Easter School Team Service "
    "Project Group Club Hub Centre Staff People Parents Families Everyone Anyone Some All Many Most Each Every Two "
    "Three Four Five Six Seven Eight Nine Ten Pupils Students Boys Girls Carers Support Family Head Teacher Panel "
    "Buckinghamshire Wokingham Berkshire Bracknell Forest Milton Keynes Windsor Maidenhead Isle Wight East West Those "
    "Adults Fathers Mothers Someone Nobody Anybody Everybody Ofsted Protection Services Council Board".split()
)  # fmt: skip


def find(text: str) -> Iterator[Found]:
    for pattern in _COMPILED_SURE:
        for match in pattern.finditer(text):
            yield from _real(text, match, known_only=False)
    for pattern in _COMPILED_IF_KNOWN:
        for match in pattern.finditer(text):
            yield from _real(text, match, known_only=True)
    yield from _initials(text)
    for match in _AGE_AND_SCHOOL.finditer(text):
        yield Found(match.start(), match.end(), Kind.AGE_AND_SCHOOL)


_COMPILED_SURE = tuple(re.compile(pattern) for pattern in _SURE)
_COMPILED_IF_KNOWN = tuple(re.compile(pattern) for pattern in _IF_KNOWN)
_ACRONYMS = frozenset(
    "LA LAS UK EU US KS CP IT QA HR PA EH FE HE SW SE NW NE IQ PE AD DC TV OK ID I A".split()
)


def _real(text: str, match: re.Match[str], *, known_only: bool) -> Iterator[Found]:
    words = list(_WORD.finditer(text, match.start("name"), match.end("name")))
    while words and (words[0].group() in _NO_NAMES or (known_only and not _is_known(words[0]))):
        del words[0]  # “When Ethan”: the sentence begins there, and not the name
    while words and words[-1].group() in _NO_NAMES:
        del words[-1]
    if words and not said_to_be_changed(text, match.start()):
        yield Found(words[0].start(), words[-1].end(), Kind.NAME)


_WORD = re.compile(r"[\w’'-]+")


def _is_known(word: re.Match[str]) -> bool:
    return re.split(r"[-’']", word.group())[0].casefold() in GIVEN_NAMES


def _initials(text: str) -> Iterator[Found]:
    for match in _INITIALS.finditer(text):
        name = match["name"] or match["name2"]
        if name not in _ACRONYMS and not said_to_be_changed(text, match.start()):
            yield Found(match.start(), match.end(), Kind.NAME)


def said_to_be_changed(text: str, place: int) -> bool:
    """Whether the words near a name say that it is not the child's own."""
    return bool(_NOT_REAL.search(text[max(0, place - 160) : place + 160]))
