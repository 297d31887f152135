"""What each invented telling is, whom it concerns and what it is about: labelled by hand.

Labelled before the rules were written. A telling may rightly be read as more than one kind;
then both are given, the better one first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .matters import MATTERS


@dataclass(frozen=True, slots=True)
class Labelled:
    title: str
    text: str
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    """The first of them must be found."""
    audiences: tuple[str, ...]
    """Any of them; empty: not looked at."""


# matter: kind · topics · audiences | what came of it: kinds · topics | the item that links: kinds · topics
_LABELS = """
consultation · adoption-and-permanence · fostering-and-adoption | other guidance · adoption-and-permanence | other support-offer · adoption-and-permanence
research · children-in-care data · data-leads | research · care-leavers | other · data
statutory · education · ad schools | research · education | other · education health
research · children-in-care · practitioners | research · children-in-care | event · safeguarding
event · adoption-and-permanence children-in-care · fostering-and-adoption | other · adoption-and-permanence children-in-care | other research · adoption-and-permanence children-in-care
funding · early-help · early-help | funding · early-help | other · participation early-help
research · care-leavers children-in-care · commissioners providers | legal-duty · care-leavers children-in-care | event · money care-leavers
guidance · safeguarding · legal psw practitioners | research · safeguarding | event · workforce safeguarding
legal-duty · workforce · psw practitioners | research · workforce | other support-offer · workforce
vacancy · leadership safeguarding · ad | other · leadership | research other · leadership workforce
funding · early-help money · finance | research · early-help money | guidance research other · early-help workforce
support-offer · data · data-leads | research · data | event other · data
obituary · early-help · | funding · early-help | event · early-help
guidance · send · send-leads | research · send | guidance other · send health
support-offer · money · commissioners finance | research · money | support-offer other · money
research · health · health practitioners | guidance · health | event · health
legal-duty · children-in-care money · commissioners providers | research · children-in-care | other guidance support-offer · children-in-care
consultation · participation care-leavers children-in-care · participation leaving-care | research · participation care-leavers children-in-care | other · participation
research · workforce · | research other · workforce | other · workforce money
event · workforce · managers | research · workforce | other support-offer · workforce
research · safeguarding · safeguarding-partners | research · safeguarding | support-offer event other · early-help
consultation · send money education · schools | consultation other research · send money education | research other · education
research support-offer · care-leavers · leaving-care | research · care-leavers | other guidance support-offer · care-leavers
support-offer other · send health · | other research · send health | other guidance · send
research · early-help money · | consultation other · early-help data | event · early-help
legal-duty · children-in-care leadership · lead-members dcs schools | other · children-in-care leadership | event · leadership
guidance support-offer · safeguarding · practitioners | research · safeguarding | event · safeguarding
event · education early-help · | other · education early-help | event other · send education
funding · youth-justice · youth-justice | research · youth-justice | other · youth-justice
event other · adoption-and-permanence · fostering-and-adoption | guidance research · adoption-and-permanence | event · adoption-and-permanence
"""

_MORE = (
    ("Social worker, looked after children team – Wendle Bay", "Join a stable team. £41,000 to £46,000, with a market supplement. Apply by 14 December. Interviews in the week before Christmas.", "vacancy", "children-in-care workforce", ""),
    ("Head of virtual school wanted", "Harrow End seeks a head for its virtual school, permanent, full time. Salary: £72,000. Closing date 8 January 2027.", "vacancy", "education", ""),
    ("Secondment: regional data analyst", "A twelve-month secondment for an analyst, two days a week. The post is funded by the programme. For an informal chat ring the data manager. Expressions of interest by 18 December.", "vacancy", "data", "data-leads"),
    ("Chair of the adoption panel", "We are recruiting an independent chair for the adoption panel at £500 a day. Send a CV and a letter by 11 January 2027.", "vacancy", "adoption-and-permanence", "fostering-and-adoption"),
    ("Tom Alder", "We are very sorry to tell of the death of Tom Alder, independent reviewing officer for two decades. A memorial will be held in the new year. Please send memories to the office by 12 December.", "obituary", "", ""),
    ("In memory of Dr Sila Brandt", "Dr Sila Brandt, who led the region's first studies of kinship care, has passed away. Colleagues are invited to sign a book of condolence.", "obituary", "", ""),
    ("Harriet Vole", "It is with deep sadness that the youth service announces that Harriet Vole died on Sunday after a short illness. She was 43.", "obituary", "", ""),
    ("Free coaching for new assistant directors", "Six hours of coaching are on offer, free of charge, to assistant directors in their first year. Contact the leadership office for a first conversation.", "support-offer", "leadership", "ad"),
    ("Help with your SEND data", "A team of analysts offers up to five days of help with SEND data, at no cost to authorities. To take it up, write to the data office.", "support-offer", "send data", "send-leads data-leads"),
    ("Sector-led improvement: support available this winter", "The association has support available for councils on fostering recruitment: peers, workshops, and advice by telephone. Expressions of interest are welcome at any time.", "support-offer", "children-in-care adoption-and-permanence", ""),
    ("Statutory guidance on care leavers' local offer", "Revised statutory guidance on the local offer has been published. Local authorities must have regard to it from 1 April 2027. It has a new section on health.", "statutory", "care-leavers", ""),
    ("Working with fathers: draft statutory guidance", "The draft statutory guidance sets out what safeguarding partners must do. It is published for information ahead of Parliament.", "statutory", "safeguarding", "safeguarding-partners"),
    ("Elective home education: revised statutory guidance for local authorities", "The guidance explains the register, what parents must tell, and when a school attendance order may be made.", "statutory", "education", ""),
    ("Register of children not in school: duty begins", "From 1 September 2027 local authorities have a duty to keep a register. It is an offence not to reply to a notice. Regulations set the form.", "legal-duty", "education", ""),
    ("Notification of deaths: change in the law", "The regulations come into force on 3 January 2027 and require authorities to notify the panel within three working days.", "legal-duty", "safeguarding", ""),
    ("Reporting of placements in unregistered homes is now a legal requirement", "Local authorities are required by law to report every such placement within five days. The first return is due on 31 January 2027.", "legal-duty", "children-in-care", ""),
    ("£12 million for mental health support teams", "Areas may bid for a share of £12 million. Applications close on 22 January 2027. Awards are for two years.", "funding", "health", ""),
    ("Innovation fund: expressions of interest", "The fund will pay for trials of new ways to recruit foster carers, up to £150,000 each. The deadline for applications is 26 February 2027.", "funding", "adoption-and-permanence children-in-care", "fostering-and-adoption"),
    ("High needs block: allocations for 2027 to 2028", "Provisional allocations of the high needs block are out. The increase is 4 per cent a head. Finance leads should check pupil numbers.", "funding", "send money", "finance"),
    ("Proposed changes to inspection of SEND: have your say", "We propose three changes to how areas are inspected. Respond on-line before 29 January 2027.", "consultation", "send", ""),
    ("Call for views on a national adoption register", "Views are sought from agencies, adopters and panels. The consultation ends on 12 March 2027.", "consultation", "adoption-and-permanence", ""),
    ("Survey of principal social workers", "Please complete the yearly survey of principal social workers by 15 January 2027. It asks about caseloads and supervision.", "consultation", "workforce", "psw"),
    ("Webinar: neglect in teenage years", "A free lunchtime webinar with two practitioners on Tuesday 19 January 2027, 12.30pm to 1.30pm. Register on-line.", "event", "safeguarding", "practitioners"),
    ("Regional data conference, 4 March 2027", "Save the date: the regional data conference takes place in Wellbrook. Data leads are invited to offer talks.", "event", "data", "data-leads"),
    ("Lead members' summit", "The spring summit for lead members is on 11 March 2027. Two places for each authority. Booking opens in January.", "event", "leadership", "lead-members"),
    ("Serious youth violence: what works", "A review of 88 studies finds that mentoring and therapy reduce offending. Authors say that evidence on knife bins is thin.", "research", "youth-justice", ""),
    ("Inequality in school readiness: annual statistics", "Statistics published today show that 67 per cent of children reached a good level of development, up 1 point.", "research", "education", ""),
    ("Inspection report: Wendle Bay children's services", "Inspectors judged services good. The report, published on Monday, praises work with families and asks for better records.", "research other", "leadership safeguarding", ""),
    ("Good practice guide: life story work", "A new guide for social workers sets out how to do life story work with teenagers, with examples and a checklist.", "guidance", "children-in-care adoption-and-permanence", "practitioners"),
    ("Non-statutory guidance on transitions to adulthood", "This advice sets out good practice for local areas when young people with SEND turn 18. Designated officers should read it with commissioners.", "guidance", "send", "commissioners"),
    ("Updated advice on recording ethnicity", "The advice note for data leads has new codes and examples. It replaces the note of 2023.", "guidance", "data", "data-leads"),
    ("New minister for children", "The prime minister has appointed a minister for children and families after the reshuffle.", "other", "leadership", ""),
    ("Office closed over Christmas", "The programme office is closed from 24 December. The next update comes on 8 January 2027.", "other", "", ""),
    ("Film: a day in a family hub", "Wellbrook has made a film of a day in its family hub, in six minutes. Watch it with your team.", "other", "early-help", ""),
    ("Congratulations to the fostering team at Eastmere", "Eastmere's fostering team won the award for team of the year. We congratulate them.", "other", "adoption-and-permanence children-in-care", ""),
    ("Podcast: on being a lead member", "Three lead members talk about their first year, what surprised them, and whom they ring.", "other", "leadership", "lead-members"),
)  # fmt: skip


def labelled() -> list[Labelled]:
    """All of them."""
    rows = [line for line in _LABELS.splitlines() if line]
    made = [
        each for matter, row in zip(MATTERS, rows, strict=True) for each in _of(matter, row)
    ]  # fmt: skip
    made += [
        Labelled(title, text, tuple(kinds.split()), tuple(topics.split()), tuple(audiences.split()))
        for title, text, kinds, topics, audiences in _MORE
    ]
    return made


def _of(matter: object, row: str) -> Iterator[Labelled]:
    from .matters import Matter

    assert isinstance(matter, Matter)
    own, after, aside = (part.strip() for part in row.split("|"))
    kind, topics, audiences = (part.strip() for part in f"{own} ".split("·"))
    for title, text in (matter.full, matter.ours):
        yield Labelled(
            title, text, tuple(kind.split()), tuple(topics.split()), tuple(audiences.split())
        )
    for (title, text), labels in ((matter.after, after), (matter.aside, aside)):
        kinds, about = (part.strip() for part in labels.split("·"))
        yield Labelled(title, text, tuple(kinds.split()), tuple(about.split()), ())
