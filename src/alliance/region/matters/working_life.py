"""Invented matters: workforce, leadership, early help, youth justice, data and money."""

from .matter import Matter

MATTERS = (
    Matter(
        "supervision-course",
        "workforce",
        "Reflective supervision: four mornings for team managers",
        "Cohort 1 meets on {e0:weekday}, {e1:weekday}, {e2:weekday} and {e3:weekday}, each time from 10 "
        "until 12.30. Managers bring a case and leave with a question.",
        action="Places follow size: two for a large authority, one for a small one. The deadline for "
        "applications is {d0}. Please send them to {workforce} (contact details below).",
        deadlines=(20,),
        events=(34, 41, 48, 55),
        people=("workforce",),
        news=2,
        reminders=1,
    ),
    Matter(
        "agency-rates",
        "workforce",
        "Memorandum of co-operation: reading the quarter's exceptions",
        "Human resources leads met to read the exceptions to the agreed agency rates. Most concerned two "
        "teams and one month; the group suggests a telephone call before an exception, not after it.",
        action="The sample tables are with each authority's lead. {workforce} (contact details below) "
        "can say who that is.",
        people=("workforce",),
    ),
    Matter(
        "returners",
        "workforce",
        "Coming back to social work: a returner's year",
        "Nine people who had left social work came back through a shared programme in this sample. They "
        "kept a common diary, which is honest about the third month.",
        published=5,
        publication=("A returner's year: nine diaries", "Elderbrook Review"),
    ),
    Matter(
        "psw-caseload",
        "workforce",
        "Counting work, not cases",
        "Principal social workers compared how their authorities weigh a caseload. Only two counted "
        "travel; all wished to. A plain spreadsheet does the sum and says what it leaves out.",
        columns_swap=True,
        action="Try the spreadsheet on one team for a month and tell the network what surprised you.",
    ),
    Matter(
        "newly-qualified-welcome",
        "workforce",
        "Newly qualified social workers: a regional welcome",
        "Everybody who began in the autumn is invited to a day together on {e0:weekday}. There will be a "
        "walk, a market of teams and an hour with young people who have had a social worker.",
        action="Register your starters {d0:before}; the hall holds one hundred and twenty.",
        deadlines=(24,),
        events=(40,),
        month=10,
    ),
    Matter(
        "leadership-shadowing",
        "leadership",
        "Shadow a director for a day",
        "Eight directors have offered a day to assistant directors from another authority. Pairs are made "
        "by distance, so that nobody travels for more than ninety minutes.",
        action="Say what you hope to see and when, {d0:by}, to {manager} (contact details below).",
        deadlines=(27,),
        people=("manager",),
        later_titles=("Shadow a director for a day: three days left to fill",),
    ),
    Matter(
        "peer-challenge-groups",
        "leadership",
        "Peer challenge: groups for the coming round",
        "Groups of three and one of four have been drawn so that no authority meets one that it met in "
        "the last two rounds. The challenge days are on {e0:weekday} and {e1:weekday}.",
        action="Self-assessments should reach {support} (contact details below) {d0:by}, so that readers "
        "have three weeks.",
        deadlines=(46,),
        events=(73, 75),
        people=("support",),
        month=11,
        reminders=4,
        news=2,
        later_titles=(
            "Peer challenge: groups for the coming round",
            "Peer challenge: self-assessments",
        ),
    ),
    Matter(
        "lead-members-morning",
        "leadership",
        "Lead members: a morning on corporate parenting",
        "Councillors who lead on children's services are invited to a morning on {e0:weekday}, led by "
        "young people. It begins with breakfast and ends with a promise that each writes down.",
        action="Please book through {support} (contact details below) {d0:by}.",
        deadlines=(18,),
        events=(26,),
        people=("support",),
    ),
    Matter(
        "lessons-from-inspection",
        "leadership",
        "After the inspection: what we wish we had known",
        "Three leadership teams talk about the fortnight before and the month after an inspection. The "
        "conversation is candid, so it is shared as a meeting and not as a recording.",
        action="Join on {e0:weekday} at 4pm. Ask {manager} (contact details below) for the link.",
        events=(20,),
        people=("manager",),
        reminders=1,
    ),
    Matter(
        "improvement-plan-draft",
        "leadership",
        "Regional Improvement Plan: consultation draft",
        "The draft plan has nine priorities in four groups, each with a director who answers for it. "
        "Last year's measures are shown beside this year's, including the two that went the wrong way.",
        action="Directors' comments are invited {d0:by}.",
        deadlines=(30,),
        month=2,
        later_titles=("Regional Improvement Plan",),
        later_body="The draft plan has nine priorities in four groups, each with a director who answers "
        "for it. Comments so far ask for fewer measures and for a plainer word than stakeholder. Last "
        "year's measures are shown beside this year's.",
        reminders=3,
    ),
    Matter(
        "early-help-front-doors",
        "early-help",
        "Early help: nineteen front doors",
        "A mystery shopper rang every early help number in this sample on a wet Tuesday. Each authority "
        "has its own notes; the region sees only the shape: how long, how kind, how clear.",
        published=4,
        publication=(
            "Nineteen front doors: a mystery shopper's notes",
            "Meadowgate Panel",
        ),
    ),
    Matter(
        "family-hub-evenings",
        "early-help",
        "Family hubs: what happens after five o'clock",
        "Hubs that open on two evenings see more fathers and more shift workers. The costs are small "
        "where a library shares the building, and larger where it does not.",
        later_titles=("Family hubs after five",),
    ),
    Matter(
        "parenting-offer",
        "early-help",
        "Parenting programmes: one timetable for the region",
        "Parents who miss a session could finish in the next town if dates were known. Twelve authorities "
        "will put theirs into a common timetable from next month.",
        action="Send the dates of your spring groups {d0:before} to {kinship} (contact details below).",
        deadlines=(15,),
        people=("kinship",),
        reminders=2,
    ),
    Matter(
        "youth-justice-diversion",
        "youth-justice",
        "Turning aside: two years of diversion",
        "The invented Coastline Youth Collaborative has followed young people who were offered help "
        "instead of a charge. Nine in ten finished what they had agreed to; the report gives the reasons "
        "of those who did not.",
        published=6,
        publication=(
            "Turning aside: two years of diversion",
            "Coastline Youth Collaborative",
        ),
    ),
    Matter(
        "youth-work-standards",
        "youth-justice",
        "Detached youth work: a consultation on simple standards",
        "What should anybody expect of a youth worker met on a street corner? The invented Coastline "
        "Youth Collaborative suggests eleven standards and asks which are too many.",
        action="The consultation closes on {d0}.",
        deadlines=(38,),
        reminders=3,
        later_titles=(
            "Detached youth work: standards out for comment",
            "Youth work standards: consultation",
        ),
    ),
    Matter(
        "summer-programme",
        "youth-justice",
        "Holiday programme: small grants for late evenings",
        "There is £60,000 for clubs that will stay open until ten in the holidays. Grants are of up to "
        "£3,000 and the form has one side.",
        action="Forms are read in the order in which they come, {d0:by} at the latest.",
        deadlines=(31,),
        month=4,
    ),
    Matter(
        "quarterly-dataset",
        "data",
        "Quarterly data set: the window is open",
        "Data leads can now send the quarter's figures. Two definitions have been made clearer since the "
        "last round, and the template says so in yellow.",
        action="Returns are due {d0:by}. Comments on figures that stand far from the others may follow "
        "a week later. Questions to {data} (contact details below).",
        deadlines=(21,),
        people=("data",),
        month=1,
        reminders=2,
    ),
    Matter(
        "quarterly-dataset-summer",
        "data",
        "Summer quarter: figures due",
        "It is time for the figures of the spring months. Thank you to the fourteen authorities whose "
        "last return needed no second look; a list of the commonest slips is given with the template.",
        action="Please return them {d0:before} to {data} (contact details below).",
        deadlines=(20,),
        people=("data",),
        month=7,
        reminders=2,
    ),
    Matter(
        "forecast-method",
        "data",
        "Forecasting placements: the method explained without formulas",
        "Analysts from two authorities have written six pages on how they forecast the number of "
        "children in each kind of placement. They say how wrong they were last time, month by month.",
        published=8,
        publication=("Forecasting placements without formulas", "South East Alliance"),
    ),
    Matter(
        "data-leads-clinic",
        "data",
        "Data clinic: bring your worst spreadsheet",
        "The clinic on {e0:weekday} is for anybody who keeps figures by hand. Two analysts will mend "
        "what they can in the hour and write down the rest.",
        events=(13,),
        reminders=1,
        people=("data",),
        action="No booking is needed; {data} (contact details below) has the link.",
    ),
    Matter(
        "rural-costs",
        "money",
        "What distance costs: services in rural places",
        "The invented Centre for Rural Childhoods has added up mileage, empty seats and waiting for six "
        "kinds of service. Its tables are offered as a start, with every assumption in a column of its "
        "own.",
        published=9,
        publication=("What distance costs", "Centre for Rural Childhoods"),
        reminders=2,
    ),
    Matter(
        "placement-fees",
        "money",
        "Residential fees: sharing what is paid, without names",
        "Commissioners have agreed to pool the weekly fees of new residential placements, rounded and "
        "without the name of child or provider. The first table is expected before the spring.",
        action="Tell {complex} (contact details below) {d0:by} who will send your authority's figures.",
        deadlines=(17,),
        people=("complex",),
    ),
    Matter(
        "invest-to-save",
        "money",
        "Edge of care: three business cases that were approved",
        "Three authorities share the business cases that persuaded their finance officers. One was "
        "approved at the third attempt, and its earlier versions are included.",
        columns_swap=True,
        action="They are given as they stood; please do not quote the figures as findings.",
    ),
    Matter(
        "participation-awards",
        "participation",
        "Young inspectors: awards evening",
        "Young people who have inspected services will receive their certificates on {e0:weekday}. There "
        "will be music from a group of care-experienced players and a short speech or two.",
        action="Tickets are free but counted: please ask {d0:by}.",
        deadlines=(20,),
        events=(35,),
        month=6,
    ),
    Matter(
        "letters-to-myself",
        "participation",
        "Letters to a younger me: an exhibition that travels",
        "Forty-two letters by people who grew up in care have been framed and will travel from library "
        "to library. Two weeks in each place is enough for a school to visit.",
        action="Libraries that would have it in the spring should write {d0:by} to {support} (contact "
        "details below).",
        deadlines=(32,),
        people=("support",),
        reminders=2,
    ),
    Matter(
        "language-that-cares",
        "participation",
        "Words in files: a guide by those who read their own",
        "Care leavers who asked for their records have marked the words that hurt and those that helped. "
        "The guide sets one beside the other and asks writers to imagine the reader at thirty.",
        published=3,
        publication=(
            "Words in files: a guide by those who read their own",
            "Meadowgate Panel",
        ),
        news=2,
        reminders=3,
    ),
    Matter(
        "silver-threads-call",
        "leadership",
        "Bright Threads: call for evidence published",
        "What small change has made the largest difference in your service this year? The call is open to "
        "schools, nurseries, social care, youth work and health; nothing is too small and nothing too "
        "strange.",
        action="Fill in the form or ring {manager} (contact details below) and tell it aloud. Ideas are "
        "wanted {d0:before}.",
        deadlines=(34,),
        people=("manager",),
        news=2,
        reminders=3,
        later_titles=(
            "Bright Threads: call for evidence published",
            "Bright Threads: the first twenty ideas",
            "Last call for Bright Threads ideas",
        ),
    ),
    Matter(
        "bright-threads-page",
        "leadership",
        "Bright Threads panel: readers wanted",
        "The ideas that came in are to be read by managers and practitioners, each idea by two people who "
        "do not know its author. Reading takes about three hours over a fortnight.",
        action="Offer your name to {manager} (contact details below) {d0:by}.",
        deadlines=(14,),
        people=("manager",),
        reminders=1,
    ),
)
