"""The providers of a synthetic authority: its own services, agencies, homes, some of one owner."""

from __future__ import annotations

import math
from typing import Final

from . import rates
from .chance import Draw, Pick
from .country import Country
from .model import Provider

FIRST_URN: Final = 900_000
"""URNs are made up: SC and six digits from here on; Ofsted’s own stop far below."""

_PER_CHILD: Final = {
    "kin": 0.0, "carer": 0.045, "home": 0.07, "supported": 0.07, "special": 0.015,
    "adopters": 0.008, "family centre": 0.006, "secure": 0.002,
}  # fmt: skip
"""Providers besides the authority's own for each child in care."""


def providers(stock: float, country: Country, draw: Draw) -> list[Provider]:
    """As many as an authority with about `stock` children in care deals with, with the quality of each.

    The authority's own foster services are as good as usual: most children are with them.
    """
    quality = Pick(dict(zip(rates.QUALITY, rates.QUALITY_SHARES, strict=True)))
    made: list[Provider] = []
    for kind, per_child in _PER_CHILD.items():
        count = math.ceil(stock * per_child)
        for code, share in rates.PROVIDERS[kind].items():
            own_service = code == "PR1" and kind in ("kin", "carer", "adopters")
            for _ in range(1 if own_service else max(2, round(count * share))):
                fixed = kind not in ("kin", "carer", "adopters", "supported")
                spot = country.provider(kind, code == "PR1", draw) if fixed else None
                group = "Own" if code == "PR1" else f"Group {1 + int(draw() * 40):02d}"
                urn = f"SC{FIRST_URN + len(made)}"
                worth = 1.0 if own_service else quality(draw)
                made.append(Provider(urn, code, kind, worth, group, spot))
    return made
