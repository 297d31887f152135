"""Actions for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from alliance.actions.answering import Answerer, answer, right_to_answer
from alliance.actions.models import Action, AnswerKind, Ask, Question, Response
from alliance.actions.raising import Asked, Asking, raise_action
from alliance.actions.said import Said
from alliance.actions.when import By
from alliance.directory.models import Authority, User
from alliance.directory.viewer import viewer_of
from tests.directory.areas.invented import again
from tests.library.agreements.invented import authority

DAY = dt.timedelta(days=1)
SECRET = "what only this authority said"


def today() -> dt.date:
    return timezone.localdate()


def asking(
    title: str = "Return the form",
    *,
    of: Sequence[Authority] = (),
    kind: AnswerKind = AnswerKind.ACKNOWLEDGE,
    by: Sequence[By] = (),
    choices: Sequence[str] = (),
    **fields: Any,
) -> Asking:
    question = Asked(kind=kind, choices=choices, words="How many?", unit="social workers")
    if kind != AnswerKind.COUNT:
        question = Asked(kind=kind, choices=choices)
    return Asking(
        title=title, question=question, dates=by, authorities=of or [authority()], **fields
    )


def raised(title: str = "Return the form", *, opened: bool = True, **said: Any) -> Action:
    return raise_action(by=None, asking=asking(title, **said), opened=opened)


def ask_of(action: Action, place: Authority | None = None) -> Ask:
    return Ask.objects.select_related("action", "authority").get(
        action=action, authority=place or authority()
    )


def question_of(action: Action) -> Question:
    return Question.objects.current().get(action=action)


def counting(ask: Ask) -> Response | None:
    return Response.objects.counting().filter(ask=ask).first()


def answered(
    ask: Ask,
    by: User,
    *,
    said: Said | None = None,
    seen: int | str | None = "now",
    question: int | None = None,
    **more: Any,
) -> Response:
    """Somebody answers on the site, having seen what counts now unless it is said otherwise."""
    by = again(by)
    if seen == "now":
        last = counting(ask)
        seen = last.pk if last else None
    return answer(
        who=Answerer(by=by, right=right_to_answer(viewer_of(by), ask)),
        ask=ask,
        said=said or Said(),
        question=question or question_of(ask.action).pk,
        seen=seen,  # type: ignore[arg-type]
        **more,
    )


def number(value: str) -> Said:
    return Said(number=Decimal(value))
