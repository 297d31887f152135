"""Sending is tried against a mail server on this machine."""

from tests.mail.conftest import server

__all__ = ["server"]
