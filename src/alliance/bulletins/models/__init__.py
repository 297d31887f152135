from .bulletin import Appearance, AppearanceDate, Bulletin, CatalogueEntry, ContactEntry
from .intake import Intake
from .item import Item

__all__ = [
    "Appearance",
    "AppearanceDate",
    "Bulletin",
    "CatalogueEntry",
    "ContactEntry",
    "Intake",
    "Item",
]
