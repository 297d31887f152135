"""What readers see of showcases and cases: lists narrowed, one with all that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.http import urlencode

from alliance.directory.access import visible

from ..models import (
    AlsoDoing,
    Case,
    CaseFigure,
    FollowUp,
    Showcase,
    Theme,
)

WITHOUT_A_THEME = "Other practice"
RELATED = 3
MOST_WORDS = 8
SEARCHED = (
    "title",
    "summary",
    "problem",
    "done",
    "changed",
    "cost",
    "to_copy",
    "supplier",
    "whose",
)
STUCK = {
    FollowUp.Found.STUCK: "It stuck",
    FollowUp.Found.CHANGED: "It goes on, changed",
    FollowUp.Found.ENDED: "It ended",
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to; empty where it is not. Words that mean nothing find nothing."""

    q: str = ""
    theme: str = ""
    section: str = ""
    authority: str = ""
    topic: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Narrowed:
        # PostgreSQL is asked for no text with a NUL in it
        said = {each.name: asked.get(each.name, "").replace("\0", "\ufffd") for each in fields(cls)}
        return cls(**{name: text.strip()[:200] for name, text in said.items()})

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    @property
    def query(self) -> str:
        given = {name: value for name, value in asdict(self).items() if value}
        return f"?{urlencode(given)}" if given else ""

    def filters(self, but: str = "") -> Q:
        """As a filter of cases, one part left out where it is to be counted."""
        asked = Q()
        for word in self.q.split()[:MOST_WORDS]:
            anywhere = Q()
            for name in SEARCHED:
                anywhere |= Q(**{f"{name}__icontains": word})
            asked &= anywhere
        for name, path in PATHS.items():
            value = getattr(self, name)
            if value and name != but:
                asked &= Q(**{path: value})
        return asked


PATHS = {
    "theme": "theme__name",
    "section": "sections__slug",
    "authority": "authorities__slug",
    "topic": "showcase__topics__slug",
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list, as a field of its form."""

    name: str
    label: str
    everything: str
    choices: Sequence[Choice]


def shown_cases() -> QuerySet[Case]:
    """Those that are public today, whoever reads: the programme reads here what everybody does."""
    return visible(AnonymousUser(), Case.objects.all())


def cases_for(narrowed: Narrowed) -> QuerySet[Case]:
    """Narrowed, the last shown first, with what a list prints."""
    rows = shown_cases().filter(narrowed.filters()).distinct()
    return for_lists(rows.order_by("-shown_at", "position", "pk"))


def for_lists(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With what a list prints of each, in a fixed number of queries; without the long texts."""
    return (
        rows.select_related("showcase", "theme")
        .defer("problem", "done", "changed", "cost", "to_copy", "contact")
        .prefetch_related("authorities", "sections")
    )


def facets(narrowed: Narrowed) -> list[Facet]:
    """Theme, section, authority and topic, each counted under what else is chosen; a query each."""

    def facet(name: str, label: str, everything: str, naming: str) -> Facet:
        path = PATHS[name]
        rows = shown_cases().filter(narrowed.filters(but=name), **{f"{path}__isnull": False})
        counted = rows.order_by(naming).values_list(path, naming).annotate(n=Count("pk", distinct=True))  # fmt: skip
        chosen = getattr(narrowed, name)
        choices = [Choice(value, said, n, value == chosen) for value, said, n in counted]
        if chosen and not any(each.is_chosen for each in choices):
            choices.append(Choice(chosen, chosen, 0, is_chosen=True))
        return Facet(name, label, everything, choices)

    return [
        facet("theme", "Theme", "Any theme", "theme__name"),
        facet("section", "For", "Any section", "sections__name"),
        facet("authority", "Authority", "Any authority", "authorities__name"),
        facet("topic", "Topic", "Any topic", "showcase__topics__name"),
    ]


def with_all(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With all that the page of a case says, as everybody may read it. A fixed number of queries."""
    anybody = AnonymousUser()
    return rows.select_related("showcase", "theme").prefetch_related(
        "authorities",
        "sections",
        Prefetch("figures", CaseFigure.objects.order_by("position", "pk")),
        Prefetch(
            "also_doing",
            visible(anybody, AlsoDoing.objects.select_related("authority")),
            to_attr="shown_others",
        ),
        Prefetch(
            "follow_ups",
            visible(anybody, FollowUp.objects.exclude(found__in=["", "none"]).order_by("said_at")),
            to_attr="shown_follow_ups",
        ),
    )


def cases_of(showcase: Showcase) -> list[Case]:
    """The public cases of a collection with all that belongs to them, theme by theme, in order."""
    rows = with_all(visible(AnonymousUser(), Case.objects.filter(showcase=showcase)))
    return by_theme(rows.order_by("position", "pk"))


def by_theme(rows: QuerySet[Case]) -> list[Case]:
    """In the order of their themes, those without one last."""

    def place(case: Case) -> tuple[bool, int, str, int]:
        theme: Theme | None = case.theme
        return theme is None, theme.position if theme else 0, theme.name if theme else "", case.position  # fmt: skip

    return sorted(rows, key=place)


def related(case: Case) -> list[Case]:
    """Others near it: of its theme before those of its collection before those for its sections."""
    sections = [row.pk for row in case.sections.all()]
    near = Q(showcase=case.showcase_id) | Q(sections__in=sections)
    rows = for_lists(shown_cases().filter(near).exclude(pk=case.pk).distinct())
    own = set(sections)

    def nearness(other: Case) -> tuple[int, int]:
        is_of_theme = bool(case.theme_id) and other.theme_id == case.theme_id
        shared = len(own & {row.pk for row in other.sections.all()})
        return -(4 * is_of_theme + shared), other.position

    return sorted(rows, key=nearness)[:RELATED]


def newest_showcase() -> Showcase | None:
    """The one that was launched last, with how many cases it shows (`case_count`)."""
    return launched().first()


def launched() -> QuerySet[Showcase]:
    """Those that everybody may read, the newest first, each with `case_count`."""
    rows = visible(AnonymousUser(), Showcase.objects.all())
    agreed = Q(cases__state=Case.State.AGREED)
    return rows.annotate(case_count=Count("cases", agreed)).order_by("-launched_at", "-pk")


def others_words(also: AlsoDoing) -> str:
    who = also.authority.name if also.authority else also.organisation
    if also.authority and also.organisation:
        who = f"{also.organisation}, {who}"
    return f"{who}: {also.words}" if also.words else who


def others_of(case: Case) -> list[AlsoDoing]:
    """Who else does it, as everybody may read; of a case that comes from `with_all`."""
    others: list[AlsoDoing] = getattr(case, "shown_others")  # noqa: B009 - fetched along
    return others


def lasted(case: Case) -> FollowUp | None:
    """What was said last of whether it lasted, as everybody may read; of one from `with_all`."""
    answers: list[FollowUp] = getattr(case, "shown_follow_ups")  # noqa: B009 - fetched along
    return answers[-1] if answers else None


def authorities_doing(case: Case) -> int:
    """How many authorities do it: those it is of, and those that said so and are shown."""
    own = {row.pk for row in case.authorities.all()}
    return len(own | {also.authority_id for also in others_of(case) if also.authority_id})


def stuck_words(follow_up: FollowUp) -> str:
    """“It stuck, said in March 2021.”"""
    word = STUCK[FollowUp.Found(follow_up.found)]
    if follow_up.said_at is None:
        return f"{word}."
    return f"{word}, as they said in {timezone.localtime(follow_up.said_at):%B %Y}."
