"""Say where every stretch of a child's life in care was spent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .chance import Draw
from .country import NEAR_HOME, Country, miles, stay
from .hazards import FOSTER
from .model import Person, Provider, Stay, Stretch

_TRIES: Final = 10
_WITH_THE_SAME_PARENT: Final = 0.8
"""Share of those placed near home with parents who are with the parent they came from."""


class Settling:
    """Homes and foster carers of one authority, to be chosen from."""

    def __init__(self, providers: Sequence[Provider], country: Country, draw: Draw) -> None:
        self._providers = providers
        self._country = country
        self._draw = draw
        self._alike: dict[tuple[str, str, float], list[int]] = {}
        self._of_kind: dict[str, list[int]] = {}
        for at, provider in enumerate(providers):
            if provider.spot:
                key = provider.kind, provider.code, provider.quality
                self._alike.setdefault(key, []).append(at)
                self._of_kind.setdefault(provider.kind, []).append(at)

    def settle(self, people: Sequence[Person]) -> None:
        """Give every stretch its `Stay`; one that follows without a move stays where the last one was.

        Of homes of the same kind, owner's sort and quality the child gets one that lies as was wanted, so far as there
        is one: a stretch may come to name another provider than was drawn, never one of another quality.
        """
        for person in people:
            for period in person.periods:
                stays: list[Stay] = []
                for at, stretch in enumerate(period):
                    before = period[at - 1] if at else None
                    if before and stretch.rne in ("L", "T", "U"):
                        stays.append(stays[-1])
                        if stretch.kind == before.kind:
                            period[at] = stretch._replace(provider=before.provider)
                    else:
                        was = stays[-1].postcode if stays else ""
                        not_there = before.provider if before else -1
                        period[at], where = self._place(person, stretch, was, not_there)
                        stays.append(where)
                person.stays.append(stays)

    def _place(
        self, person: Person, stretch: Stretch, was: str, not_there: int
    ) -> tuple[Stretch, Stay]:
        inside, near = self._country.near_or_far(stretch.kind, self._draw)
        provider = self._providers[stretch.provider] if stretch.provider >= 0 else None
        if provider and provider.code == "PR1" and stretch.kind not in FOSTER:
            inside = True  # the authority's own homes and flats lie on its own side of the boundary
        if provider and provider.spot:
            chosen = self._home(person, provider, not_there, inside, near)
            spot = self._providers[chosen].spot or provider.spot
            return stretch._replace(provider=chosen), stay(person.home, spot)
        own = person.home.postcode
        can_be_there = stretch.kind == "parents" and inside and near and was != own
        if can_be_there and self._draw() < _WITH_THE_SAME_PARENT:
            return stretch, stay(person.home, person.home)
        return stretch, self._elsewhere(person, inside, near, {own, was})

    def _home(
        self, person: Person, drawn: Provider, not_there: int, inside: bool, near: bool
    ) -> int:
        """A children's home or the like, not the one the child comes from: the first of some that lies as wanted."""
        alike = self._alike[drawn.kind, drawn.code, drawn.quality]
        others = (
            [at for at in alike if at != not_there]
            or [at for at in self._of_kind[drawn.kind] if at != not_there]
            or alike
        )
        at = others[0]
        for _ in range(_TRIES):
            at = others[int(self._draw() * len(others))]
            spot = self._providers[at].spot
            if spot and (spot.inside, miles(person.home, spot) <= NEAR_HOME) == (inside, near):
                break
        return at

    def _elsewhere(self, person: Person, inside: bool, near: bool, not_at: set[str]) -> Stay:
        """A foster carer's or other spot: not the child's home, nor where the child was before."""
        for _ in range(_TRIES):
            spot = self._country.placement(person.home, inside, near, self._draw)
            if spot.postcode not in not_at:
                break
        return stay(person.home, spot)
