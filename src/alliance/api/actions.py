"""What is asked of authorities: each reader sees what pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from django.db.models import Min, Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from alliance.actions.answering import right_to_answer
from alliance.actions.grid import dates_of
from alliance.actions.models import Action, Ask, Question, Response, Weight
from alliance.actions.when import By
from alliance.directory.access import viewer_of, visible

from .asking import Paging, Slug, known_topic
from .listing import answer_list, answer_one, asked_for_one, one_or_nothing
from .shapes import Listed, Shape, Site, TopicName
from .wordings import Reader

router = Router(tags=["Actions"])


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
    question_id: int = Field(description="Said along with an answer: another has another id.")
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
    counting: int | None = Field(
        description="Id of the answer that counts; said along with another as `seen`."
    )
    you_may_answer: bool = Field(description="Whether whoever asks here answers for it.")


class ActionWhole(ActionRow):
    choices: list[str] = Field(description="The answers to choose from, where it is `choice`.")
    unit: str = Field(description="What is counted, where it is `count`.")
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
    question = Question.objects.get(pk=row.question_id)
    return answer_one(
        request,
        ActionWhole(
            **{name: getattr(row, name) for name in ActionRow.model_fields},
            choices=question.choices,
            unit=question.unit,
            asked=_asked_of(request.user, found),
        ),
    )


def _asked_of(reader: Reader, action: Action) -> list[AskedOf]:
    asks = visible(reader, Ask.objects.filter(action=action, taken_back_at__isnull=True))
    counting = dict(
        visible(reader, Response.objects.counting().filter(ask__action=action)).values_list(
            "ask", "pk"
        )
    )
    viewer = viewer_of(reader)
    return [
        AskedOf(
            authority=ask.authority.ons_code,
            name=ask.authority.name,
            state=ask.state,
            answered_at=ask.answered_at,
            late=ask.was_late,
            counting=counting.get(ask.pk),
            you_may_answer=right_to_answer(viewer, ask) is not None,
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
            question_id=questions[action.pk].pk,
            answered_as=questions[action.pk].kind,
            topics=[TopicName.of(topic) for topic in action.topics.all()],
            opened_at=action.opened_at,
            url=site.page(action.get_absolute_url()),
            api_url=site.api("actions", action.pk),
        )
        for action in page
    ]
