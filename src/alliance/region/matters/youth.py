"""Invented matters: youth justice, youth work and participation."""

from .matter import Matter

MATTERS = (
    Matter(
        "remand-beds",
        "youth-justice",
        "Remand: a foster home instead of a cell",
        "Three pairs of carers in this sample will take a young person at four hours' notice "
        "while a court waits. They are paid a retainer, and they chose their own out-of-hours "
        "worker.",
        action="Ask before promising it to a court: the scheme covers five authorities so far.",
        reminders=1,
    ),
    Matter(
        "knife-lessons",
        "youth-justice",
        "Lessons about knives: what pupils remembered",
        "The invented Coastline Youth Collaborative returned to nine schools a year after an "
        "assembly about knives. Pupils recalled the ambulance worker and the mother; hardly "
        "anybody recalled the figures.",
        news=2,
        reminders=0,
        published=7,
        publication=("A year after the assembly", "Coastline Youth Collaborative"),
    ),
    Matter(
        "prevention-grants",
        "youth-justice",
        "Bramble Foundation: grants for work before the first offence",
        "The invented Bramble Foundation will give up to £25,000 to projects with children aged "
        "eight to twelve. A youth centre, a school and a family must each write a paragraph of "
        "the bid.",
        action="Bids should arrive {d0:before}. Nothing longer than three sides is read.",
        news=2,
        reminders=2,
        later_titles=("Bramble Foundation: a fortnight for bids",),
        deadlines=(24,),
    ),
    Matter(
        "victims-voice",
        "youth-justice",
        "Young victims: a conversation among youth justice managers",
        "Most young people who hurt somebody have been hurt themselves. Managers meet on "
        "{e0:weekday} from 2pm to hear how two services offer help to the same child in both "
        "parts.",
        reminders=1,
        events=(17,),
    ),
    Matter(
        "disproportion",
        "youth-justice",
        "A common table: who is stopped and who is charged",
        "Youth justice teams hold the figures on disproportion in six different shapes. A "
        "common table has eleven rows, each with a note on how few children stand behind a "
        "percentage.",
        action="Filled tables should be returned to {data} (contact details below) {d0:by}.",
        news=2,
        reminders=1,
        deadlines=(38,),
        people=("data",),
    ),
    Matter(
        "reparation-gardens",
        "youth-justice",
        "Reparation: three gardens and a bicycle shed",
        "Young people have made a sensory garden, an allotment and a memorial bed, and mended "
        "forty bicycles on the way. A neighbour who had complained now brings the tea.",
        news=2,
        reminders=0,
    ),
    Matter(
        "police-custody-visits",
        "youth-justice",
        "Children in police custody: visitors wanted",
        "Independent visitors look in on custody suites at hours that nobody expects. The "
        "sample scheme would like two more visitors in each county, and gives them two evenings "
        "of training.",
        action="Please pass this on. Applications go to {workforce} (contact details below) "
        "{d0:by}.",
        reminders=1,
        deadlines=(20,),
        people=("workforce",),
    ),
    Matter(
        "county-lines-film",
        "youth-justice",
        "A film about a train ticket",
        "Four young actors made a film of eleven minutes about a boy, a ticket and a rucksack. "
        "It is for drivers, guards and hotel staff, and it names nobody.",
        action="Copies are free. Show it with somebody in the room who can answer questions "
        "afterwards.",
        news=2,
        reminders=0,
    ),
    Matter(
        "inspection-prep",
        "youth-justice",
        "Youth justice inspection: a practice day",
        "Two services that were inspected last year will inspect a third, kindly, on "
        "{e0:weekday}. Twelve seats at the back are for those whose turn may come.",
        action="One seat for each authority. {manager} (contact details below) keeps the list.",
        reminders=1,
        events=(27,),
        people=("manager",),
    ),
    Matter(
        "council-elections",
        "participation",
        "Children in care councils: how members are chosen",
        "Some councils elect, some invite and one draws lots. Members of eight councils "
        "compared the three ways over a weekend and found good in each, but little good in "
        "never changing.",
        news=2,
        reminders=0,
    ),
    Matter(
        "young-commissioners",
        "participation",
        "Young commissioners: a seat on the interview panel",
        "Twelve young people have been trained to read bids and to ask providers awkward "
        "questions. Each can be booked for two panels a year, with travel paid and a worker "
        "alongside.",
        action="Panels between now and the summer should be booked {d0:by}.",
        news=2,
        reminders=2,
        deadlines=(19,),
    ),
    Matter(
        "video-diaries",
        "participation",
        "A week in my shoes: video diaries from children's homes",
        "Nine young people filmed a week and kept the right to cut whatever they liked. What "
        "remains is eighteen minutes of buses, washing-up and a hamster.",
        reminders=0,
        published=5,
        publication=("A week in my shoes: notes for staff", "Beacon Youth Panel"),
    ),
    Matter(
        "complaints-leaflet",
        "participation",
        "Complaints: a leaflet tested on the doubtful",
        "Teenagers who said that they would never complain were asked what might change their "
        "mind. They wanted a name, a photograph and a promise about how long it takes.",
        action="The leaflet can be had as a drawing file, so that the photograph is of your own "
        "complaints officer.",
        news=2,
        reminders=1,
    ),
    Matter(
        "pledge-wall",
        "participation",
        "Promises kept: a wall in a town hall",
        "One council writes each promise made to care-experienced young people on a wall beside "
        "the lifts, with the date on which it was made. Kept promises are painted over in "
        "yellow by those to whom they were made.",
        reminders=0,
    ),
    Matter(
        "regional-weekend",
        "participation",
        "A weekend by the sea: places for forty young people",
        "Children in care councils are invited to a weekend that begins on {e0:weekday}. There "
        "will be a bonfire, a debate and a long walk; telephones are collected by those who own "
        "them.",
        action="Each council may send up to four young people and one worker. Names and diets "
        "are needed {d0:by}.",
        news=2,
        reminders=1,
        later_titles=("A weekend by the sea: ten places left",),
        deadlines=(30,),
        events=(63,),
    ),
    Matter(
        "radio-hour",
        "participation",
        "Radio hour: care-experienced presenters on local air",
        "A community station has given an hour on Sundays to young presenters who have been in "
        "care. Guests so far include a judge, a baker and somebody's second foster mother.",
        news=2,
        reminders=0,
    ),
    Matter(
        "youth-club-map",
        "youth-justice",
        "Youth clubs: putting the small ones on the map",
        "A map of youth clubs is only as good as its smallest village hall. Volunteers will "
        "ring each club on the old list, and would like to hear of those that were never on it.",
        action="Clubs can be added by writing to {support} (contact details below) {d0:before}.",
        reminders=1,
        deadlines=(28,),
        people=("support",),
    ),
    Matter(
        "easy-read-fund",
        "participation",
        "Easy-read versions: a shared purse",
        "Nine authorities pay £400 a year each into a purse from which leaflets are turned into "
        "easy read. Last year it bought thirty-one leaflets, and each was tested by readers "
        "with learning disabilities.",
        news=2,
        reminders=0,
    ),
)
