"""Invented matters: early help, families, housing and the workforce around them."""

from .matter import Matter

MATTERS = (
    Matter(
        "debt-advice-hubs",
        "early-help",
        "Debt advice in a family hub: the first hundred visits",
        "An adviser sat in the corner of a soft-play room for a year. The first hundred parents "
        "to come owed less than was feared and had waited longer than was wise.",
        news=2,
        reminders=0,
        published=3,
        publication=("The first hundred visits: debt advice among the toys", "Fernhill Fund"),
    ),
    Matter(
        "fathers-groups",
        "early-help",
        "Groups for fathers: Saturdays and no circle of chairs",
        "Fathers in this sample said that they would come to mend things, to cook or to kick a "
        "ball. Groups that offered one of these kept two in three; groups with a circle of "
        "chairs kept one in five.",
        reminders=1,
    ),
    Matter(
        "home-start-training",
        "early-help",
        "Volunteers who visit families: a course in listening",
        "The course fills {e0:weekday} and {e1:weekday} and is free to volunteers of any "
        "charity in the region. It is taught by parents who were visited themselves.",
        action="Organisers should send names to {kinship} (contact details below) {d0:by}.",
        news=2,
        reminders=1,
        deadlines=(15,),
        events=(29, 30),
        people=("kinship",),
    ),
    Matter(
        "temporary-housing",
        "early-help",
        "Children in temporary housing: six months of moves",
        "The invented Kestrel Institute for Families followed fifty families from one temporary "
        "address to the next. Schools learned of a move after nineteen days, health visitors "
        "after thirty.",
        action="The institute suggests a notice that needs three boxes to be ticked. Housing "
        "officers have agreed to try it.",
        news=2,
        reminders=1,
        published=8,
        publication=(
            "Fifty families, one hundred and forty addresses",
            "Kestrel Institute for Families",
        ),
    ),
    Matter(
        "step-down",
        "early-help",
        "Stepping down: the visit with both workers",
        "When a social worker leaves and a family worker arrives, families tell their story "
        "again. In this sample both come to one visit, and the family decides which of them "
        "begins.",
        reminders=0,
    ),
    Matter(
        "whole-family-plan",
        "early-help",
        "One plan for a family: template out for trial",
        "The plan has one page for each person and a page for what they want together. Teams in "
        "three districts have used it since the spring, and asked for fewer boxes each month.",
        action="Trials of eight weeks can begin at any time. Say {d0:before} if yours should be "
        "in the first write-up.",
        news=2,
        reminders=2,
        deadlines=(21,),
    ),
    Matter(
        "toy-libraries",
        "early-help",
        "Toy libraries: lending by the boxful",
        "A toy library that lends by the box reaches childminders in villages with no bus. "
        "Boxes come back cleaner than they went, which nobody had foreseen.",
        reminders=0,
    ),
    Matter(
        "crying-babies",
        "early-help",
        "Crying babies: a webinar for everybody who meets new parents",
        "What helps at three in the morning, and what makes it worse? The webinar on "
        "{e0:weekday} is for receptionists and home visitors as much as for clinicians, and is "
        "recorded.",
        news=2,
        reminders=1,
        events=(18,),
    ),
    Matter(
        "school-readiness",
        "early-help",
        "Ready for school, or school ready for them?",
        "Reception teachers and nursery staff exchanged places for two days. They came back "
        "with shorter checklists and a common view of what matters: toilets, turn-taking and a "
        "coat with a big zip.",
        action="Films of three of the exchanges may be borrowed for training days.",
        news=2,
        reminders=0,
    ),
    Matter(
        "separated-parents",
        "early-help",
        "Parents apart: leaflets in the child's words",
        "Children whose parents had separated wrote sentences that they would like their "
        "parents to read. Eleven have been printed on cards for solicitors' waiting rooms.",
        action="Order cards {d0:by}; they are printed once only.",
        reminders=1,
        deadlines=(27,),
    ),
    Matter(
        "health-visitor-early-help",
        "early-help",
        "Early help and health visiting: one waiting list",
        "Two teams in one building kept two lists on which a third of the families were the "
        "same. They now hold one list and a meeting of twenty minutes on Mondays.",
        news=2,
        reminders=0,
    ),
    Matter(
        "family-support-career",
        "workforce",
        "Family support workers: a ladder with four rungs",
        "Family support is often a post without a next one. The Elderbrook Review, which is "
        "invented, describes four rungs with what each may decide, and what two authorities pay "
        "for each.",
        news=2,
        reminders=0,
        published=5,
        publication=("A ladder with four rungs", "Elderbrook Review"),
    ),
    Matter(
        "apprentices",
        "workforce",
        "Social work apprentices: sharing placements over the border",
        "Apprentices need a second placement in another setting, and small authorities run out "
        "of them. A list of offers and wishes will be kept for the whole region.",
        action="Send your offers and wishes to {workforce} (contact details below) {d0:by}.",
        reminders=2,
        later_titles=("Social work apprentices: offers are fewer than wishes",),
        deadlines=(31,),
        people=("workforce",),
    ),
    Matter(
        "exit-interviews",
        "workforce",
        "Leaving well: forty exit interviews read together",
        "Forty people who left a children's service were rung three months afterwards. Pay was "
        "named by nine, the drive home by fourteen, and the manager's door by twenty-two.",
        news=2,
        reminders=0,
    ),
    Matter(
        "trauma-clinicians",
        "workforce",
        "Looking after those who hear it all",
        "Clinicians will lead a quiet afternoon on {e0:weekday} for people who type, minute and "
        "transcribe hard things. It is not for managers, who are asked to cover the telephones.",
        reminders=1,
        events=(26,),
    ),
    Matter(
        "international-recruits",
        "workforce",
        "Social workers from abroad: the first hundred days",
        "Colleagues who came from five countries have written the letter that they would have "
        "liked to receive. It deals with weather and bank accounts before it comes to "
        "legislation.",
        action="Add a page about your own town before you send it on.",
        news=2,
        reminders=1,
    ),
    Matter(
        "board-observers",
        "leadership",
        "Improvement boards: two chairs for observers",
        "A board that has been through the worst offers two chairs to newcomers at its next "
        "three meetings. Observers hear everything and say nothing until the tea.",
        action="Ask {manager} (contact details below) {d0:by} for a chair.",
        news=2,
        reminders=0,
        deadlines=(17,),
        people=("manager",),
    ),
    Matter(
        "reading-group",
        "leadership",
        "Directors' reading group: a novel about a school",
        "The group reads one novel a term and no reports. It meets on {e0:weekday} by telephone "
        "for forty minutes, and those who have not finished the book are welcome.",
        reminders=1,
        events=(33,),
    ),
)
