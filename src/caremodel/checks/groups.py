"""Groups of codes that several rules speak of."""

from __future__ import annotations

from typing import Final

from ..placements import RESPITE

SHORT_BREAKS: Final = RESPITE
TEMPORARY: Final = frozenset({"T0", "T1", "T2", "T3", "T4"})
FOSTER: Final = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})
FOR_ADOPTION: Final = frozenset({"A3", "A4", "A5", "A6"})
ADOPTED: Final = frozenset({"E11", "E12"})
GUARDIANSHIP: Final = frozenset({"E43", "E44", "E45", "E46", "E47", "E48"})
YOUTH_JUSTICE: Final = frozenset({"J1", "J2", "J3"})
LISTED_ELSEWHERE: Final = frozenset({"Z1", "Z11", "Z12", "Z13", "Z14"})
"""Placements that the DfE is told of in a schedule of their own."""

WITHOUT_URN: Final = frozenset({"P1", "P3", "R1", "R2", "R5"}) | TEMPORARY | LISTED_ELSEWHERE
"""Placements that Ofsted registers nobody for (and until 2023-24 H5 and P2)."""

NO_URN: Final = "XXXXXXX"
"""Stands for a URN where the provider has none: a regional adoption agency, or a place not yet registered."""
