"""What a campaign's page, its downloads and the API show of it, to each reader their part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from alliance.charts.share_lines import Chart, Series, share_chart
from alliance.directory.access import viewer_of, visible
from alliance.directory.models import Authority, User

from ..access_rules import of_whom
from ..models import OWED, ActionState, Ask, Campaign, CampaignWeek, Response, TakingPart
from ..totals import LEAST
from .progress import (
    OPENS_BEFORE,
    Doubt,
    Figure,
    Line,
    Total,
    days_of,
    doubts,
    outlook,
    percent,
    still_needed,
    total_on,
)

Reader = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Row:
    """One week of an authority's line."""

    week: CampaignWeek
    figure: Figure | None
    region: Figure | None
    doubt: str


@dataclass(frozen=True, slots=True)
class Part:
    """One authority's part in a campaign."""

    campaign: Campaign
    authority: Authority
    line: Line
    left_on: dt.date | None = None
    left_why: str = ""

    @property
    def doubts(self) -> list[Doubt]:
        return list(doubts(self.line))

    @property
    def doubt_now(self) -> str:
        """What looks odd in its latest figure."""
        last = max(self.line.figures, default=None)
        return " ".join(each.words for each in self.doubts if each.on == last)

    @property
    def needed(self) -> str:
        return still_needed(self.line.latest, self.campaign.last_on, self.campaign.target)

    @property
    def outlook(self) -> str:
        return outlook(self.line.points, self.campaign.last_on, self.campaign.target)

    @property
    def is_at_target(self) -> bool:
        return self.line.latest is not None and self.line.latest.is_at(self.campaign.target)

    def rows(self, weeks: Sequence[CampaignWeek], totals: Sequence[Total]) -> list[Row]:
        """Its weeks, the latest first, with what was said of each."""
        told = {total.on: total.figure for total in totals}
        odd: dict[dt.date, list[str]] = {}
        for doubt in self.doubts:
            odd.setdefault(doubt.on, []).append(doubt.words)
        return [
            Row(
                week,
                self.line.figures.get(week.on),
                told.get(week.on),
                " ".join(odd.get(week.on, ())),
            )
            for week in reversed(weeks)
        ]

    def chart(self, region: Sequence[Total] = (), *, name: str = "") -> Chart:
        """Its line; with the region's beside it where there is one."""
        series = [Series(_shares(self.line.points), _label(name, self.line.points))]
        if points := points_of(region):
            series.append(Series(_shares(points), _label("Region", points), "region"))
        return share_chart(
            series,
            first=self.campaign.first_on,
            last=self.campaign.last_on,
            target=self.campaign.target,
        )


@dataclass(frozen=True)
class Standing:
    """A campaign as somebody sees it."""

    campaign: Campaign
    weeks: Sequence[CampaignWeek]
    parts: Sequence[Part]
    """Those that the reader sees: one's own, or to the programme all."""
    totals: Sequence[Total]
    """Of every week that the reader may be told of."""
    taking_part: int
    latest: Total | None = None
    """Of the week that was asked last, told or not: how many gave a figure is no secret."""
    is_whole: bool = False
    missing: Sequence[Authority] = field(default_factory=list)

    @cached_property
    def present(self) -> list[Part]:
        """Those that take part still."""
        return [part for part in self.parts if part.left_on is None]

    @property
    def told(self) -> Total | None:
        return self.totals[-1] if self.totals else None

    @property
    def this_week(self) -> CampaignWeek | None:
        return self.weeks[-1] if self.weeks else None

    @property
    def finding(self) -> str:
        """How the region stands, in a sentence."""
        if self.told is None or self.told.figure.is_nobody:
            return self._nothing_told
        campaign, figure = self.campaign, self.told.figure
        # A week's figure is asked some days before its day, and then it is not whole yet.
        when = "so far, for" if self.told.on > timezone.localdate() else "on"
        return (
            f"{figure.done:,} of {figure.of:,} {campaign.of_what} {campaign.counted}: "
            f"{percent(figure.share)} in the region {when} {_day(self.told.on)}, "
            f"{campaign.target} % are aimed at by {_day(campaign.last_on)}."
        )

    @property
    def _nothing_told(self) -> str:
        if not self.weeks:
            days = days_of(self.campaign.first_on, self.campaign.last_on, self.campaign.weekday)
            return (
                f"The first figure is of {_day(days[0])}, and asked from "
                f"{_day(days[0] - OPENS_BEFORE)}."
            )
        if self.is_whole:
            return "No authority has given a figure yet."
        return (
            "The region’s total is told once five authorities have given a figure of the same "
            "day, so that nobody’s own can be worked out."
        )

    @property
    def how_whole(self) -> str:
        """How many figures stand behind the latest total, and what became of the others."""
        last = self.latest
        if last is None:
            return ""
        said = f"{last.gave} of {self.taking_part} authorities gave a figure of {_day(last.on)}."
        if last.carried:
            were = "is" if last.carried == 1 else "are"
            said += f" {last.carried} that did not {were} counted with their latest figure."
        if self.told is not None and self.told.on != last.on:
            said += f" The total is of {_day(self.told.on)}, when enough had."
        return said

    @property
    def outlook(self) -> str:
        return outlook(points_of(self.totals), self.campaign.last_on, self.campaign.target)

    @property
    def chart(self) -> Chart | None:
        """The region's line."""
        points = points_of(self.totals)
        if not points:
            return None
        campaign = self.campaign
        return share_chart(
            [Series(_shares(points), _label("Region", points), "region")],
            first=campaign.first_on,
            last=campaign.last_on,
            target=campaign.target,
        )

    @property
    def in_doubt(self) -> list[tuple[Part, str]]:
        return [(part, part.doubt_now) for part in self.present if part.doubt_now]


def standing_of(campaign: Campaign, reader: Reader) -> Standing:
    """A campaign as a reader may see it. Six queries."""
    viewer = viewer_of(reader)
    weeks = list(campaign.weeks.select_related("action"))
    everybody = _parts([campaign], TakingPart.objects.all(), Response.objects.all())[campaign.pk]
    shown = visible(reader, TakingPart.objects.all())
    parts = _parts([campaign], shown, visible(reader, Response.objects.all()))[campaign.pk]
    totals = [total_on(week.on, [part.line for part in everybody]) for week in weeks]
    told = [each for each in totals if viewer.is_programme or each.is_told(LEAST)]
    return Standing(
        campaign,
        weeks,
        parts,
        [each for each in told if each.figure.of],
        sum(part.left_on is None for part in everybody),
        totals[-1] if totals else None,
        viewer.is_programme,
        _missing(campaign, weeks, reader) if viewer.is_programme else [],
    )


def parts_of(authority: Authority, reader: Reader) -> Sequence[tuple[Part, Sequence[Total]]]:
    """The running campaigns in which an authority takes part, for its own page. Four queries.

    With the region's totals as far as they are told.
    """
    mine = Campaign.objects.filter(
        state=ActionState.OPEN, parts__authority=authority, parts__left_on__isnull=True
    )
    campaigns = list(visible(reader, mine).order_by("last_on", "pk"))
    if not campaigns or not (viewer_of(reader).is_programme or _is_theirs(authority, reader)):
        return []
    everybody = _parts(campaigns, TakingPart.objects.all(), Response.objects.all())
    weeks: dict[int, list[dt.date]] = {}
    for week in CampaignWeek.objects.filter(campaign__in=campaigns).order_by("on"):
        weeks.setdefault(week.campaign_id, []).append(week.on)
    found = []
    for campaign in campaigns:
        parts = everybody[campaign.pk]
        own = next((part for part in parts if part.authority.pk == authority.pk), None)
        totals = [
            total_on(day, [part.line for part in parts]) for day in weeks.get(campaign.pk, [])
        ]
        if own is not None:
            found.append((own, [each for each in totals if each.is_told(LEAST)]))
    return found


def doubt_about(ask: Ask) -> str:
    """What looks odd in the figure that was just given; nothing if it is of no campaign."""
    week = CampaignWeek.objects.select_related("campaign").filter(action=ask.action_id).first()
    if week is None:
        return ""
    own = TakingPart.objects.filter(authority=ask.authority_id)
    said = Response.objects.filter(ask__authority=ask.authority_id)
    parts = _parts([week.campaign], own, said)[week.campaign_id]
    return " ".join(each.words for part in parts for each in part.doubts if each.on == week.on)


def _is_theirs(authority: Authority, reader: Reader) -> bool:
    return authority.pk in of_whom(viewer_of(reader))


def points_of(totals: Iterable[Total]) -> list[tuple[dt.date, Figure]]:
    return [(each.on, each.figure) for each in totals if each.figure.of]


def _parts(
    campaigns: Sequence[Campaign],
    parts: QuerySet[TakingPart],
    responses: QuerySet[Response],
) -> Mapping[int, list[Part]]:
    """Of each campaign, its parts in the order of their authorities' names. Two queries."""
    figures: dict[tuple[int, int], dict[dt.date, Figure]] = {}
    rows = responses.filter(
        counts=True, whole__isnull=False, ask__action__week__campaign__in=campaigns
    ).values_list(
        "ask__action__week__campaign", "ask__authority", "ask__action__week__on", "number", "whole"
    )
    for campaign_id, authority, on, done, of in rows.order_by():
        if figure := Figure.from_row(done, of):
            figures.setdefault((campaign_id, authority), {})[on] = figure
    by_key = {campaign.pk: campaign for campaign in campaigns}
    found: dict[int, list[Part]] = {pk: [] for pk in by_key}
    taking_part = parts.filter(campaign__in=campaigns).select_related("authority")
    for row in taking_part.order_by("authority__name"):
        line = Line(figures.get((row.campaign_id, row.authority_id), {}), row.left_on)
        found[row.campaign_id].append(
            Part(by_key[row.campaign_id], row.authority, line, row.left_on, row.left_why)
        )
    return found


def _missing(campaign: Campaign, weeks: Sequence[CampaignWeek], reader: Reader) -> list[Authority]:
    """Who has not given the figure that was asked last."""
    if not weeks or campaign.state != ActionState.OPEN:
        return []
    asks = visible(reader, Ask.objects.asked().filter(action=weeks[-1].action_id, state__in=OWED))
    return [ask.authority for ask in asks.select_related("authority").order_by("authority__name")]


def _shares(points: Iterable[tuple[dt.date, Figure]]) -> list[tuple[dt.date, float]]:
    return [(day, float(figure.share * 100)) for day, figure in points]


def _label(name: str, points: Sequence[tuple[dt.date, Figure]]) -> str:
    if not points:
        return name
    whole = points[-1][1].share * 100 // 1
    return f"{name} {whole} %".strip()


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
