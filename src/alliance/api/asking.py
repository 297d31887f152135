"""What may be asked: the types of query parameters, strict, with refusals that say how to mend them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from alliance.directory.models import Topic

from .problems import Refusal
from .shapes import Fault

MOST_A_PAGE = 500
MOST_PAGES = 100_000


def _day(said: Any) -> dt.date:
    """Pydantic alone would take a count of seconds for a day."""
    if isinstance(said, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            raise PydanticCustomError("day", "There is no such day in the calendar.") from None
    raise PydanticCustomError("day", "Write a day as 2026-11-20.")


def _whole(said: Any) -> int:
    if isinstance(said, str) and re.fullmatch(r"-?[0-9]{1,12}", said):
        return int(said)
    raise PydanticCustomError("whole", "Write a whole number, as 2.")


def _yes_or_no(said: Any) -> bool:
    if said not in {"true", "false"}:
        raise PydanticCustomError("yes_or_no", "Write true or false.")
    return bool(said == "true")


def _words(said: Any) -> Any:
    # no text that a database refuses to look at
    return said.replace("\x00", " ") if isinstance(said, str) else said


Day = Annotated[dt.date, BeforeValidator(_day)]
Whole = Annotated[int, BeforeValidator(_whole)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,200}$")]
Words = Annotated[str, BeforeValidator(_words), StringConstraints(max_length=200)]
# (bounds first: after a validator of ours they would not be described)
Id = Annotated[int, Field(ge=0, le=999_999_999_999), BeforeValidator(_whole)]
Year = Annotated[int, Field(ge=1900, le=2999), BeforeValidator(_whole)]


class Paging(BaseModel):
    """What every list can be asked."""

    model_config = ConfigDict(frozen=True)

    page: Whole = Field(1, ge=1, le=MOST_PAGES, description="From 1.")
    per_page: Whole = Field(50, ge=1, le=MOST_A_PAGE, description="Rows on a page.")
    format: Literal["json", "csv"] | None = Field(
        None, description="Instead of an Accept header; without either, JSON."
    )


class Period(BaseModel):
    """From a day to a day, both included."""

    model_config = ConfigDict(frozen=True)

    since: Day | None = Field(None, alias="from", description="First day, as 2026-01-31.")
    until: Day | None = Field(None, alias="to", description="Last day, as 2026-12-31.")

    def on(self, field: str) -> dict[str, dt.date]:
        """As a filter of a queryset on a date."""
        if self.since and self.until and self.since > self.until:
            raise Refusal.bad_values([Fault(parameter="from", detail="It is later than “to”.")])
        bounds = {f"{field}__gte": self.since, f"{field}__lte": self.until}
        return {lookup: day for lookup, day in bounds.items() if day}


def nothing_else(request: HttpRequest, names: Collection[str] = ()) -> None:
    """Refuse parameters that are not known or given twice: left out in silence, they mislead.

    Raises:
        Refusal: with a fault for each.
    """
    faults = [
        Fault(
            parameter=name,
            detail=f"There are {', '.join(sorted(names))}." if names else "There are none here.",
        )
        for name in request.GET
        if name not in names
    ]
    faults += [
        Fault(parameter=name, detail="It is given more than once; give it once.")
        for name, values in request.GET.lists()
        if name in names and len(values) > 1
    ]
    if faults:
        raise Refusal.unknown_parameters(faults)


def names_of(asked: BaseModel) -> list[str]:
    """The parameters that a list takes, as they are written in an address."""
    return [field.alias or name for name, field in type(asked).model_fields.items()]


def known_topic(slug: str) -> Topic:
    """The topic of a slug.

    Raises:
        Refusal: there is none; it says which there are.
    """
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        slugs = ", ".join(Topic.objects.values_list("slug", flat=True)[:100])
        there_are = f"There are {slugs}." if slugs else "There are none yet."
        raise Refusal.bad_values(
            [Fault(parameter="topic", detail=f"There is no topic “{slug}”. {there_are}")]
        )
    return topic
