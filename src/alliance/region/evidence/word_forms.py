"""Word forms that came by mail to the sample region's programme, and wait to be looked at."""

from __future__ import annotations

import datetime as dt

from alliance.evidence.models import Call, WordForm
from alliance.evidence.taking.given import Given
from alliance.evidence.word.hand_in import form_of
from alliance.evidence.word.mailed import Letter, keep_form
from alliance.evidence.word.words import words_of
from alliance.evidence.word.write import write

CALL = "silver-linings"
LENDING = Given(
    title="A shelf of tablets to lend",
    name="Rowan Ellery",
    role="Virtual school officer",
    organisation="Virtual school",
    section="mainstream-schools",
    has_supplier=False,
    consent="named",
    answers={
        "idea": "We lend tablets from a shelf in the library, ready to use and with nothing to sign.\n"
        "Whoever brings one back takes the charger test with us.",
        "problem": "Some of our children could follow no lesson from home.",
        "changed": "Thirty-one tablets were out at any time in the autumn; two came back broken.",
        "stays": "yes",
        "since": "in the second week of May",
        "copy": "A shelf, a list, and somebody who likes cables.",
    },
)
WALKING = Given(
    title="Walking supervision",
    name="Imogen Sparrow",
    email="imogen.sparrow@authority.example",
    role="Team manager",
    section="childrens-social-care",
    consent="unnamed",
    answers={
        "idea": "Supervision on foot, twice a month, along the river.",
        "stays": "yes",
    },
)


def load_word_forms(day: dt.date) -> int:
    """Two that wait: one with a day in words and no address of its own, one of the short way."""
    call = Call.objects.filter(slug=CALL).first()
    if call is None:
        return 0
    mails = (
        (LENDING, Letter("Rowan Ellery", "rowan.ellery@authority.example", "Form for Silver Linings",
                         "Here is ours. The tablets have earned it."), 2),
        (WALKING, Letter("Imogen Sparrow", "imogen.sparrow@authority.example", "silver linings form",
                         "Only the short version: we would rather walk than type."), 1),
    )  # fmt: skip
    for number, (given, letter, days) in enumerate(mails, 1):
        if WordForm.objects.filter(call=call).count() >= len(mails):
            break
        content = write(form_of(call), words_of(call), given)
        keep_form(
            call,
            content,
            name=f"silver-linings-form-{number}.docx",
            identity=f"sample {number}",
            came=WordForm.Came.MAILBOX,
            came_on=day - dt.timedelta(days=days),
            by=None,
            letter=letter,
        )
    return len(mails)
