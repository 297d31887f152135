from .bulletin import Appearance, AppearanceDate, Bulletin, CatalogueEntry, ContactEntry
from .carrying import CarryChoice, CarryFor
from .intake import Intake
from .item import Item
from .preflight import PassedFinding

__all__ = [
    "Appearance",
    "AppearanceDate",
    "Bulletin",
    "CarryChoice",
    "CarryFor",
    "CatalogueEntry",
    "ContactEntry",
    "Intake",
    "Item",
    "PassedFinding",
]
