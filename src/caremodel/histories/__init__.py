"""Children's histories in care: what the returns of all years say of one child, as one story."""

from .model import Change, Child, Episode, Histories, Period, Placement

__all__ = ["Change", "Child", "Episode", "Histories", "Period", "Placement"]
