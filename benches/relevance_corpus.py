"""Invented entries beside the sample region's: what labelled queries mean, and what only looks like it.

Half speak of the same matters in other wordings; half have the words in another sense.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Invented(NamedTuple):
    """One entry; `key` is what labels name it by."""

    key: str
    kind: str
    title: str
    body: str = ""
    publisher: str = ""
    date: dt.date = dt.date(2026, 5, 1)


def _news(key: str, title: str, body: str, date: dt.date = dt.date(2026, 5, 1)) -> Invented:
    return Invented(key, "News", title, body, date=date)


def _publication(key: str, title: str, publisher: str, date: dt.date) -> Invented:
    return Invented(key, "Publication", title, publisher=publisher, date=date)


D = dt.date
INVENTED = (
    # The field's matters, each in some of its wordings.
    _news("lac-nurses", "LAC nurses compare their first contacts", "Eleven LAC nurses timed how soon they reach a child after a move. A shared form leaves the telephone number where the next nurse finds it.", D(2026, 9, 4)),
    _news("cla-census", "CLA statistics: what changed in this year’s return", "Analysts have marked the six fields of the SSDA903 that are new. Figures for CLA at the end of March are asked for twice.", D(2026, 3, 6)),
    _news("looked-after-health", "Health of looked-after children: dentists, glasses, sleep", "A paper of nine sides on the health assessments of looked-after children, with what carers say about opticians.", D(2026, 8, 7)),
    _news("cic-pledge", "CiC pledge signed by three more chief executives", "The pledge has eight sentences, written by the council of young people. It hangs in every reception.", D(2025, 11, 7)),
    _news("education-in-care", "School moves of young people in care", "Virtual heads counted school moves in the year after a placement ended. Half were avoidable, they say.", D(2026, 6, 5)),
    _news("ehcp-timeliness", "EHCPs in twenty weeks: what three teams did", "Three teams now issue nine in ten EHCPs in time. Psychologists’ advice is booked on the day of the request.", D(2026, 7, 3)),
    _news("ehc-annual", "Annual review of an EHC plan: a shorter form", "The form begins with what the young person said. It was tried in two special schools.", D(2026, 1, 9)),
    _publication("ehcp-audit", "Auditing education, health and care plans: a toolkit", "Ofsted", D(2024, 5, 14)),
    _news("sen-support", "SEN Support: what schools buy first", "A survey of sixty schools on SEN Support asks what is bought before a plan is asked for.", D(2026, 2, 6)),
    _publication("send-strategy", "Special educational needs and disabilities: a regional strategy", "South East Alliance", D(2025, 10, 3)),
    _news("uasc-arrivals", "UASC: arrivals over the summer", "Numbers of UASC by week, and how the national transfer scheme placed them. Kent’s reception centres were full in August.", D(2026, 9, 11)),
    _news("asylum-lawyers", "Finding a solicitor for unaccompanied asylum-seeking children", "A list of firms that take new cases, kept by two virtual schools, with languages.", D(2026, 4, 3)),
    _news("dcs-induction", "New DCSs: an induction in five conversations", "Each new DCS is paired with one who has held the post for four years or more.", D(2026, 6, 12)),
    _news("iro-caseloads", "IRO caseloads, counted the same way", "Nineteen services counted what an IRO holds, with siblings as one. The middle is sixty-four.", D(2026, 3, 20)),
    _news("mash-review", "MASH review: the first ten minutes of a contact", "Managers listened to forty calls in the MASH. What helped was silence.", D(2026, 5, 8)),
    _news("multi-agency-hub", "Police desks in the multi-agency safeguarding hub", "Who sits where, and for how many days. Plans of four rooms are attached.", D(2025, 12, 12)),
    _news("cme-tracking", "CME: tracing families who moved in August", "How attendance officers find children who are on no school’s roll, with a letter for landlords.", D(2026, 10, 2)),
    _news("ehe-growth", "EHE numbers since the spring", "Registers of EHE grew by a tenth. Reasons given are anxiety first and a move second.", D(2026, 5, 15)),
    _news("neet-mentors", "NEET: mentors from the building trades", "Twelve builders each take on a young person who is NEET for one day a week.", D(2026, 9, 18)),
    _publication("neet-report", "Young people not in education, employment or training: a county compared", "National Audit Office", D(2023, 3, 1)),
    _news("sgo-allowances", "SGO allowances: a calculator to share", "The calculator shows what a family is paid under an SGO in each of nineteen authorities.", D(2026, 2, 13)),
    _news("kinship-training", "Special guardianship: preparing the family", "A course of two Saturdays for grandparents who are about to go to court.", D(2026, 10, 9)),
    _news("care-experienced-jobs", "Care-experienced young people in council jobs", "Ring-fenced interviews led to thirty posts. Managers were trained by those who got them.", D(2026, 8, 14)),
    _news("leaving-care-grant", "Leaving care grant: who raised it and by how much", "Fourteen authorities answered. The sums run from £2,000 to £3,500.", D(2026, 7, 17)),
    _news("moc-pay", "MoC: pay caps for agency social workers reviewed", "The yearly review of the MoC asks whether caps for team managers still hold.", D(2026, 4, 10)),
    _publication("moc-text", "Memorandum of co-operation on agency social workers, as signed", "South East Alliance", D(2026, 1, 30)),
    _publication("mou-text", "Memorandum of understanding between the authorities of the region", "South East Alliance", D(2026, 2, 2)),
    _news("mou-signing", "MoU: three signatures still missing", "Lead members of two authorities and one chief executive have yet to sign the MoU for this year.", D(2026, 3, 27)),
    _news("dols-court", "DoL orders: what the court asks for", "Applications to deprive a child of liberty doubled. A barrister lists the seven things judges look for.", D(2026, 6, 26)),
    _news("plo-letters", "Public law outline: letters before proceedings that parents understand", "Two lawyers and three parents rewrote the letter.", D(2026, 1, 16)),
    _news("camhs-wait", "CAMHS waiting times by district", "Weeks from referral to first appointment, by district, with what is offered meanwhile.", D(2026, 5, 29)),
    _news("slcn", "SLCN in custody: what therapists found", "Seven in ten young people had needs nobody had named.", D(2025, 11, 28)),
    _publication("neglect-old", "Neglect: a practice guide", "Department for Education", D(2015, 2, 10)),
    _publication("neglect-new", "Neglect: a practice guide, revised", "Department for Education", D(2026, 9, 30)),
    _publication("ofsted-fostering", "Fostering in England: yearly figures", "Ofsted", D(2025, 11, 13)),
    _publication("ofsted-homes", "Children’s homes: yearly figures", "Ofsted", D(2025, 9, 4)),
    _publication("dfe-fostering", "Fostering recruitment hubs: evaluation", "Department for Education", D(2026, 6, 18)),
    _publication("nao-send", "Support for pupils with special educational needs: value for money", "National Audit Office", D(2024, 10, 24)),
    _news("siblings-homes", "Placing siblings: four-bedroom homes that stay open", "Homes that keep a group of four siblings together need to be paid when two rooms stand empty.", D(2026, 9, 25)),
    _news("step-across", "Step across: eleven children, eleven stories", "What happened when a child moved from a residential home to foster carers and the workers stayed the same.", D(2026, 10, 16)),
    _news("sufficiency-kent", "Sufficiency strategy: a summary on one page", "Kent put its strategy for enough homes near enough on one page.", D(2026, 8, 28)),
    _news("whistle", "Social worker recruitment: adverts that named the team", "Adverts with a photograph of the team brought twice the applicants.", D(2026, 7, 10)),
    _news("exploitation", "Child exploitation: taxi drivers trained by young people", "A film about hotels and minicabs, shown to four hundred drivers.", D(2026, 3, 13)),
    # The words in another sense.
    _news("near-after-school", "After-school clubs looked at again", "What we looked at after school: snacks, homework, a quiet corner. Children came back.", D(2026, 6, 19)),
    _news("near-care-homes", "Care homes for older people: visiting children", "Toddlers visit a home for older people on Tuesdays. The care of plants is shared.", D(2026, 5, 22)),
    _news("near-mash", "Mash, peas and gravy: recipes from residential kitchens", "Cooks mash eleven kinds of root. A booklet of recipes is free.", D(2026, 4, 17)),
    _news("near-send", "Send us your photographs of noticeboards", "Please send one picture and send it soon; we send a mug in return.", D(2026, 8, 21)),
    _news("near-neat", "Neat files: tidy case notes in ten minutes", "A neat file is quicker to read.", D(2026, 7, 24)),
    _news("near-guardian", "The newspaper guardians: who reads the cuttings", "Volunteers cut out what newspapers say.", D(2026, 2, 20)),
    _news("near-lack", "Lacking chairs: meeting rooms in county halls", "A lack of chairs held up nine meetings.", D(2026, 9, 4)),
    _news("near-iron", "Irons and ironing boards for first flats", "A warehouse gave eighty irons.", D(2026, 6, 26)),
    _news("near-plan", "A plan for healthy education canteens: take care", "Canteens plan menus with health in mind.", D(2026, 3, 6)),
    _news("near-step", "A step counter across the county", "Staff count each step they take.", D(2026, 10, 16)),
    _news("near-transport", "Transport for London films for hire", "Old films of buses may be hired.", D(2026, 1, 9)),
    _news("near-foster", "To foster good humour in meetings", "Small things that foster a good temper.", D(2026, 8, 7)),
    _news("near-neglect", "A neglected garden made new", "Young people took on a neglected plot.", D(2026, 9, 30)),
    _news("near-memo", "Memorandum on the use of the car park", "A memorandum about permits.", D(2026, 5, 1)),
    _news("near-missing", "Missing: one projector", "A projector is missing since the education conference; children’s names were not on it.", D(2026, 7, 31)),
)  # fmt: skip
