from .call import SHOWN, Announcement, Call, CallState, Extension, SimilarWork
from .heading import Heading
from .in_hand import InHand
from .panel import (
    Assessment,
    Assignment,
    Criterion,
    Decision,
    DecisionOutcome,
    Interest,
    Panel,
    Panellist,
    Phase,
    Remark,
    Score,
)
from .reply import Reply
from .ring_back import RingBack
from .service import ServiceSection
from .showcase import AlsoDoing, Case, CaseCheck, CaseFigure, FollowUp, Showcase
from .submission import (
    RECEIVED,
    Answer,
    Consent,
    Enclosure,
    Submission,
    SubmissionState,
    SubmissionWay,
    Wording,
)
from .theme import Theme
from .triage import Apart, Export, RequestForMore
from .word_form import FormReading, WordForm

__all__ = [
    "RECEIVED",
    "SHOWN",
    "AlsoDoing",
    "Announcement",
    "Answer",
    "Apart",
    "Assessment",
    "Assignment",
    "Call",
    "CallState",
    "Case",
    "CaseCheck",
    "CaseFigure",
    "Consent",
    "Criterion",
    "Decision",
    "DecisionOutcome",
    "Enclosure",
    "Export",
    "Extension",
    "FollowUp",
    "FormReading",
    "Heading",
    "InHand",
    "Interest",
    "Panel",
    "Panellist",
    "Phase",
    "Remark",
    "Reply",
    "RequestForMore",
    "RingBack",
    "Score",
    "ServiceSection",
    "Showcase",
    "SimilarWork",
    "Submission",
    "SubmissionState",
    "SubmissionWay",
    "Theme",
    "WordForm",
    "Wording",
]
