"""Who sits in the sample region's networks: invented people, most authorities in most networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .authorities import AUTHORITIES
from .people import PEOPLE

_FIRST = (
    "Abena Ailsa Alarick Amabel Anselm Basil Birgitta Brannoc Caspian Clemency Corin Dagny Dorcas "
    "Eamon Elspeth Evander Farida Fergal Ginevra Gwendal Hari Hester Ianthe Ignace Jessamy Jorah "
    "Kezia Kwame Lachlan Leontyne Manoj Merryn Nadia Nerida Orla Oswin Petra Quill Rafe Rosamund "
    "Saffron Soren Tamara Tristram Ursula Veda Winifred"
).split()
_LAST = (
    "Abbercott Aldwinter Amberley-Coe Askerswell Barrowby Beckinsop Birdsall Blaxhall Brockweir "
    "Caddonby Chalkwell Charnock Cobbleigh Crannoch Dallowgill Denshaw Dunnabeck Eastrop Elmsett "
    "Fallowdene Farnacre Fenwithen Galmington Garrowby Glaisdale Haddiscoe Harnhill Hexgreave "
    "Ickleford Instow Jolby Kelsterne Kilnhurst Lammerside Larkhill Lodsworthy Marchwood Melbury "
    "Nantwell Netherclay Oakhanger Osmotherley Penshurst Quainton Ravenscar Rushmere Saltmarsh "
    "Selworthy Tarrington Thornage Underskiddaw Wetherden Yarnscombe"
).split()

POSTS = {
    "safeguarding": ("Assistant Director, Safeguarding", ("ad-safeguarding", "quality-assurance")),
    "education": ("Assistant Director, Education", ("ad-education", "children-missing-education")),
    "social-work": ("Principal Social Worker", ("principal-social-workers",)),
    "send": ("Head of SEND", ("send",)),
    "permanence": ("Head of Permanence", ("adoption", "kinship", "fostering")),
    "early-help": ("Head of Early Help", ("early-help",)),
    "data": ("Performance and Data Manager", ("data-benchmarking", "education-data")),
    "commissioning": ("Head of Commissioning", ("commissioners",)),
    "councillor": ("Lead Member for Children’s Services", ("lead-members",)),
}
"""A post of an authority, and the networks in which whoever holds it sits."""

GAPS = {
    "ad-safeguarding": ("Isle of Wight",),
    "ad-education": ("Slough", "Wokingham"),
    "principal-social-workers": ("Medway",),
    "send": (),
    "kinship": ("Hampshire", "Southampton", "West Berkshire"),
    "fostering": ("Hampshire", "Windsor and Maidenhead"),
    "early-help": ("Bracknell Forest", "Reading"),
    "quality-assurance": ("Isle of Wight", "Surrey"),
    "children-missing-education": ("Slough", "Wokingham", "Buckinghamshire"),
    "data-benchmarking": ("Brighton and Hove",),
    "education-data": ("Brighton and Hove", "Kent", "Milton Keynes"),
    "commissioners": ("Portsmouth", "Reading"),
    "lead-members": ("Isle of Wight", "Wokingham"),
}
"""Who has nobody in a network in which every authority should be."""
BOARD = ("Brighton and Hove", "East Sussex", "Hampshire", "Kent", "Medway", "Oxfordshire", "Surrey")
"""The adoption board is of regional agencies: some authorities sit on it for the others."""

KNOWN = {
    "data": {p.authority: p.name for p in PEOPLE if p.key.startswith("data-")},
    "commissioning": {p.authority: p.name for p in PEOPLE if p.key.startswith("commissioner-")},
    "councillor": {p.authority: p.name for p in PEOPLE if p.key.startswith("lead-")},
}
"""People of the sample who hold such a post already, some with an account to look round with."""


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who holds a post of an authority, and how many may see their name."""

    name: str
    authority: str
    title: str
    networks: tuple[str, ...]
    is_new: bool
    place: int

    @property
    def is_private(self) -> bool:
        """Every sixth has not said yet whether they may be shown."""
        return self.is_new and self.place % 6 == 5


def representatives() -> Iterator[Representative]:
    """One for each post of each authority, with the networks they really sit in."""
    place = 0
    for post, (title, networks) in POSTS.items():
        for authority in AUTHORITIES:
            known = KNOWN.get(post, {}).get(authority.name)
            name = known or f"{_FIRST[place % len(_FIRST)]} {_LAST[(7 * place + 3) % len(_LAST)]}"
            if post == "councillor" and not known:
                name = f"Councillor {name}"
            yield Representative(
                name,
                authority.name,
                title,
                tuple(slug for slug in networks if _sits(slug, authority.name)),
                known is None,
                place,
            )
            place += 1


def _sits(slug: str, authority: str) -> bool:
    return authority in BOARD if slug == "adoption" else authority not in GAPS[slug]
