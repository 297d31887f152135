"""What people of the sample region sent to the call before, “Help that comes early”. All invented."""

from __future__ import annotations

from .sample_practice import EMAIL, TELEPHONE, WORD, Practice

PRACTICE_BEFORE = (
    Practice(
        title="A worker at the nursery gate",
        name="Lavinia Pryce", role="Early years lead", section="early-years", authority="Medway",
        organisation="A nursery of 60 places",
        idea="A family worker stands at our gate on two mornings a week with coffee, and has time.",
        problem="Parents came to us when things had gone wrong already.",
        changed="47 families asked for something in a year; 31 needed nobody else (our own list).",
        cost="£6,200 a year for two mornings.", to_copy="A worker whom parents know by name.",
        contact="The nursery’s office", months=12,
    ),
    Practice(
        title="The list of pupils who went quiet",
        name="Crispin Lowe", role="Deputy head", section="mainstream-schools", authority="Kent",
        organisation="A secondary school",
        idea="Each Friday tutors name pupils who went quiet, not those who were loud, and one adult speaks "
        "to each before Tuesday.",
        problem="We noticed noise.",
        changed="64 pupils were named in a year. 12 were helped with something that nobody had known "
        "(pastoral record).",
        cost="Twenty minutes of tutors’ time a week.", to_copy="A list that is short, and kept.",
        contact="Pastoral team", months=20,
    ),
    Practice(
        title="Debt advice in the waiting room",
        name="Honoria Sledge", role="Practice manager", section="health-partners",
        authority="Portsmouth", organisation="A surgery",
        idea="A debt adviser sits in our waiting room on vaccination days.",
        problem="Worry about money came to us as headaches.",
        changed="138 families in nine months; £212 a month more on average for each (adviser’s figures).",
        cost="The room.", to_copy="An advice charity near you.", contact="The surgery", months=14,
    ),
    Practice(
        title="Swimming lessons with a family worker",
        name="Barnaby Croft", role="Special school teacher", section="special-schools",
        authority="Hampshire",
        idea="Parents sit by the pool for an hour a week while their children swim. Our family worker sits "
        "there too.",
        problem="No parent of ours had time for an appointment.",
        changed="Of 28 families 19 began to plan for leaving school two years earlier than before.",
        cost="£1,900 a year for the pool.", to_copy="A pool with a bench.", contact="The school",
        months=16, way=WORD,
    ),
    Practice(
        title="First-time fathers’ walk",
        name="Alistair Boone", role="Early help worker", section="early-help", authority="Reading",
        idea="New fathers walk with prams on Saturday mornings; one of them is trained by us.",
        problem="Fathers were not asked.",
        changed="33 fathers have walked; 9 of them lead walks now.", cost="£800 for training.",
        to_copy="One father who likes to talk.", contact="Early help team", months=11, consent="unnamed",
    ),
    Practice(
        title="School uniform shop that lends",
        name="Millicent Dray", role="Family support", section="early-help", authority="Slough",
        idea="A shop in the hub lends uniforms, and hears first when rent is late.",
        problem="Nobody came for help, but everybody needs a blazer.",
        changed="260 uniforms were lent; 41 families took advice about rent as well.", cost="£3,000.",
        to_copy="A room, rails and a washing machine.", contact="The hub", months=13, way=TELEPHONE,
    ),
    Practice(
        title="Story time by telephone",
        name="Ephraim Wood", role="Librarian", section="early-years", authority="Isle of Wight",
        idea="Families ring a number and hear a story; at the end it says how to reach a health visitor.",
        changed="1,300 calls in half a year.", months=6, way=EMAIL, is_late=True, is_let_in=True,
    ),
    Practice(
        title="Knitting and talking",
        name="Perpetua Hind", section="early-help", authority="Kent",
        idea="A knitting circle in the hub where young mothers talk.",
        says_supplier=False, consent="", is_late=True,
    ),
)  # fmt: skip
