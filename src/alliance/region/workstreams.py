"""Sections and projects of the sample region: invented, in the manner of real ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleWorkstream:
    """A section, or a project where it has months.

    Args:
        started, completed: how many weeks before the sample's day; 0 = not (yet).
        contacts: keys of `people.CONTACTS`, with what each does here.
        publications: titles that sample bulletins list.
    """

    slug: str
    title: str
    introduction: str
    text: str
    governance: str = ""
    tools: str = ""
    network: str = ""
    place: str = ""
    topics: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    publications: tuple[str, ...] = ()
    part_of: str = ""
    started: int = 0
    completed: int = 0


SECTIONS = (
    SampleWorkstream(
        "peer-challenge",
        "Peer challenge",
        "Every authority opens its books to two others each year, and says afterwards what it will do about it.",
        "<p>In the autumn each authority writes down how it sees itself. In February three authorities sit "
        "together for a day: each asks, each offers. What was asked and offered goes into the region’s plan.</p>"
        "<h3>What a day looks like</h3><ul><li>An hour on what has changed since last year</li>"
        "<li>Two lines of enquiry, chosen by the authority that is visited</li>"
        "<li>What we would copy, and what we would worry about</li></ul>",
        governance="<p>The directors’ meeting sets the dates and reads the summary each March.</p>",
        tools="<p>Write the self-assessment in no more than twelve pages; the template counts for you.</p>",
        network="dcs",
        place="County Hall, room to be told",
        topics=("leadership",),
        contacts=(("manager", "Arranges the groups"), ("adviser", "Sits in on the days")),
        publications=("Twenty questions for a visit",),
    ),
    SampleWorkstream(
        "peer-challenge-training",
        "Training for peers",
        "A day and a half before anybody’s first visit.",
        "<p>Two places for each large authority, one for each small one. Come with a report you know well.</p>",
        part_of="peer-challenge",
        topics=("leadership",),
        contacts=(("support", "Takes the bookings"),),
    ),
    SampleWorkstream(
        "children-in-care",
        "Children in care",
        "Enough homes, near enough, for children whom we look after; and the people who make them homes.",
        "<p>Fostering, kinship and residential leads meet as one region four times a year. They share what "
        "homes cost, where they are short, and what is being tried.</p>",
        governance="<p>Leads report to the directors’ meeting in May and November.</p>",
        tools="<p>The agreement that all homes sign is the same in every authority of the region.</p>",
        network="fostering",
        place="On line; the link comes with the papers",
        topics=("children-in-care", "adoption-and-permanence"),
        contacts=(("kinship", "Chairs the fostering and kinship networks"), ("complex", "")),
        publications=("Near by: a rota of local visitors",),
    ),
    SampleWorkstream(
        "send",
        "SEND and inclusion",
        "Children with special educational needs, from the first worry to a plan that is kept.",
        "<p>The network brings education, health and care leads together, and parents with them at every "
        "second meeting.</p>",
        network="send",
        topics=("send", "education", "health"),
        contacts=(("send", "Co-ordinates the network"),),
        publications=("A quiet hour: notes from forty schools",),
    ),
    SampleWorkstream(
        "data",
        "Data and information",
        "The same figures, counted the same way, for all nineteen authorities each quarter.",
        "<p>Each quarter’s return is due four weeks after it ends. An authority that stands apart from the "
        "others says in two lines why.</p>",
        governance="<p>The group agrees each year what is counted; nothing is added without something going.</p>",
        network="data-benchmarking",
        topics=("data",),
        contacts=(("data", "Runs the collection"), ("eddata", "Education data")),
    ),
)

PROJECTS = (
    SampleWorkstream(
        "step-across",
        "Step across",
        "Homes that a child can move between without losing the people: residential and fostering run as one.",
        "<p>Four authorities and three providers are building one offer: a small children’s home with foster "
        "families round it. A child steps across when ready, and back when it gets hard; the staff stay.</p>",
        governance="<p>The partners meet monthly; all other authorities get a page after each meeting.</p>",
        tools="<p>How progress is measured is agreed with the young people before they move in.</p>",
        network="commissioners",
        place="Milton Keynes, Civic Offices",
        topics=("children-in-care", "money"),
        contacts=(("complex", "Leads the project"), ("manager", "")),
        publications=("Sample paper: small, near and part of the street",),
        started=38,
    ),
    SampleWorkstream(
        "kinship-first",
        "Kinship first",
        "Family and friends are asked first, in the same week, in every authority.",
        "<p>Eight authorities are trying one way of holding the first family meeting within five days.</p>",
        network="kinship",
        topics=("adoption-and-permanence", "early-help"),
        contacts=(("kinship", "Leads the project"),),
        started=16,
    ),
    SampleWorkstream(
        "one-front-door",
        "One front door",
        "What nineteen front doors for worried families learned from each other.",
        "<p>For a year, duty teams sat with one another for a day. The report has the eleven changes that at "
        "least five authorities made and kept.</p>",
        governance="<p>Completed; the final report went to the directors’ meeting.</p>",
        topics=("safeguarding", "early-help"),
        contacts=(("workforce", "Answers questions about the report"),),
        publications=("Talking to the street",),
        started=130,
        completed=61,
    ),
    SampleWorkstream(
        "moving-school",
        "Moving school mid-year",
        "Children who change authority should not lose a term.",
        "<p>The education data group drew up one form that follows the child within two days. All nineteen "
        "authorities use it.</p>",
        tools="<p>The form and the notes on it stay here.</p>",
        topics=("education", "data"),
        contacts=(("education", "Looks after the form"),),
        publications=("What we bought: a virtual schools list",),
        started=90,
        completed=24,
    ),
)
