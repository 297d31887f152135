from .acting import ActingFor, Capacity
from .alliance import Alliance
from .authority import Authority, SizeBand
from .networks.letter import Letter, LetterState, NetworkMessage
from .networks.meeting import Announcement, Meeting
from .networks.network import Network
from .networks.nomination import Nomination, NominationAsk, Seat
from .networks.standing import Standing
from .people import IN_THE_CHAIR, ContactDetail, ContactKind, Person, Role, RoleKind, Visibility
from .topic import Topic
from .user import User

__all__ = [
    "IN_THE_CHAIR",
    "ActingFor",
    "Alliance",
    "Announcement",
    "Authority",
    "Capacity",
    "ContactDetail",
    "ContactKind",
    "Letter",
    "LetterState",
    "Meeting",
    "Network",
    "NetworkMessage",
    "Nomination",
    "NominationAsk",
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
