from .old_site import OldAddress, OldThing
from .project import ProjectIndex, ProjectPage
from .restricted import RestrictedPart
from .section import SectionIndex, SectionPage
from .told_from import ToldFrom
from .told_meeting import ToldMeeting
from .workstream import GovernanceRecord, ToolRecord, Workstream, WorkstreamContact

__all__ = [
    "GovernanceRecord",
    "OldAddress",
    "OldThing",
    "ProjectIndex",
    "ProjectPage",
    "RestrictedPart",
    "SectionIndex",
    "SectionPage",
    "ToldFrom",
    "ToldMeeting",
    "ToolRecord",
    "Workstream",
    "WorkstreamContact",
]
