"""Invented matters: children in care, fostering, adoption, kinship and care leavers."""

from .matter import Matter

MATTERS = (
    Matter(
        "regional-fostering-line",
        "children-in-care",
        "One telephone line for people who would like to foster",
        "Seven authorities are to answer enquiries about fostering on one number from nine until "
        "eight. Callers are passed to their own authority within a working day, and every call is "
        "counted in the same way.",
        action="Authorities that would like to join the second group should tell {kinship} (contact "
        "details below) {d0:by}.",
        deadlines=(25,),
        people=("kinship",),
        news=2,
        reminders=2,
    ),
    Matter(
        "siblings-together",
        "children-in-care",
        "Looked after children: keeping brothers and sisters together",
        "A small study of looked after children in five authorities asks why brothers and sisters were "
        "placed apart. Looked after children said that nobody had asked whom they wished to live with; "
        "carers said that nobody had asked about a larger car.",
        later_titles=("Children in care: keeping brothers and sisters together",),
        later_body="A small study of children in care in five authorities asks why brothers and sisters "
        "were placed apart. Children in care said that nobody had asked whom they wished to live with; "
        "carers said that nobody had asked about a larger car.",
        news=2,
        reminders=1,
        published=5,
        publication=(
            "Apart: brothers and sisters in care",
            "Kestrel Institute for Families",
        ),
    ),
    Matter(
        "complex-needs-partners",
        "children-in-care",
        "Complex needs project: provider partners chosen",
        "Three providers and four authorities in this sample will work on homes that allow a child to "
        "step across between residential care and fostering without a change of school. The first "
        "joint day agreed how progress will be measured from the day of placement.",
        action="The others in the region will have a note after each meeting. {complex} (contact "
        "details below) keeps the list of those who receive it.",
        people=("complex",),
        reminders=2,
    ),
    Matter(
        "complex-needs-brief",
        "children-in-care",
        "Complex needs project: what a specification should say",
        "Commissioners have drafted twelve short statements of what a good placement near home would "
        "offer. Each is followed by the evidence that a provider could give for it and by what it may "
        "cost to begin earlier.",
        action="Please send your marked-up copy to {complex} (contact details below) {d0:before}.",
        deadlines=(18,),
        people=("complex",),
        columns_swap=True,
    ),
    Matter(
        "foster-carer-voices",
        "children-in-care",
        "Beacon Foster Carers Association: a winter of listening",
        "The invented Beacon association has rung four hundred carers. Most spoke of the person at the "
        "other end of the telephone: a known name mattered more to them than the hour at which it was "
        "answered.",
        month=1,
        published=9,
        publication=(
            "A winter of listening: foster carers on support",
            "Beacon Foster Carers Association",
        ),
    ),
    Matter(
        "kinship-handbook",
        "adoption-and-permanence",
        "Kinship handbook: second sample edition",
        "The handbook for grandparents, aunts and family friends has been rewritten with the people who "
        "use it. There is now a chapter on money and a page of words that professionals use, with what "
        "they mean.",
        action="Order printed copies through your kinship lead. The text can be changed to fit local "
        "arrangements.",
        publication=("Kinship handbook, second edition", "Open Door Kinship"),
        published=2,
        reminders=3,
    ),
    Matter(
        "adoption-matching-day",
        "adoption-and-permanence",
        "Adoption activity day: places by size of authority",
        "Families who have been approved can meet children who are waiting at an activity day on "
        "{e0:weekday}. Large authorities may bring four children, small ones two; each child comes with "
        "somebody they know well.",
        action="Names should be with {kinship} (contact details below) {d0:by}.",
        deadlines=(21,),
        events=(36,),
        people=("kinship",),
        later_titles=("Adoption activity day: names still wanted",),
    ),
    Matter(
        "special-guardians-survey",
        "adoption-and-permanence",
        "Special guardians: tell us about support after the order",
        "A survey of ten questions asks special guardians what help they looked for in the first two "
        "years and what they found. It can be answered on paper, on a telephone or with a worker.",
        action="Please pass the address on before the survey closes: answers are taken {d0:before}.",
        deadlines=(34,),
        reminders=3,
        later_titles=(
            "Special guardians survey: numbers so far",
            "Special guardians survey",
        ),
    ),
    Matter(
        "care-leavers-rents",
        "care-leavers",
        "Rent guarantees for care leavers: how five authorities do it",
        "Five authorities stand as guarantor for young people leaving care, each by another route. The "
        "comparison shows what was promised, what was called upon and how landlords were found.",
        published=11,
        publication=("Standing guarantor: five ways", "Tidewell Research"),
        news=2,
    ),
    Matter(
        "care-leavers-offer",
        "care-leavers",
        "Local offer for care leavers: a reading by young people",
        "Twelve young adults read nineteen local offers aloud and timed how long it took to find the "
        "name of a person. The quickest took forty seconds, the slowest gave up.",
        action="Each authority has been sent its own result. The guide that the readers wrote is open "
        "to all.",
    ),
    Matter(
        "staying-close-house",
        "care-leavers",
        "Staying close: the house with a spare room",
        "A former children's home keeps one room for anybody who has lived there and needs a night. In "
        "a year it was used on ninety nights by thirty-one people, most of them on a Sunday.",
        reminders=1,
    ),
    Matter(
        "secure-transport",
        "children-in-care",
        "Moving children between homes: a regional promise",
        "The promise has six lines: a known adult, a packed bag of one's own, an agreed stop, a "
        "telephone, a reason and a call afterwards. It was written by young people after a difficult "
        "winter journey.",
        action="Directors are asked to say {d0:by} whether their authority will sign.",
        deadlines=(32,),
        reminders=3,
        later_titles=(
            "Moving between homes: who has signed",
            "Moving between homes: the promise",
        ),
    ),
    Matter(
        "unaccompanied-welcome",
        "children-in-care",
        "Welcome packs for unaccompanied young people in nine languages",
        "The packs explain who everybody is, what happens in the first week and how to reach a "
        "solicitor. They were checked by young people who had arrived in the region in the last two "
        "years.",
        news=1,
        reminders=2,
    ),
    Matter(
        "sufficiency-round",
        "children-in-care",
        "Sufficiency statements: sharing what was forecast and what came",
        "Nine authorities will lay last year's sufficiency statement beside what happened. The aim is to "
        "learn which assumptions held, not to compare authorities with each other.",
        action="Send yours to {data} (contact details below) {d0:by}, with any table that stands behind "
        "the forecast.",
        deadlines=(39,),
        people=("data",),
        reminders=3,
    ),
    Matter(
        "obituary-alder",
        "leadership",
        "Marguerite Alderson-Pike",
        "We are sorry to tell colleagues in this sample region of the death of Marguerite Alderson-Pike, "
        "who led fostering services for many years and taught half of us to read a court bundle. A book "
        "of memories is open at the reception of her former office, and her family has asked for garden "
        "plants instead of flowers.",
        reminders=0,
    ),
)
