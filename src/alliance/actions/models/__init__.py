from .action import ENDED, SHOWN, Action, ActionState, Audience, Weight
from .ask import OWED, Ask, AskState
from .chase import ChasingRules, Reminder
from .dates import ActionDate
from .holder import LinkHolder
from .question import AnswerKind, Question
from .response import IN_PERSON, Form, Response, Way

__all__ = [
    "ENDED",
    "IN_PERSON",
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
    "LinkHolder",
    "Question",
    "Reminder",
    "Response",
    "Way",
    "Weight",
]
