"""How it is said: spelling, long sentences, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from alliance.text.language.field import ACRONYMS
from alliance.text.language.readability import LONG, sentences, words_in
from alliance.text.language.spelling import british_words, is_word, misspelt

from ..finding import Finding, Mend, Rule
from ..issue import Issue, Passage
from .links import HERE_AND

_WORD = re.compile(r"(?<![\w@./&'’-])[A-Za-z]{4,}(?![\w@/&-]|['’.]\w)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_ACRONYM = re.compile(r"(?<![\w@./&'’-])[A-Z][A-Za-z]*[A-Z][A-Z0-9]*s?(?![\w@/-])")
EXPLAINED = re.compile(r"\(\s*[“\"']?([A-Z][A-Za-z0-9]*[A-Z0-9]s?)[”\"']?\s*\)")
_OF_HONOUR = frozenset("CBE OBE MBE QC KC BA MA JP PhD".split())
_LEAST_NAME = 5
"""Letters of a name below which too many are near."""


def spelling(issue: Issue) -> Iterator[Finding]:
    """Words that are not spelt so in Britain, each once; and names one slip from a known one."""
    names = _names(issue)
    common = {word for name in names if is_word(word := name.lower())}
    known = issue.known.words | {name.lower() for name in names}
    seen: set[str] = set()
    for passage in issue.passages:
        addresses = [match.span() for match in _ADDRESS.finditer(passage.plain)]
        for match in _WORD.finditer(passage.plain):
            word = match[0]
            if word in seen or HERE_AND.fullmatch(word):
                continue
            if any(a <= match.start() < b for a, b in addresses):
                continue
            finding = _misspelt(passage, match, word, known, names, common)
            if finding is not None:
                seen.add(word)
                yield finding


def _misspelt(
    passage: Passage,
    match: re.Match[str],
    word: str,
    known: set[str] | frozenset[str],
    names: frozenset[str],
    common: set[str],
) -> Finding | None:
    lowered = word.lower()
    opens = _opens_sentence(passage.plain, match.start())
    named = _before_a_name(passage.plain, match.end())
    if word[0].isupper() and not (
        opens and word[1:].islower() and passage.tag != "title" and not named
    ):
        return _misnamed(passage, match, word, names)
    if not word[1:].islower() or (lowered in known and lowered not in common):
        return None
    if word[0].isupper() and (word in british_words() or word in names):
        return None
    if (wrong := misspelt(lowered, known)) is None:
        return None
    meant = tuple(each.capitalize() if word[0].isupper() else each for each in wrong.meant)
    if wrong.is_american:
        if _of_computers(passage.plain, match) and lowered.startswith("program"):
            return None
        return passage.finding(
            Rule.AMERICAN_SPELLING,
            match.start(),
            match.end(),
            f"“{word}” is the American spelling.",
            Mend(f"Write “{meant[0]}”.", meant),
        )
    if word[0].isupper() and (found := _misnamed(passage, match, word, names)):
        return found
    return passage.finding(
        Rule.SPELLING,
        match.start(),
        match.end(),
        f"“{word}” seems to be misspelt.",
        Mend(f"Write {_either(meant)}, if that is meant.", meant),
    )


def _misnamed(
    passage: Passage, match: re.Match[str], word: str, names: frozenset[str]
) -> Finding | None:
    """A word with a capital that is one slip from a name or a term of the field."""
    if len(word) < _LEAST_NAME or not word[1:].islower() or word in names:
        return None
    if is_word(word.lower()) or word in british_words():
        return None
    near = [
        name
        for name in names
        if abs(len(name) - len(word)) <= 1 and OSA.distance(name, word, score_cutoff=1) == 1
        and name.rstrip("s") != word.rstrip("s")
    ]  # fmt: skip
    if not near and (wrong := misspelt(word.lower())) and passage.tag != "title":
        # “Memebr” in a heading's capitals; a name may be near a word by chance, so only if exchanged.
        near = [each.capitalize() for each in wrong.meant if sorted(each) == sorted(word.lower())]
    if not near:
        return None
    return passage.finding(
        Rule.SPELLING,
        match.start(),
        match.end(),
        f"“{word}” seems to be misspelt.",
        Mend(f"Write {_either(near)}, if that is meant.", tuple(sorted(near)[:3])),
    )


def _names(issue: Issue) -> frozenset[str]:
    """Names and terms that are spelt right: of the directory, the contacts and the field."""
    people = [*issue.known.people, *(contact.name for contact in issue.contacts)]
    parts = {part for name in people for part in re.findall(r"[A-Z][a-zà-ÿ]{2,}", name)}
    return frozenset(parts | _TERMS)


_TERMS = frozenset(
    "Ofsted Cafcass Barnardo Coram Eventbrite Hampshire Oxfordshire Berkshire Buckinghamshire Bracknell "
    "Wokingham Maidenhead Southampton Portsmouth Medway Slough Surrey Sussex Brighton Keynes Reading "
    "Children Authority Authorities Safeguarding Fostering Adoption Kinship Guidance Programme Network "
    "Region Regional Member Members Reminder Reminders Deadline Update".split()
)


def _opens_sentence(plain: str, start: int) -> bool:
    before = plain[:start].rstrip(" \"'(")
    return not before or before[-1] in ".!?:"


def _before_a_name(plain: str, end: int) -> bool:
    """Whether a capital follows, as in “Lettice Fairhurst”."""
    return plain[end : end + 1] == " " and plain[end + 1 : end + 2].isupper()


def _of_computers(plain: str, match: re.Match[str]) -> bool:
    return bool(
        re.search(r"(?:computer|software)\s+$", plain[max(0, match.start() - 12) : match.start()])
    )


def _either(meant: tuple[str, ...] | list[str]) -> str:
    return " or ".join(f"“{each}”" for each in meant[:3])


def long_sentences(issue: Issue) -> Iterator[Finding]:
    """Items with sentences of more than 25 words: one finding each, at the longest sentence."""
    by_path: dict[str, list[Passage]] = {}
    for passage in issue.passages:
        if passage.tag != "title" and not passage.path.startswith("set_aside"):
            key = passage.path if passage.item is None else f"items.{passage.item}"
            by_path.setdefault(key, []).append(passage)
    for passages in by_path.values():
        found = [
            (count, passage, piece.start, piece.end)
            for passage in passages
            for piece in sentences(passage.text)
            if (count := len(words_in(passage.text[piece.start : piece.end]))) > LONG
        ]
        if not found:
            continue
        count, passage, start, end = max(found, key=lambda each: each[0])
        others = len(found) - 1
        more = (
            f" {others} more here {'have' if others > 1 else 'has'} over {LONG}." if others else ""
        )
        yield passage.finding(
            Rule.LONG_SENTENCE,
            start,
            end,
            f"This sentence has {count} words.{more}",
            Mend(f"Say it in two: above {LONG} words, readers lose the thread."),
            about=passage.text[start:end],
        )


def unexplained(issue: Issue) -> Iterator[Finding]:
    """Acronyms that neither the field knows nor the bulletin explains, each once."""
    explained = {found for each in issue.passages for found in EXPLAINED.findall(each.plain)}
    explained |= {each.removesuffix("s") for each in explained}
    seen: set[str] = set()
    for passage in issue.passages:
        if passage.text.isupper():
            continue  # a line in capitals is no acronym
        for match in _ACRONYM.finditer(passage.plain):
            word = match[0]
            bare = word.removesuffix("s")
            if bare in seen or not _is_acronym(bare) or _is_known(word, explained):
                continue
            if (
                is_word(word.lower())  # said loudly: “NOW BOOKING”
                or bare in issue.known.acronyms
                or bare in _OF_HONOUR
                or sum(character.isdigit() for character in bare) > 1  # a reference
                or _spelt_out(bare, passage.plain)
            ):
                continue
            seen.add(bare)
            yield passage.finding(
                Rule.UNEXPLAINED_ACRONYM,
                match.start(),
                match.end(),
                f"“{bare}” is not explained in this bulletin.",
                Mend(f"Write it out the first time, with “({bare})” after it."),
            )


_UPPER = frozenset(each.upper().removesuffix("S") for each in ACRONYMS)


def _is_known(word: str, explained: set[str]) -> bool:
    bare = word.removesuffix("s")
    return bare in explained or word in explained or word.upper().removesuffix("S") in _UPPER


def _is_acronym(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return 2 <= len(word) <= 8 and capitals >= 2 and capitals >= len(word) - 2 - word[-1].isdigit()


def _spelt_out(acronym: str, plain: str) -> bool:
    """“NTP (National Tutoring Programme)”: the words stand after it, or before with a dash."""
    letters = [letter for letter in acronym if letter.isupper()]
    pattern = r"\b" + r"[\w'&-]*\W+(?:(?:of|for|and|the|in|on|to|&)\W+)*".join(
        re.escape(letter) for letter in letters
    )
    return len(letters) >= 3 and re.search(pattern + r"\w+", plain) is not None
