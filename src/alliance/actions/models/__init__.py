from .action import ENDED, SHOWN, Action, ActionState, Audience, Weight
from .ask import OWED, Ask, AskState
from .chase import ChasingRules, Reminder
from .dates import ActionDate
from .holder import LinkHolder
from .question import AnswerKind, Question
from .reply import FoundBy, KnownBy, Reply, ReplyState, ReplyWay
from .response import Form, Response, Way

__all__ = [
    "ENDED",
    "OWED",
    "SHOWN",
    "Action",
    "ActionDate",
    "ActionState",
    "AnswerKind",
    "Ask",
    "AskState",
    "Audience",
    "ChasingRules",
    "Form",
    "FoundBy",
    "KnownBy",
    "LinkHolder",
    "Question",
    "Reminder",
    "Reply",
    "ReplyState",
    "ReplyWay",
    "Response",
    "Way",
    "Weight",
]
