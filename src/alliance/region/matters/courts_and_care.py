"""Invented matters: family courts, children's homes, contact, adoption and leaving care."""

from .matter import Matter

MATTERS = (
    Matter(
        "court-bundles",
        "safeguarding",
        "Family courts: a shorter chronology",
        "Judges in this sample region asked for a chronology that can be read on a train. The "
        "example has two pages, with one line for each event that changed somebody's mind.",
        action="A solicitor and a social worker will come to a team meeting to show it. They "
        "need an hour and no screen.",
        reminders=1,
    ),
    Matter(
        "pre-proceedings",
        "safeguarding",
        "Before proceedings: twelve weeks that worked",
        "The invented Tidewell Research read sixty letters sent to parents before proceedings. "
        "Cases that ended well had a first meeting within nine days and an advocate in the room.",
        news=2,
        reminders=0,
        published=7,
        publication=("Twelve weeks: before proceedings", "Tidewell Research"),
    ),
    Matter(
        "family-group-offers",
        "safeguarding",
        "Family group meetings: a count of offers",
        "Every family should be offered a meeting of its own before a court is. The count asks "
        "how often it was offered, by whom, and what the family answered.",
        action="Counts for the autumn should be sent {d0:by} to {kinship} (contact details below).",
        news=2,
        reminders=2,
        deadlines=(23,),
        people=("kinship",),
    ),
    Matter(
        "local-family-justice",
        "safeguarding",
        "Local family justice board: an open hour",
        "The board opens its doors for an hour on {e0:weekday}. Practitioners can put questions "
        "about experts, delays and remote hearings to a judge and two clerks.",
        reminders=1,
        events=(16,),
    ),
    Matter(
        "online-harm-cards",
        "safeguarding",
        "Harm on-line: conversation cards made with twelve-year-olds",
        "Twelve-year-olds threw away half of the cards that adults had drafted. The other half "
        "now ask about group chats, strangers who give presents and pictures that cannot be "
        "called back.",
        action="A pack holds thirty cards and a note for parents. Schools may print as many as "
        "they like.",
        news=2,
        reminders=0,
    ),
    Matter(
        "mash-mornings",
        "safeguarding",
        "Front doors: a morning in somebody else's",
        "Managers of safeguarding hubs will sit for a morning beside a colleague in another "
        "authority. Everybody meets afterwards, on {e0:weekday}, to say what they would steal.",
        action="Ask {workforce} (contact details below) for a partner {d0:by}.",
        news=2,
        reminders=1,
        deadlines=(19,),
        events=(40,),
        people=("workforce",),
    ),
    Matter(
        "faith-settings",
        "safeguarding",
        "Faith groups: safeguarding evenings in three languages",
        "Volunteers from chapels, temples and mosques planned the evenings and cooked for them. "
        "A hundred and seventy people came, and eleven asked for advice about a real worry.",
        reminders=0,
    ),
    Matter(
        "homes-neighbours",
        "children-in-care",
        "New children's homes: talking to the street first",
        "Four managers explain how they told the neighbours about a new home, and when. Two "
        "would do the same again, one would start earlier, and one would bring more cake.",
        news=2,
        reminders=0,
        published=5,
        publication=("Talking to the street", "Elderbrook Review"),
    ),
    Matter(
        "life-story-volunteers",
        "children-in-care",
        "Life stories: volunteers who find the missing photographs",
        "Retired librarians help social workers to find the house, the hospital and the first "
        "school of a child in care. A training morning for new volunteers is on {e0:weekday}.",
        news=2,
        reminders=1,
        events=(37,),
    ),
    Matter(
        "contact-centres",
        "children-in-care",
        "Seeing family: better rooms for it",
        "Children in care drew the rooms in which they meet their parents, and then the rooms "
        "they would like. Kitchens were drawn most often, and toys for much younger children "
        "least.",
        action="Three centres have £1,500 each to change a room by the summer; their floor "
        "plans will be shared.",
        reminders=1,
    ),
    Matter(
        "pets-and-placements",
        "children-in-care",
        "Pets: eleven moves in which the dog came too",
        "Carers and social workers describe moves in which a pet came along or was looked after "
        "nearby. The insurers were less of a difficulty than everybody had said.",
        news=2,
        reminders=0,
    ),
    Matter(
        "reviewing-officers",
        "children-in-care",
        "Independent reviewing officers: a day on difficult letters",
        "Reviewing officers will practise writing to a child about a review that went badly. "
        "The day is on {e0:weekday}, in a hotel near the station, and a children's author reads "
        "the letters aloud.",
        action="Bring a letter with names changed. Bookings close on {d0}.",
        reminders=2,
        deadlines=(27,),
        events=(48,),
    ),
    Matter(
        "savings-accounts",
        "children-in-care",
        "Savings for children in care: where the money is",
        "Some young people learn of their savings at eighteen and some never do. A search in "
        "two authorities found ninety accounts with £61,300 that nobody had claimed.",
        action="Every authority is asked to make the same search and to give its totals "
        "{d0:before}.",
        news=2,
        reminders=0,
        deadlines=(35,),
    ),
    Matter(
        "out-of-area-visits",
        "children-in-care",
        "Visiting far away: a rota of local visitors",
        "A child placed two hundred miles off may see a social worker six times a year. Retired "
        "practitioners who live near by now drop in between, on behalf of four authorities.",
        news=2,
        reminders=1,
        published=2,
        publication=("Near by: a rota of local visitors", "Kestrel Institute for Families"),
    ),
    Matter(
        "early-permanence",
        "adoption-and-permanence",
        "Early permanence: an evening for people who might",
        "Carers who took a baby without knowing how it would end will speak on {e0:weekday}. "
        "The evening is for people who are still thinking, and nobody signs anything.",
        action="Agencies can reserve chairs {d0:by} through {kinship} (contact details below).",
        reminders=2,
        later_titles=("Early permanence: chairs for the evening",),
        deadlines=(25,),
        events=(45,),
        people=("kinship",),
    ),
    Matter(
        "letterbox",
        "adoption-and-permanence",
        "Letters between families: from paper to a safe page",
        "Letters between adoptive and birth families were going astray in the post. A small "
        "agency in this sample now uses a page that both can open, and a worker reads every "
        "message first.",
        news=2,
        reminders=0,
    ),
    Matter(
        "adopted-teenagers",
        "adoption-and-permanence",
        "Adopted teenagers: who helps when it gets hard",
        "Northmoor University, invented here, talked to thirty families whose adopted child was "
        "between thirteen and seventeen. Help that came in the first month was described quite "
        "differently from help that came in the ninth.",
        action="Panels may like to read the chapter on brothers and sisters first.",
        news=2,
        reminders=1,
        published=9,
        publication=("When it gets hard: adopted teenagers", "Northmoor University"),
    ),
    Matter(
        "driving-lessons",
        "care-leavers",
        "Driving lessons: a bursary for care leavers",
        "A motor dealer has given the sample region forty bursaries of £600 for young people "
        "who need a licence for work. Personal advisers apply together with the young person.",
        action="The form takes ten minutes. It is open until {d0} or until the fortieth name.",
        news=2,
        reminders=0,
        deadlines=(22,),
    ),
    Matter(
        "first-night-boxes",
        "care-leavers",
        "First night in a flat: the box",
        "A box with a kettle, two mugs, a lamp and a tin opener waits in the flat on the first "
        "night. It was packed by people who remember their own.",
        reminders=0,
    ),
    Matter(
        "prison-leavers",
        "care-leavers",
        "Care leavers in prison: a letter every month",
        "Personal advisers in five authorities write to each care leaver in custody on the "
        "first of the month. Replies come from two in three, and some of them have asked for "
        "books.",
        action="Stamps are paid for by the programme until the end of March. A list of what may "
        "be enclosed is available.",
        news=2,
        reminders=1,
    ),
)
