from .access_grant import AccessGrant, AccessState, ActedAs
from .access_log import AccessLog
from .acting import ActingFor, Capacity
from .alliance import Alliance
from .area import AdmittedRole, Area
from .authority import Authority, SizeBand
from .looking_as import LookingAs
from .networks.letter import Letter, LetterState, NetworkMessage
from .networks.meeting import Announcement, Meeting
from .networks.network import Network
from .networks.nomination import Nomination, NominationAsk, Seat
from .networks.standing import Standing
from .people import IN_THE_CHAIR, ContactDetail, ContactKind, Person, Role, RoleKind, Visibility
from .people_list import PeopleList
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
    "SizeBand",
    "Standing",
    "Topic",
    "User",
    "Visibility",
]
