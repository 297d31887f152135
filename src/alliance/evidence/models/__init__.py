from .call import SHOWN, Announcement, Call, CallState, Extension, SimilarWork
from .heading import Heading
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

__all__ = [
    "RECEIVED",
    "SHOWN",
    "AlsoDoing",
    "Announcement",
    "Answer",
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
    "Extension",
    "FollowUp",
    "Heading",
    "Interest",
    "Panel",
    "Panellist",
    "Phase",
    "Remark",
    "Reply",
    "RingBack",
    "Score",
    "ServiceSection",
    "Showcase",
    "SimilarWork",
    "Submission",
    "SubmissionState",
    "SubmissionWay",
    "Theme",
    "Wording",
]
