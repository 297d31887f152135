"""Invented matters: health partners, therapies and SEND."""

from .matter import Matter

MATTERS = (
    Matter(
        "school-nurse-drop-ins",
        "health",
        "School nurses: drop-in hours that young people chose",
        "Pupils in six secondary schools were asked when they would really go to see a nurse. "
        "They chose the end of lunch and the quarter of an hour before the buses, and visits "
        "doubled in a term.",
        action="The short questionnaire that was used is on [the working page](drop-ins) and "
        "takes four minutes to fill in.",
        news=2,
        reminders=1,
    ),
    Matter(
        "perinatal-pathway",
        "health",
        "Mothers' mental health: a pathway for comment",
        "Midwives and health visitors have drawn one page that shows who sees a mother in the "
        "first hundred days and who tells whom. Two of the arrows are missing, and the authors "
        "say so.",
        action="Comments from early help and social care are wanted {d0:by}. {send} (contact "
        "details below) collects them.",
        news=2,
        reminders=2,
        deadlines=(22,),
        people=("send",),
    ),
    Matter(
        "sleep-clinics",
        "health",
        "Sleep clinics: what a year of bedtime advice changed",
        "The invented Oakmere Child Health Trust ran sleep clinics in libraries for families of "
        "disabled children. Parents gained an hour and a half a night on average, and most of "
        "the gain was still there at Easter.",
        news=2,
        reminders=0,
        published=6,
        publication=(
            "An hour and a half: sleep clinics in libraries",
            "Oakmere Child Health Trust",
        ),
    ),
    Matter(
        "vaccination-consent",
        "health",
        "Vaccinations: consent for children who live away from home",
        "Schools often ask the wrong adult to sign. A sample letter makes clear who may consent "
        "for a child in care, who need only be told, and what a young person may decide alone.",
        action="The letter has been read by two lawyers and a school nurse. Please use it as it "
        "is or not at all.",
        reminders=1,
    ),
    Matter(
        "designated-nurses-day",
        "health",
        "Designated nurses: a day with social work managers",
        "Nurses and managers will spend {e0:weekday} looking at the same ten assessments from "
        "two sides of the desk. There is no speaker; the files are the programme.",
        action="Book one nurse and one manager together {d0:by}. Single bookings go on a "
        "waiting list.",
        news=2,
        reminders=1,
        deadlines=(16,),
        events=(31,),
    ),
    Matter(
        "asthma-homes",
        "health",
        "Breathing at home: asthma, damp and a letter to the landlord",
        "Hospital nurses in this sample wrote to landlords about forty children admitted more "
        "than once in a winter. Repairs followed in twenty-six homes, most of them within the "
        "month.",
        reminders=0,
        published=9,
        publication=("A letter to the landlord: asthma and damp", "Oakmere Child Health Trust"),
    ),
    Matter(
        "eating-support",
        "health",
        "Eating difficulties: advice for residential workers",
        "A dietitian and a home manager have written eight pages on mealtimes that have become "
        "a battle. They begin with what not to say and end with the telephone number to ring on "
        "a Sunday.",
        news=2,
        reminders=1,
    ),
    Matter(
        "medicines-in-homes",
        "health",
        "Medicines in children's homes: questions for a pharmacist",
        "A pharmacist has offered to answer questions on storing, giving and recording "
        "medicines in small homes. Questions of several homes will be answered together, "
        "without their names.",
        action="Please send questions {d0:before}. Answers follow within three weeks.",
        reminders=2,
        later_titles=("Medicines in children's homes: questions still welcome",),
        deadlines=(29,),
    ),
    Matter(
        "therapy-waits",
        "send",
        "Waiting for therapy: what families did meanwhile",
        "Families in four areas wrote down what they tried while they waited for a therapist. "
        "The invented Northmoor University has sorted the notes; advice by text message was "
        "used most and praised least.",
        action="A one-page summary for panel members is in [the reading room](meanwhile).",
        news=2,
        reminders=0,
        published=4,
        publication=("Meanwhile: families waiting for therapy", "Northmoor University"),
    ),
    Matter(
        "annual-review-pilot",
        "send",
        "Annual reviews: three questions in place of nine pages",
        "Schools in two sample areas tried a review that starts with three questions from the "
        "young person. The paperwork shrank, and so did the number of reviews that had to be "
        "held again.",
        action="Areas that would try it next term should write {d0:by} to {send} (contact "
        "details below).",
        news=2,
        reminders=2,
        deadlines=(26,),
        people=("send",),
    ),
    Matter(
        "tribunal-learning",
        "send",
        "After the tribunal: a meeting about what was conceded",
        "Officers will talk on {e0:weekday} about cases that were conceded in the last week "
        "before a hearing. Most could have been settled earlier, and the meeting asks by whom.",
        action="The link goes to SEND heads of service only. It must not be passed on.",
        reminders=1,
        events=(19,),
    ),
    Matter(
        "ordinarily-available",
        "send",
        "Help without a plan: a parents' version",
        "The guide to what every school can offer has been rewritten by a parent carer forum. "
        "Words that needed explaining were left out instead of explained.",
        action="Printed copies are in boxes of fifty; two boxes for each large authority, one "
        "for each small one.",
        news=2,
        reminders=0,
    ),
    Matter(
        "preparing-adulthood",
        "send",
        "Preparing for adulthood: two webinars for year nine tutors",
        "The first webinar is on {e0:weekday} and looks at work; the second, on {e1:weekday}, "
        "at friends and a home of one's own. Each lasts fifty minutes and is led by a young "
        "adult with a supporter.",
        news=2,
        reminders=1,
        events=(24, 52),
    ),
    Matter(
        "deaf-children-network",
        "send",
        "Teachers of deaf children: a shared cover rota",
        "There are not many teachers of the deaf, and illness in one team can leave a district "
        "without. Five services have agreed to lend each other a day a week until a post is "
        "filled.",
        reminders=0,
    ),
    Matter(
        "special-school-places",
        "send",
        "Special school places: a count of empty chairs",
        "Every September some places stand empty for weeks while papers travel. The count asks "
        "for one figure a week from each special school in the first half of the term.",
        action="Tell {data} (contact details below) {d0:by} who will send the figures for your "
        "schools.",
        news=2,
        reminders=1,
        deadlines=(33,),
        people=("data",),
    ),
    Matter(
        "co-production-charter",
        "send",
        "Working together: a charter that fits on a tea towel",
        "Parents in this sample wanted a charter that would be seen every day, so it was "
        "printed on tea towels for school staff rooms. It has seven promises and one drawing.",
        news=2,
        reminders=0,
        published=2,
        publication=("Seven promises: a charter of working together", "Meadowgate Panel"),
    ),
    Matter(
        "mediation-survey",
        "send",
        "Disagreement and mediation: how it felt",
        "The invented Larkfield Observatory asks families and case officers how mediation felt "
        "on the day and six weeks later. The same eight questions are put to both.",
        action="The survey closes on {d0}. Please share it with families whose mediation is "
        "over, not with those still waiting.",
        reminders=2,
        later_titles=("Mediation survey: officers' replies are few",),
        deadlines=(36,),
    ),
    Matter(
        "speech-justice",
        "health",
        "Speech and language: a screening tool that takes ten minutes",
        "Two thirds of young people seen by a youth justice team had trouble following what was "
        "said to them. A therapist's ten-minute screening now happens before the first "
        "interview, and interviews have become shorter.",
        news=2,
        reminders=0,
    ),
)
