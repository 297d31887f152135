"""Proposes an answer from the words of a reply, with the words that it was read from.

A proposal fills a form and no more: a person looks at it beside the words, and presses. Where words
say two things, or promise an answer instead of giving one, nothing is proposed, and why is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from alliance.text.similarity import fold

from ..models import AnswerKind
from ..models.response import Form
from .numbers_said import Said, parts_of_wholes, percentages, portions, whole_numbers
from .own_words import is_greeting
from .phrases import (
    ABOUT,
    BUT,
    CONDITION,
    DONE,
    EASE,
    EITHER,
    EMPTY,
    HELLO,
    NIL,
    NO,
    NONE_AT_ALL,
    NOT_DONE,
    NOT_FOR_US,
    NUMBERED,
    ORDINAL,
    ORDINALS,
    PLEASED,
    PROMISE,
    SENTENCE,
    UNSAID,
    YES,
)

NUMBERS = (AnswerKind.COUNT, AnswerKind.PERCENTAGE, AnswerKind.SHARE)
"""Where “nil” is a figure."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reply seems to say. Without a form it proposes nothing."""

    form: Form | None = None
    yes: bool | None = None
    choice: str = ""
    number: Decimal | None = None
    whole: Decimal | None = None
    """Of how many, where so many of so many were asked for."""
    text: str = ""
    reason: str = ""
    read_from: str = ""
    """The sentence in which it stands."""
    doubts: tuple[str, ...] = ()
    """What whoever confirms it should look at, a sentence each."""


def propose(
    words: str,
    kind: AnswerKind,
    *,
    choices: Sequence[str] = (),
    unit: str = "",
    points_below: bool = False,
) -> Proposal:
    """What the sender's own words answer to a question of a kind.

    Args:
        points_below: they say that the answer stands in what they quoted, which is not read.
    """
    if points_below:
        return Proposal(
            doubts=("The answer seems to stand in what they quoted: open the whole mail.",)
        )
    sentences = _sentences(words)
    if not sentences:
        return Proposal(doubts=("It holds no words of its sender’s own.",))
    declined = next((each for each in sentences if NOT_FOR_US.search(each)), "")
    nil = next((each for each in sentences if NIL.search(each)), "")
    if not declined and nil and kind not in NUMBERS:
        declined = nil
    proposal = _by_kind(sentences, kind, choices, unit, words)
    if declined:
        return _declined(declined, proposal, words)
    promise = next((each for each in sentences if PROMISE.search(each)), "")
    if proposal.form is None and promise:
        said = f"It seems to promise an answer (“{promise}”), and not to give one."
        return Proposal(doubts=(said, *proposal.doubts))
    return _with_note(proposal, kind, words, sentences)


def _sentences(words: str) -> list[str]:
    """Without hellos and thanks; a greeting in front of a sentence is taken off it."""
    lines = "\n".join(line for line in words.splitlines() if not is_greeting(line))
    found = [HELLO.sub("", " ".join(each.split())) for each in SENTENCE.split(lines)]
    said = [each for each in found if each and not PLEASED.match(each)]
    return said or [each for each in found if each]


def _declined(sentence: str, other: Proposal, words: str) -> Proposal:
    if other.form is not None and other.read_from != sentence:
        return Proposal(
            doubts=(
                f"It says that it is not for them (“{sentence}”), and seems to answer too "
                f"(“{other.read_from}”).",
            )
        )
    reason = " ".join(_without_greeting(words).split())
    return Proposal(
        Form.NOT_FOR_US, reason=reason if len(reason) <= 500 else sentence, read_from=sentence
    )


def _by_kind(
    sentences: Sequence[str], kind: AnswerKind, choices: Sequence[str], unit: str, words: str
) -> Proposal:
    match kind:
        case AnswerKind.YES_NO:
            return _yes_or_no(sentences)
        case AnswerKind.CHOICE:
            return _choice(sentences, choices)
        case AnswerKind.COUNT:
            return _count(sentences, unit)
        case AnswerKind.PERCENTAGE:
            return _percentage(sentences)
        case AnswerKind.SHARE:
            return _share(sentences)
        case AnswerKind.TEXT:
            return _text(sentences, words)
        case AnswerKind.FILE:
            return Proposal(doubts=("A file is asked for. Save it from the mail and choose it.",))
    return _acknowledged(sentences)


# Kinds -----------------------------------------------------------------------------------------


def _yes_or_no(sentences: Sequence[str]) -> Proposal:
    said: dict[bool, str] = {}
    for sentence in sentences:
        if sentence.endswith("?") or UNSAID.search(sentence):
            continue
        plain = EASE.sub("", EITHER.sub("", sentence))
        if NO.search(plain):
            said.setdefault(False, sentence)
            if re.match(r"\W*yes\b", plain, re.I) or (BUT.search(plain) and YES.search(plain)):
                said.setdefault(True, sentence)
        elif (YES.search(plain) and not PROMISE.search(plain)) or EASE.search(sentence):
            said.setdefault(True, sentence)
    if len(said) == 2:
        return Proposal(doubts=(f"It says yes (“{said[True]}”) and no (“{said[False]}”).",))
    if not said:
        return Proposal(doubts=("Neither a yes nor a no was found in it.",))
    ((yes, sentence),) = said.items()
    doubts = ("It says so on a condition.",) if CONDITION.search(sentence) else ()
    return Proposal(Form.ANSWER, yes=yes, read_from=sentence, doubts=doubts)


def _choice(sentences: Sequence[str], choices: Sequence[str]) -> Proposal:
    found: dict[str, str] = {}
    denied = ""
    for sentence in sentences:
        left = sentence.casefold()
        for choice in sorted(choices, key=len, reverse=True):  # “Not yet” before “Yet”
            at = re.search(rf"(?<!\w){re.escape(choice.casefold())}(?!\w)", left)
            if at is None:
                continue
            left = left[: at.start()] + left[at.end() :]
            if re.search(r"\b(?:not|n’t|n't|never|rather than|instead of)\W*$", left[: at.start()]):
                denied = sentence
            else:
                found.setdefault(choice, sentence)
        for place in _places(sentence):
            if place < len(choices):
                found.setdefault(choices[place], sentence)
        if not found and not denied:
            found |= {each: sentence for each in choices if _says_nearly(left, each)}
    if len(found) != 1:
        said = ", ".join(f"“{each}”" for each in found)
        fault = f"It names {said}." if found else "None of the answers was found in it."
        return Proposal(doubts=(fault,))
    ((choice, sentence),) = found.items()
    doubts = (f"It also says: “{denied}”",) if denied and denied != sentence else ()
    return Proposal(Form.ANSWER, choice=choice, read_from=sentence, doubts=doubts)


def _places(sentence: str) -> list[int]:
    """Which answers are named by where they stand: “option 2”, “the second one”."""
    said = [each.lower() for each in NUMBERED.findall(sentence)]
    places = [int(each) - 1 if each.isdigit() else ord(each) - ord("a") for each in said]
    return places + [ORDINALS.index(each.lower()) for each in ORDINAL.findall(sentence)]


def _says_nearly(sentence: str, choice: str) -> bool:
    """Whether all words of an answer that mean something are in a sentence, two at least."""
    words = {word for word in fold(choice).split() if len(word) > 3 and word not in EMPTY}
    return len(words) > 1 and words <= set(fold(sentence).split())


def _count(sentences: Sequence[str], unit: str) -> Proposal:
    said = [each for sentence in sentences for each in whole_numbers(sentence)]
    if not said and (none := next((each for each in sentences if NONE_AT_ALL.search(each)), "")):
        return Proposal(Form.ANSWER, number=Decimal(0), read_from=none)
    near = [each for each in said if each.is_of(unit)] if unit else []
    whole = [each for each in said if not each.is_part]
    said = whole or said
    proposal = _one_number(near or said, "number")
    if proposal.number is not None and proposal.number != proposal.number.to_integral_value():
        fault = f"It says {proposal.number}, and a whole number is asked for."
        return Proposal(doubts=(fault,))
    if proposal.number == 0 and NIL.search(proposal.read_from):
        doubt = "“Nil” is taken for 0. If they mean that it is not for them, say so below."
        return replace(proposal, doubts=(doubt, *proposal.doubts))
    return proposal


def _percentage(sentences: Sequence[str]) -> Proposal:
    said = [each for sentence in sentences for each in percentages(sentence)]
    if said:
        return _one_number(said, "percentage")
    parts = [each for sentence in sentences for each in portions(sentence)]
    if len(parts) == 1:
        doubt = f"Worked out from “{parts[0].words}”."
        return replace(_one_number(parts, "percentage"), doubts=(doubt,))
    bare = [each for sentence in sentences for each in whole_numbers(sentence)]
    return _one_number([each for each in bare if each.value <= 100], "percentage")


def _share(sentences: Sequence[str]) -> Proposal:
    found = {
        (part, whole): (words, sentence)
        for sentence in sentences
        for part, whole, words in parts_of_wholes(sentence)
    }
    if len(found) > 1:
        named = ", ".join(words for words, _ in found.values())
        return Proposal(doubts=(f"It names several: {named}.",))
    if not found:
        return Proposal(doubts=("It does not say how many of how many, as 112 of 140.",))
    (((part, whole), (_, sentence)),) = found.items()
    return Proposal(Form.ANSWER, number=part, whole=whole, read_from=sentence)


def _one_number(said: Sequence[Said], what: str) -> Proposal:
    values = dict.fromkeys(each.value for each in said)
    if not values:
        return Proposal(doubts=(f"No {what} was found in it.",))
    if len(values) > 1 or any(each.is_range for each in said):
        found = ", ".join(dict.fromkeys(each.words for each in said))
        return Proposal(doubts=(f"It names several: {found}.",))
    one = said[0]
    doubts = ("It says that this is about right, not exact.",) if ABOUT.search(one.before) else ()
    return Proposal(Form.ANSWER, number=one.value, read_from=one.sentence, doubts=doubts)


def _text(sentences: Sequence[str], words: str) -> Proposal:
    if all(each.endswith("?") for each in sentences):
        return Proposal(doubts=("It asks something, and does not answer.",))
    promise = next((each for each in sentences if PROMISE.search(each)), "")
    if all(PROMISE.search(each) for each in sentences):
        return Proposal()
    doubts = (f"It may only promise an answer: “{promise}”",) if promise else ()
    return Proposal(
        Form.ANSWER, text=_without_greeting(words), read_from=sentences[0], doubts=doubts
    )


def _acknowledged(sentences: Sequence[str]) -> Proposal:
    for sentence in sentences:
        if sentence.endswith("?") or NOT_DONE.search(sentence):
            continue
        if DONE.search(sentence) and not PROMISE.search(DONE.sub("", sentence)):
            return Proposal(Form.ANSWER, read_from=sentence)
    return Proposal(doubts=("It does not say that it is done.",))


# The note --------------------------------------------------------------------------------------


def _with_note(
    proposal: Proposal, kind: AnswerKind, words: str, sentences: Sequence[str]
) -> Proposal:
    """What they wrote besides goes with the answer, as their note."""
    if proposal.form is None or kind == AnswerKind.TEXT:
        return proposal
    says_more = len(sentences) > 1 or len(proposal.read_from) > 60
    return replace(proposal, text=_without_greeting(words)) if says_more else proposal


def _without_greeting(words: str) -> str:
    lines = words.splitlines()
    while lines and (not lines[0].strip() or is_greeting(lines[0])):
        lines = lines[1:]
    return HELLO.sub("", "\n".join(lines).strip()) or words
