from .alliance import Alliance
from .authority import Authority, SizeBand
from .invitation import Invitation, InvitationState, is_in
from .network import Network
from .people import ContactDetail, ContactKind, Person, Role, RoleKind, Visibility
from .security_event import SecurityEvent, SecurityEventKind
from .topic import Topic
from .user import User

__all__ = [
    "Alliance",
    "Authority",
    "ContactDetail",
    "ContactKind",
    "Invitation",
    "InvitationState",
    "Network",
    "Person",
    "Role",
    "RoleKind",
    "SecurityEvent",
    "SecurityEventKind",
    "SizeBand",
    "Topic",
    "User",
    "Visibility",
    "is_in",
]
