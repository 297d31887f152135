from .access_grant import AccessGrant, AccessState, ActedAs
from .access_log import AccessLog
from .acting import ActingFor, Capacity
from .alliance import Alliance
from .area import AdmittedRole, Area
from .authority import Authority, SizeBand
from .invitation import Invitation, InvitationState, is_in
from .looking_as import LookingAs
from .networks.letter import Letter, LetterState, NetworkMessage
from .networks.meeting import Announcement, Meeting
from .networks.network import Network
from .networks.nomination import Nomination, NominationAsk, Seat
from .networks.standing import Standing
from .people import IN_THE_CHAIR, ContactDetail, ContactKind, Person, Role, RoleKind, Visibility
from .people_list import PeopleList
from .security_event import SecurityEvent, SecurityEventKind
from .topic import Topic
from .user import User

__all__ = [
    "IN_THE_CHAIR",
    "AccessGrant",
    "AccessLog",
    "AccessState",
    "ActedAs",
    "ActingFor",
    "AdmittedRole",
    "Alliance",
    "Announcement",
    "Area",
    "Authority",
    "Capacity",
    "ContactDetail",
    "ContactKind",
    "Invitation",
    "InvitationState",
    "Letter",
    "LetterState",
    "LookingAs",
    "Meeting",
    "Network",
    "NetworkMessage",
    "Nomination",
    "NominationAsk",
    "PeopleList",
    "Person",
    "Role",
    "RoleKind",
    "Seat",
    "SecurityEvent",
    "SecurityEventKind",
    "SizeBand",
    "Standing",
    "Topic",
    "User",
    "Visibility",
    "is_in",
]
