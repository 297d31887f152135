"""A reply on the desk of whoever looks at it: its sender, what it may answer, what it seems to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance.directory.models import Person, Role

from ..answering import days_of
from ..models import AnswerKind, Ask, KnownBy, Question, Reply, ReplyState, Response
from ..said import in_words
from ..when import By
from .letter import Letter
from .match import Sender, StandsTo, names, stands_to
from .propose import Proposal, propose

SHAPES = {
    ReplyState.WAITING: "asked",
    ReplyState.RECORDED: "done",
    ReplyState.SET_ASIDE: "plain",
}
"""Which shape goes with which state."""


@dataclass
class Desk:
    """A reply and the ask that it is looked at beside."""

    reply: Reply
    letter: Letter | None
    sender: Sender
    candidates: Sequence[Ask]
    ask: Ask | None = None
    question: Question | None = None
    counting: Response | None = None
    proposal: Proposal | None = None
    dates: Sequence[By] = ()
    standing: StandsTo | None = None
    post: str = ""
    """What its sender is at the authority that is asked, as the directory has it."""
    became: Sequence[Response] = field(default_factory=list)

    @property
    def shape(self) -> str:
        return SHAPES[ReplyState(self.reply.state)]

    @property
    def given_by(self) -> str:
        """Who gave the answer, as the form begins: name and post."""
        who = self.letter.sender if self.letter else ""
        return f"{who}, {self.post}"[:200] if who and self.post else who

    @property
    def said(self) -> str:
        """What counts now, in a few words."""
        return in_words(self.counting, self.counting.question) if self.counting else ""

    @property
    def is_older(self) -> bool:
        """Whether it was sent before the answer that counts came in."""
        sent = self.reply.sent_at
        return bool(self.counting and sent and self.counting.at > sent)

    @property
    def is_recorded(self) -> bool:
        """Whether it was recorded for the ask that is looked at."""
        return any(self.ask and each.ask_id == self.ask.pk for each in self.became)

    @property
    def aside(self) -> Response | None:
        """What it became, where that was kept aside and nobody has decided since."""
        return next((each for each in self.became if each.is_aside), None)

    @property
    def doubt(self) -> str:
        """What whoever confirms it has to make sure of, about who sent it."""
        assert self.ask is not None  # noqa: S101 - only asked beside an ask
        match self.standing:
            case StandsTo.ELSEWHERE:
                return (
                    f"I have made sure that the sender answers for {self.ask.authority}, "
                    "though the directory has them elsewhere"
                )
            case StandsTo.UNKNOWN:
                return f"I have made sure that the sender answers for {self.ask.authority}"
            case StandsTo.DOMAIN:
                return (
                    f"I have made sure that the sender, whom the directory does not know, answers "
                    f"for {self.ask.authority}"
                )
        return ""


def ranked(asks: list[Ask], letter: Letter | None) -> list[Ask]:
    """Those that the mail itself names come first."""
    said = f"{letter.subject}\n{letter.words}" if letter else ""
    return sorted(asks, key=lambda ask: (not names(said, ask.action.title), ask.pk))


def put_beside(desk: Desk, ask: Ask) -> None:
    """Lay an ask beside the reply: its question, what counts, what the words propose for it."""
    question = Question.objects.current().get(action=ask.action_id)
    desk.question = question
    rows = Response.objects.counting().select_related("question", "person", "principal", "holder")
    desk.counting = rows.filter(ask=ask).first()
    desk.dates = sorted(days_of(ask.action))
    desk.standing = stands_to(desk.sender, ask)
    posts = Role.objects.current().filter(person=desk.sender.person, authority=ask.authority_id)
    if desk.sender.person and (role := posts.first()):
        desk.post = role.title or role.get_kind_display()
    if desk.letter is not None:
        desk.proposal = propose(
            desk.letter.words,
            AnswerKind(question.kind),
            choices=question.choices,
            unit=question.unit,
            points_below=desk.letter.points_below,
        )


def known_as(desk: Desk) -> str:
    """Who the sender is, in a sentence: a mail's word for it is no proof, and is shown as such."""
    reply, sender = desk.reply, desk.sender
    where = str(reply.authority) if reply.authority else ""
    if sender.known_by == KnownBy.PERSON:
        roles = Role.objects.current().filter(person=sender.person, authority__isnull=False)
        posts = [
            f"{role.title or role.get_kind_display()}, {role.authority}"
            for role in roles.select_related("authority")[:3]
        ]
        person = Person.objects.filter(pk=sender.person).first()
        return (
            f"The address of {person} ({'; '.join(posts)})."
            if posts
            else f"The address of {person}."
        )
    if sender.known_by == KnownBy.HOLDER:
        return "A personal link to answer was sent to this address."
    if sender.known_by == KnownBy.DOMAIN:
        return f"Not known by name; others of {where} write from such addresses."
    return "This address is not known."
