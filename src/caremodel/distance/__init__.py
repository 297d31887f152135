"""Where postcodes are and how far apart, without asking anybody: the file of all of Great Britain is in the package.

>>> postcodes = open_postcodes()
>>> postcodes.find("rh124ff")[:2]
(517699, 131139)
>>> postcodes.locate("RH12 4FF", "BN8 5FJ").miles
17.8
"""

from __future__ import annotations

from .authorities import Authority, authorities, authority_of
from .files import Tally, add_distances
from .measures import FAR, Located, in_or_out, miles
from .points import Point
from .postcodes import Postcodes, open_postcodes

__all__ = [
    "FAR",
    "Authority",
    "Located",
    "Point",
    "Postcodes",
    "Tally",
    "add_distances",
    "authorities",
    "authority_of",
    "in_or_out",
    "miles",
    "open_postcodes",
]
