"""What a new call is proposed to ask. Ours, marked as such, and for the programme to change.

The form of the call in the founding bulletin is not known (nobody could find its headings), so these
are no facts about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import slugify

from ..models import Call, Heading, ServiceSection
from ..taking.definition import CasePart, HeadingKind, Question

SECTIONS = (
    "Mainstream schools",
    "Special schools",
    "Early years",
    "Early help",
    "Children’s social care",
    "Youth justice",
    "Adoption",
    "Fostering",
    "Residential care",
    "Leaving care",
    "SEND services",
    "Commissioning",
    "Health partners",
    "Another part of children’s services",
)
"""The first eight are those that the founding bulletin names."""

HEADINGS = (
    Question(
        key="idea", kind=HeadingKind.LONG, label="What did you do differently?", is_required=True, is_short=True,
        help="A few lines are enough. Please name no child or family.", part=CasePart.DONE, most_words=500,
    ),
    Question(
        key="problem", kind=HeadingKind.LONG, label="What was the problem?", is_required=True,
        part=CasePart.PROBLEM, most_words=300,
    ),
    Question(
        key="changed", kind=HeadingKind.LONG, label="What changed for children, families or staff?", is_required=True,
        help="Figures help: say what they count, over which time, and where they come from.",
        part=CasePart.CHANGED, most_words=400,
    ),
    Question(
        key="stays", kind=HeadingKind.YES_NO, label="Is it meant to stay?", is_required=True,
        help="Not only for as long as an emergency lasts.",
    ),
    Question(
        key="until", kind=HeadingKind.SHORT, label="Until when, or on what does it depend?",
        shown_if="stays", shown_if_value="no",
    ),
    Question(
        key="since", kind=HeadingKind.DAY, label="Since when do you do it?", help="A rough day is enough.",
    ),
    Question(
        key="cost", kind=HeadingKind.LONG, label="What did it cost, in money and time?", part=CasePart.COST,
        most_words=200,
    ),
    Question(
        key="copy", kind=HeadingKind.LONG, label="What would others need to do the same?", part=CasePart.TO_COPY,
        most_words=300,
    ),
    Question(
        key="contact", kind=HeadingKind.SHORT, label="Whom may others ask about it?", tells_who=True,
        help="A name or a team, and how to reach them. It is published only if you agree.", part=CasePart.CONTACT,
    ),
)  # fmt: skip
CONSENT = (
    "If the panel chooses it, the alliance may publish what we sent, rewritten and shortened, on its "
    "public site and in reports. We see it before it is published."
)
SUPPLIER = (
    "Does it rest on a product or service that somebody sells? It is welcome all the same; the "
    "supplier is then named."
)


def propose(call: Call, questions: Sequence[Question] = HEADINGS) -> None:
    """Give a call without headings ours, marked as proposed, and their order."""
    if call.headings.exists():
        return
    made: dict[str, Heading] = {}
    for position, question in enumerate(questions, 1):
        made[question.key] = Heading.objects.create(
            call=call,
            position=position * 10,
            is_default=True,
            shown_if=made.get(question.shown_if),
            choices=list(question.choices),
            **{name: getattr(question, name) for name in _AS_THEY_ARE},
            kind=question.kind.value,
            part=question.part.value if question.part else "",
        )


_AS_THEY_ARE = (
    "key", "label", "help", "is_required", "is_short", "most_words", "shown_if_value", "tells_who",
)  # fmt: skip


def make_sections() -> None:
    """The sections of children's services to begin with, where there are none."""
    if ServiceSection.objects.exists():
        return
    for position, name in enumerate(SECTIONS, 1):
        ServiceSection.objects.create(
            name=name, slug=slugify(name.replace("’", "")), position=position * 10
        )
