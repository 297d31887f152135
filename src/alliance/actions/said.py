"""What somebody says in answer to a question, checked against it and put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .models import AnswerKind, Question, Response
from .models.response import Form

MOST = Decimal(9_999_999_999)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """One say, in whatever form it comes."""

    form: Form = Form.ANSWER
    yes: bool | None = None
    choice: str = ""
    number: Decimal | None = None
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
    if kind == AnswerKind.COUNT and number != number.to_integral_value():
        return {"number": "Write a whole number, as 14."}
    if number > MOST:
        return {"number": "That number is too large. Look at it again."}
    return {}


def _missing(said: Said, kind: AnswerKind) -> dict[str, str]:
    match kind:
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
        case AnswerKind.FILE if response.document_id:
            return "A file"
        case AnswerKind.TEXT if response.text:
            return response.text
        case AnswerKind.ACKNOWLEDGE if response.form == Form.ANSWER:
            return "Done"
    return "Begun"
