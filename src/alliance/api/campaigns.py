"""Campaigns and their figures: an authority's own, to the programme all, as the pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from alliance.actions.campaigns.progress import Figure
from alliance.actions.campaigns.reading import Standing, standing_of
from alliance.actions.models import Campaign, Response
from alliance.directory.access import visible

from .asking import Paging, Slug, YesOrNo
from .listing import answer_list, answer_one, asked_for_one, one_or_nothing
from .shapes import Listed, Shape, Site, TopicName
from .wordings import Reader

router = Router(tags=["Campaigns"])


class CampaignRow(Shape):
    id: int
    title: str
    what: str
    counted: str = Field(description="Goes on from “how many”, as `have renewed`.")
    of_what: str = Field(description="Goes on from “of how many”, as `social workers`.")
    target: int = Field(description="The share aimed at, in per cent.")
    first_day: dt.date
    last_day: dt.date
    state: str = Field(
        description="`open`, `closed` or `withdrawn`; to the programme also `draft`."
    )
    topics: list[TopicName]
    url: str
    api_url: str


class CampaignList(Listed[CampaignRow]):
    pass


class RegionOn(Shape):
    """The region's total of one day: a sum over a sum."""

    on: dt.date
    done: int
    of: int
    share: float = Field(description="In per cent, rounded down to a tenth.")
    gave: int = Field(description="Authorities that gave a figure of that day.")
    carried: int = Field(description="Authorities counted with the latest figure before it.")


class CampaignWhole(CampaignRow):
    taking_part: int = Field(description="How many authorities.")
    region: list[RegionOn] = Field(
        description="Days whose total you may read: told once five authorities gave its figure."
    )


class CampaignsAsked(Paging):
    state: Literal["open", "closed", "withdrawn"] | None = Field(
        None, description="Leave out for all."
    )


@router.get(
    "/",
    response=CampaignList,
    operation_id="list_campaigns",
    url_name="campaigns",
    summary="Campaigns",
)
def list_campaigns(request: HttpRequest, asked: Query[CampaignsAsked]) -> HttpResponse:
    """Those in which one's authority takes part; to the programme all. To the public none."""
    rows = visible(request.user, Campaign.objects.all())
    if asked.state:
        rows = rows.filter(state=asked.state)
    return answer_list(
        request,
        asked,
        rows.prefetch_related("topics").order_by("-last_on", "-pk"),
        tell=lambda page: [_row(campaign, Site(request)) for campaign in page],
        page_of=CampaignList,
        name="campaigns",
    )


@router.get(
    "/{int:campaign_id}/",
    response=CampaignWhole,
    operation_id="get_campaign",
    url_name="campaign",
    summary="A campaign",
)
def get_campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One campaign, with the region's totals as far as whoever asks may read them."""
    asked_for_one(request)
    found = _found(request.user, campaign_id)
    row, standing = _row(found, Site(request)), standing_of(found, request.user)
    return answer_one(
        request,
        CampaignWhole(
            **{name: getattr(row, name) for name in CampaignRow.model_fields},
            taking_part=standing.taking_part,
            region=_region(standing),
        ),
    )


def _found(reader: Reader, key: int) -> Campaign:
    return one_or_nothing(
        visible(reader, Campaign.objects.prefetch_related("topics")),
        f"There is no campaign {key} that you may see; /api/v1/campaigns/ has those there are.",
        pk=key,
    )


def _row(campaign: Campaign, site: Site) -> CampaignRow:
    return CampaignRow(
        id=campaign.pk,
        title=campaign.title,
        what=campaign.what,
        counted=campaign.counted,
        of_what=campaign.of_what,
        target=campaign.target,
        first_day=campaign.first_on,
        last_day=campaign.last_on,
        state=campaign.state,
        topics=[TopicName.of(topic) for topic in campaign.topics.all()],
        url=site.page(campaign.get_absolute_url()),
        api_url=site.api("campaigns", campaign.pk),
    )


def _region(standing: Standing) -> list[RegionOn]:
    return [
        RegionOn(
            on=total.on,
            done=total.figure.done,
            of=total.figure.of,
            share=_share(total.figure) or 0.0,
            gave=total.gave,
            carried=total.carried,
        )
        for total in standing.totals
    ]


def _share(figure: Figure) -> float | None:
    return None if figure.is_nobody else float(figure.share * 1000 // 1) / 10


# Figures ---------------------------------------------------------------------------------------


class FigureRow(Shape):
    id: int
    campaign_id: int
    on: dt.date = Field(description="The day it is of.")
    authority: str = Field(description="ONS code.")
    done: int
    of: int
    share: float | None = Field(description="In per cent, rounded down; none of nobody.")
    counts: bool = Field(description="Whether it is the authority's figure of that day now.")
    note: str
    at: dt.datetime = Field(description="When it was given.")
    late: bool
    way: str = Field(description="`site`, `link`, `telephone` or `email`.")


class FigureList(Listed[FigureRow]):
    pass


class FiguresAsked(Paging):
    authority: Slug | None = Field(None, description="ONS code.")
    counts: YesOrNo | None = Field(None, description="Leave out for all that were ever given.")


@router.get(
    "/{int:campaign_id}/figures/",
    response=FigureList,
    operation_id="list_figures",
    url_name="figures",
    summary="Figures of a campaign",
)
def list_figures(
    request: HttpRequest, campaign_id: int, asked: Query[FiguresAsked]
) -> HttpResponse:
    """What authorities gave: one's own; to the programme all."""
    found = _found(request.user, campaign_id)
    rows = visible(
        request.user,
        Response.objects.filter(
            ask__action__week__campaign=found, number__isnull=False, whole__isnull=False
        ),
    ).exclude(form="begun")
    if asked.authority:
        rows = rows.filter(ask__authority__ons_code=asked.authority)
    if asked.counts is not None:
        rows = rows.filter(counts=asked.counts)
    return answer_list(
        request,
        asked,
        rows.select_related("ask__authority", "ask__action__week").order_by(
            "-ask__action__week__on", "ask__authority__name", "-pk"
        ),
        tell=_figures,
        page_of=FigureList,
        name="figures",
    )


def _figures(page: Sequence[Response]) -> list[FigureRow]:
    return [
        FigureRow(
            id=row.pk,
            campaign_id=row.ask.action.week.campaign_id,
            on=row.ask.action.week.on,
            authority=row.ask.authority.ons_code,
            done=figure.done,
            of=figure.of,
            share=_share(figure),
            counts=row.counts,
            note=row.text,
            at=row.at,
            late=row.is_late,
            way=row.way,
        )
        for row in page
        if (figure := Figure.from_row(row.number, row.whole))
    ]
