"""The region's authorities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field, StringConstraints

from alliance.directory.access import visible
from alliance.directory.models import Authority

from .asking import Paging, YesOrNo
from .listing import answer_list, answer_one, asked_for_one, one_or_nothing
from .shapes import Listed, Shape, Site

router = Router(tags=["Authorities"])

Code = Annotated[str, StringConstraints(pattern=r"^[EWSN][0-9]{8}$")]


class AuthorityRow(Shape):
    ons_code: str = Field(
        description="The nine-character code of the Office for National Statistics."
    )
    name: str
    slug: str
    size_band: str = Field(description="`large` or `small`; places on courses follow it.")
    is_member: bool = Field(description="Of the alliance; others may be listed as neighbours.")
    api_url: str


class AuthorityList(Listed[AuthorityRow]):
    pass


class AuthoritiesAsked(Paging):
    size_band: Literal["large", "small"] | None = Field(None, description="Its size.")
    is_member: YesOrNo | None = Field(None, description="Whether it is of the alliance.")


@router.get(
    "/",
    response=AuthorityList,
    operation_id="list_authorities",
    url_name="authorities",
    summary="Authorities",
)
def list_authorities(request: HttpRequest, asked: Query[AuthoritiesAsked]) -> HttpResponse:
    """The authorities by name."""
    rows = visible(request.user, Authority.objects.order_by("name"))
    if asked.size_band:
        rows = rows.filter(size_band=asked.size_band)
    if asked.is_member is not None:
        rows = rows.filter(is_member=asked.is_member)
    return answer_list(
        request,
        asked,
        rows,
        tell=lambda page: _rows(page, Site(request)),
        page_of=AuthorityList,
        name="authorities",
    )


@router.get(
    "/{ons_code}/",
    response=AuthorityRow,
    operation_id="get_authority",
    url_name="authority",
    summary="An authority",
)
def get_authority(request: HttpRequest, ons_code: Path[Code]) -> HttpResponse:
    """An authority by its ONS code."""
    asked_for_one(request)
    found = one_or_nothing(
        visible(request.user, Authority.objects.all()),
        f"There is no authority {ons_code}; /api/v1/authorities/ has those there are.",
        ons_code=ons_code,
    )
    [row] = _rows([found], Site(request))
    return answer_one(request, row)


def _rows(page: Sequence[Authority], site: Site) -> list[AuthorityRow]:
    return [
        AuthorityRow(
            ons_code=row.ons_code,
            name=row.name,
            slug=row.slug,
            size_band=row.size_band,
            is_member=row.is_member,
            api_url=site.api("authorities", row.ons_code),
        )
        for row in page
    ]
