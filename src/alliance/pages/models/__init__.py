from .idea import Idea
from .project import ProjectIndex, ProjectPage
from .section import SectionIndex, SectionPage
from .workstream import GovernanceRecord, ToolRecord, Workstream, WorkstreamContact

__all__ = [
    "GovernanceRecord",
    "Idea",
    "ProjectIndex",
    "ProjectPage",
    "SectionIndex",
    "SectionPage",
    "ToolRecord",
    "Workstream",
    "WorkstreamContact",
]
