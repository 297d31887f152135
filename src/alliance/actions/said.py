"""What somebody says in answer to a question, checked against it and put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .campaigns.progress import Figure
from .models import AnswerKind, Question, Response
from .models.response import Form

MOST = Decimal(9_999_999_999)
MOST_OF_ALL = 9_999_999
"""Of a whole: more people than the region has."""
WHOLE_NUMBERS = (AnswerKind.COUNT, AnswerKind.SHARE)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """One say, in whatever form it comes."""

    form: Form = Form.ANSWER
    yes: bool | None = None
    choice: str = ""
    number: Decimal | None = None
    whole: Decimal | None = None
    """Of how many, where the answer is so many of so many."""
    text: str = ""
    document: int | None = None
    """Id of a document of the library."""
    reason: str = ""


class NoAnswer(ValueError):
    """What is wrong with what was said, by the name of each field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


def check(said: Said, kind: AnswerKind, choices: Sequence[str] = ()) -> None:
    """That it answers a question of this kind; what is only begun may lack anything.

    Raises:
        NoAnswer: with all that is wrong.
    """
    faults: dict[str, str] = {}
    if len(said.text) > LONGEST:
        faults["text"] = f"That is longer than we can take ({LONGEST:,} characters). Shorten it."
    if said.choice and said.choice not in choices:
        faults["choice"] = "Choose one of the answers."
    if said.number is not None:
        faults |= _of_number(said.number, kind)
    if said.whole is not None:
        faults |= _of_whole(said.whole, said.number)
    if said.form == Form.NOT_FOR_US and not said.reason.strip():
        faults["reason"] = "Say why it is not for you, in a line."
    if said.form == Form.ANSWER:
        faults = _missing(said, kind) | faults
    if faults:
        raise NoAnswer(faults)


def _of_number(number: Decimal, kind: AnswerKind) -> dict[str, str]:
    if number < 0:
        return {"number": "Write a number that is not below 0."}
    if kind == AnswerKind.PERCENTAGE and number > 100:
        return {"number": "Write a percentage from 0 to 100."}
    if kind in WHOLE_NUMBERS and number != number.to_integral_value():
        return {"number": "Write a whole number, as 14."}
    if number > (MOST_OF_ALL if kind == AnswerKind.SHARE else MOST):
        return {"number": "That number is too large. Look at it again."}
    return {}


def _of_whole(whole: Decimal, number: Decimal | None) -> dict[str, str]:
    if whole < 0 or whole != whole.to_integral_value():
        return {"whole": "Write a whole number that is not below 0, as 140."}
    if whole > MOST_OF_ALL:
        return {"whole": "That number is too large. Look at it again."}
    if number is not None and number > whole:
        return {"number": f"That is more than the {whole:,f} it is out of. Look at both again."}
    return {}


def _missing(said: Said, kind: AnswerKind) -> dict[str, str]:
    match kind:
        case AnswerKind.SHARE:
            return _missing_of_a_share(said)
        case AnswerKind.YES_NO if said.yes is None:
            return {"yes": "Choose yes or no."}
        case AnswerKind.CHOICE if not said.choice:
            return {"choice": "Choose one of the answers."}
        case AnswerKind.COUNT if said.number is None:
            return {"number": "Write a whole number, as 14."}
        case AnswerKind.PERCENTAGE if said.number is None:
            return {"number": "Write a percentage from 0 to 100."}
        case AnswerKind.FILE if said.document is None:
            return {"document": "Choose the file that you send."}
        case AnswerKind.TEXT if not said.text.strip():
            return {"text": "Write your answer."}
    return {}


def _missing_of_a_share(said: Said) -> dict[str, str]:
    faults = {}
    if said.number is None:
        faults["number"] = "Write how many, as 112."
    if said.whole is None:
        faults["whole"] = "Write of how many, as 140; 0 if there is nobody."
    return faults


def in_words(response: Response, question: Question) -> str:
    """An answer in a few words: `Yes`, `14 social workers`, `82.5 %`, `Not for us`."""
    if response.form == Form.NOT_FOR_US:
        return "Not for us"
    match question.kind:
        case AnswerKind.YES_NO if response.yes is not None:
            return "Yes" if response.yes else "No"
        case AnswerKind.CHOICE if response.choice:
            return response.choice
        case AnswerKind.COUNT if response.number is not None:
            return f"{response.number:,.0f} {question.unit}".strip()
        case AnswerKind.PERCENTAGE if response.number is not None:
            return f"{response.number.normalize():f} %"
        case AnswerKind.SHARE if figure := Figure.from_row(response.number, response.whole):
            return figure.in_words
        case AnswerKind.FILE if response.document_id:
            return "A file"
        case AnswerKind.TEXT if response.text:
            return response.text
        case AnswerKind.ACKNOWLEDGE if response.form == Form.ANSWER:
            return "Done"
    return "Begun"
