"""What the region said in all. An authority sees its own answer and this, and no other's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .campaigns.progress import Figure
from .models import OWED, Action, AnswerKind, Ask, AskState, Question, Response

LEAST = 5
"""Answers below which no figure is told: one's own taken off, too few others would be left."""


@dataclass(frozen=True, slots=True)
class Totals:
    asked: int
    answered: int
    not_for_us: int
    waiting: int
    figures: Sequence[tuple[str, str]] = ()
    """What was answered, as `("Yes", "12")`; empty where too few did, or where words were asked."""
    too_few: bool = False

    @property
    def sentence(self) -> str:
        said = self.answered + self.not_for_us
        return f"{said} of {self.asked} authorities have answered."


def totals_of(action: Action, question: Question) -> Totals:
    """The region's totals of one action. Two queries."""
    states = Counter(
        Ask.objects.filter(action=action, taken_back_at__isnull=True).values_list(
            "state", flat=True
        )
    )
    answered = states[AskState.ANSWERED]
    rows = (
        list(
            Response.objects.counting()
            .filter(ask__action=action, ask__taken_back_at__isnull=True, question=question)
            .exclude(form="not_for_us")
            .values_list("yes", "choice", "number")
        )
        if question.kind in FIGURES
        else []
    )
    if question.is_share:
        return _of_shares(action, question, states)
    is_told = len(rows) >= LEAST
    return Totals(
        sum(states.values()),
        answered,
        states[AskState.NOT_FOR_US],
        sum(states[state] for state in OWED),
        figures(AnswerKind(question.kind), rows, question.choices, question.unit)
        if is_told
        else (),
        too_few=bool(rows) and not is_told,
    )


def _of_shares(action: Action, question: Question, states: Counter[str]) -> Totals:
    """As `totals_of`: the sum over the sum, of those who have somebody to count."""
    rows = Response.objects.counting().filter(
        ask__action=action, ask__taken_back_at__isnull=True, whole__gt=0
    )
    found = (Figure.from_row(*row) for row in rows.values_list("number", "whole"))
    figures = [figure for figure in found if figure]
    is_told = len(figures) >= LEAST
    whole = Figure(sum(each.done for each in figures), sum(each.of for each in figures))
    return Totals(
        sum(states.values()),
        states[AskState.ANSWERED],
        states[AskState.NOT_FOR_US],
        sum(states[state] for state in OWED),
        [("In all", f"{whole.in_words}: {question.whole_unit}")] if is_told else (),
        too_few=bool(figures) and not is_told,
    )


FIGURES = (AnswerKind.YES_NO, AnswerKind.CHOICE, AnswerKind.COUNT, AnswerKind.PERCENTAGE)


def figures(
    kind: AnswerKind,
    rows: Sequence[tuple[bool | None, str, Decimal | None]],
    choices: Sequence[str],
    unit: str,
) -> list[tuple[str, str]]:
    """Answers of several authorities in figures that name none of them."""
    match kind:
        case AnswerKind.YES_NO:
            said = Counter(yes for yes, _, _ in rows)
            return [("Yes", str(said[True])), ("No", str(said[False]))]
        case AnswerKind.CHOICE:
            chosen = Counter(choice for _, choice, _ in rows)
            return [(each, str(chosen[each])) for each in choices]
        case AnswerKind.COUNT:
            total = sum(number for _, _, number in rows if number is not None)
            return [("In all", f"{total:,.0f} {unit}".strip())]
        case AnswerKind.PERCENTAGE:
            shares = sorted(number for _, _, number in rows if number is not None)
            middle = _median(shares)
            return [("The middle of the region", f"{middle:.1f} %")]
    return []


def _median(numbers: Sequence[Decimal]) -> Decimal:
    half = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[half]
    return (numbers[half - 1] + numbers[half]) / 2
