"""Thirty invented matters, each in the wordings in which it would come: publisher's, feed's, ours.

Written before the judging. Every third is held back (`held_back`): looked at only to measure.
"""

from __future__ import annotations

from dataclasses import dataclass

Wording = tuple[str, str]
"""Title and text."""


@dataclass(frozen=True, slots=True)
class Matter:
    url: str
    publisher: str
    full: Wording
    """As its publisher's page has it."""
    summary: str
    """As the feed has it, under the same title."""
    ours: Wording
    """As the bulletin told it."""
    second: tuple[str, str, str]
    """Another publisher's address, title and text on the same thing."""
    moved: tuple[str, str]
    """What is exchanged where the facts of it change."""
    edition: tuple[tuple[str, str], ...]
    """What is exchanged to make another edition of it, or another body's."""
    after: Wording
    """Another thing, that comes of it: a response, an evaluation, a successor."""
    aside: Wording
    """An item of another matter, which links to this one's page."""


MATTERS = (
    Matter(
        "https://www.gov.uk/government/consultations/kinship-allowance-rules",
        "Department for Education",
        ("Kinship allowance: rules for the pilot",
         "We are seeking views on the rules for a kinship allowance. The allowance would be paid to special "
         "guardians and to relatives with a child arrangements order, at the rate of the fostering allowance. The "
         "consultation asks who should qualify, how income is treated and how often a payment is reviewed. It is of "
         "interest to local authorities, kinship carers and charities. This consultation closes on 18 December 2026."),
        "We are seeking views on who should qualify for a kinship allowance, how income is treated and how often "
        "payments are reviewed.",
        ("Views wanted on paying kinship carers",
         "The DfE is asking who should get the new kinship allowance: special guardians and relatives with an order "
         "would be paid as foster carers are. Kinship leads may want to answer together. Closes 18 December 2026."),
        ("https://kinfolk.example.org/news/allowance-consultation", "Have your say on the kinship allowance",
         "Kinfolk welcomes the government's consultation on a kinship allowance. Payment at the fostering rate for "
         "special guardians is what carers have asked for. Tell ministers who should qualify: you have until 18 "
         "December 2026, and our template answer takes ten minutes."),
        ("18 December 2026", "15 January 2027"),
        (("Kinship", "Adoption"), ("kinship", "adoption"), ("18 December 2026", "8 March 2027"),
         ("special guardians and to relatives with a child arrangements order", "adopters of older children"),
         ("the rate of the fostering allowance", "a rate set each year"), ("how income is treated", "from what age")),
        ("Kinship allowance: government response",
         "The response to the consultation on a kinship allowance is published. There were 1,904 answers. The "
         "government will test payments in four areas from April and will not count benefits as income."),
        ("Kinship week: a toolkit for teams",
         "Our kinship network has put together posters, a quiz and a slide pack for kinship week in October. A slide "
         "links to the national allowance proposals. Copies from the programme office."),
    ),
    Matter(
        "https://www.gov.uk/government/statistics/children-looked-after-regional-tables-2026",
        "Department for Education",
        ("Children looked after: regional tables 2026",
         "Statistics on children looked after at 31 March 2026. The tables cover numbers, placements, moves, "
         "distance from home and missing incidents for each local authority and region. The number of children "
         "looked after was 81,770, a fall of 1 per cent. Of these, 22 per cent were placed more than 20 miles from home."),
        "Official statistics on numbers, placements and distance from home at 31 March 2026.",
        ("Looked after children: this year's figures",
         "New national tables show 81,770 children looked after at 31 March 2026, one per cent fewer. More than a "
         "fifth live over 20 miles from home. Data leads will bring the regional cut to the next benchmarking group."),
        ("https://statsdigest.example.org/2026/looked-after", "Number of looked after children falls to 81,770",
         "Official figures out today put the number of children looked after in England at 81,770 on 31 March 2026, "
         "down 1 per cent. Placements over 20 miles from home stand at 22 per cent."),
        ("81,770", "81,920"),
        (("2026", "2025"), ("81,770", "82,610"), ("fall of 1", "rise of 2"), ("22 per cent", "21 per cent")),
        ("Care leavers: experimental tables",
         "Statistics on young people who left care, aged 17 to 21. The tables cover accommodation, activity and "
         "whether the authority is in touch. They will be published beside the yearly figures from now on."),
        ("How to read distance in placement data",
         "A two-page note by our data group explains why miles from home differ between systems, with a link to the "
         "national tables. Comments to the data and information manager."),
    ),
    Matter(
        "https://www.gov.uk/government/publications/working-with-absent-pupils",
        "Department for Education",
        ("Working with absent pupils: statutory guidance",
         "Statutory guidance for schools, trusts and local authorities on helping pupils who are often absent. It "
         "sets out what each must do, from the first day of absence to a notice to improve. Local authorities must "
         "hold a termly meeting with every school. The guidance comes into force on 1 September 2027 and replaces "
         "the version of 2024."),
        "Statutory guidance for schools, trusts and local authorities on helping pupils who are often absent.",
        ("Attendance: new statutory guidance",
         "From September 2027 authorities must hold a termly talk with every school on attendance. The new statutory "
         "guidance says who does what from the first day a pupil is away. AD Education network to consider."),
        ("https://headsroom.example.com/absence-guidance-explained", "Absence guidance: what changes for schools",
         "New statutory guidance on absent pupils has landed. The headline: a termly meeting between each school and "
         "its local authority becomes a must from 1 September 2027, and the notice to improve moves earlier."),
        ("1 September 2027", "1 January 2028"),
        (("absent pupils", "excluded pupils"), ("often absent", "suspended or excluded"),
         ("first day of absence", "first suspension"), ("a notice to improve", "a return meeting"),
         ("hold a termly meeting with every school", "name an officer for reviews")),
        ("Attendance: termly meetings reviewed",
         "A small study of the termly meetings in six authorities found that they work best when the school sends "
         "its data first. Half lasted under thirty minutes."),
        ("School nurses and attendance",
         "Two areas share how school nurses visit at home when a child misses Mondays. They used the national "
         "guidance on absence as a script. A recording is on the network's page."),
    ),
    Matter(
        "https://tidewell.example.org/reports/night-moves",
        "Tidewell Research",
        ("Night moves: emergency placements after 6pm",
         "Night moves looks at 412 placements made after 6pm in eleven local authorities. Children placed at night "
         "were twice as likely to move again within a week. Duty teams spent on average five hours on the telephone. "
         "The report recommends a shared out-of-hours register of beds and a foster carer on call in each area. "
         "Dr Oona Marsh led the study, funded by the Harbour Trust."),
        "A study of 412 emergency placements finds that children placed at night are twice as likely to move again.",
        ("Placements at night",
         "Tidewell Research followed 412 children placed after 6pm. Twice as many moved again within the week. Duty "
         "teams lose five hours on the phone each time; a shared register of beds is the main recommendation."),
        ("https://harbourtrust.example.org/news/night-moves", "Harbour Trust funds study of night-time placements",
         "The study we funded on emergency placements is out. Dr Oona Marsh and colleagues at Tidewell read the files "
         "of 412 children and ask every area to keep a foster carer on call and a register of beds."),
        ("412", "421"),
        (("Night moves", "Weekend moves"), ("after 6pm", "on Saturdays and Sundays"), ("412", "268"),
         ("at night", "at weekends"), ("eleven", "seven"), ("Dr Oona Marsh", "Dr Piet Holm"),
         ("five hours", "three hours"), ("a foster carer on call", "a paid weekend rota")),
        ("On call: a year of foster carers on stand-by",
         "One area paid six foster carers to be on call. After a year, placements made late in the evening fell by a "
         "third. The evaluation has costs and the rota they used."),
        ("Out-of-hours leads: first meeting",
         "Managers of emergency duty teams met for the first time. They shared rotas and will read the Tidewell "
         "report on placements after dark before they meet again in spring."),
    ),
    Matter(
        "https://network.example.gov.uk/events/fostering-december-2026",
        "South Coast Fostering Partnership",
        ("Fostering network meeting: Tuesday 8 December 2026",
         "The fostering network meets on Tuesday 8 December 2026 from 10am to 12.30pm on Teams. On the agenda: "
         "retention of carers, the mileage rate, and a talk by the mockingbird lead. Papers go out a week before. "
         "Please send apologies to the coordinator."),
        "The network meets on Tuesday 8 December 2026 from 10am to 12.30pm on Teams.",
        ("Fostering network – 8 December",
         "The fostering network will meet on Tuesday 8 December 2026 at 10am on Teams; retention and mileage are on "
         "the agenda. Papers a week before, apologies to the coordinator."),
        ("https://carersvoice.example.org/diary/fostering-network", "Diary: fostering network, 8 December",
         "Join the South Coast fostering network on Tuesday 8 December 2026, 10am, Teams. Our own mockingbird lead is "
         "speaking, and the mileage rate is up for discussion."),
        ("Tuesday 8 December 2026", "Thursday 10 December 2026"),
        (("Tuesday 8 December 2026", "Tuesday 9 February 2027"), ("retention of carers, the mileage rate, and a talk by "
          "the mockingbird lead", "staying put and the spring campaign")),
        ("Fostering network: notes of the last meeting",
         "Notes of the autumn meeting are on the network's page: retention, mileage, and who will pilot the exit "
         "interviews. Corrections to the coordinator."),
        ("Mileage rates compared",
         "A table of what each authority pays foster carers for mileage, collected ahead of the winter meeting of the "
         "network. Three pay by bands."),
    ),
    Matter(
        "https://grants.example.gov.uk/family-hubs-small-grants-round-3",
        "Family Hubs Fund",
        ("Family hubs small grants: round three opens",
         "Local authorities can bid for between £20,000 and £75,000 to open a family hub in a place that has none. "
         "Round three favours rural areas and coastal towns. Bids need a partner from health and a letter from a "
         "parents' group. Applications must be submitted by noon on 29 January 2027. Awards are announced in March."),
        "Bids of £20,000 to £75,000 are invited from local authorities for hubs in rural areas and coastal towns.",
        ("Money for family hubs",
         "Round three of the small grants is open: £20,000 to £75,000 for a hub where there is none, with a health "
         "partner and parents behind it. Early help leads should apply by noon on 29 January 2027."),
        ("https://ruralchildren.example.org/funding/hubs", "Coastal and rural areas first in line for hub grants",
         "The third round of family hubs small grants puts rural and coastal places first. Up to £75,000 is on offer "
         "and a letter from a parents' group is a must. Bids close at noon on 29 January 2027."),
        ("29 January 2027", "12 February 2027"),
        (("round three", "round four"), ("Round three", "Round four"), ("29 January 2027", "30 July 2027"),
         ("£20,000 and £75,000", "£10,000 and £40,000"), ("rural areas and coastal towns", "new estates")),
        ("Family hubs: who was funded",
         "Thirty-one places have been awarded a small grant for a family hub. The list, with amounts and partners, is "
         "on the fund's site. Feedback is offered to those who were not successful."),
        ("Parents' groups that write letters",
         "How do you find parents who will speak for a hub? Four participation workers tell what they did. One quotes "
         "the small grants form."),
    ),
    Matter(
        "https://inspectorate.example.gov.uk/news/supported-accommodation-themes",
        "Office for Inspection",
        ("Supported accommodation: themes from the first 200 inspections",
         "The first 200 inspections of supported accommodation for 16 and 17 year olds show wide differences. Most "
         "providers gave young people consistent support. In one in six there were serious or widespread weaknesses, "
         "mostly in recruitment checks and in moving on without a plan. We will inspect every provider by April 2028."),
        "Most providers support young people well; one in six had serious weaknesses, mostly in recruitment checks.",
        ("Supported accommodation: what inspectors found",
         "After 200 inspections, one in six providers of supported accommodation had serious weaknesses, mainly in "
         "recruitment checks and unplanned moves. Commissioners may want to check their own frameworks."),
        ("https://youngtenants.example.org/blog/200-inspections", "200 inspections in: where supported housing stands",
         "The inspectorate has published themes from its first 200 visits to supported accommodation. Recruitment "
         "checks and moves without a plan are the weak spots in one provider out of six."),
        ("one in six", "one in seven"),
        (("Supported accommodation", "Residential family centres"), ("supported accommodation for 16 and 17 year olds",
          "residential family centres"), ("200", "40"), ("young people", "parents"), ("one in six", "one in ten"),
         ("recruitment checks and in moving on without a plan", "night cover and in assessments that came late")),
        ("Supported accommodation: fees for registration change",
         "Fees for registering a provider of supported accommodation will rise from April. The order sets a reduced "
         "fee for those with fewer than five beds."),
        ("Framework for 16-plus: a market day",
         "Commissioners of three authorities invite providers of housing for older teenagers to a market day. The "
         "inspectorate's themes will be on the tables."),
    ),
    Matter(
        "https://courts.example.gov.uk/guidance/care-proceedings-bundles",
        "Family Justice Office",
        ("Care proceedings: shorter bundles from January",
         "The President's office has issued practice guidance on bundles in care proceedings. From 11 January 2027 a "
         "bundle is limited to 300 pages without leave. Social work statements should not exceed 15 pages. Chronologies "
         "go back two years unless an older event matters. Local authorities are asked to name a bundle lead."),
        "Practice guidance limits bundles to 300 pages and social work statements to 15 pages from 11 January 2027.",
        ("Shorter court bundles",
         "From 11 January 2027 bundles in care cases may have 300 pages, and statements 15. Legal teams should name a "
         "bundle lead. Principal social workers will share examples of short chronologies."),
        ("https://familylawdesk.example.com/bundles-2027", "300 pages and no more: new rule on bundles",
         "Practice guidance on bundles takes effect on 11 January 2027. Advocates need leave to go beyond 300 pages; "
         "social work statements stop at 15; a chronology reaches two years back."),
        ("11 January 2027", "1 February 2027"),
        (("Care proceedings", "Adoption applications"), ("care proceedings", "adoption applications"),
         ("300 pages", "120 pages"), ("11 January 2027", "6 April 2027"), ("15 pages", "8 pages"),
         ("Chronologies go back two years unless an older event matters", "Reports by agencies are filed apart"),
         ("Social work statements", "Annexes")),
        ("Bundles: a survey of judges",
         "Sixty judges told researchers how long it takes them to read in. Those with a short bundle read all of it; "
         "others read the position statements."),
        ("Chronologies that help",
         "A workshop for practitioners on writing chronologies that a court can use. The limit on pages is the reason "
         "for it. Places by e-mail."),
    ),
    Matter(
        "https://regulator.example.org.uk/renew",
        "Social Work Register",
        ("Renew your registration by 30 November",
         "All social workers must renew their registration by 30 November 2026. You need to pay the fee, declare that "
         "you are fit to practise and record at least two pieces of CPD, one of them discussed with a peer. It is "
         "against the law to practise as a social worker without being registered. So far 61 per cent have applied."),
        "All social workers must renew by 30 November 2026 and record two pieces of CPD.",
        ("Social workers: renew by 30 November",
         "Registration must be renewed by 30 November 2026: fee, declaration, two pieces of CPD. Nobody may practise "
         "unregistered. Sixty-one per cent have applied; please remind your teams."),
        ("https://swunion.example.org/advice/renewal", "Renewal: what members ask us",
         "You have until 30 November 2026 to renew with the register. Record two pieces of CPD, one discussed with a "
         "peer. Without registration you cannot lawfully practise."),
        ("61 per cent", "78 per cent"),
        (("2026", "2025"), ("61 per cent", "57 per cent"), ("two pieces", "three pieces")),
        ("Who did not renew, and why",
         "An analysis of the 2,300 people who left the register last winter: a third retired, a fifth moved abroad, "
         "and most of the rest had changed career some time before."),
        ("CPD that takes an hour",
         "Principal social workers have listed eleven podcasts and talks that make a piece of CPD. The list points to "
         "the register's own page on what counts."),
    ),
    Matter(
        "https://jobs.example.gov.uk/vacancy/assistant-director-eastmere",
        "Eastmere Council",
        ("Assistant director, safeguarding and family help – Eastmere",
         "Eastmere is looking for an assistant director to lead safeguarding and family help. You will have led teams "
         "through change, know the reforms and put children first. Salary £98,000 to £106,000. For an informal talk "
         "ring the director's office. Closing date: 4 January 2027. Interviews will be held on 21 and 22 January."),
        "Lead safeguarding and family help. £98,000 to £106,000. Closing date: 4 January 2027.",
        ("Vacancy: AD safeguarding in Eastmere",
         "Eastmere seeks an assistant director for safeguarding and family help (£98,000 to £106,000). Applications "
         "by 4 January 2027; interviews on 21 and 22 January."),
        ("https://leadersforchildren.example.com/roles/4471", "Eastmere: assistant director role",
         "Our client Eastmere Council wants an assistant director, safeguarding and family help, at up to £106,000. "
         "Apply by 4 January 2027."),
        ("4 January 2027", "11 January 2027"),
        (("Eastmere", "Wendle Bay"), ("safeguarding and family help", "education and inclusion"),
         ("£98,000 to £106,000", "£91,000 to £99,000"), ("4 January 2027", "18 January 2027"),
         ("21 and 22 January", "2 February")),
        ("Eastmere names its director of children's services",
         "Eastmere has appointed Maud Ferris as director of children's services. She joins in the spring from a "
         "county where she led family help."),
        ("Recruiting senior leaders: what candidates say",
         "Candidates for senior posts told an agency what puts them off: long forms, no visit, no answer. Three "
         "current advertisements are taken apart."),
    ),
    Matter(
        "https://www.gov.uk/government/publications/family-help-workforce-grant-determination-2026",
        "Department for Education",
        ("Family help workforce grant: determination 2026 to 2027",
         "This grant determination sets out what each local authority receives from the family help workforce grant "
         "in the financial year 2026 to 2027. The total is £74 million. The grant is ring-fenced and must be spent on "
         "lead practitioners and their supervision. Section 151 officers sign a statement of use by 31 May 2027."),
        "What each local authority receives from the family help workforce grant in 2026 to 2027.",
        ("Family help grant: your amounts",
         "The £74 million for family help workers has been shared out; the annex lists each authority. It is "
         "ring-fenced for lead practitioners. Finance leads sign the statement of use by 31 May 2027."),
        ("https://councilpurse.example.com/family-help-74m", "£74 million for family help: the shares",
         "Ministers have published the determination for the family help workforce grant. £74 million goes to lead "
         "practitioners and supervision, and may be spent on nothing else."),
        ("31 May 2027", "30 June 2027"),
        (("2026 to 2027", "2027 to 2028"), ("£74 million", "£81 million"), ("31 May 2027", "31 May 2028")),
        ("Family help: how the first grant was spent",
         "Returns from 140 authorities show that seven tenths of the first year's money went on practitioners, the "
         "rest on supervision and training. Eleven underspent."),
        ("Supervision in family help teams",
         "A paper from practice leads on who supervises whom when a team has three professions. Funded in part by the "
         "workforce grant."),
    ),
    Matter(
        "https://dataforchildren.example.org/blog/returns-calendar",
        "Data for Children",
        ("A calendar of statutory returns for 2027",
         "We have put every statutory data return on children's services into one calendar: SSDA903, children in need "
         "census, SEN2, school census, section 251 and the adoption survey. Subscribe once and it follows changes. "
         "The calendar is free, and lists who signs off each return and how long validation took last year."),
        "Every statutory data return on children's services in one free calendar to subscribe to.",
        ("One calendar for all data returns",
         "Data for Children offers a free calendar of statutory returns for 2027, from SSDA903 to section 251, with "
         "who signs off. Data leads can subscribe; it follows changes."),
        ("https://analystsguild.example.org/links/returns", "Free: calendar of returns 2027",
         "Never miss the SEN2 again. The team at Data for Children have made a calendar of all statutory returns with "
         "last year's validation times. Subscribe, it's free."),
        ("section 251 and the adoption survey", "section 251, the adoption survey and the new family help return"),
        (("2027", "2026"), ("SEN2, ", ""), ("lists who signs off each return and how long validation took last year",
          "has links to the guides")),
        ("What validation costs",
         "Analysts in nine authorities counted hours: a return takes eleven days of staff time, four of them on "
         "errors that were right last year."),
        ("Data leads: agenda for the winter meeting",
         "Items so far: the regional dashboard, ethnicity codes, and the returns calendar. Send others to the data "
         "manager."),
    ),
    Matter(
        "https://play.example.org/obituary-rosalind-ames",
        "Children's Play Forum",
        ("Rosalind Ames, 1951–2026",
         "It is with great sadness that we tell of the death of Rosalind Ames, founder of the adventure playground "
         "at Copper Street and for thirty years a voice for play. She taught hundreds of playworkers, and never sat "
         "through a meeting without a joke. Her funeral is on 14 December. The family ask for no flowers."),
        "Rosalind Ames, founder of the adventure playground at Copper Street, has died.",
        ("Rosalind Ames",
         "We are sad to hear of the death of Rosalind Ames, who founded Copper Street adventure playground and taught "
         "many playworkers of our region. The funeral is on 14 December."),
        ("https://playworkers.example.net/rosalind", "Remembering Rosalind",
         "Rosalind Ames has died. Anyone who came through Copper Street will remember the rope bridge and the jokes. "
         "The funeral, on 14 December, is open to all."),
        ("14 December", "17 December"),
        (("Rosalind Ames", "Bernard Low"), ("1951–2026", "1944–2026"), ("She", "He"), ("Her", "His"),
         ("the adventure playground at Copper Street", "the toy library in Wend Lane"), ("play.", "toys."),
         ("thirty years", "forty years"), ("14 December", "20 January"), ("taught hundreds of playworkers", "mended "
          "thousands of bicycles")),
        ("A bursary in the name of Rosalind Ames",
         "The forum has set up a bursary for playworkers in training. Five awards of £1,000 a year, first round in "
         "May. Forms on the site."),
        ("Risky play: a one-day course",
         "A course for early years and playworkers on letting children climb. The tutors learnt their trade at Copper "
         "Street. Large authorities may send two."),
    ),
    Matter(
        "https://www.gov.uk/guidance/send-local-inclusion-plans",
        "Department for Education",
        ("SEND local inclusion plans: how to write yours",
         "Guidance for local areas on writing an inclusion plan with health and parents. It covers what a plan must "
         "contain, how to count specialist places, and who agrees it. Local areas should send a first draft to their "
         "adviser by 26 February 2027. A template and two worked examples are attached."),
        "Guidance for local areas on writing an inclusion plan with health and parents.",
        ("SEND: inclusion plans are due",
         "There is guidance, a template and two worked examples for local inclusion plans. Drafts go to your adviser "
         "by 26 February 2027. SEND leads and health partners write it with parents."),
        ("https://parentforums.example.org/inclusion-plans", "Inclusion plans: ask to be in the room",
         "Every local area must write a SEND inclusion plan with parents. The department's guidance has a template; "
         "drafts are wanted by 26 February 2027. Ask your SEND lead who is writing yours."),
        ("26 February 2027", "26 March 2027"),
        (("SEND local inclusion plans", "Early years entitlement plans"), ("an inclusion plan with health and parents",
          "a plan for early years places with providers"), ("count specialist places", "survey demand"),
         ("26 February 2027", "14 May 2027"), ("two worked examples", "a calculator")),
        ("What 30 inclusion plans have in common",
         "Advisers have read thirty drafts. Most count places well and say little on outcomes. Three plans by "
         "coastal areas stand out."),
        ("Health partners in SEND: who signs?",
         "A note from the designated clinical officers on who signs what in a local area. It draws on the guidance on "
         "plans, and on older memoranda."),
    ),
    Matter(
        "https://improvement.example.org/offers/peer-diagnostic-placements",
        "Improvement Partners",
        ("Free peer diagnostic on placement costs",
         "We are offering ten authorities a free peer diagnostic on the cost of placements. A finance lead and a "
         "commissioner from another authority spend three days with your data and your teams, and leave a short "
         "letter. To express an interest, contact Amy Ostler for a preliminary discussion. Diagnostics run from "
         "February to June."),
        "Ten authorities are offered a free three-day peer diagnostic on the cost of placements.",
        ("Help with placement costs",
         "Improvement Partners offer ten authorities a free diagnostic: two peers, three days, a short letter. "
         "Contact Amy Ostler for a first discussion if placement costs worry you."),
        ("https://financeleads.example.net/notes/diagnostic", "Three days of peers on your placement spend",
         "There are ten free peer diagnostics going from Improvement Partners, February to June. A commissioner and a "
         "finance lead from elsewhere look at placement costs. Amy Ostler takes the calls."),
        ("ten authorities", "fourteen authorities"),
        (("placement costs", "home to school transport"), ("the cost of placements", "home to school transport"),
         ("a commissioner", "a transport manager"), ("Amy Ostler", "Ravi Chandler"), ("three days", "two days"),
         ("ten authorities", "six authorities")),
        ("What the diagnostics on placements found",
         "Letters from ten peer visits on placement spend have been read side by side. Late planning and single "
         "quotes come up in eight of them."),
        ("Commissioners' network: offers of help",
         "A list of outside help for commissioners, with what each costs. The peer diagnostic is one of nine."),
    ),
    Matter(
        "https://mindful.example.ac.uk/studies/school-waiting-lists",
        "University of Northmoor",
        ("Waiting well: support while children wait for mental health services",
         "Children waited 41 weeks on average for a first appointment. Waiting well describes what eight areas offer "
         "meanwhile: drop-ins, a named youth worker, texts that say where a child is in the queue. Where a youth "
         "worker was named, a third no longer needed the appointment. The study followed 1,150 families for two years."),
        "What eight areas offer children who wait for a mental health appointment, and what came of it.",
        ("Waiting for CAMHS: what helps",
         "Northmoor University followed 1,150 families who waited, on average 41 weeks. A named youth worker helped "
         "most: a third of children then needed no appointment. The paper describes eight areas."),
        ("https://youthnews.example.org/waiting-well", "Youth workers cut the queue for mental health help",
         "A named youth worker means a third of children no longer need CAMHS, researchers at Northmoor say. They "
         "followed 1,150 families in eight areas; the average wait was 41 weeks."),
        ("41 weeks", "38 weeks"),
        (("Waiting well", "Leaving well"), ("support while children wait for mental health services",
          "support when young people turn 18"), ("Children waited 41 weeks on average for a first appointment",
          "Of young people who turned 18, half lost their worker"), ("drop-ins, a named youth worker, texts that say "
          "where a child is in the queue", "joint clinics, a letter in their own words"), ("1,150", "640"),
         ("Where a youth worker was named, a third no longer needed the appointment",
          "Where clinics were joint, fewer went to hospital")),
        ("A named youth worker: how to set it up",
         "A guide for youth services and clinics: job description, supervision, what to text. Written by those who "
         "did it, after the Northmoor study."),
        ("Emotional health leads meet again",
         "The group that looks at children's mental health meets in January. Ahead of it, read the study on waiting, "
         "and bring your own numbers."),
    ),
    Matter(
        "https://www.legislation.example.gov.uk/children-homes-regulations-2026",
        "The Stationery Press",
        ("Children's Homes (Multi-building) Regulations 2026",
         "These regulations allow one registration to cover several buildings. They come into force on 1 March 2027. "
         "A provider must name a manager for each building, and must notify the local authority within five working "
         "days when a building opens or closes. Local authorities have a duty to visit each building once a quarter."),
        "Regulations that allow one registration to cover several buildings, in force on 1 March 2027.",
        ("Children's homes: one registration, several buildings",
         "From 1 March 2027 a children's home may have several buildings under one registration. Authorities then "
         "have a legal duty to visit each building once a quarter. Commissioners please plan for it."),
        ("https://homesmanager.example.com/multi-building", "Multi-building registration is law",
         "Regulations laid this week let one registration cover several buildings from 1 March 2027. Name a manager "
         "for each, and tell the local authority within five working days of opening or closing one."),
        ("1 March 2027", "1 April 2027"),
        (("Children's Homes (Multi-building)", "Fostering Services (Notice)"),
         ("allow one registration to cover several buildings", "change when a carer gives notice"),
         ("1 March 2027", "1 June 2027"), ("name a manager for each building", "offer a meeting"),
         ("when a building opens or closes", "of notice"), ("visit each building once a quarter", "find a carer near school")),
        ("Multi-building homes: the first forty registrations",
         "Forty homes have registered with more than one building. Most have two; the largest has six on one street. "
         "Inspectors describe how they plan visits."),
        ("Placement visits: a checklist",
         "A checklist for visiting officers, with a row for homes that have several buildings. Please try it and tell "
         "the quality assurance group."),
    ),
    Matter(
        "https://speakup.example.org/survey-2026",
        "Speak Up Together",
        ("Your care, your say: survey of young people opens",
         "Young people in care and care leavers are invited to fill in Your care, your say, a survey of how safe, "
         "settled and listened to they feel. It takes fifteen minutes, on a telephone, with audio. Authorities where "
         "more than half answer receive their own report. The survey is open until 22 January 2027."),
        "Young people in care and care leavers can say how safe, settled and listened to they feel.",
        ("Your care, your say",
         "The survey of children in care and care leavers is open until 22 January 2027. It takes fifteen minutes. "
         "Where over half answer, the authority receives its own report: participation workers, please share."),
        ("https://leavingcarehub.example.org/your-say", "Fifteen minutes to say how care feels",
         "Speak Up Together has opened its survey for young people in care and care leavers. Answer on your phone by "
         "22 January 2027."),
        ("22 January 2027", "5 February 2027"),
        (("Your care, your say", "Your school, your say"), ("in care and care leavers", "with a plan for special needs"),
         ("safe, settled and listened to", "welcome and helped"), ("22 January 2027", "19 March 2027"),
         ("fifteen minutes", "ten minutes")),
        ("Your care, your say: what 9,400 young people said",
         "The report of the survey is out: 9,400 answered. Seven in ten feel settled; half know what is in their "
         "plan. Reports for authorities follow in May."),
        ("Rewards for taking part",
         "Participation leads compare vouchers, pizza and certificates. What works depends on age. A survey that is "
         "open now is their example."),
    ),
    Matter(
        "https://www.gov.uk/government/news/agency-social-work-data-quarter-2",
        "Department for Education",
        ("Agency social workers: data for July to September",
         "The department has published the second quarter of data on agency social workers. There were 5,310 agency "
         "workers at 30 September, 8 per cent fewer than in June. The median hourly rate for a social worker was "
         "£38.40. Data for the South East show the widest spread of rates. The next collection closes on 29 January."),
        "There were 5,310 agency social workers at 30 September, 8 per cent fewer than in June.",
        ("Agency social workers: second quarter",
         "The second quarter of agency data is out: 5,310 workers, eight per cent fewer, at a median of £38.40 an "
         "hour. The South East has the widest spread. Next collection closes on 29 January."),
        ("https://swtoday.example.com/agency-numbers-drop", "Agency numbers drop again",
         "The number of agency social workers fell by 8 per cent to 5,310 in the quarter to September. Pay spreads "
         "most widely in the South East, where rates caps are regional."),
        ("£38.40", "£38.90"),
        (("July to September", "October to December"), ("second quarter", "third quarter"), ("30 September",
          "31 December"), ("5,310", "5,020"), ("8 per cent", "5 per cent"), ("June", "September"), ("£38.40", "£38.10"),
         ("29 January", "30 April")),
        ("Agency rules: breaches and what followed",
         "The regional HR leads list the breaches reported in a year, by rule. Most are about references that came "
         "late; four are about pay."),
        ("Pay caps: update of the regional table",
         "The table of caps by role has been checked by all authorities. It stands beside the department's quarterly "
         "data on the memorandum's page."),
    ),
    Matter(
        "https://learn.example.org/courses/supervision-spring",
        "Practice Academy",
        ("Reflective supervision: spring cohort",
         "A four-day course for new team managers in reflective supervision. The spring cohort meets on 2, 9, 16 and "
         "23 March 2027 in Wellbrook. It costs £240; small authorities have one place, large ones two. Book by 5 "
         "February 2027. Sixty managers have been through it and nine in ten would recommend it."),
        "A four-day course for new team managers. Spring cohort on 2, 9, 16 and 23 March 2027.",
        ("Supervision course for new managers",
         "Four days of reflective supervision for new team managers, on 2, 9, 16 and 23 March 2027 in Wellbrook, £240. "
         "One place for small authorities, two for large. Book by 5 February 2027."),
        ("https://newmanagers.example.net/supervision", "Places on reflective supervision in March",
         "The Practice Academy's four-day course in reflective supervision comes back in March 2027. New team "
         "managers only; £240; Wellbrook. Booking ends on 5 February 2027."),
        ("5 February 2027", "19 February 2027"),
        (("spring cohort", "autumn cohort"), ("2, 9, 16 and 23 March 2027", "5, 12, 19 and 26 October 2027"),
         ("Book by 5 February 2027", "Book by 10 September 2027"), ("Wellbrook", "Harrow End")),
        ("Reflective supervision: did it last?",
         "A year after the course forty managers were asked what they still do. Most kept the opening question; few "
         "kept the notes."),
        ("Induction of team managers",
         "A list of what new team managers need in their first hundred days, from PSWs. Day thirty: a place on a "
         "supervision course."),
    ),
    Matter(
        "https://safeguardingpanel.example.gov.uk/publications/under-ones-review",
        "National Safeguarding Panel",
        ("Babies in sight: review of serious incidents under one",
         "Babies in sight reviews 64 serious incidents in which a baby under one was harmed. In half, the father was "
         "not part of the assessment. Pre-birth planning began after 30 weeks in most cases. We recommend that "
         "safeguarding partners audit pre-birth assessments within six months and report to us by 30 June 2027."),
        "A review of 64 serious incidents finds that fathers were left out of half the assessments.",
        ("Babies in sight",
         "The national panel read 64 serious incidents in which babies were harmed. Fathers were missing from half "
         "the assessments and pre-birth planning was late. Partners are asked to audit and report by 30 June 2027."),
        ("https://healthvisitors.example.org/news/babies-in-sight", "Fathers unseen in half of cases, panel finds",
         "Health visitors will recognise the findings of Babies in sight: 64 incidents, fathers unseen, planning that "
         "starts after 30 weeks. The panel wants an audit in every partnership within six months."),
        ("30 June 2027", "30 September 2027"),
        (("Babies in sight", "Teenagers in sight"), ("under one", "over fourteen"), ("64", "97"),
         ("a baby", "a young person"), ("the father was not part of the assessment", "school was not asked"),
         ("Pre-birth planning began after 30 weeks in most cases", "Most had been moved twice"),
         ("pre-birth assessments", "strategy meetings"), ("30 June 2027", "31 October 2027")),
        ("Pre-birth audits: what partnerships told the panel",
         "Ninety-one partnerships have sent their audits of pre-birth work. Planning starts earlier now, at 22 weeks. "
         "The panel will look again at fathers."),
        ("Dads' group in two family hubs",
         "Two hubs run a Saturday group for new fathers. It came before the national review and is cited by it. Ask "
         "for the leaflet."),
    ),
    Matter(
        "https://www.gov.uk/government/calls-for-evidence/home-to-school-transport-costs",
        "Department for Education",
        ("Home to school transport: call for evidence",
         "We want evidence on what drives the cost of home to school transport for pupils with special educational "
         "needs. We are interested in routes, contracts, personal budgets and travel training. Local authorities, "
         "schools and operators may respond on-line. The call for evidence closes at 11:59pm on 5 March 2027."),
        "Evidence is wanted on what drives the cost of transport for pupils with special educational needs.",
        ("Transport costs: evidence wanted",
         "The department asks for evidence on what drives the cost of SEND transport: routes, contracts, personal "
         "budgets, travel training. Closes on 5 March 2027. The transport group will draft a regional answer."),
        ("https://operators.example.com/policy/transport-call", "Operators urged to answer transport call",
         "A call for evidence on home to school transport is open until 5 March 2027. Tell the department about "
         "contracts and routes; it says costs for SEND have doubled."),
        ("5 March 2027", "19 March 2027"),
        (("Home to school transport", "Post-16 travel"), ("home to school transport for pupils with special educational "
          "needs", "travel to college"), ("routes, contracts, personal budgets and travel training",
          "bus passes and bursaries"), ("5 March 2027", "11 June 2027")),
        ("Home to school transport: summary of evidence",
         "The department has summarised 612 answers on transport. Most say that distance to specialist places matters "
         "more than contracts. No decision has been made."),
        ("Travel training that sticks",
         "A scheme that trained ninety young people to take the bus reports after three years. It sent its figures to "
         "the national call."),
    ),
    Matter(
        "https://www.harbourtrust.example.org/press/care-leavers-rent",
        "Harbour Trust",
        ("Rent guarantees for care leavers: 38 councils sign up",
         "Thirty-eight councils have signed the rent guarantee pledge for care leavers since March. A guarantee costs "
         "a council £212 a year on average, and two claims in a hundred are made. Landlords say that they would let "
         "to a care leaver with a guarantee. The trust offers a model deed and a helpline."),
        "Thirty-eight councils stand as guarantor for care leavers who rent; it costs £212 a year on average.",
        ("Rent guarantees",
         "Harbour Trust says 38 councils now guarantee the rent of care leavers, at £212 a year; claims are rare. A "
         "model deed is free to use. Leaving care managers may wish to look."),
        ("https://landlordweek.example.com/guarantor-councils", "Councils step in as guarantors",
         "Landlords can now let to care leavers with a council behind them in 38 areas. Claims are made in two cases "
         "of a hundred, the Harbour Trust says, and the average cost is £212."),
        ("38 councils", "52 councils"),
        (("Rent guarantees", "Driving lessons"), ("rent guarantee pledge", "driving pledge"), ("38 councils",
          "17 councils"), ("Thirty-eight", "Seventeen"), ("A guarantee", "A course"), ("£212", "£1,340"),
         ("two claims in a hundred are made", "most pass at the second try"),
         ("Landlords say that they would let to a care leaver with a guarantee", "Insurers take part"),
         ("a model deed and a helpline", "a list of schools")),
        ("Rent guarantees: an evaluation",
         "Researchers compared care leavers in areas with and without a guarantee. Those with one moved half as often "
         "in two years. The method has limits, which are set out."),
        ("Housing protocols: five to copy",
         "Five joint housing protocols that leaving care teams like, with notes. Two have a rent guarantee in them."),
    ),
    Matter(
        "https://www.example.nhs.uk/news/sleep-support",
        "Coastal Integrated Care Board",
        ("Sleep support for children with SEND",
         "A sleep service for children with special educational needs and disabilities opens in January. Families "
         "can refer themselves, and a practitioner calls within ten days. The service covers the whole coast and "
         "takes children from four to sixteen. Professionals can book a half-hour briefing by writing to the team."),
        "Families of children with SEND can refer themselves to a sleep service from January.",
        ("Help with sleep",
         "From January families of children with SEND aged four to sixteen can refer themselves to a sleep service "
         "on the coast; a practitioner rings within ten days. Briefings for professionals are on offer."),
        ("https://parentcarers.example.org/coast/sleep", "A sleep service at last",
         "The coast is to have a sleep service for our children. No referral needed, ages four to sixteen, and "
         "somebody rings you back within ten days. It starts in January."),
        ("January", "March"),
        (("Sleep support", "Toilet training support"), ("A sleep service", "A continence service"),
         ("ten days", "three weeks"), ("January", "May"), ("four to sixteen", "three to eight"),
         ("book a half-hour briefing by writing to the team", "join a monthly clinic")),
        ("Sleep service: the first hundred families",
         "A hundred families have used the sleep service. Eight in ten sleep better after six weeks; waiting is now "
         "fourteen days. The team is looking for a second practitioner."),
        ("Short breaks statement: examples",
         "Six short breaks statements that parents find clear. One lists the sleep service under help at home."),
    ),
    Matter(
        "https://audit.example.gov.uk/reports/early-help-value",
        "Public Audit Office",
        ("Early help: spending and results",
         "The auditor finds that spending on early help has fallen by 29 per cent in real terms since 2012. The "
         "department does not know what it achieves. Good local evidence exists in a few areas, and is seldom shared. "
         "We recommend a common set of six measures by autumn 2027 and a named lead in the department."),
        "Spending on early help has fallen by 29 per cent and the department does not know what it achieves.",
        ("Auditors on early help",
         "A national audit report finds 29 per cent less spent on early help since 2012 and little known of results. "
         "It wants six common measures by autumn 2027. Our early help network has offered its own."),
        ("https://localpurse.example.com/early-help-audit", "Watchdog: nobody knows what early help achieves",
         "Early help has been cut by 29 per cent since 2012 and ministers cannot say what the rest buys, the public "
         "auditor reports. It asks for six measures."),
        ("29 per cent", "27 per cent"),
        (("Early help", "Youth services"), ("early help", "youth services"), ("29 per cent", "61 per cent"),
         ("2012", "2010"), ("six measures", "four measures"), ("autumn 2027", "spring 2028"),
         ("Good local evidence exists in a few areas, and is seldom shared", "Buildings are seldom full")),
        ("Six measures of early help: first draft",
         "A working group has drafted six measures of early help and asks authorities to try two of them. Numbers are "
         "to be collected once a year."),
        ("Early help: a peer learning day",
         "Our peer learning day for early help managers will be in Wellbrook. In the morning we read what the "
         "auditors said; after lunch we visit."),
    ),
    Matter(
        "https://www.gov.uk/government/publications/corporate-parenting-duty-bodies",
        "Department for Education",
        ("Corporate parenting: new duties for public bodies",
         "New corporate parenting duties apply to schools, colleges, health bodies and others from 1 October 2027. "
         "Each must be alert to matters that affect children in care and care leavers, and must publish what it does. "
         "Local authorities will lead a local group. Draft statutory guidance is attached for information."),
        "Corporate parenting duties apply to schools, health bodies and others from 1 October 2027.",
        ("More corporate parents",
         "From 1 October 2027 schools, colleges and health bodies become corporate parents by law. Authorities will "
         "lead a local group. Lead members and DCSs should see the draft guidance."),
        ("https://governors.example.org/corporate-parenting", "Schools to be corporate parents",
         "Governing boards will have a corporate parenting duty from 1 October 2027: be alert to what affects "
         "children in care, and publish what you do. The local authority convenes a group."),
        ("1 October 2027", "1 January 2028"),
        (("Corporate parenting", "Family group decisions"), ("corporate parenting duties apply to schools, colleges, "
          "health bodies and others", "duties to offer a family meeting apply to local authorities"),
         ("1 October 2027", "1 June 2027"), ("be alert to matters that affect children in care and care leavers",
          "offer it before proceedings"), ("Local authorities will lead a local group", "A list of exceptions is short")),
        ("Corporate parenting groups: three early examples",
         "Three places have set up their local group a year early. Who sits on it, what they ask of colleges, and the "
         "first year's list of things done."),
        ("Lead members: induction evening",
         "An evening for new lead members with a former minister. The wider corporate parenting duty is one of four "
         "subjects."),
    ),
    Matter(
        "https://missing.example.org/resources/return-interviews",
        "Missing Children Charity",
        ("Return home interviews: a handbook",
         "A handbook for those who talk with children who have been missing. It has openings that work, what to do "
         "when a child says nothing, and a page on how to share what was learnt. Forty children helped to write it. "
         "Download it free or order print copies at £3 before 15 January 2027."),
        "A free handbook for those who talk with children who have been missing, written with forty children.",
        ("Handbook: talking to children who were missing",
         "Forty children helped a charity to write a handbook on return home interviews: how to open, what to do with "
         "silence, how to share. Free to download; print copies £3 if ordered before 15 January 2027."),
        ("https://youthjusticeworkers.example.net/reading/rhi", "What we are reading: a handbook on return interviews",
         "Good openings for return home interviews, and a brave page on silence. Written with forty children, free as "
         "a download. Order print copies before 15 January 2027."),
        ("15 January 2027", "29 January 2027"),
        (("Return home interviews", "Exit interviews with foster carers"), ("children who have been missing",
          "foster carers who leave"), ("a child says nothing", "a carer is angry"), ("Forty children", "Twelve carers"),
         ("£3", "£5"), ("15 January 2027", "30 April 2027")),
        ("Return home interviews: time limits in practice",
         "Of 3,000 interviews in five areas, six in ten were held within 72 hours. Distance from home was the main "
         "reason for those that were late."),
        ("Missing and exploitation leads: diary",
         "Dates for the group on missing children, through to summer. In March the charity comes to present its "
         "handbook."),
    ),
    Matter(
        "https://earlyyears.example.org/conference-2027",
        "Early Years Alliance of the South",
        ("Small hands, big ideas: early years conference 2027",
         "Our yearly conference is on 18 March 2027 in Harrow End. Speakers include Professor Lian Okafor on talk in "
         "the first thousand days. There are twelve workshops, from outdoor maths to two-year-olds with SEND. Tickets "
         "cost £85; early bird £60 until 31 December 2026. The venue is accessible and there is a quiet room."),
        "The yearly conference is on 18 March 2027 in Harrow End, with Professor Lian Okafor and twelve workshops.",
        ("Early years conference, 18 March",
         "Small hands, big ideas: twelve workshops and Professor Lian Okafor, on 18 March 2027 in Harrow End. Early "
         "bird tickets at £60 until 31 December 2026, £85 after."),
        ("https://nurserynews.example.com/diary/small-hands", "Okafor to speak at Small hands, big ideas",
         "Professor Lian Okafor leads the bill at the early years conference Small hands, big ideas on 18 March 2027. "
         "Book before 31 December 2026 for the early bird price of £60."),
        ("18 March 2027", "25 March 2027"),
        (("2027", "2026"), ("Professor Lian Okafor on talk in the first thousand days", "Dr Hal Moritz on play"),
         ("18 March", "12 March"), ("2026. The", "2025. The"), ("outdoor maths", "mud kitchens"), ("£85", "£80"),
         ("£60", "£55")),
        ("Small hands, big ideas: slides and recordings",
         "Slides of all workshops and the recording of the keynote are on-line. A hundred and forty people came; "
         "thanks to the volunteers."),
        ("Two-year-olds with SEND: regional working group",
         "A group of early years advisers will meet three times on two-year-olds with additional needs. A workshop at "
         "a conference in March tries out the tool."),
    ),
    Matter(
        "https://youthjustice.example.gov.uk/turnaround-extended",
        "Ministry of Youth Justice",
        ("Turnaround programme extended to March 2028",
         "Funding for the Turnaround programme has been extended for a year, to March 2028. Youth justice services "
         "receive £17 million in all to work with children on the edge of offending. Services must confirm that they "
         "will take part by 11 December 2026. The offer letter and a list of amounts have been sent to heads of service."),
        "Youth justice services receive £17 million to work with children on the edge of offending until March 2028.",
        ("Turnaround goes on",
         "The Turnaround programme is funded for another year with £17 million. Youth justice services must confirm by "
         "11 December 2026 that they take part; heads of service have the letter."),
        ("https://yotmanagers.example.org/news/turnaround-year", "Another year of Turnaround",
         "Ministers have found £17 million to keep Turnaround going until March 2028. Confirm by 11 December 2026. "
         "Amounts are in the letter to heads of service."),
        ("11 December 2026", "18 December 2026"),
        (("Turnaround", "Crossroads"), ("March 2028", "March 2029"), ("£17 million", "£6 million"),
         ("on the edge of offending", "leaving custody"), ("11 December 2026", "28 May 2027")),
        ("Turnaround: what became of the first 5,000 children",
         "The evaluation of the first years follows 5,000 children. Four in five were not cautioned or charged in the "
         "year after. The comparison group is small."),
        ("Youth justice heads of service: new chair",
         "The heads of service have chosen a chair for two years. Their next agenda has prevention funding and "
         "custody."),
    ),
    Matter(
        "https://www.adopt.example.org/matching-week",
        "Regional Adoption Agency South",
        ("Matching week: profiles of 26 children",
         "In matching week adopters can read and hear about 26 children who wait for a family. Social workers of the "
         "children are at hand each evening by video from 25 to 29 January 2027. Adopters register through their agency "
         "by 15 January. Last year nine children found a family in this way, among them three groups of brothers and "
         "sisters."),
        "Adopters can meet the profiles of 26 children who wait for a family, from 25 to 29 January 2027.",
        ("Matching week for adopters",
         "From 25 to 29 January 2027 adopters can hear about 26 children who wait, and talk with their social workers by "
         "video. Register through an agency by 15 January. Nine children were matched last year."),
        ("https://newfamilies.example.net/january/matching", "Twenty-six children, five evenings",
         "The southern regional agency holds matching week from 25 to 29 January 2027. Social workers are on video each "
         "evening; register by 15 January through your own agency."),
        ("25 to 29 January 2027", "1 to 5 February 2027"),
        (("26 children", "31 children"), ("25 to 29 January 2027", "14 to 18 June 2027"), ("15 January", "4 June"),
         ("nine children", "twelve children")),
        ("Brothers and sisters: matching them together",
         "A practice paper on placing brothers and sisters together, from six adoption panels. With an assessment "
         "form that may be copied."),
        ("Adoption panel chairs: training",
         "A day for chairs and vice chairs on reasons and minutes. Dates were set so as not to clash with matching "
         "week."),
    ),
)  # fmt: skip


def held_back(place: int) -> bool:
    """Whether the matter at a place is kept from all tuning."""
    return place % 3 == 2
