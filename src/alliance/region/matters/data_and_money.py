"""Invented matters: data, commissioning, buildings and money."""

from .matter import Matter

MATTERS = (
    Matter(
        "address-matching",
        "data",
        "Matching addresses: a recipe for small teams",
        "An analyst in a small team has written down how she matches addresses from four "
        "systems in an afternoon. The recipe uses tools that every council has already.",
        action="If a step fails, write it in the margin; the margins will be read in the spring.",
        reminders=1,
    ),
    Matter(
        "ethnic-coding",
        "data",
        "Ethnicity in records: gaps and guesses",
        "The Larkfield Observatory, which is invented, read eight hundred records from this "
        "sample region. One in nine had no ethnicity, and one in fourteen had two that did not "
        "agree.",
        news=2,
        reminders=0,
        published=10,
        publication=("Gaps and guesses: ethnicity in records", "Larkfield Observatory"),
    ),
    Matter(
        "dashboards-fewer",
        "data",
        "Fewer dashboards: a spring clean",
        "One service had sixty-one dashboards, of which nineteen had not been opened for a "
        "year. It kept twelve, and the directors say that they look at four.",
        news=2,
        reminders=0,
    ),
    Matter(
        "ai-minutes",
        "data",
        "Machines that take minutes: what has been learned so far",
        "Ten authorities have tried software that writes up a visit from a recording. The notes "
        "compare time saved, mistakes found and what families said when they were asked.",
        action="Authorities with a trial of their own can add a column {d0:by}.",
        news=2,
        reminders=1,
        later_titles=("Machines that take minutes: a second look",),
        deadlines=(25,),
    ),
    Matter(
        "data-sharing-register",
        "data",
        "Agreements to share data: a register for the region",
        "Most authorities have signed agreements with the same partners in different words. A "
        "register lists who has signed what, when it ends and who would know.",
        action="Please fill in your rows {d0:before}; {data} (contact details below) will chase "
        "nobody twice.",
        reminders=2,
        deadlines=(34,),
        people=("data",),
    ),
    Matter(
        "history-of-measures",
        "data",
        "Eleven years of measures: what moved and what did not",
        "A patient reader has drawn every regional measure over eleven years on one sheet. Some "
        "lines jump when a definition changes, and those jumps are marked in red.",
        news=2,
        reminders=0,
        published=3,
        publication=("Eleven years on one sheet", "South East Alliance"),
    ),
    Matter(
        "analysts-exchange",
        "data",
        "Analysts' exchange: a week at another desk",
        "Analysts who swap desks for a week learn more than on a course, or so the first six "
        "say. The next swaps begin on {e0:weekday} and {e1:weekday}.",
        action="Pairs are free to arrange the rest themselves.",
        reminders=1,
        events=(22, 50),
    ),
    Matter(
        "missing-episodes-count",
        "data",
        "Children missing from school and from home: comparing two lists",
        "In one sample district the two lists shared eleven names that nobody had put together. "
        "Other districts are asked to repeat the comparison with a method that keeps names "
        "where they are.",
        action="Tell {eddata} (contact details below) {d0:by} whether you will repeat it.",
        news=2,
        reminders=0,
        deadlines=(18,),
        people=("eddata",),
    ),
    Matter(
        "framework-refresh",
        "money",
        "Fostering framework: what to keep and what to drop",
        "The regional framework with independent fostering agencies runs out next year. A paper "
        "of four sides says what has worked, what was never used, and what providers found hard "
        "to price.",
        action="Authorities should send their three wishes to {complex} (contact details below) "
        "{d0:by}.",
        news=2,
        reminders=2,
        later_titles=("Fostering framework: wishes received",),
        deadlines=(42,),
        people=("complex",),
    ),
    Matter(
        "transport-routes",
        "money",
        "School transport: planning routes with the drivers",
        "Drivers and passenger assistants were paid for a morning to redraw the routes that "
        "they drive. They removed four vehicles and an hour and ten minutes from the longest "
        "journey.",
        news=2,
        reminders=0,
    ),
    Matter(
        "solo-placements",
        "money",
        "One child, one house: why solo placements are made",
        "Commissioners looked at forty placements in which a child lived alone with staff. Half "
        "had been meant for three months, and the average had reached eleven.",
        action="The paper has been sent to directors. A version without case studies is open to "
        "everybody.",
        reminders=1,
        published=6,
        publication=("One child, one house", "Centre for Rural Childhoods"),
    ),
    Matter(
        "capital-bids",
        "money",
        "Buildings: a fund for small children's homes",
        "The invented Harrow Down Foundation has £2,400,000 for homes of two or three bedrooms. "
        "It will meet half the cost of a building and none of the cost of running it.",
        action="Expressions of interest are due {d0:by}, and full bids {d1:by}. A site is "
        "needed for the second but not for the first.",
        news=2,
        reminders=1,
        deadlines=(29, 70),
    ),
    Matter(
        "void-costs",
        "money",
        "Empty beds: who pays for them",
        "A home with an empty bed costs nearly as much as a full one. Three contracts from this "
        "sample show three ways to share the risk, with the arithmetic of a bad year.",
        news=2,
        reminders=0,
    ),
    Matter(
        "grants-diary",
        "money",
        "A diary of grants: what opens when",
        "Bid writers lose weeks because they hear of a grant too late. The diary lists when "
        "eighteen charitable funds, all made up for this sample, usually open and how long "
        "their forms are.",
        action="It is kept by hand. Corrections are welcome, above all of deadlines.",
        reminders=1,
    ),
    Matter(
        "unit-costs-workshop",
        "money",
        "Unit costs: a workshop for finance and practice together",
        "On {e0:weekday} finance officers and team managers will cost the same three journeys "
        "through care. They sit in pairs and may not use the word overhead.",
        action="Pairs should register with {data} (contact details below) {d0:by}.",
        news=2,
        reminders=2,
        deadlines=(14,),
        events=(28,),
        people=("data",),
    ),
    Matter(
        "parent-baby-provision",
        "money",
        "Parents and babies: assessing at home rather than in a unit",
        "Residential assessments of parents are dear and far away. Two authorities shared a "
        "team that visits three times a day for six weeks, and the judge in the first case was "
        "content.",
        reminders=0,
    ),
    Matter(
        "contracts-register",
        "money",
        "Contracts that end next year: one list",
        "Thirty contracts with the same nine providers end within a few months of each other. "
        "Putting the dates in one list would let authorities talk before they renew.",
        action="Return your list {d0:before}, with the name of the buyer.",
        news=2,
        reminders=1,
        deadlines=(32,),
    ),
    Matter(
        "clothing-allowance",
        "money",
        "Clothing allowances: nineteen sums compared",
        "The Meadowgate Panel, an invented group of young people, asked each authority what it "
        "gives for clothes and when. Sums differ by half; the panel minded more about having to "
        "bring receipts.",
        news=2,
        reminders=0,
        published=4,
        publication=("Keep the receipt: clothing allowances compared", "Meadowgate Panel"),
    ),
)
