from .action import ENDED, SHOWN, Action, ActionState, Audience, Weight
from .ask import OWED, Ask, AskState
from .campaign import Campaign, CampaignWeek, TakingPart, Weekday
from .chase import ChasingRules, Reminder
from .dates import ActionDate
from .holder import LinkHolder
from .leads_grid import GridForLeads
from .question import AnswerKind, Question
from .reply import FoundBy, KnownBy, Reply, ReplyState, ReplyWay
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
    "Campaign",
    "CampaignWeek",
    "ChasingRules",
    "Form",
    "FoundBy",
    "GridForLeads",
    "KnownBy",
    "LinkHolder",
    "Question",
    "Reminder",
    "Reply",
    "ReplyState",
    "ReplyWay",
    "Response",
    "TakingPart",
    "Way",
    "Weekday",
    "Weight",
]
