"""Which posts are empty where somebody has to decide, what follows, and where to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .access import Door, door, visible
from .deeds import Approvers, approvers
from .models import Authority, Role, User
from .viewer import PROGRAMME_ROLES, works_for_programme


class Lack(Enum):
    """What an authority lacks: in a word, what follows from it, and who mends it how."""

    DIRECTOR = (
        "No director",
        "The programme decides who of the authority enters a restricted area. Nobody signs for it as "
        "director, names its people in networks or has a PA or deputy here.",
        "Enter the director and their first day, in a list of people or in the editors’ area.",
    )
    ACCOUNT = (
        "Nobody who decides can sign in",
        "What the authority’s people ask waits: its director has no account, and no deputy has one.",
        "Invite the director, or the deputy.",
    )
    DEPUTY = (
        "No deputy",
        "While the director is away nobody decides who enters a restricted area.",
        "The director names a deputy under “Who acts for you”; the programme can do it in the editors’ "
        "area.",
    )

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def follows(self) -> str:
        return self.value[1]

    @property
    def mend(self) -> str:
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Vacancies:
    """What lacks what."""

    members: int
    """How many authorities were looked at."""
    by_lack: Sequence[tuple[Lack, Sequence[Authority]]]
    former_editors: Sequence[User]
    """Marked as editors, while their posts at the programme are over: the mark counts for nothing."""

    @property
    def count(self) -> int:
        return sum(len(rows) for _, rows in self.by_lack) + len(self.former_editors)


def lacks_of(who: Approvers, with_account: frozenset[int]) -> Iterator[Lack]:
    """What is missing where these decide; the worst first, and what follows from it not again."""
    if who.is_vacant:
        yield Lack.DIRECTOR
        return
    if with_account.isdisjoint([*who.directors, *who.deputies]):
        yield Lack.ACCOUNT
    if who.lacks_deputy:
        yield Lack.DEPUTY


def vacancies(authorities: Sequence[Authority], known: Mapping[int, Approvers]) -> Vacancies:
    """Of these authorities; the same number of queries however many there are."""
    people = {pk for who in known.values() for pk in (*who.directors, *who.deputies)}
    accounts = User.objects.filter(person__in=people, is_active=True)
    with_account = frozenset(accounts.values_list("person", flat=True))
    found: dict[Lack, list[Authority]] = {lack: [] for lack in Lack}
    for authority in authorities:
        for lack in lacks_of(known[authority.pk], with_account):
            found[lack].append(authority)
    return Vacancies(
        len(authorities),
        [(lack, rows) for lack, rows in found.items() if rows],
        _former_editors(),
    )


def _former_editors() -> list[User]:
    posts = Role.objects.filter(kind__in=PROGRAMME_ROLES).values("person")
    marked = User.objects.filter(is_active=True, is_staff=True, person__in=posts)
    return [user for user in marked if not works_for_programme(user)]


@door(Door.PROGRAMME)
@require_safe
@never_cache
def posts_to_fill(request: HttpRequest) -> HttpResponse:
    """For the programme: where a director or a deputy is missing."""
    known = approvers()
    rows = list(visible(request.user, Authority.objects.filter(pk__in=known)))
    return render(request, "directory/vacancies.html", {"found": vacancies(rows, known)})
