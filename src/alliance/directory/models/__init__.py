from .acting import ActingFor, Capacity
from .alliance import Alliance
from .authority import Authority, SizeBand
from .looking_as import LookingAs
from .network import Network
from .people import ContactDetail, ContactKind, Person, Role, RoleKind, Visibility
from .people_list import PeopleList
from .topic import Topic
from .user import User

__all__ = [
    "ActingFor",
    "Alliance",
    "Authority",
    "Capacity",
    "ContactDetail",
    "ContactKind",
    "LookingAs",
    "Network",
    "PeopleList",
    "Person",
    "Role",
    "RoleKind",
    "SizeBand",
    "Topic",
    "User",
    "Visibility",
]
