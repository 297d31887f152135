"""What people of the sample region sent to “Silver Linings”. All invented, people and figures too."""

from __future__ import annotations

from .sample_practice import EMAIL, TELEPHONE, WORD, Practice

PRACTICE = (
    Practice(
        title="Parenting groups by video in the evening",
        name="Morwenna Tidy", role="Parenting practitioner", section="early-help", authority="Kent",
        organisation="Family hub, coast",
        idea="We moved our parenting groups to video calls at half past seven in the evening, in groups of "
        "eight, with a practice call the day before for anybody who is unsure of the link.",
        problem="Groups in the hub were in the daytime. Parents who worked could not come, and those "
        "without a car had two buses each way.",
        changed="Of 96 parents invited in a year, 71 finished the course; the year before it was 44 of 90 "
        "(our own register). 29 of the 71 were fathers, against 6 before.",
        cost="No more than the licences we had. Two evenings a week of one worker’s time, moved from "
        "daytime.",
        to_copy="A video account, an evening rota that staff agree to, and somebody who makes the practice "
        "calls.",
        contact="The family hub team, hubs@example.org", months=14,
    ),
    Practice(
        title="A room in the library for family time",
        name="Casper Allinson", role="Contact supervisor", section="childrens-social-care",
        authority="East Sussex",
        idea="Two branch libraries lend us their story room before opening time, so that children in care "
        "meet their parents among books and not in an office.",
        problem="The contact centre is open when schools are, and nobody liked being there.",
        changed="Visits that were called off fell from 31 in a hundred to 17 over nine months (contact log). "
        "Foster carers say that children settle sooner afterwards.",
        cost="£2,400 a year for opening early.", to_copy="A library manager who says yes, and a key.",
        contact="Family time team", months=11,
    ),
    Practice(
        title="One page about me, written by the young person",
        name="Indira Vance", role="Personal adviser", section="leaving-care", authority="Medway",
        idea="Before a new worker meets a care leaver they get one page that the young person wrote: what "
        "helps, what does not, what they never want to tell again.",
        problem="Young people told the same story to four or five workers in a year.",
        changed="In our survey of 40 care leavers 33 said that the first meeting was easier. The page is "
        "read aloud at every handover.",
        cost="An hour of an adviser’s time for each page.",
        to_copy="The blank page, and a rule that no handover happens without it.",
        contact="Leaving care team", months=8,
    ),
    Practice(
        title="Health assessments at the special school’s gate",
        name="Tobias Quill", role="Assistant head", section="special-schools", authority="Milton Keynes",
        organisation="A special school of 140 pupils",
        idea="The community paediatric nurse parks the clinic van at our school one day a fortnight, and "
        "annual health assessments are done there.",
        problem="A hospital appointment cost a pupil a day of school and a family a day of work.",
        changed="All but 5 of 62 assessments were on time this year, against 38 of 60 (school’s own list).",
        to_copy="A parking place with power, and a shared diary with the health team.", months=10,
    ),
    Practice(
        title="Evening parenting course on video, with fathers",
        name="Rufus Delacourt", role="Early help worker", section="early-help", authority="Kent",
        organisation="Family hub, coast",
        idea="Our parenting groups now run on video calls in the evening at half past seven, in groups of "
        "eight, with a practice call the day before. Many more fathers come.",
        changed="71 of 96 parents finished, 29 of them fathers.", months=14, says_supplier=False,
        consent="",
    ),
    Practice(
        title="Walk and talk for youth justice orders",
        name="Bronwyn Castell", role="Case manager", section="youth-justice", authority="Reading",
        idea="Supervision meetings happen on a walk along the river with a worker, not across a desk.",
        problem="Young people sat in silence, or did not come.",
        changed="Kept meetings rose from 58 to 79 in a hundred over two quarters (case records). Workers "
        "say that the hard things are said outdoors.",
        cost="Nothing but good shoes.", to_copy="A route that is quiet, a risk assessment, and wet-weather plans.",
        contact="Youth justice service", months=9,
    ),
    Practice(
        title="Text messages that remind of school meetings",
        name="Philippa Morrow", role="Family liaison officer", section="mainstream-schools",
        authority="Slough", organisation="A primary school",
        idea="Parents get a text two days before a meeting about support for their child, in their own "
        "language, with a link that says yes, no, or ring me.",
        problem="Half of our parents did not come to review meetings.",
        changed="Three of four come now (attendance sheets, two terms).",
        cost="£300 a year.", to_copy="A text service and ten messages translated once.",
        supplier="A text message service sold to schools", months=7,
    ),
    Practice(
        title="Adopters meet adopters before the panel",
        name="Hester Langdale", role="Adoption social worker", section="adoption",
        authority="Oxfordshire",
        idea="Every couple who wait for the adoption panel have three video calls with adopters who went "
        "through it a year before.",
        problem="People waited for months and heard nothing but forms.",
        changed="Of 26 families none withdrew while waiting; in the two years before, 7 of 51 did.",
        cost="Mileage saved, a voucher for each mentor.",
        to_copy="A list of willing adopters and half a day of training for them.",
        contact="Adoption team", months=18, consent="unnamed",
    ),
    Practice(
        title="Fostering information evenings from a carer’s kitchen",
        name="Desmond Arkell", role="Recruitment officer", section="fostering",
        authority="West Sussex",
        idea="Our information evenings are streamed from a foster carer’s kitchen table. People ask what "
        "they like, unseen.",
        problem="Eight people came to a town hall on a good night.",
        changed="Between 40 and 65 join each time. Enquiries that became applications went from 6 to 15 in "
        "a year (recruitment record).",
        cost="A camera for £180.", to_copy="Carers who like to talk, and a host who reads the questions out.",
        contact="Fostering recruitment", months=12,
    ),
    Practice(
        title="A quiet hour at the front door",
        name="Ottoline Marsh", role="Team manager", section="childrens-social-care",
        authority="Hampshire",
        idea="Between nine and ten nobody at the front door takes calls but one: the others read what came "
        "overnight, together, and decide who takes what.",
        problem="Decisions were made between two telephone calls.",
        changed="Contacts decided within a day rose from 81 to 94 in a hundred (monthly return). Fewer came "
        "back within three months.",
        cost="None.", to_copy="Agreement with police and schools about one number for that hour.",
        contact="Front door team", months=13,
    ),
    Practice(
        title="Speech and language advice on video for nurseries",
        name="Fabian Lockyer", role="Speech and language therapist", section="early-years",
        authority="Isle of Wight", organisation="Health trust, children’s therapies",
        idea="A therapist joins a nursery’s staff meeting by video each month and looks at short clips "
        "that staff bring, with parents’ consent.",
        problem="One therapist served 61 nurseries and saw each once a year.",
        changed="Referrals that needed no clinic rose from 20 to 45 in a hundred.",
        to_copy="Consent forms, a tablet, and an hour a month.", months=9, supplier="",
    ),
    Practice(
        title="Breakfast drop-in for kinship carers",
        name="Marguerite Holt", role="Kinship support worker", section="fostering",
        authority="Portsmouth",
        idea="Grandparents who bring up grandchildren meet after the school run, in a café by the school, "
        "with one of us at the table.",
        changed="22 carers come in a month; before, we met 9 in a quarter.",
        way=TELEPHONE, consent="", says_supplier=False, months=6,
    ),
    Practice(
        title="Virtual school reading circle",
        name="Ivo Penhallow", role="Virtual school teacher", section="childrens-social-care",
        authority="Buckinghamshire",
        idea="Children in care who are placed far away read the same book and talk about it on a video call "
        "every second Thursday.",
        problem="Children placed outside the county had no friends from here.",
        changed="19 of 24 have stayed for a year. Their reading ages rose by 14 months on average "
        "(standard test, autumn to autumn).",
        cost="£60 a child for books.", to_copy="A teacher for two hours a fortnight, and carers who log in.",
        contact="Virtual school", months=15,
    ),
    Practice(
        title="Duty rota from home on Mondays",
        name="Greta Fairweather", role="Service manager", section="childrens-social-care",
        authority="Wokingham",
        idea="Social workers write from home on Mondays, with no meetings at all in the whole service.",
        problem="Assessments were written late at night.",
        changed="Assessments in time went from 76 to 90 in a hundred over two quarters. Sickness fell by a "
        "third (personnel figures).",
        cost="None.", to_copy="A director who keeps the Monday free too.",
        contact="Service manager’s office", months=10, consent="unnamed",
    ),
    Practice(
        title="A shared list of interpreters",
        name="Solomon Achterberg", role="Commissioning officer", section="commissioning",
        authority="Slough",
        idea="Three authorities keep one list of interpreters whom families asked for again.",
        problem="Whoever was free came, and families told their story to strangers.",
        cost="A day a month of one officer.", months=5, supplier="A booking system for interpreters",
    ),
    Practice(
        title="Sensory boxes that go home",
        name="Wilhelmina Frost", role="Teacher in charge of autism base", section="mainstream-schools",
        authority="Bracknell Forest", organisation="A secondary school",
        idea="Pupils with autism take a box home for holidays, filled with what calms them at school, and a "
        "card that says how it is used.",
        problem="September began with six weeks of settling in again.",
        changed="Exclusions in the first half-term fell from 11 to 3 (school’s own count).",
        cost="£25 a box.", to_copy="The list of what goes in, and a parents’ evening in July.",
        contact="The autism base", months=16, way=WORD,
    ),
    Practice(
        title="Joint visits by video with the police",
        name="Lucian Merriweather", role="Child protection chair", section="childrens-social-care",
        authority="Southampton",
        idea="Strategy meetings are held by video within the hour, with health, police and school on the "
        "same screen.",
        problem="Getting four services into a room took until the next day.",
        changed="The median time from referral to meeting fell from 19 hours to 3 (case system).",
        cost="None.", to_copy="One standing link that all four services know.",
        contact="Conference and review team", months=20,
    ),
    Practice(
        title="Care leavers’ pantry",
        name="Rosalind Eke", role="Young person’s adviser", section="leaving-care",
        authority="Brighton and Hove", organisation="A youth charity",
        idea="A shelf of food, toiletries and bus tickets that any care leaver can open with a code, with no "
        "form and no worker.",
        problem="Asking for food was the hardest thing to do.",
        changed="Opened 412 times in nine months. Nine young people asked for other help through it.",
        cost="£350 a month, most of it given.", to_copy="A lock with a code, and a shop that fills it.",
        contact="The charity’s office", months=9,
    ),
    Practice(
        title="Panel papers in plain words",
        name="Thaddeus Orme", role="Reviewing officer", section="childrens-social-care",
        authority="Surrey",
        idea="Review minutes are written as a letter to the child, in words they know.",
        problem="Children did not read what was decided about them.",
        changed="Of 30 children asked, 27 had read theirs.",
        cost="A longer hour at first, then none.", to_copy="Two examples and half a day of training.",
        contact="Reviewing service", months=17, way=EMAIL,
    ),
    Practice(
        title="Residential staff swap week",
        name="Jocasta Bell", role="Registered manager", section="residential-care",
        authority="Oxfordshire",
        idea="For one week a year staff of two children’s homes change places.",
        problem="Each home thought that its way was the only one.",
        changed="Eleven small changes were kept, among them a supper that children cook.",
        to_copy="Two managers who trust each other.", months=4, stays="no",
        until="For as long as both homes are ours",
    ),
    Practice(
        title="Annual reviews with a drawing",
        name="Percival Stroud", role="SEND officer", section="send-services", authority="Windsor and Maidenhead",
        idea="Each annual review begins with a picture that the pupil drew of a good day.",
        changed="Parents say that the meeting is about their child again.",
        consent="", says_supplier=False,
    ),
    Practice(
        title="Night-time chat for foster carers",
        name="Araminta Goss", role="Supervising social worker", section="fostering",
        authority="West Sussex",
        idea="Between nine and midnight two experienced carers answer messages from others.",
        problem="The duty line rang a stranger.",
        changed="Calls to the emergency duty team by carers fell from 41 to 18 a month (telephone log).",
        cost="A fee of £40 an evening.", to_copy="A rota, a telephone, and a worker to ring in an emergency.",
        contact="Fostering support", months=12, supplier="A messaging app for teams",
    ),
    Practice(
        title="School nurses’ text line for teenagers",
        name="Ferdinand Osei", role="School nurse lead", section="health-partners", authority="Portsmouth",
        organisation="Health trust, school nursing",
        idea="Young people text a nurse and are answered within a school day.",
        problem="Nobody wants to be seen at the nurse’s door.",
        changed="1,140 conversations in a year, 86 of which led to a meeting.",
        cost="Half a nurse.", to_copy="A safe text service and a rota.", contact="School nursing",
        supplier="A text service for the health service", months=15,
    ),
    Practice(
        title="Outdoor contact in the summer",
        name="Clementine Ware", role="Social work assistant", section="childrens-social-care",
        authority="East Sussex",
        idea="In summer, family time is in parks with a picnic box from us.",
        way=TELEPHONE, stays="no", until="Only in the warm months", consent="unnamed",
    ),
    Practice(
        title="Theatre tickets nobody used",
        name="Ambrose Teague", section="another-part-of-childrens-services", authority="Milton Keynes",
        idea="Theatres tell us of unsold seats on the day and we tell foster families.",
        withdrawn="We no longer do it.",
    ),
    Practice(
        title="Learning from the cases that went well",
        name="Isadora Quennell", role="Principal social worker", section="childrens-social-care",
        authority="West Berkshire",
        idea="Once a month a team tells of one piece of work that went well, and the others ask only "
        "questions.",
        problem="We met only over what went wrong.",
        changed="Eight practices spread to other teams in a year. The staff survey rose by nine points on "
        "“I learn at work”.",
        cost="Ninety minutes a month.", to_copy="A host who keeps to the rules of the hour.",
        contact="Principal social worker", months=13, way=WORD,
    ),
    Practice(
        title="Virtual viewing for children’s homes",
        name="Leopold Hawes", role="Placements officer", section="commissioning", authority="Hampshire",
        idea="Before a child moves, they walk through the home by video with a young person who lives "
        "there.",
        problem="Children arrived at places that they had never seen.",
        changed="Moves that ended within four weeks fell from 9 of 50 to 3 of 47 (placements record).",
        cost="None.", to_copy="Homes’ agreement, and a young guide who is paid.",
        contact="Placements team", months=11,
    ),
    Practice(
        title="Toy library on the doorstep",
        name="Beatrix Ollerton", role="Children’s centre worker", section="early-years",
        authority="Kent",
        idea="We leave a bag of toys on the doorstep each fortnight and talk for ten minutes at the gate.",
        changed="The families who never came to the centre open the door.",
        months=14, way=TELEPHONE,
    ),
    Practice(
        title="Managers’ open diary",
        name="Cornelius Vane", role="Assistant director", section="childrens-social-care",
        authority="Buckinghamshire",
        idea="Any worker can book fifteen minutes with an assistant director, with no reason given.",
        problem="Bad news came late.",
        changed="212 talks in a year. Turnover among newly qualified workers fell from 22 to 13 in a "
        "hundred (personnel figures).",
        cost="An hour a week of each assistant director.", to_copy="A diary that opens itself.",
        contact="Assistant director’s office", months=19, consent="no",
    ),
    Practice(
        title="Homework club by telephone",
        name="Winifred Astley", role="Learning mentor", section="mainstream-schools", authority="Medway",
        organisation="A secondary school",
        idea="Sixth-formers ring younger pupils who have no internet at home and go through the homework.",
        problem="A fifth of our pupils could not be reached by any screen.",
        changed="38 pupils take part; hand-in rates rose from 51 to 80 in a hundred over two terms.",
        cost="Telephone credit, £15 a pupil.", to_copy="A safeguarding plan, and a teacher who listens in.",
        contact="Learning mentor", months=10, way=EMAIL,
    ),
    Practice(
        title="A map of who helps in our town",
        name="Roderick Penn", role="Early help coordinator", section="early-help", authority="Reading",
        idea="One paper map with everybody who helps families, drawn by parents.",
        problem="Even we did not know who does what.",
        says_supplier=False, consent="named",
    ),
    Practice(
        title="Consultation slots with a psychologist for youth justice",
        name="Evangeline Rusk", role="Clinical psychologist", section="youth-justice",
        authority="Southampton", organisation="Health trust, forensic team",
        idea="Case managers book half an hour with a psychologist about how to work with a young person, "
        "without the young person being referred.",
        problem="The waiting list was longer than the order.",
        changed="104 talks in ten months. Breaches fell from 27 to 19 in a hundred (youth justice record).",
        cost="One day a week of a psychologist, £21,000 a year.",
        to_copy="A psychologist who likes short talks.", contact="Youth justice health team", months=10,
    ),
)  # fmt: skip
