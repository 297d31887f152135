"""Words of the trade that speak of one thing: who writes “judge” and who writes “hearing” mean the court.

Few answers share many words; what they are about they share. A family counts as one word more. It says
nothing of which themes a call will have: that is found in the answers.
"""

from __future__ import annotations

from .terms import root

FAMILIES = {
    "adoption": "adopt adopter adoption adoptive",
    "attendance": "absence absent absentee attendance exclusion excluded reluctant refuser truancy",
    "birth family": "brother contact father grandparent mother reunification sibling sister",
    "court": "advocate barrister bundle court guardian hearing judge lawyer legal proceedings solicitor tribunal",
    "devices": "broadband chromebook device dongle internet ipad laptop sim smartphone tablet wifi",
    "disability and SEND": "autism autistic disabled disability ehc ehcp neurodiverse senco send sensory therapist",
    "domestic abuse": "abuse domestic perpetrator refuge survivor victim violence violent",
    "early years": "baby babies childminder midwife nursery preschool toddler",
    "exploitation": "county exploitation exploited gang grooming lines missing trafficking",
    "food": "breakfast cook cookery cooking dinner food hungry kitchen lunch meal menu parcel recipe",
    "fostering": "carer foster fostering kinship placement respite sleepover",
    "health": "clinic doctor gp hospital nurse pharmacy surgery vaccination",
    "housing": "eviction flat homeless homelessness housing landlord rent tenancy tenant",
    "languages": "interpreter language refugee translation translator unaccompanied asylum",
    "leaving care": "apprentice apprenticeship independence independently leaver leavers",
    "learning": "classroom exam learning lesson literacy maths teacher tutor tutoring",
    "mental health": "anxiety anxious camhs counselling counsellor psychologist psychology therapy trauma",
    "money": "bill budget debt fund funding grant money saving voucher",
    "outdoors": "allotment bike canoeing forest garden outdoors park walk walking woodland",
    "residential care": "residential secure",
    "staff": "absence burnout colleague morale recruit resign retention sickness stress supervision wellbeing workload",
    "youth justice": "bail caution court crime custody offender offending police prison probation reparation restorative",
}  # fmt: skip
MARK = "="
"""Before a family's name where it stands among words."""
_OF = {
    word: frozenset(name for name, words in FAMILIES.items() if word in map(root, words.split()))
    for words in FAMILIES.values()
    for word in map(root, words.split())
}


def families_of(word: str) -> frozenset[str]:
    """The families that a word's root is of; most are of none."""
    return _OF.get(word, frozenset())


def words_of(family: str) -> frozenset[str]:
    """The roots that a family has, and those of its name."""
    return frozenset(root(word) for word in f"{family.casefold()} {FAMILIES[family]}".split())
