"""Whom an item is for, of the words that its writer chose: “data leads and commissioners”. Pure.

Words that nobody knows stand for everybody: an item too many is read over, one too few is missed.
"""

from __future__ import annotations

import re

from alliance.delivery.models import Audience

# In one number: an “s” may follow each.
_WORDS = {
    Audience.DIRECTORS: "dcs, ddcs, adcs, director, assistant director, head of service,"
    " heads of service, senior leader, pa",
    Audience.LEAD_MEMBERS: "lead member, cabinet member, elected member, councillor, chief executive",
    Audience.SOCIAL_WORK: "social work, social worker, psw, safeguarding, child protection, front door,"
    " mash, lado, practitioner, practice lead, team manager, reviewing officer, iro, asye",
    Audience.CARE: "children in care, child in care, looked after, looked-after, care leaver,"
    " leaving care, fostering, foster carer, adoption, adopter, kinship, permanence, residential,"
    " corporate parent, corporate parenting, special guardian, virtual school, reviewing officer, iro",
    Audience.EARLY_HELP: "early help, early year, family hub, families first, nurserie, health visitor,"
    " parenting, youth work, youth worker",
    Audience.EDUCATION: "education, send, senco, school, headteacher, head teacher, attendance,"
    " exclusion, admission, alternative provision, designated teacher",
    Audience.DATA: "data, performance, analyst, statistic, statistician, intelligence, insight",
    Audience.COMMISSIONING: "commissioner, commissioning, placement, brokerage, contract, procurement,"
    " sufficiency",
    Audience.PROVIDERS: "provider, care home, children's home, children’s home, registered manager,"
    " fostering agencie",
    Audience.PARTNERS: "partner, partnership, police, health, nhs, icb, probation, voluntary,"
    " voluntary sector, charitie, dfe, ofsted",
}
_KNOWN = {
    audience: re.compile(
        rf"\b(?:{'|'.join(re.escape(one.strip()) for one in words.split(','))})s?\b", re.IGNORECASE
    )
    for audience, words in _WORDS.items()
}
_BETWEEN = re.compile(r"\s*(?:[,;/&+]|\band\b|\bor\b)\s*", re.IGNORECASE)


def audiences_of(words: str) -> frozenset[str]:
    """The `Audience` values that the words name; none, that is everybody, if one is not known."""
    groups = [group for group in _BETWEEN.split(words.strip(" .")) if group]
    named = [
        {audience.value for audience, known in _KNOWN.items() if known.search(each)}
        for each in groups
    ]
    return frozenset().union(*named) if named and all(named) else frozenset()
