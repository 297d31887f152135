"""One answer to a call of the sample region, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from alliance.evidence.models import SubmissionWay

SITE, WORD, EMAIL, TELEPHONE = SubmissionWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One answer, in the order in which they came: its place is its number."""

    title: str
    name: str
    section: str
    authority: str = ""
    organisation: str = ""
    role: str = ""
    idea: str
    problem: str = ""
    changed: str = ""
    cost: str = ""
    to_copy: str = ""
    contact: str = ""
    stays: str = "yes"
    until: str = ""
    months: int = 0
    """For how long it had been done; 0 where nobody said."""
    consent: str = "named"
    supplier: str = ""
    says_supplier: bool = True
    way: SubmissionWay = SubmissionWay.SITE
    is_late: bool = False
    withdrawn: str = ""
    is_let_in: bool = False
