"""Whether other sites are asked for what they hold, and which mailboxes may be read."""

from .environment import ENVIRONMENT

LINKS_ARE_CHECKED = not ENVIRONMENT.demo
"""The sample's addresses are invented: nobody must be asked for them."""

MAILBOXES = ENVIRONMENT.mailboxes
"""Host and password, by the name of the environment variable that holds the password."""
