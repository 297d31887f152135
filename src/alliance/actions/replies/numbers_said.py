"""The numbers in a sentence that may be a figure: no days, times, telephones, rooms or money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from alliance.text.dates import find_dates
from alliance.text.similarity import fold

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = (
    {word: number for number, word in enumerate(_UNITS)}
    | {word: number * 10 for number, word in enumerate(_TENS, 2)}
    | {
        f"{tens}{between}{unit}": 10 * ten + one
        for ten, tens in enumerate(_TENS, 2)
        for one, unit in enumerate(_UNITS[1:10], 1)
        for between in ("-", " ")
    }
    | {"hundred": 100, "a hundred": 100, "one hundred": 100, "none": 0, "nil": 0, "no": 0}
)
_NEAR = 60
"""Characters before a number, and after it, in which its unit is looked for."""
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,£€$/:#-])(?P<figure>{_FIGURE})(?![\w:/%]|,\d|\.\d|-\w|\s?(?:%|per\s?cent|percent|am\b|pm\b|st\b|nd\b|rd\b|th\b|years?\b|weeks?\b|days?\b|hours?\b|minutes?\b))"
)
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE
)
_FRACTION = re.compile(
    r"[\s-]*(?:thirds?|quarters?|fifths?|tenths?|halves|hundred|thousand|years?|weeks?|days?)\b",
    re.I,
)
_ANYONE = re.compile(r"\s+(?:of|for|that|which|to|person|more|thing)\b", re.I)
_PART_AFTER = re.compile(r"\s+of (?:them|these|those|which|whom)\b", re.I)
_PART = re.compile(r"\b(?:of which|of whom|of these|of them|including)\b", re.I)
_PHONE = re.compile(
    r"(?:\+44\s?\(?0?\)?|\(?\b0)\d[\d\s()-]{7,14}\d\b|\b(?:ext(?:ension)?|tel|phone|mobile)\.?:?\s*\d[\d\s]*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:room|floor|page|pages|section|para(?:graph)?|question|q|option|item|line|update|no\.?|number|week|quarter|year|form|appendix|version|v)\s*\.?\s?\d[\d.]*\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|\b(?:19|20)\d\d(?:[-/]\d{2,4})?\b(?!\s+[a-z]+\s+(?:worker|child))",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\b(?:{_FIGURE})\s*(?:-|–|—|to|or)\s*(?:{_FIGURE})\b(?!\s*[%/:])")
_PERCENT = re.compile(
    rf"(?<![\w.,])(?P<figure>{_FIGURE})\s?(?:%|per\s?cent\b|percent\b|pc\b)", re.I
)
_ALL = re.compile(r"\b(?:all|all of them|every one|everybody|everyone) (?:has|have)\b", re.I)
_PORTION = re.compile(
    r"(?<![\w.,])(?P<part>\d{1,6})\s*(?:out\s+of|of|/)\s*(?:the\s+|our\s+)?(?P<all>\d{1,6})(?![\w.,/]\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One number, and where it stands."""

    value: Decimal
    words: str
    sentence: str
    before: str = ""
    after: str = ""
    is_range: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it only says how many of those before it are of some kind."""
        return _PART.search(self.before) is not None or _PART_AFTER.match(self.after) is not None

    def is_of(self, unit: str) -> bool:
        """Whether what is counted is named beside it, after it before anything else."""
        named = fold(unit)
        if not named:
            return False
        nearest = " ".join(fold(self.after).split()[: len(named.split()) + 2])
        return _singular(named) in _singular(nearest) or _singular(named.split()[0]) in {
            _singular(word) for word in nearest.split()[:1]
        }


def whole_numbers(sentence: str) -> Iterator[Said]:
    """The numbers of a sentence that may count something, in figures before words."""
    clear = _without_other_figures(sentence)
    ranges = [match.span() for match in _RANGE.finditer(clear)]
    found = [
        Said(
            Decimal(match["figure"].replace(",", "")),
            match["figure"],
            sentence,
            clear[max(0, match.start() - _NEAR) : match.start()],
            clear[match.end() : match.end() + _NEAR],
            any(start <= match.start() < end for start, end in ranges),
        )
        for match in _NUMBER.finditer(clear)
        if len(match["figure"]) <= 14
    ]
    yield from found or _in_words(clear, sentence)


def _in_words(clear: str, sentence: str) -> Iterator[Said]:
    for match in _IN_WORDS.finditer(clear):
        word, after = match["word"].lower(), clear[match.end() : match.end() + _NEAR]
        if _FRACTION.match(after):
            continue
        if word == "no" and not re.match(
            r"\s+(?:agency|vacanc|place|social|child|such|one)", after
        ):
            continue
        if word == "one" and _ANYONE.match(after):
            continue
        yield Said(
            Decimal(WORDS[word]),
            match["word"],
            sentence,
            clear[max(0, match.start() - _NEAR) : match.start()],
            after,
        )


def percentages(sentence: str) -> Iterator[Said]:
    """What a sentence says in per cent."""
    if _ALL.search(sentence):
        yield Said(Decimal(100), sentence, sentence)
    figures = _IN_WORDS.sub(lambda match: str(WORDS[match["word"].lower()]), sentence)
    for match in _PERCENT.finditer(figures):
        value = Decimal(match["figure"].replace(",", ""))
        if value <= 100 and len(match["figure"]) <= 6:
            before = figures[max(0, match.start() - _NEAR) : match.start()]
            yield Said(value, match[0].strip(), sentence, before)


def portions(sentence: str) -> Iterator[Said]:
    """“45 of 60” as a percentage."""
    for part, whole, words in parts_of_wholes(sentence):
        if whole > 0:
            value = (part * 100 / whole).quantize(Decimal("0.1"))
            yield Said(value.normalize() + 0, words, sentence)


def parts_of_wholes(sentence: str) -> Iterator[tuple[Decimal, Decimal, str]]:
    """“45 of 60”, “45 out of 60”, “45/60” as how many of how many, and the words."""
    clear = _blanked(sentence, [(d.start, d.end) for d in find_dates(sentence)])
    for match in _PORTION.finditer(clear):
        part, whole = Decimal(match["part"]), Decimal(match["all"])
        if part <= whole:
            yield part, whole, match[0]


def _without_other_figures(sentence: str) -> str:
    spans = [(each.start, each.end) for each in find_dates(sentence)]
    spans += [match.span() for match in _PHONE.finditer(sentence)]
    spans += [match.span() for match in _PLACE.finditer(sentence)]
    return _blanked(sentence, spans)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The same length, so that places stay, with other letters that mean nothing."""
    for start, end in spans:
        text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    return text


def _singular(words: str) -> str:
    return " ".join(word.removesuffix("s") for word in words.split())
