"""What is asked of authorities, and what they answered: each reader sees what pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from django.db.models import Min, Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from alliance.actions.grid import dates_of
from alliance.actions.models import Action, Ask, Question, Response, Weight
from alliance.actions.models.action import SHOWN
from alliance.actions.said import in_words
from alliance.actions.when import By
from alliance.directory.access import visible

from .asking import Paging, Slug, Whole, YesOrNo, known_topic
from .listing import answer_list, answer_one, asked_for_one, one_or_nothing
from .shapes import Listed, Shape, Site, TopicName
from .wordings import Reader

router = Router(tags=["Actions"])
answers = Router(tags=["Answers"])


class Day(Shape):
    """By when: the end of the day, or a time of it."""

    on: dt.date
    at: str | None = Field(description="A time of that day, British, as 17:00.")
    no_later: bool = Field(description="Whether an answer after it is late; others are wished for.")
    label: str

    def __str__(self) -> str:
        return f"{self.on}T{self.at}" if self.at else str(self.on)

    @classmethod
    def of(cls, by: By) -> Day:
        return cls(
            on=by.on, at=f"{by.at:%H:%M}" if by.at else None, no_later=by.is_hard, label=by.label
        )


class ActionRow(Shape):
    id: int
    title: str
    what: str
    state: str = Field(
        description="`open`, `closed` or `withdrawn`; to the programme also `draft`."
    )
    weight: str = Field(description=f"{', '.join(f'`{each}`' for each in Weight.values)}.")
    as_soon_as_you_can: bool
    by: list[Day]
    question: str
    answered_as: str = Field(description="As `count` or `yes_no`.")
    topics: list[TopicName]
    opened_at: dt.datetime | None
    url: str
    api_url: str


class ActionList(Listed[ActionRow]):
    pass


class AskedOf(Shape):
    authority: str = Field(description="ONS code.")
    name: str
    state: str = Field(description="`waiting`, `begun`, `answered` or `not_for_us`.")
    answered_at: dt.datetime | None
    late: bool


class ActionWhole(ActionRow):
    asked: list[AskedOf] = Field(
        description="The authorities of which it is asked, as far as you may see."
    )


class ActionsAsked(Paging):
    state: Literal["open", "closed", "withdrawn"] | None = Field(
        None, description="Leave out for all."
    )
    weight: Literal["legal_duty", "statutory", "consultation", "request", "information"] | None = (
        Field(None, description="What stands behind it; leave out for anything.")
    )
    topic: Slug | None = Field(None, description="Slug of a topic.")
    sort: Literal["soonest", "newest"] = Field("soonest", description="By day, or by opening.")


@router.get(
    "/", response=ActionList, operation_id="list_actions", url_name="actions", summary="Actions"
)
def list_actions(request: HttpRequest, asked: Query[ActionsAsked]) -> HttpResponse:
    """What is asked of authorities, by when: all that whoever asks here may read."""
    rows = visible(request.user, Action.objects.all())
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.weight:
        rows = rows.filter(weight=asked.weight)
    if asked.topic:
        rows = rows.filter(topics=known_topic(asked.topic))
    if asked.sort == "soonest":
        soonest = Min("dates__on", filter=Q(dates__replaced_at__isnull=True))
        rows = rows.annotate(soonest=soonest).order_by("soonest", "pk")
    else:
        rows = rows.order_by("-opened_at", "-pk")
    return answer_list(
        request,
        asked,
        rows.prefetch_related("topics"),
        tell=lambda page: _rows(page, Site(request)),
        page_of=ActionList,
        name="actions",
    )


@router.get(
    "/{int:action_id}/",
    response=ActionWhole,
    operation_id="get_action",
    url_name="action",
    summary="An action",
)
def get_action(request: HttpRequest, action_id: int) -> HttpResponse:
    """One action; with how each authority stands, as far as whoever asks may see it."""
    asked_for_one(request)
    found = one_or_nothing(
        visible(request.user, Action.objects.prefetch_related("topics")),
        f"There is no action {action_id}; /api/v1/actions/ has those there are.",
        pk=action_id,
    )
    [row] = _rows([found], Site(request))
    return answer_one(
        request,
        ActionWhole(
            **{name: getattr(row, name) for name in ActionRow.model_fields},
            asked=_asked_of(request.user, found),
        ),
    )


def _asked_of(reader: Reader, action: Action) -> list[AskedOf]:
    asks = visible(reader, Ask.objects.filter(action=action, taken_back_at__isnull=True))
    return [
        AskedOf(
            authority=ask.authority.ons_code,
            name=ask.authority.name,
            state=ask.state,
            answered_at=ask.answered_at,
            late=ask.was_late,
        )
        for ask in asks.select_related("authority").order_by("authority__name")
    ]


def _rows(page: Sequence[Action], site: Site) -> list[ActionRow]:
    keys = [action.pk for action in page]
    days = dates_of(keys)
    questions = {row.action_id: row for row in Question.objects.current().filter(action__in=keys)}
    return [
        ActionRow(
            id=action.pk,
            title=action.title,
            what=action.what,
            state=action.state,
            weight=action.weight,
            as_soon_as_you_can=action.is_soon,
            by=[Day.of(by) for by in sorted(days.get(action.pk, ()))],
            question=questions[action.pk].words,
            answered_as=questions[action.pk].kind,
            topics=[TopicName.of(topic) for topic in action.topics.all()],
            opened_at=action.opened_at,
            url=site.page(action.get_absolute_url()),
            api_url=site.api("actions", action.pk),
        )
        for action in page
    ]


# Answers ---------------------------------------------------------------------------------------


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
    way: str = Field(description="`site`, `link`, `telephone` or `email`.")
    role: str = Field(description="In what role, if that is known; nobody is named here.")


class AnswerList(Listed[AnswerRow]):
    pass


class AnswersAsked(Paging):
    action: Whole | None = Field(None, description="Id of an action.")
    authority: Slug | None = Field(None, description="ONS code.")
    counts: YesOrNo | None = Field(None, description="Leave out for all that was ever said.")


@answers.get(
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
        tell=_answers,
        page_of=AnswerList,
        name="answers",
    )


def _answers(page: Sequence[Response]) -> list[AnswerRow]:
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
