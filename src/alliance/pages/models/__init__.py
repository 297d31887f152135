from .idea import Idea
from .old_site import OldAddress, OldThing
from .project import ProjectIndex, ProjectPage
from .restricted import RestrictedPart
from .section import SectionIndex, SectionPage
from .told_meeting import ToldMeeting
from .workstream import GovernanceRecord, ToolRecord, Workstream, WorkstreamContact

__all__ = [
    "GovernanceRecord",
    "Idea",
    "OldAddress",
    "OldThing",
    "ProjectIndex",
    "ProjectPage",
    "RestrictedPart",
    "SectionIndex",
    "SectionPage",
    "ToldMeeting",
    "ToolRecord",
    "Workstream",
    "WorkstreamContact",
]
