"""From a reading to a bulletin, its items, publications and people.

    outcome = save_reading(reading, by=user, source_name="update-429.txt")

A bulletin is known by its number: the same one again changes nothing, a changed one is updated.
Give a `Memory` to import many: it keeps between them what would be fetched again each time.
"""

from ..content import CannotSave
from .memory import Memory
from .outcome import Outcome, State
from .save import save_reading

__all__ = ["CannotSave", "Memory", "Outcome", "State", "save_reading"]
