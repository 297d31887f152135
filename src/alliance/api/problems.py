"""Refusals as RFC 9457 has them, each saying what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from .shapes import Fault, Problem

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
    NOT_FOUND := Kind(
        "not-found",
        404,
        "There is nothing here",
        "The address is mistyped, or the thing is not published.",
    ),
    METHOD := Kind(
        "method-not-allowed",
        405,
        "This can only be read",
        "Use GET or HEAD. Nothing can be changed through this interface.",
    ),
    NOT_ACCEPTABLE := Kind(
        "not-acceptable",
        406,
        "It cannot be had in that form",
        "The Accept header names neither JSON nor, for a list, CSV.",
    ),
    BAD_VALUE := Kind(
        "bad-value",
        422,
        "A value cannot be used",
        "A parameter is known but what it says is not. “errors” names each, with how to write it.",
    ),
]


class Refusal(Exception):
    """A request that is not answered; `kind` and the sentence say why."""

    def __init__(self, kind: Kind, detail: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.faults = list(faults)

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
    problem = Problem(
        type=request.build_absolute_uri(f"/api/v1/#{refusal.kind.name}"),
        title=refusal.kind.title,
        status=refusal.kind.status,
        detail=refusal.detail,
        errors=refusal.faults,
    )
    return HttpResponse(
        problem.model_dump_json(), content_type=MEDIA_TYPE, status=refusal.kind.status
    )


def handle(interface: NinjaAPI) -> None:
    """Make every refusal of an operation a problem; faults of ours stay faults of ours."""

    def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
        return told(request, refusal)

    def invalid(request: HttpRequest, found: Any) -> HttpResponse:
        return told(request, Refusal.bad_values([_fault(error) for error in found.errors]))

    def nowhere(request: HttpRequest, fault: Any) -> HttpResponse:
        return told(request, Refusal.nothing(str(fault)))

    interface.add_exception_handler(Refusal, refused)
    interface.add_exception_handler(ValidationError, invalid)
    interface.add_exception_handler(Http404, nowhere)


def _fault(error: dict[str, Any]) -> Fault:
    return Fault(parameter=str(error["loc"][-1]), detail=_in_words(error))


def _in_words(error: dict[str, Any]) -> str:
    context = error.get("ctx", {})
    match error["type"]:
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
