from .alliance import Alliance
from .authority import Authority, SizeBand
from .network import Network
from .people import ContactDetail, ContactKind, Person, Role, RoleKind, Visibility
from .topic import Topic
from .user import User

__all__ = [
    "Alliance",
    "Authority",
    "ContactDetail",
    "ContactKind",
    "Network",
    "Person",
    "Role",
    "RoleKind",
    "SizeBand",
    "Topic",
    "User",
    "Visibility",
]
