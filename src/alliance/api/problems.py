"""Refusals as RFC 9457 has them, each saying what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from .shapes import Fault, Problem, Shape

MEDIA_TYPE = "application/problem+json"


class Kind(NamedTuple):
    """A kind of problem; the page at /api/v1/ explains it under its name."""

    name: str
    status: int
    title: str
    meaning: str


KINDS = [
    UNKNOWN_PARAMETER := Kind(
        "unknown-parameter",
        400,
        "A parameter is not known here",
        "The address has a parameter that this list does not take, or the same one twice. Each is "
        "named in “errors”, with those there are.",
    ),
    UNREADABLE := Kind(
        "unreadable-body",
        400,
        "What was sent cannot be read",
        "The body is no JSON, or not in UTF-8.",
    ),
    NO_TOKEN := Kind(
        "no-token",
        401,
        "A token is missing, or opens nothing",
        "The token is mistyped, has run out or was revoked, its owner’s account was shut or lacks "
        "its second factor; or there is none, where one is needed.",
    ),
    NOT_ALLOWED := Kind(
        "not-allowed",
        403,
        "This may not be done by whoever asks",
        "The token was not made for it, or somebody else answers for this authority.",
    ),
    NOT_FOUND := Kind(
        "not-found",
        404,
        "There is nothing here",
        "The address is mistyped, or the thing is not published.",
    ),
    METHOD := Kind(
        "method-not-allowed",
        405,
        "This is not done here",
        "Use one of the methods that the Allow header names.",
    ),
    NOT_ACCEPTABLE := Kind(
        "not-acceptable",
        406,
        "It cannot be had in that form",
        "The Accept header names neither JSON nor, for a list, CSV.",
    ),
    ANSWERED_MEANWHILE := Kind(
        "answered-meanwhile",
        409,
        "Another answer has come in",
        "What you sent is kept and does not count. “kept” has it, “counting” the other: look at "
        "both, and send yours again with the other’s id as “seen” if it is to hold.",
    ),
    QUESTION_CHANGED := Kind(
        "question-changed",
        409,
        "The question is another by now",
        "What you sent is kept as begun. “question_id” has the question to be answered now.",
    ),
    NOT_OPEN := Kind(
        "not-open",
        409,
        "No answer is taken any more",
        "It was closed or withdrawn, or this authority is no longer asked.",
    ),
    TOO_LARGE := Kind(
        "too-large", 413, "It is too much at once", "An answer is no larger than 64 kB."
    ),
    NOT_JSON := Kind(
        "not-json",
        415,
        "It must be JSON",
        "Send the body as JSON, with “Content-Type: application/json”.",
    ),
    BAD_VALUE := Kind(
        "bad-value",
        422,
        "A value cannot be used",
        "A parameter or field is known but what it says is not. “errors” names each, with how to "
        "write it.",
    ),
    TOO_OFTEN := Kind(
        "too-often",
        429,
        "Too many tokens that open nothing",
        "Something goes on asking with a token that opens nothing. Look at it; good tokens work.",
    ),
]
OF_READING = (UNKNOWN_PARAMETER, NO_TOKEN, NOT_ALLOWED, NOT_FOUND, METHOD, NOT_ACCEPTABLE, BAD_VALUE,
              TOO_OFTEN)  # fmt: skip
OF_WRITING = (UNREADABLE, NO_TOKEN, NOT_ALLOWED, NOT_FOUND, METHOD, NOT_ACCEPTABLE, TOO_LARGE,
              NOT_JSON, BAD_VALUE, TOO_OFTEN)  # fmt: skip
"""Which of them an operation can answer; what an answer collides with, it says itself."""


class Refusal(Exception):
    """A request that is not answered; `kind` and the sentence say why."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        faults: Sequence[Fault] = (),
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.faults = list(faults)
        self.headers = dict(headers or {})

    @classmethod
    def unknown_parameters(cls, faults: Sequence[Fault]) -> Refusal:
        names = ", ".join(f"“{fault.parameter}”" for fault in faults)
        return cls(UNKNOWN_PARAMETER, f"Take out or mend {names}.", faults)

    @classmethod
    def bad_values(cls, faults: Sequence[Fault]) -> Refusal:
        said = " ".join(f"{fault.parameter}: {fault.detail}" for fault in faults)
        return cls(BAD_VALUE, said, faults)

    @classmethod
    def nothing(cls, detail: str) -> Refusal:
        return cls(NOT_FOUND, detail)


def told(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as it goes out."""
    said = Problem(**of_kind(request, refusal.kind), detail=refusal.detail, errors=refusal.faults)
    return as_problem(said, refusal.kind.status, refusal.headers)


def of_kind(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    """What a problem says of its kind."""
    return {
        "type": request.build_absolute_uri(f"/api/v1/#{kind.name}"),
        "title": kind.title,
        "status": kind.status,
    }


def as_problem(said: Shape, status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A problem in its media type."""
    return HttpResponse(
        said.model_dump_json(), content_type=MEDIA_TYPE, status=status, headers=headers
    )


def handle(interface: NinjaAPI) -> None:
    """Make every refusal of an operation a problem; faults of ours stay faults of ours."""

    def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
        return told(request, refusal)

    def invalid(request: HttpRequest, found: Any) -> HttpResponse:
        return told(request, Refusal.bad_values([_fault(error) for error in found.errors]))

    def nowhere(request: HttpRequest, fault: Any) -> HttpResponse:
        return told(request, Refusal.nothing(str(fault)))

    def unreadable(request: HttpRequest, fault: Any) -> HttpResponse:
        return told(request, Refusal(UNREADABLE, "The body is no JSON, or not in UTF-8."))

    interface.add_exception_handler(Refusal, refused)
    interface.add_exception_handler(HttpError, unreadable)
    interface.add_exception_handler(ValidationError, invalid)
    interface.add_exception_handler(Http404, nowhere)


def _fault(error: dict[str, Any]) -> Fault:
    return Fault(parameter=str(error["loc"][-1]), detail=_in_words(error))


def _in_words(error: dict[str, Any]) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "This is needed."
        case "extra_forbidden":
            return "This is no field here."
        case "model_attributes_type" | "model_type" | "dict_type":
            return 'Send an object, as {"authority": …}.'
        case "string_type":
            return "Write text, in quotation marks."
        case "int_type" | "int_from_float":
            return "Write a whole number, without quotation marks."
        case "bool_type":
            return "Write true or false, without quotation marks."
        case "string_unicode":
            return "There are signs in it that are none. Send it in UTF-8."
        case "literal_error" | "enum":
            return f"Write {context['expected'].replace(chr(39), '')}."
        case "greater_than_equal":
            return f"Write a number of at least {context['ge']}."
        case "less_than_equal":
            return f"Write a number of at most {context['le']}."
        case "string_too_long" | "too_long":
            return f"Write at most {context['max_length']} characters."
        case "string_pattern_mismatch" if "EWSN" in context["pattern"]:
            return "Write the nine-character ONS code, as E10000014."
        case "string_pattern_mismatch":
            return "Write a slug: letters, digits and hyphens, as early-help."
        case _:
            return str(error["msg"])
