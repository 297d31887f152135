"""Answering through the API: by the rules of the site, in the name of whoever's token it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, Header, Path, Router
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from alliance.actions.answering import Answerer, right_to_answer
from alliance.actions.answering import answer as take_answer
from alliance.actions.forms.answer import FIELDS
from alliance.actions.models import AnswerKind, Ask, Form, Question, Response, Way
from alliance.actions.refusal import CannotBeDone
from alliance.actions.said import LONGEST, MOST, MOST_OF_ALL, NoAnswer, Said
from alliance.directory.access import viewer_of, visible
from alliance.directory.models import User

from .answers import AnswerRow, rows_of
from .asking import nothing_else
from .listing import JSON, preferred
from .once import once
from .problems import (
    ANSWERED_MEANWHILE,
    NOT_ALLOWED,
    NOT_OPEN,
    QUESTION_CHANGED,
    Kind,
    Refusal,
    as_problem,
    of_kind,
)
from .shapes import Fault, Problem

router = Router(tags=["Answers"])
ON_THE_SITE = "A file is handed in on the site: sign in there, and open the action’s own page."


def _number(said: Any) -> Any:
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int | Decimal):
        raise PydanticCustomError("number", "Write a number, without quotation marks, as 14.")
    number = Decimal(said)
    if number.normalize().as_tuple().exponent < -2:  # type: ignore[operator]
        raise PydanticCustomError("number", "Write at most two places after the point, as 82.25.")
    return float(number) if abs(number) <= MOST * 10 else float(MOST * 10)


def _text(said: Any) -> Any:
    # no text that a database refuses to look at
    return said.replace("\x00", " ") if isinstance(said, str) else said


Text = BeforeValidator(_text)
Number = Annotated[
    float | None,
    Field(ge=0, le=float(MOST)),
    BeforeValidator(_number),
]


class AnswerGiven(BaseModel):
    """One answer of one authority."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    authority: str = Field(
        pattern=r"^[EWSN][0-9]{8}$", description="ONS code of the authority that answers."
    )
    question: int = Field(
        ge=1, le=2**62, description="The action’s `question_id`, as it was when you read it."
    )
    seen: Annotated[int, Field(ge=1, le=2**62)] | None = Field(
        description="The authority’s `counting`, as it was when you read it; null if none counted."
    )
    form: Literal["answer", "not_for_us"] = Field(
        "answer", description="`not_for_us` takes a `reason` and nothing else."
    )
    yes: bool | None = Field(None, description="Where it is answered as `yes_no`.")
    choice: Annotated[str, Field(max_length=200), Text] = Field(
        "", description="One of `choices`, where it is answered as `choice`."
    )
    number: Number = Field(
        None,
        description="Where it is answered as `count` or `share` (whole), `percentage` (0 to 100).",
    )
    of: Annotated[int, Field(ge=0, le=MOST_OF_ALL)] | None = Field(
        None, description="Of how many, where it is answered as `share`; `number` is how many."
    )
    note: Annotated[str, Field(max_length=LONGEST), Text] = Field(
        "", description="The answer in words, where it is answered as `text`; else a note to it."
    )
    reason: Annotated[str, Field(max_length=500), Text] = Field(
        "", description="Why it is not for the authority."
    )


class AnswerConflict(Problem):
    """What was sent is kept and does not count, or is not taken; with what stands there now."""

    kept: AnswerRow | None = Field(None, description="What you sent, as it is kept.")
    counting: AnswerRow | None = Field(None, description="What counts now.")
    question_id: int | None = Field(None, description="The question that is asked now.")


Key = Annotated[
    str | None,
    Header(
        None,
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,200}$",
        description="A word of your own, new for each answer: the same again is done once.",
    ),
]


@router.post(
    "/{int:action_id}/answers/",
    response={201: AnswerRow, 409: AnswerConflict},
    operation_id="answer_action",
    url_name="answer_action",
    summary="Answer",
)
def answer_action(
    request: HttpRequest,
    action_id: Annotated[int, Path(ge=0)],
    answer: Body[AnswerGiven],
    key: Key = None,
) -> HttpResponse:
    """Answer what an authority is asked, by a token that may answer."""
    nothing_else(request)
    preferred(request, [JSON])
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - `answering` asked; this tells the types
    ask = _ask(user, action_id, answer.authority)
    right = right_to_answer(viewer_of(user), ask)
    if right is None:
        raise Refusal(NOT_ALLOWED, f"Somebody else answers for {ask.authority}.")
    is_program = getattr(request, "token", None) is not None
    who = Answerer(by=user, way=Way.PROGRAM if is_program else Way.SITE, right=right)
    try:
        response = once(
            user=user,
            key=key,
            body=request.body,
            what=request.path,
            do=lambda: _take(who, ask, answer),
        )
    except CannotBeDone as refusal:
        return _collision(request, NOT_OPEN, str(refusal), None)
    return _told(request, response)


def _take(who: Answerer, ask: Ask, given: AnswerGiven) -> Response:
    question = Question.objects.filter(pk=given.question, action=ask.action_id).first()
    if question is None:
        raise _faults({"question": "The action has no such question; `question_id` names it."})
    if question.replaced_at is None:
        _check_fields(given, AnswerKind(question.kind))
    try:
        return take_answer(
            who=who,
            ask=ask,
            said=_said(given),
            question=given.question,
            seen=given.seen,
        )
    except NoAnswer as refusal:
        raise _faults(refusal.faults) from None


def _ask(user: User, action_id: int, authority: str) -> Ask:
    asks = visible(user, Ask.objects.select_related("action", "authority"))
    ask: Ask | None = asks.filter(action__pk=action_id, authority__ons_code=authority).first()
    if ask is None:
        raise Refusal.nothing(
            f"Action {action_id} is not asked of {authority}, or is not yours to see; "
            f"/api/v1/actions/{action_id}/ has those of which it is asked."
        )
    return ask


def _said(given: AnswerGiven) -> Said:
    return Said(
        form=Form(given.form),
        yes=given.yes,
        choice=given.choice,
        number=None if given.number is None else Decimal(str(given.number)),
        whole=None if given.of is None else Decimal(given.of),
        text=given.note,
        reason=given.reason,
    )


def _check_fields(given: AnswerGiven, kind: AnswerKind) -> None:
    """Refuse what the question does not ask for: passed over, it would mislead whoever sent it."""
    is_answer = given.form == "answer"
    if kind == AnswerKind.FILE and is_answer:
        raise _faults({"form": ON_THE_SITE})
    wanted = {FIELDS.get(kind), *(["of"] if kind == AnswerKind.SHARE else [])} if is_answer else ()
    sent = {name: getattr(given, name) for name in ("yes", "choice", "number", "of")}
    if is_answer:
        sent["reason"] = given.reason
    said_as = kind.value if is_answer else "not_for_us"
    faults = {
        name: f"Leave this out: this is answered as `{said_as}`."
        for name, value in sent.items()
        if name not in wanted and value not in (None, "")
    }
    if faults:
        raise _faults(faults)


def _faults(faults: dict[str, str]) -> Refusal:
    names = {"text": "note", "document": "form", "whole": "of"}
    return Refusal.bad_values(
        [Fault(parameter=names.get(name, name), detail=fault) for name, fault in faults.items()]
    )


# What is answered ------------------------------------------------------------------------------


def _told(request: HttpRequest, response: Response) -> HttpResponse:
    """The answer as it counts, or why it does not; the same for the same said again."""
    response = _whole(response.pk)
    if response.form == Form.BEGUN:
        return _collision(
            request,
            QUESTION_CHANGED,
            "The question has changed meanwhile. What you sent is kept as begun; read what is "
            "asked now, and send an answer to that.",
            response,
        )
    if response.is_aside:
        return _collision(
            request,
            ANSWERED_MEANWHILE,
            "Another answer has come in since you looked. Yours is kept and does not count: look "
            "at both, and send yours again with “seen” as it is now if it is to hold.",
            response,
        )
    [row] = rows_of([response])
    return HttpResponse(row.model_dump_json(), content_type=JSON, status=201)


def _collision(
    request: HttpRequest, kind: Kind, detail: str, kept: Response | None
) -> HttpResponse:
    counting = question = None
    if kept is not None:
        counting = Response.objects.counting().filter(ask=kept.ask_id).first()
        question = Question.objects.current().get(action=kept.ask.action_id)
    said = AnswerConflict(
        **of_kind(request, kind),
        detail=detail,
        kept=rows_of([kept])[0] if kept else None,
        counting=rows_of([_whole(counting.pk)])[0] if counting else None,
        question_id=question.pk if question else None,
    )
    return as_problem(said, kind.status)


def _whole(pk: int) -> Response:
    found: Response = Response.objects.select_related("ask__authority", "question").get(pk=pk)
    return found
