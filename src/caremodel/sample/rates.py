"""The rates that the synthetic children live by: the known truth of every sample.

Hazards are per month of 30.4 days, piecewise constant over bands of age, time in care and time in the placement;
a factor for complexity and one for the provider's quality multiply them. They were fitted by hand until the stock,
the starts, the leavers and the durations of a large sample came out as in the DfE's tables for the year to March 2024
(`national`); `benches/care_sample.py` prints both side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MONTH: Final = 365.25 / 12

AGE_BOUNDS: Final = (1, 5, 10, 13, 16, 17)
"""Age bands of the hazards: under 1, 1-4, 5-9, 10-12, 13-15, 16, 17."""
CARE_BOUNDS: Final = (14, 56, 182, 365, 730, 1096, 1826)
"""Days in care: under 2 weeks, 8 weeks, 6 months, 1, 2, 3, 5 years, more; as the DfE bands durations."""
STAY_BOUNDS: Final = (7, 30, 91, 182, 365, 730, 1826)
"""Days in the placement, likewise."""

KINDS: Final = (
    "kin", "carer", "home", "supported", "parents", "adopters", "special",
    "hospital", "family centre", "custody", "secure", "elsewhere",
)  # fmt: skip
"""Kinds of placement that the process knows: kin U1-U3, carer U4-U6, home K2, supported H5 P2 K3, parents P1,
adopters A3-A6, special R1 and S1, hospital R2, family centre R3, custody R5, secure K1, elsewhere Z1."""

ENTRY_AGES: Final[Mapping[str, float]] = {
    "<1": 5_190, "1-4": 4_550, "5-9": 4_150, "10-15": 6_250, "16-17": 3_400,
}  # fmt: skip
"""Children who start for the first time in a year and are not unaccompanied: the DfE's starts in the year to March 2024
less those unaccompanied and those who come back (the split of both by age is ours)."""
ASYLUM_AGES: Final[Mapping[str, float]] = {"10-15": 1_560, "16-17": 5_710}
"""Unaccompanied children starting in the year to March 2024; the split by age is ours."""
FIRST_AGES: Final[Mapping[str, float]] = {
    "<1": 4_998, "1-4": 3_110, "5-9": 2_116, "10-15": 4_624, "16-17": 3_261,
}  # fmt: skip
"""Families by the age of the first child drawn, so that with brothers and sisters ENTRY_AGES come out."""
SIBLINGS: Final[Mapping[str, float]] = {
    "<1": 0.10, "1-4": 0.34, "5-9": 0.40, "10-15": 0.26, "16-17": 0.04, "asylum": 0.0,
}  # fmt: skip
"""Chance that one more child of the family starts on the same day, after each that does, by the last one's age."""

COMPLEXITY: Final[Mapping[str, tuple[float, float, float]]] = {
    "<1": (0.80, 0.17, 0.03),
    "1-4": (0.74, 0.21, 0.05),
    "5-9": (0.62, 0.28, 0.10),
    "10-15": (0.48, 0.32, 0.20),
    "16-17": (0.50, 0.32, 0.18),
    "asylum": (0.80, 0.16, 0.04),
}
"""Shares of low, middling and high complexity by age at first entry. Latent: no return says it."""

ENTRY_KINDS: Final[Mapping[str, Mapping[str, float]]] = {
    "<1": {"carer": 0.42, "kin": 0.19, "hospital": 0.20, "family centre": 0.09, "parents": 0.10},
    "1-4": {"carer": 0.47, "kin": 0.34, "parents": 0.14, "family centre": 0.02, "hospital": 0.005, "elsewhere": 0.025},
    "5-9": {"carer": 0.50, "kin": 0.33, "parents": 0.13, "elsewhere": 0.025, "home": 0.01, "special": 0.005},
    "10-15": {
        "carer": 0.45, "kin": 0.19, "home": 0.125, "elsewhere": 0.11, "parents": 0.05,
        "special": 0.02, "custody": 0.025, "hospital": 0.01, "secure": 0.006,
    },
    "16-17": {
        "supported": 0.66, "carer": 0.08, "kin": 0.06, "elsewhere": 0.08, "home": 0.05,
        "custody": 0.06, "special": 0.01, "hospital": 0.007, "secure": 0.003,
    },
    "asylum 10-15": {"carer": 0.66, "elsewhere": 0.26, "home": 0.04, "kin": 0.04},
    "asylum 16-17": {"supported": 0.72, "carer": 0.12, "elsewhere": 0.14, "home": 0.01, "kin": 0.01},
}  # fmt: skip
"""Where children start, by age. Sums over ages follow the DfE's table of starts by placement."""

ENTRY_LEGAL: Final[Mapping[str, Mapping[str, float]]] = {
    "<1": {"C1": 0.50, "V2": 0.40, "L1": 0.05, "L2": 0.05},
    "1-4": {"C1": 0.42, "V2": 0.40, "L1": 0.15, "L2": 0.03},
    "5-9": {"C1": 0.42, "V2": 0.41, "L1": 0.15, "L2": 0.02},
    "10-15": {"C1": 0.29, "V2": 0.55, "L1": 0.15, "L2": 0.01},
    "16-17": {"C1": 0.05, "V2": 0.85, "L1": 0.10},
}
"""Legal status at the start: interim care order, agreement under section 20, police or emergency protection. Remand
(J1) goes with custody and secure homes, C1 with a start at home (section 20 cannot be)."""

UNPLANNED: Final[Mapping[str, tuple[float, ...]]] = {
    "kin": (0.16, 0.07, 0.028, 0.016, 0.011, 0.008, 0.006, 0.004),
    "carer": (0.40, 0.11, 0.034, 0.021, 0.015, 0.010, 0.008, 0.004),
    "home": (0.026, 0.022, 0.015, 0.013, 0.011, 0.008, 0.005, 0.003),
    "supported": (0.06, 0.06, 0.045, 0.036, 0.030, 0.026, 0.025, 0.025),
    "parents": (0.08, 0.06, 0.040, 0.030, 0.018, 0.014, 0.010, 0.008),
    "adopters": (0.004, 0.004, 0.004, 0.004, 0.004, 0.004, 0.004, 0.004),
    "special": (0.08, 0.05, 0.030, 0.020, 0.015, 0.012, 0.010, 0.008),
    "hospital": (0.05, 0.05, 0.050, 0.050, 0.050, 0.050, 0.050, 0.050),
    "family centre": (0.10, 0.10, 0.080, 0.060, 0.050, 0.050, 0.050, 0.050),
    "custody": (0.05, 0.05, 0.030, 0.020, 0.020, 0.020, 0.020, 0.020),
    "secure": (0.05, 0.05, 0.050, 0.050, 0.050, 0.050, 0.050, 0.050),
    "elsewhere": (0.30, 0.18, 0.110, 0.080, 0.060, 0.050, 0.050, 0.050),
}
"""Unplanned moves to another carer by kind and time in the placement."""

PLANNED: Final[Mapping[str, tuple[float, ...]]] = {
    "kin": (0.08, 0.05, 0.016, 0.012, 0.009, 0.006, 0.003, 0.002),
    "carer": (0.32, 0.14, 0.048, 0.031, 0.024, 0.013, 0.005, 0.002),
    "home": (0.03, 0.014, 0.014, 0.018, 0.018, 0.015, 0.011, 0.006),
    "supported": (0.03, 0.035, 0.036, 0.034, 0.030, 0.028, 0.025, 0.025),
    "parents": (0.02, 0.02, 0.016, 0.012, 0.008, 0.005, 0.003, 0.002),
    "adopters": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "special": (0.03, 0.03, 0.020, 0.016, 0.014, 0.012, 0.010, 0.008),
    "hospital": (1.6, 1.4, 0.60, 0.20, 0.15, 0.10, 0.10, 0.10),
    "family centre": (0.06, 0.10, 0.26, 0.40, 0.40, 0.40, 0.40, 0.40),
    "custody": (0.04, 0.06, 0.06, 0.06, 0.06, 0.06, 0.06, 0.06),
    "secure": (0.02, 0.04, 0.14, 0.20, 0.20, 0.20, 0.20, 0.20),
    "elsewhere": (0.26, 0.22, 0.15, 0.11, 0.08, 0.05, 0.05, 0.05),
}
"""Moves that the care plan meant, likewise."""

UNPLANNED_BY_AGE: Final = (0.50, 0.60, 0.75, 1.05, 1.50, 1.35, 1.10)
UNPLANNED_BY_COMPLEXITY: Final = (0.77, 1.15, 1.70)

MATCHED: Final = (0.0, 0.0, 0.006, 0.012, 0.020, 0.030, 0.024, 0.012)
"""A foster placement becomes long term with the same carer (U6 → U4, U3 → U1), by time in the placement."""

DESTINATIONS: Final[Mapping[int, Mapping[str, float]]] = {
    0: {"carer": 0.66, "kin": 0.22, "parents": 0.08, "family centre": 0.04},
    1: {"carer": 0.70, "kin": 0.20, "parents": 0.09, "family centre": 0.01},
    2: {"carer": 0.77, "kin": 0.11, "parents": 0.07, "home": 0.04, "special": 0.01},
    3: {"carer": 0.68, "kin": 0.08, "parents": 0.05, "home": 0.14, "special": 0.02, "elsewhere": 0.02},
    4: {
        "carer": 0.54, "kin": 0.07, "parents": 0.05, "home": 0.22, "special": 0.02,
        "elsewhere": 0.05, "secure": 0.007, "custody": 0.004, "hospital": 0.004,
    },
    5: {
        "supported": 0.50, "carer": 0.20, "home": 0.17, "kin": 0.03, "parents": 0.03,
        "elsewhere": 0.05, "special": 0.01, "custody": 0.01, "hospital": 0.004, "secure": 0.004,
    },
    6: {
        "supported": 0.68, "carer": 0.11, "home": 0.09, "kin": 0.02, "parents": 0.02,
        "elsewhere": 0.05, "special": 0.01, "custody": 0.012, "hospital": 0.004, "secure": 0.002,
    },
}  # fmt: skip
"""Where a child who moves goes, by age band."""

STICKINESS: Final[Mapping[str, Mapping[str, float]]] = {
    "kin": {"carer": 1.0, "kin": 1.0, "home": 0.6},
    "carer": {"carer": 1.3},
    "home": {"home": 4.0, "carer": 0.5, "special": 2.0, "secure": 3.0},
    "supported": {"supported": 2.0, "carer": 0.4},
    "special": {"special": 6.0, "home": 2.5, "carer": 0.5},
    "parents": {"kin": 1.6, "parents": 0.15},
    "hospital": {"hospital": 0.0, "parents": 1.4},
    "family centre": {"family centre": 0.0, "parents": 2.0},
    "custody": {"custody": 0.0, "home": 1.5},
    "secure": {"secure": 0.2, "home": 4.0, "carer": 0.3},
    "elsewhere": {"elsewhere": 0.5},
}
"""Factors on those weights by the kind that the child comes from; 1 where nothing is said."""

RESIDENTIAL_TOWARDS_18: Final = 0.30
"""The same on planned moves at 16 and 17: they lead to supported accommodation."""
TO_PARENTS: Final = 3.2
"""On the weight of living with the parents in a planned move: the way home under a care order."""
RESIDENTIAL_BY_COMPLEXITY: Final = (0.30, 1.20, 3.60)
"""On the weight of children's homes, special and secure homes wherever a placement is chosen."""

HOME_AGREED: Final = (0.22, 0.055, 0.052, 0.054, 0.036, 0.014, 0.008, 0.005)
"""Leaving to parents or relatives while accommodated under section 20, by time in care."""
HOME_INTERIM: Final = (0.03, 0.013, 0.008, 0.006, 0.006, 0.006, 0.006, 0.006)
"""The same before a final hearing, under an interim care order."""
HOME_CARE_ORDER: Final = (0.01, 0.01, 0.006, 0.0026, 0.0024, 0.0018, 0.0013, 0.0007)
"""The same under a full care order: discharged."""
GUARDIAN: Final = (0.0, 0.001, 0.004, 0.010, 0.010, 0.006, 0.003, 0.0012)
"""Special guardianship and child arrangements orders outside a final hearing; half as many again with relatives."""
LEAVING_BY_COMPLEXITY: Final = (1.10, 1.00, 0.70)
LEAVING_BY_AGE: Final = (1.0, 1.35, 1.10, 0.80, 0.62, 0.42, 0.32)
LEAVING_BY_KIND: Final[Mapping[str, float]] = {
    "parents": 9.5, "kin": 0.9, "carer": 0.48, "home": 0.40, "special": 0.4, "supported": 0.8, "elsewhere": 1.0,
}  # fmt: skip
"""Factors on going home; 1 for kinds not named."""
PLANNED_TOWARDS_18: Final[Mapping[str, tuple[float, float]]] = {
    "home": (2.5, 5.0), "carer": (1.2, 1.8), "special": (1.5, 3.0), "elsewhere": (1.3, 1.3),
}  # fmt: skip
"""Factors on planned moves at 16 and at 17: towards supported accommodation."""
TO_ADOPTION: Final = 0.012
"""From a care order to a placement order, under 5."""

PROCEEDINGS: Final = (0.15, 0.13, 0.095, 0.065, 0.055, 0.045, 0.03, 0.02)
"""From section 20 to an interim care order, by time in care, under 16 (a fifth of that at 16 and 17)."""
HEARING: Final = (0.0, 0.01, 0.06, 0.16, 0.16, 0.18, 0.20, 0.20)
"""A final hearing ends the interim care order, by time in care."""

HEARING_OUTCOMES: Final[Mapping[str, Mapping[str, float]]] = {
    "kin young": {"C2": 0.27, "guardian": 0.48, "home": 0.08, "E1": 0.17},
    "carer young": {"C2": 0.20, "E1": 0.66, "home": 0.07, "guardian": 0.07},
    "kin": {"C2": 0.60, "guardian": 0.33, "home": 0.07},
    "carer": {"C2": 0.85, "home": 0.05, "guardian": 0.05, "E1": 0.05},
    "parents": {"C2": 0.56, "home": 0.42, "guardian": 0.02},
    "other": {"C2": 0.90, "home": 0.10},
}
"""What the hearing says, by kind of placement; young: under 5. E1: a placement order."""

ADOPTION_MATCH: Final = 0.105
"""From a placement order to living with adopters."""
ORDER_REVOKED: Final = 0.008
"""A placement order revoked: a care order again."""
ADOPTION_ORDER: Final = (0.0, 0.0, 0.02, 0.13, 0.20, 0.20, 0.20, 0.20)
"""From living with adopters to adopted, by time in the placement."""

ASYLUM_TRANSFER: Final = (0.16, 0.11, 0.022, 0.005, 0.002, 0.0, 0.0, 0.0)
"""Unaccompanied children taken over by another authority (E3), by time in care."""
ASYLUM_AGED: Final = 0.0045
"""Found to be 18 or older (E15)."""
ASYLUM_OTHER: Final = 0.006
"""Gone, or for any other reason (E8)."""

RARE: Final[Mapping[str, float]] = {"E8": 0.0010, "E2": 0.00006, "E16": 0.00006, "E3": 0.0003}
"""Leaving for reasons that can happen to anybody."""

REMAND_ENDS: Final = (0.30, 0.28, 0.22, 0.20, 0.20, 0.20, 0.20, 0.20)
"""Remand ends: at home, sentenced, or going on under section 20."""

RETURNING: Final = 0.25
"""Share of those who went home, to relatives or to guardians who come back into care before they are 18."""
RETURN_AFTER: Final = 20.0
"""Months until then, on average (exponential)."""

TOGETHER: Final = 0.75
"""Chance that a brother or sister starts with the same kind of carer and legal status."""

AT_EIGHTEEN: Final[Mapping[str, Mapping[str, float]]] = {
    "foster": {"E17": 0.72, "E5": 0.14, "E6": 0.04, "E8": 0.07, "E7": 0.03},
    "supported": {"E17": 0.33, "E5": 0.44, "E6": 0.11, "E8": 0.12},
    "home": {"E5": 0.48, "E17": 0.12, "E7": 0.14, "E6": 0.08, "E8": 0.18},
    "other": {"E17": 0.30, "E5": 0.20, "E6": 0.10, "E8": 0.32, "E7": 0.08},
}
"""Reasons for ceasing on the 18th birthday: everybody does."""

PROVIDERS: Final[Mapping[str, Mapping[str, float]]] = {
    "kin": {"PR1": 0.97, "PR4": 0.02, "PR5": 0.01},
    "carer": {"PR1": 0.445, "PR4": 0.435, "PR5": 0.115, "PR2": 0.005},
    "home": {"PR1": 0.115, "PR4": 0.82, "PR5": 0.055, "PR2": 0.01},
    "supported": {"PR1": 0.04, "PR4": 0.87, "PR5": 0.09},
    "special": {"PR1": 0.08, "PR4": 0.82, "PR5": 0.08, "PR2": 0.02},
    "adopters": {"PR1": 0.55, "PR5": 0.25, "PR2": 0.20},
    "family centre": {"PR4": 0.80, "PR1": 0.12, "PR5": 0.08},
    "secure": {"PR2": 0.85, "PR5": 0.15},
}
"""Who provides, by kind (DfE, placements by provider, March 2024)."""

QUALITY: Final = (0.70, 1.00, 1.45)
"""Factors on unplanned moves for a good, a usual and a poor provider."""
QUALITY_SHARES: Final = (0.30, 0.45, 0.25)

PLACED: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "kin": (0.58, 0.22, 0.05, 0.15),
    "carer": (0.52, 0.27, 0.05, 0.16),
    "home": (0.22, 0.32, 0.03, 0.43),
    "supported": (0.53, 0.30, 0.05, 0.12),
    "parents": (0.80, 0.12, 0.01, 0.07),
    "adopters": (0.15, 0.28, 0.06, 0.51),
    "other": (0.42, 0.24, 0.05, 0.29),
}
"""Shares placed inside the authority within 20 miles of home, outside within, inside beyond, outside beyond
(DfE, distance and locality, March 2024, of those known)."""

UNREGISTERED: Final = 0.25
"""Share of H5 and P2 not registered in time in October 2023, hence Z1, as England's tables show (drifting only)."""
REGISTERED: Final = 0.085
"""A month, of those: K3 after all."""
