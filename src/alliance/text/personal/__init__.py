"""What in a text may be about one child or family: names, dates of birth, numbers, addresses.

Plain functions over a string; nothing is asked of anybody and nothing is kept. They warn, and a person
decides: so each rule is rather silent than wrong (benches/personal_data.py measures both).

    for found in find(text):
        print(found.kind.words, found.of(text))
"""

from .find import find
from .kinds import Found, Kind

__all__ = ["Found", "Kind", "find"]
