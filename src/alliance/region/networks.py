"""Topics and networks of the sample region, and when a network meets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TOPICS = {
    "adoption-and-permanence": "Adoption and permanence",
    "care-leavers": "Care leavers",
    "children-in-care": "Children in care",
    "data": "Data and information",
    "early-help": "Early help",
    "education": "Education",
    "health": "Health",
    "leadership": "Leadership",
    "money": "Money and commissioning",
    "participation": "Participation",
    "safeguarding": "Safeguarding",
    "send": "SEND",
    "workforce": "Workforce",
    "youth-justice": "Youth justice",
}

_MONDAY = dt.date(2010, 1, 4)
"""From which the weeks of meetings are counted."""


@dataclass(frozen=True, slots=True)
class SampleNetwork:
    """A network; `every` is the number of weeks between meetings, 0 where it has no fixed dates."""

    slug: str
    name: str
    topics: tuple[str, ...]
    every: int = 0
    offset: int = 0
    weekday: int = 0
    hours: str = ""
    about: str = ""

    def next_meeting(self, day: dt.date) -> dt.date | None:
        """The first meeting on or after the day; none falls in the week of Christmas."""
        if not self.every:
            return None
        week = (day - _MONDAY).days // 7
        while True:
            meeting = _MONDAY + dt.timedelta(weeks=week, days=self.weekday)
            holiday = (meeting.month, meeting.day) >= (12, 20) or (
                meeting.month,
                meeting.day,
            ) < (1, 4)
            if (week - self.offset) % self.every == 0 and meeting >= day and not holiday:
                return meeting
            week += 1


NETWORKS = (
    SampleNetwork(
        "dcs",
        "Directors of Children’s Services",
        ("leadership",),
        8,
        3,
        3,
        "10am to 3pm",
        about="The directors of all nineteen authorities. They settle what the alliance works on, and read each project’s report.",
    ),
    SampleNetwork(
        "ad-safeguarding",
        "AD Safeguarding Network",
        ("safeguarding",),
        9,
        1,
        3,
        "10am to 1pm",
        about="Assistant directors who answer for safeguarding and social work compare thresholds, demand and what inspections found.",
    ),
    SampleNetwork(
        "ad-education",
        "AD Education Network",
        ("education",),
        10,
        5,
        2,
        "9.30am to 12.30pm",
        about="Assistant directors of education on school places, attendance and exclusions, and on schools that need help.",
    ),
    SampleNetwork(
        "principal-social-workers",
        "Principal Social Workers Network",
        ("workforce",),
        9,
        7,
        1,
        "10am to 12.30pm",
        about="Principal social workers on practice, supervision and the newly qualified.",
    ),
    SampleNetwork(
        "send",
        "S.E. Region SEND Network",
        ("send",),
        10,
        0,
        4,
        "10am to 1pm",
        about="SEND leads of education, health and care, with parents at every second meeting.",
    ),
    SampleNetwork(
        "adoption",
        "Adoption Leadership Board",
        ("adoption-and-permanence",),
        13,
        2,
        1,
        "2pm to 4pm",
        about="Heads of the regional adoption agencies, and their partners, on the children who wait longest.",
    ),
    SampleNetwork(
        "kinship",
        "Kinship Network",
        ("adoption-and-permanence",),
        12,
        8,
        2,
        "1.30pm to 3.30pm",
        about="Those who work with family and friends carers, from the first meeting to the order and after.",
    ),
    SampleNetwork(
        "fostering",
        "Fostering Network",
        ("children-in-care",),
        10,
        3,
        1,
        "10am to 12 noon",
        about="Fostering managers share recruitment, allowances and support, and find homes over boundaries.",
    ),
    SampleNetwork(
        "early-help",
        "Early Help Network",
        ("early-help",),
        11,
        6,
        3,
        "10am to 12 noon",
        about="Early help managers on family hubs, front doors, and help that comes before a plan.",
    ),
    SampleNetwork(
        "quality-assurance",
        "Quality Assurance Network",
        ("leadership",),
        11,
        9,
        2,
        "10am to 1pm",
        about="Heads of quality assurance audit one another’s cases twice a year and bring what they learned.",
    ),
    SampleNetwork(
        "children-missing-education",
        "Children Missing Education Network",
        ("education",),
        13,
        11,
        0,
        "1pm to 3pm",
        about="Officers who look for children without a school place, above all those who have moved.",
    ),
    SampleNetwork(
        "data-benchmarking",
        "Data Benchmarking Group",
        ("data",),
        12,
        4,
        0,
        "10am to 12 noon",
        about="Analysts agree what is counted and how, so that nineteen authorities can be compared fairly.",
    ),
    SampleNetwork(
        "education-data",
        "Education Data Group",
        ("data", "education"),
        about="Analysts of school data prepare what the education leads look at. Meets when there is a release.",
    ),
    SampleNetwork(
        "commissioners",
        "Commissioners Network",
        ("money", "children-in-care"),
        12,
        10,
        4,
        "10am to 12.30pm",
        about="Commissioners of placements, short breaks and complex care, on supply, contracts and price.",
    ),
    SampleNetwork(
        "lead-members",
        "Lead Members Network",
        ("leadership", "participation"),
        about="Councillors responsible for children’s services, twice a year with the directors.",
    ),
)
