"""The people and areas of these tests."""

from tests.directory.areas.people import (  # noqa: F401 - fixtures
    client_of,
    kent,
    medway,
    people,
    quality,
    waiting,
)
