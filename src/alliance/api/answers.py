"""What authorities answered: one's own, and to the programme all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from alliance.actions.models import Response
from alliance.actions.models.action import SHOWN
from alliance.actions.said import in_words
from alliance.directory.access import visible

from .asking import Id, Paging, Slug, YesOrNo
from .listing import answer_list
from .shapes import Listed, Shape

router = Router(tags=["Answers"])


class AnswerRow(Shape):
    id: int
    action_id: int
    authority: str = Field(description="ONS code.")
    form: str = Field(description="`answer` or `not_for_us`.")
    counts: bool = Field(description="Whether it is the authority's answer now.")
    words: str = Field(description="In a few words, as `14 social workers`.")
    yes: bool | None
    choice: str
    number: float | None
    of: int | None = Field(description="Of how many, where so many of so many were asked.")
    note: str
    reason: str = Field(description="Why it is not for them.")
    at: dt.datetime
    late: bool
    way: str = Field(description="`site`, `link`, `program`, `telephone` or `email`.")
    role: str = Field(description="In what role, if that is known; nobody is named here.")


class AnswerList(Listed[AnswerRow]):
    pass


class AnswersAsked(Paging):
    action: Id | None = Field(None, description="Id of an action.")
    authority: Slug | None = Field(None, description="ONS code.")
    counts: YesOrNo | None = Field(None, description="Leave out for all that was ever said.")


@router.get(
    "/", response=AnswerList, operation_id="list_answers", url_name="answers", summary="Answers"
)
def list_answers(request: HttpRequest, asked: Query[AnswersAsked]) -> HttpResponse:
    """What authorities answered: one's own; to the programme all. To the public none."""
    rows = visible(request.user, Response.objects.filter(ask__action__state__in=SHOWN))
    rows = rows.exclude(form="begun")
    if asked.action is not None:
        rows = rows.filter(ask__action=asked.action)
    if asked.authority:
        rows = rows.filter(ask__authority__ons_code=asked.authority)
    if asked.counts is not None:
        rows = rows.filter(counts=asked.counts)
    return answer_list(
        request,
        asked,
        rows.select_related("ask__authority", "question").order_by("-at", "-pk"),
        tell=rows_of,
        page_of=AnswerList,
        name="answers",
    )


def rows_of(page: Sequence[Response]) -> list[AnswerRow]:
    """What is told of answers; each brings its ask, authority and question along."""
    return [
        AnswerRow(
            id=row.pk,
            action_id=row.ask.action_id,
            authority=row.ask.authority.ons_code,
            form=row.form,
            counts=row.counts,
            words=in_words(row, row.question),
            yes=row.yes,
            choice=row.choice,
            number=float(row.number) if row.number is not None else None,
            of=row.whole,
            note=row.text,
            reason=row.reason,
            at=row.at,
            late=row.is_late,
            way=row.way,
            role=row.role,
        )
        for row in page
    ]
