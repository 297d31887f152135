"""Invented matters: schools, early years, inclusion and SEND."""

from .matter import Matter

MATTERS = (
    Matter(
        "attendance-maps",
        "education",
        "Attendance: looking at the walk to school",
        "Data analysts in two authorities drew the walking routes of pupils who miss Mondays. The maps "
        "led to a moved bus stop and a breakfast club, and attendance rose in both schools.",
        published=3,
        publication=(
            "The walk to school: attendance and distance",
            "Tidewell Research",
        ),
    ),
    Matter(
        "exclusions-triads",
        "education",
        "Suspensions: schools visiting schools",
        "Headteachers in threes will spend a day in each other's schools looking at what happens in the "
        "hour before a suspension. The visits begin on {e0:weekday} and the notes stay with the heads.",
        action="Two places remain. Please nominate a secondary head {d0:by} through {education} (contact "
        "details below).",
        deadlines=(17,),
        events=(33,),
        people=("education",),
        month=9,
    ),
    Matter(
        "home-education-letters",
        "education",
        "Elective home education: the first letter",
        "Parents helped four teams to rewrite the first letter they receive. It is now shorter, offers a "
        "visit and says plainly what the law does and does not ask.",
        columns_swap=True,
        action="The four letters are on [the working page](first-letter) with the comments that led to "
        "them.",
    ),
    Matter(
        "missing-education-protocol",
        "education",
        "Children missing education: protocol between neighbours",
        "When a family moves over a boundary both authorities may think that the other has the child. "
        "The draft protocol says who rings first, by which day, and what to do at a port or an airport.",
        action="Officers who lead on children missing education should return their authority's comments "
        "{d0:before}. Silence will be taken as agreement.",
        deadlines=(26,),
        reminders=3,
        later_titles=(
            "Children missing education protocol: replies so far",
            "Children missing education protocol",
        ),
    ),
    Matter(
        "virtual-heads-library",
        "education",
        "Virtual schools: a lending library of interventions",
        "Virtual school heads have listed thirty-five things they paid for last year, what each cost and "
        "whether they would buy it again. Names of suppliers are given only where the supplier agreed.",
        published=7,
        publication=("What we bought: a virtual schools list", "Larkfield Observatory"),
    ),
    Matter(
        "early-years-places",
        "early-help",
        "Early years places: what the autumn count may show",
        "Sample figures from eleven authorities suggest that places for two-year-olds are short in "
        "villages and plentiful in market towns. The method is set out so that it can be argued with.",
        month=10,
    ),
    Matter(
        "language-at-two",
        "early-help",
        "Talking at two: training for nursery staff",
        "The course is three mornings, beginning on {e0:weekday} and again on {e1:weekday}. It was "
        "written by speech and language therapists and uses films made in nurseries of this sample "
        "region.",
        action="Each large authority has two places, each small one a single place. Book {d0:by} with "
        "{education} (contact details below).",
        deadlines=(19,),
        events=(32, 46),
        people=("education",),
        news=2,
        reminders=1,
    ),
    Matter(
        "send-self-evaluation",
        "send",
        "Area SEND: template for self-evaluation, sample version 3",
        "The template now has a column for what families say and another for what the health partner "
        "can show. It drops eleven questions that nobody had answered in two years.",
        action="Those who would try it this term can have a half-day of help from {send} (contact "
        "details below).",
        people=("send",),
        reminders=3,
        publication=(
            "Area SEND self-evaluation template, version 3",
            "South East Alliance",
        ),
        published=1,
    ),
    Matter(
        "send-peer-team",
        "send",
        "SEND peer reviews: join the team",
        "We look for twelve people from education, health and parent carer forums who would review "
        "another area over three days. A training day on {e0:weekday} is part of the offer.",
        action="Directors are asked to endorse nominations, which are wanted {d0:by}.",
        deadlines=(28,),
        events=(54,),
        people=("send",),
        later_titles=(
            "SEND peer reviews: nominations close soon",
            "SEND peer reviews: last nominations",
        ),
        later_body="Twelve people from education, health and parent carer forums are to review another "
        "area over three days. A training day on {e0:weekday} is part of the offer; {send} (contact "
        "details below) answers questions.",
    ),
    Matter(
        "plan-timeliness",
        "send",
        "Education, health and care plans: a week saved",
        "A service that books the advice slots on the day a request comes in has saved a week and a "
        "half. Its diary rules are on one page and need no new system.",
        news=1,
        reminders=2,
    ),
    Matter(
        "post-sixteen-transport",
        "send",
        "Travel training after sixteen: a call for examples",
        "Young people with learning difficulties in this sample have asked for more chances to travel "
        "alone. We would like to gather what works, from a first bus with an escort to a railcard.",
        action="Send an example of any length to {send} (contact details below) {d0:before}; a telephone "
        "call is as good as a form.",
        deadlines=(41,),
        people=("send",),
        reminders=3,
        later_titles=(
            "Travel training: examples so far",
            "Last call for travel training examples",
        ),
    ),
    Matter(
        "alternative-provision-visits",
        "education",
        "Alternative provision: questions to ask on a visit",
        "Commissioning officers have agreed a list of twenty questions for visits to small providers. It "
        "begins with who has the keys and ends with what the pupils had for lunch.",
        published=4,
        publication=("Twenty questions for a visit", "South East Alliance"),
    ),
    Matter(
        "autism-in-schools",
        "send",
        "Autism: a quiet hour in forty schools",
        "Forty schools tried a quiet first hour for a half-term. Staff kept a tally of exits from class, "
        "which fell by a third; the write-up is careful about what else had changed.",
        published=10,
        publication=("A quiet hour: notes from forty schools", "Northmoor University"),
        news=2,
        reminders=1,
    ),
    Matter(
        "school-census-desk",
        "data",
        "Spring census: a shared help desk",
        "Data teams in small authorities will share a help desk for schools in census week. It answers "
        "from eight, and each call is logged so that next year's notes are better.",
        action="Tell {eddata} (contact details below) {d0:by} if your schools should be given the number.",
        deadlines=(12,),
        people=("eddata",),
        month=12,
        reminders=1,
    ),
    Matter(
        "reading-fund",
        "education",
        "Books at home: 300 boxes to give away",
        "A publisher that prefers not to be named has offered three hundred boxes of books for children "
        "in temporary housing. Boxes go first to authorities that can collect them.",
        action="Ask for boxes {d0:by}, saying the number of families and where the boxes would be kept.",
        deadlines=(13,),
        reminders=1,
    ),
)
