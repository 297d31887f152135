"""The people and areas that documents are closed to and in."""

from tests.directory.areas.people import (  # noqa: F401 - fixtures
    client_of,
    kent,
    medway,
    people,
    quality,
    waiting,
)
