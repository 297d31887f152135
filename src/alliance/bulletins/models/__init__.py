from .bulletin import Appearance, AppearanceDate, Bulletin, CatalogueEntry, ContactEntry
from .carrying import CarryChoice, CarryFor
from .intake import Intake
from .item import Item
from .preflight import PassedFinding
from .writing import (
    EDITABLE,
    OPEN,
    Correction,
    DraftIssue,
    DraftItem,
    DraftItemVersion,
    IssueState,
    Presence,
    PublishingRules,
)

__all__ = [
    "EDITABLE",
    "OPEN",
    "Appearance",
    "AppearanceDate",
    "Bulletin",
    "CarryChoice",
    "CarryFor",
    "CatalogueEntry",
    "ContactEntry",
    "Correction",
    "DraftIssue",
    "DraftItem",
    "DraftItemVersion",
    "Intake",
    "IssueState",
    "Item",
    "PassedFinding",
    "Presence",
    "PublishingRules",
]
