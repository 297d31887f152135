"""Invented matters: safeguarding, health and children's wellbeing."""

from .matter import Matter

MATTERS = (
    Matter(
        "sleepless-nights",
        "safeguarding",
        "Sleepless Nights: new report on overcrowded homes",
        "The invented Kestrel Institute for Families has looked at what overcrowding does to "
        "children under five. Health visitors in three unnamed districts kept diaries for eight "
        "weeks, and the pattern they describe is one of broken sleep, lost play and tired parents.",
        action="A two-page summary for strategy meetings is on [the institute's sample page]"
        "(sleepless-nights). It lists six questions that a duty team can ask on a first visit.",
        published=3,
        publication=(
            "Sleepless Nights: overcrowding and the under-fives",
            "Kestrel Institute for Families",
        ),
    ),
    Matter(
        "harbour-lights",
        "safeguarding",
        "Harbour Lights pilot on harm outside the home",
        "Four coastal authorities in this sample tried a shared rota of outreach workers along the "
        "railway line. Return interviews were held within a day in nine cases of ten, and the young "
        "people helped to choose where the workers stood.",
        action="The pilot would like to hear from two more authorities. Please reply {d0:by} to "
        "{workforce} (contact details below) if you would join a second round.",
        deadlines=(20,),
        reminders=2,
        people=("workforce",),
        later_titles=("Harbour Lights pilot: places still open",),
    ),
    Matter(
        "strategy-timing",
        "safeguarding",
        "Strategy discussions: a sample of timings",
        "Eleven services timed a fortnight of strategy discussions, from the first telephone call to "
        "the agreed record. The quickest were those in which health colleagues joined by video from "
        "a fixed slot each afternoon.",
        columns_swap=True,
        action="The invented timing sheet can be used by any service that would like to repeat the "
        "exercise. No authority is named in the results.",
    ),
    Matter(
        "bruising-pathway",
        "safeguarding",
        "Bruising in babies who are not mobile: pathway for comment",
        "A draft regional pathway sets out who should be rung, in what order, when a baby who cannot "
        "yet roll is seen with a bruise. It was written by a working group of paediatricians, midwives "
        "and social workers in this sample region.",
        action="Comments on the draft are wanted {d0:before}. Please use the numbered form so that "
        "replies can be read side by side.",
        deadlines=(24,),
        later_titles=(
            "Bruising pathway: last week for comments",
            "Bruising pathway: comments close soon",
        ),
    ),
    Matter(
        "neglect-lenses",
        "safeguarding",
        "Neglect: four lenses, one conversation",
        "Practice leads from the west of the region have set down how they talk about neglect with "
        "parents: home, health, school and warmth. The cards that came out of it fit on a table and "
        "need no training to begin with.",
        news=2,
        reminders=1,
        publication=("Neglect: four lenses, one conversation", "Larkfield Observatory"),
        published=8,
    ),
    Matter(
        "night-duty",
        "safeguarding",
        "Emergency duty teams: a joint rota for bank holidays",
        "Three small authorities will share one emergency duty rota over the next bank holidays. The "
        "agreement says who decides, who travels and whose records are used; it is short on purpose.",
        action="The agreement may be copied. Talk to {workforce} (contact details below) before using "
        "it with more than three partners.",
        people=("workforce",),
    ),
    Matter(
        "water-safety",
        "health",
        "Safe by the water: summer materials",
        "Posters and a short film about rivers, quarries and tides have been made with sixth-formers "
        "in this sample region. Each is offered without a logo so that schools and youth clubs can add "
        "their own.",
        month=5,
        reminders=3,
    ),
    Matter(
        "dental-access",
        "health",
        "Finding a dentist for children in care",
        "Carers told the invented Meadowgate Panel that they rang an average of seven practices before "
        "one would see a child. Two districts now hold a list of practices that keep two places a "
        "month free.",
        later_titles=("Finding a dentist for looked-after children",),
        later_body="Carers told the invented Meadowgate Panel that they rang about seven practices "
        "before one would see a looked-after child. Two districts now keep a list of practices that "
        "hold two places a month free.",
        action="If your designated nurse has made a similar list, the panel would like to see how it is "
        "kept up to date.",
    ),
    Matter(
        "quiet-referrals",
        "health",
        "Emotional wellbeing: what happened to the referrals that were not accepted",
        "Northmoor University (invented for this sample) followed two hundred referrals that a "
        "specialist service had turned down. Half of the families were seen elsewhere within three "
        "months; the others had waited to be told where to go.",
        published=4,
        publication=(
            "What happened next: referrals not accepted",
            "Northmoor University",
        ),
        action="Read with the short paper on letters that tell a family what else is near them.",
    ),
    Matter(
        "health-assessments-clinic",
        "health",
        "Initial health assessments: moving the clinic to the child",
        "One service moved its clinic to a children's centre for a term. Appointments kept rose from "
        "sixty to eighty-eight in the hundred, and carers said that the toys helped.",
        news=2,
        later_titles=("Initial health assessments: a clinic nearer the child",),
    ),
    Matter(
        "domestic-abuse-fund",
        "safeguarding",
        "Fernhill Fund: grants for children who have lived with domestic abuse",
        "The invented Fernhill Fund offers grants of between £5,000 and £40,000 to partnerships of an "
        "authority and a local charity. It favours work that carries on over the school holidays.",
        action="An outline of no more than two sides should reach the fund {d0:by}. Those asked for a "
        "full bid will have until {d1}.",
        deadlines=(27, 62),
        reminders=3,
        later_titles=(
            "Fernhill Fund: outlines wanted",
            "Fernhill Fund: a reminder of both dates",
        ),
    ),
    Matter(
        "learning-reviews",
        "safeguarding",
        "What eighteen learning reviews say about fathers",
        "A reading of eighteen anonymised learning reviews in this sample finds that fathers were "
        "named in most files and spoken with in few. The authors give three examples of a good first "
        "telephone call.",
        published=6,
        publication=(
            "Spoken of, not spoken with: fathers in learning reviews",
            "Larkfield Observatory",
        ),
    ),
)
