"""Invented series: talks with one frame of words, and the agendas of network meetings.

Each is a matter of its own although most of its words are its neighbour's: what an import must
keep apart.
"""

from .matter import Matter

_TALKS = (
    (
        "hot-chocolate",
        "Hot chocolate and homework",
        "homework clubs in residential homes",
        "children-in-care",
    ),
    (
        "grandparents",
        "Grandparents at the gate",
        "what schools ask of kinship carers",
        "adoption-and-permanence",
    ),
    (
        "night-buses",
        "Night buses",
        "young people who travel to feel safe",
        "safeguarding",
    ),
    (
        "first-words",
        "First words in a new language",
        "nurseries with newly arrived families",
        "early-help",
    ),
    ("good-endings", "Good endings", "how a social worker says goodbye", "workforce"),
    (
        "paper-trails",
        "Paper trails",
        "finding a family through old letters",
        "care-leavers",
    ),
)

TALKS = tuple(
    Matter(
        f"talk-{key}",
        topic,
        f"Sandbank lunchtime talk: {title}",
        f"The invented Sandbank Trust holds a talk on-line from 12.30 to 1.15 on one Thursday of "
        f"each month. On {{e0:weekday}} the subject is {subject}. Talks are free, recorded and followed "
        f"by a quarter of an hour of questions.",
        action="Please book on [the trust's sample page](sandbank). Those who book are sent the link on "
        "the morning.",
        events=(13,),
        reminders=1,
    )
    for key, title, subject, topic in _TALKS
)

AGENDAS = {
    "ad-safeguarding": (
        "Members will look at thresholds for a second time, and hear from a service that has halved its "
        "repeat referrals.",
        "The meeting takes the winter's duty rota first, so that those with a train may leave by three.",
        "A visitor from a neighbouring region will speak about sharing an out-of-hours team.",
    ),
    "ad-education": (
        "The agenda has school organisation, attendance and a first look at the autumn's results.",
        "Heads of two special schools join for an hour on places for next September.",
        "There will be an open half-hour for anything that has gone well.",
    ),
    "principal-social-workers": (
        "Please bring one page of case recording that you are proud of, with names removed.",
        "The network will choose two themes for the year and a host for each.",
        "Practice educators are invited for the second half of the morning.",
    ),
    "fostering": (
        "Recruitment figures will be compared on one sheet, by stage and without names.",
        "Carers from three authorities come to speak about the first night of a placement.",
        "The group is to agree what to ask of an exit interview.",
    ),
    "send": (
        "Parent carer forums will present what they hear most often, followed by tables of six.",
        "Health colleagues bring waiting times for therapies in a form that all can read.",
        "Two areas will practise a case tracking conversation in front of the rest.",
    ),
    "quality-assurance": (
        "Auditors will mark the same two files and then compare their grades.",
        "The network looks at how audits reach the people whose work was audited.",
        "Bring the question that your last audit could not answer.",
    ),
}
"""What a network's meeting is about, by the network's slug."""
