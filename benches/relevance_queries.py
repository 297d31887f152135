"""Labelled queries: what people type, and how well which entries answer it (1 touches, 3 is it).

Entries are named by the key of an invented one (`relevance_corpus`) or by the beginning of a title of
the sample region's. The labels were written from the texts, before any ranking was looked at; those of
actions when actions came into the index.
"""

from __future__ import annotations

IN_CARE = """lac-nurses 3 | cla-census 3 | looked-after-health 3 | cic-pledge 3 | education-in-care 3 |
    Finding a dentist for looked-after 3 | Children in care: keeping 3 | Apart: brothers and sisters in care 3 |
    Children in care councils 3 | Savings for children in care 3 | Children in care 3 |
    Vaccinations: consent 2 | Seeing family: better rooms 2 | Visiting far away 2 | Life stories 2 |
    Moving between homes 2 | Records of care 2 | A weekend by the sea 2 | Pets: eleven moves 2 |
    Letters to a younger me 1 | Initial health assessments 2 | Independent reviewing officers: a day 1 |
    One child, one house 1 | Virtual schools 2 | Forecasting placements 1"""
EHCP = """ehcp-timeliness 3 | ehc-annual 3 | ehcp-audit 3 | Education, health and care plans: a week 3 |
    Annual reviews: three questions 2 | After the tribunal 1 | Help without a plan 1 | SEND and inclusion 1"""
SEND = """sen-support 3 | send-strategy 3 | nao-send 3 | Area SEND: template 3 | Area SEND self-evaluation 3 |
    SEND peer reviews 3 | SEND and inclusion 3 | S.E. Region SEND Network – 20 November 3 |
    S.E. Region SEND Network 2 | ehcp-timeliness 1 | Education, health and care plans: a week 1 |
    Odette Marchbanks 1 | Special school places 1 | After the tribunal 1"""
UASC = """uasc-arrivals 3 | asylum-lawyers 3 | Welcome packs for unaccompanied 3"""
STEP_ACROSS = """step-across 3 | Step across 3 | Complex needs project: provider 3 |
    Bring one case of a good move 2"""
LEAVERS = """care-experienced-jobs 3 | leaving-care-grant 3 | Care leavers in prison 3 | Driving lessons 3 |
    Local offer for care leavers 3 | Rent guarantees for care leavers 3 | First night in a flat 2 |
    Promises kept 2 | Radio hour 2 | Staying close 2 | Words in files 2 | Standing guarantor 2 | Records of care 1 |
    Sandbank lunchtime talk: Paper 1"""
MASH = "mash-review 3 | multi-agency-hub 3 | Front doors: a morning 2 | Early help: nineteen front 1 | One front door 1"
FOSTERING = """One telephone line 3 | Beacon Foster Carers 3 | A winter of listening 2 | ofsted-fostering 3 |
    dfe-fostering 3 | Fostering Network 2 | Fostering framework 3 | Remand: a foster home 2 | Children in care 1 |
    step-across 1"""
SGO = "sgo-allowances 3 | kinship-training 3 | Special guardians survey 3"
MOC = "moc-pay 3 | moc-text 3 | Memorandum of co-operation: reading 3"
MOU = "mou-text 3 | mou-signing 3"
NEGLECT = "neglect-new 3 | Neglect: four lenses 3 | neglect-old 2"
TRANSPORT = """School transport: planning 3 | Sample: an auditor 3 | Sample report: home to school 3 |
    Last call for travel training 1"""

# What is typed, of which kind it is, and what answers it.
QUERIES: tuple[tuple[str, str, str], ...] = (
    ("LAC", "abbreviation", IN_CARE),
    ("lac", "abbreviation", IN_CARE),
    ("CLA", "abbreviation", IN_CARE),
    ("looked after children", "wording", IN_CARE),
    ("children in care", "wording", IN_CARE),
    ("looked-after child", "wording", IN_CARE),
    ("CiC pledge", "abbreviation", "cic-pledge 3 | Promises kept 1 | Moving between homes 1"),
    ("health of children in care", "wording", "looked-after-health 3 | lac-nurses 3 | Initial health assessments 3 | "
     "Finding a dentist 2 | Vaccinations 2"),
    ("LAC health", "abbreviation", "looked-after-health 3 | lac-nurses 3 | Initial health assessments 3 | "
     "Finding a dentist 2 | Vaccinations 2"),
    ("dentist children in care", "wording", "Finding a dentist 3 | looked-after-health 2"),
    ("EHCP", "abbreviation", EHCP),
    ("ehcps", "abbreviation", EHCP),
    ("education health and care plans", "wording", EHCP),
    ("EHC plan annual review", "wording", "ehc-annual 3 | Annual reviews: three questions 3"),
    ("SEND", "abbreviation", SEND),
    ("special educational needs", "wording", SEND),
    ("SEN support", "abbreviation", "sen-support 3 | nao-send 2"),
    ("SEND self evaluation template", "abbreviation", "Area SEND: template 3 | Area SEND self-evaluation 3"),
    ("UASC", "abbreviation", UASC),
    ("unaccompanied asylum seeking children", "wording", UASC),
    ("unaccompanied minors", "wording", UASC),
    ("new DCS", "abbreviation", "dcs-induction 3"),
    ("director of childrens services Kent", "wording", "Marguerite Oduya 3 | Joss Pellworth 1"),
    ("independent reviewing officers", "wording", "iro-caseloads 3 | Independent reviewing officers: a day 3"),
    ("IRO", "abbreviation", "iro-caseloads 3 | Independent reviewing officers: a day 3"),
    ("MASH", "abbreviation", MASH),
    ("multi agency safeguarding hub", "wording", MASH),
    ("children missing education", "wording", "cme-tracking 3 | Children missing education protocol 3 | "
     "Children missing from school 2"),
    ("CME", "abbreviation", "cme-tracking 3 | Children missing education protocol 3 | Children missing from school 1"),
    ("home education", "wording", "ehe-growth 3 | Elective home education 3"),
    ("EHE", "abbreviation", "ehe-growth 3 | Elective home education 3"),
    ("NEET", "abbreviation", "neet-mentors 3 | neet-report 3"),
    ("SGO", "abbreviation", SGO),
    ("special guardianship", "wording", SGO),
    ("care leavers", "wording", LEAVERS),
    ("care leaver", "plural or singular", LEAVERS),
    ("care experienced", "wording", LEAVERS),
    ("MoC", "abbreviation", MOC),
    ("memorandum of cooperation", "wording", MOC),
    ("MoU", "abbreviation", MOU),
    ("memorandum of understanding", "wording", MOU),
    ("DoLS", "abbreviation", "dols-court 3"),
    ("pre-proceedings letters", "words", "plo-letters 3 | Before proceedings 3 | Twelve weeks: before proceedings 3"),
    ("PLO", "abbreviation", "plo-letters 3 | Before proceedings 1"),
    ("camhs waiting list", "abbreviation", "camhs-wait 3 | Waiting for therapy 2 | Meanwhile: families 2 | "
     "Emotional wellbeing: what happened 2"),
    ("siblings", "plural or singular", "siblings-homes 3 | Children in care: keeping 3 | Apart: brothers 3 | "
     "iro-caseloads 1"),
    ("sibling homes", "plural or singular", "siblings-homes 3"),
    ("foster carer", "plural or singular", "Beacon Foster Carers 3 | A winter of listening 3 | One telephone line 2 | "
     "Remand 2 | step-across 1 | Fostering Network 2"),
    ("fostering", "words", FOSTERING),
    ("neglect", "words", NEGLECT),
    ("neglect practice guide", "words", "neglect-new 3 | neglect-old 2"),
    ("school transport", "words", TRANSPORT),
    ("home to school transport report", "words", "Sample report: home to school 3 | Sample: an auditor 3"),
    ("step across", "phrase", STEP_ACROSS),
    ('"step across"', "phrase", STEP_ACROSS),
    ("sufficiency", "words", "sufficiency-kent 3 | Sufficiency statements 3 | Answer the draft of the region 3"),
    ("complex needs specification", "words", "Complex needs project: what a specification 3 | "
     "Complex needs project: provider 1 | Philippa Ronan 1"),
    ("regional improvement plan", "phrase", "Regional Improvement Plan 3"),
    ("peer challenge", "phrase", "Peer challenge: groups 3 | Peer challenge 3 | SEND peer reviews 1 | Training for peers 2"),
    ("kinship handbook", "words", "Kinship handbook, second 3 | Kinship handbook: second 3 | Kinship first 1"),
    ("safegaurding network", "misspelling", "AD Safeguarding Network 3 | Ravinder Coldstream 2"),
    ("fostring", "misspelling", FOSTERING),
    ("looked after childern", "misspelling", IN_CARE),
    ("sufficency strategy", "misspelling", "sufficiency-kent 3 | Sufficiency statements 2"),
    ("memorandum of co-opertion", "misspelling", MOC),
    ("unacompanied children", "misspelling", UASC),
    ("special guardianshp", "misspelling", SGO),
    ("neglct", "misspelling", NEGLECT),
    ("thistelwood", "misspelling", "Imran Thistlewood 3"),
    ("indpendent reviewing oficers", "misspelling", "iro-caseloads 3 | Independent reviewing officers: a day 3"),
    ("Imran Thistlewood", "name", "Imran Thistlewood 3"),
    ("hallowfield", "name", "Nerys Hallowfield 3"),
    ("programme manager", "name", "Nerys Hallowfield 3"),
    ("data lead Surrey", "name", "Emlyn Harbottle 3"),
    ("commissioner of placements Kent", "name", "Gareth Mossop 3"),
    ("Odette Marchbanks", "name", "Odette Marchbanks 3"),
    ("Ofsted fostering", "publisher", "ofsted-fostering 3"),
    ("DfE neglect", "publisher", "neglect-new 3 | neglect-old 2"),
    ("Department for Education fostering", "publisher", "dfe-fostering 3"),
    ("NAO special educational needs", "publisher", "nao-send 3"),
    ("Kestrel Institute siblings", "publisher", "Apart: brothers 3"),
    ("Meadowgate Panel clothing", "publisher", "Keep the receipt 3 | Clothing allowances 3"),
    ("update 740", "date", "Update 740 3"),
    ("20 November 2026", "date", "Update 740 3 | S.E. Region SEND Network – 20 November 3"),
    ("bulletin 12 December 2025", "date", "Update 692 3"),
    ("SEND network November 2026", "date", "S.E. Region SEND Network – 20 November 3 | S.E. Region SEND Network 1"),
    ("fostering network 12 May", "date", "Fostering Network – 12 May 3 | Fostering Network 1"),
    ("principal social workers network", "words", "Principal Social Workers Network 3 | Ravinder Coldstream 2"),
    ("PSW network", "abbreviation", "Principal Social Workers Network 3 | Ravinder Coldstream 2"),
    ("how do I find a solicitor for an asylum seeking child", "question",
     "asylum-lawyers 3 | Welcome packs 2 | uasc-arrivals 1"),
    ("what do authorities pay care leavers", "question",
     "leaving-care-grant 3 | Rent guarantees 2 | Driving lessons 1"),
    ("children placed far from home visits", "question", "Visiting far away 3 | Near by: a rota 2"),
)  # fmt: skip


def grades(labels: str) -> list[tuple[str, int]]:
    """Keys or beginnings of titles, each with its grade; the first that fits an entry counts."""
    pairs = (label.rsplit(maxsplit=1) for label in labels.split("|"))
    return [(" ".join(name.split()), int(grade)) for name, grade in pairs]
