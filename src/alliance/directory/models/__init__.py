from .access_grant import AccessGrant, AccessState, ActedAs
from .access_log import AccessLog
from .acting import ActingFor, Capacity
from .alliance import Alliance
from .area import AdmittedRole, Area
from .authority import Authority, SizeBand
from .looking_as import LookingAs
from .network import Network
from .people import ContactDetail, ContactKind, Person, Role, RoleKind, Visibility
from .people_list import PeopleList
from .topic import Topic
from .user import User

__all__ = [
    "AccessGrant",
    "AccessLog",
    "AccessState",
    "ActedAs",
    "ActingFor",
    "AdmittedRole",
    "Alliance",
    "Area",
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
