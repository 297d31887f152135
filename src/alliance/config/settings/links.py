"""Whether other sites are asked for what they hold, and which mailboxes may be read."""

from .environment import ENVIRONMENT

LINKS_ARE_CHECKED = not ENVIRONMENT.demo
"""The sample's addresses are invented: nobody must be asked for them."""

WEBHOOKS_MAY_STAY_HERE = ENVIRONMENT.demo
"""In the sample region a webhook may lead to this machine, so that one can be tried without a host."""

MAILBOXES = ENVIRONMENT.mailboxes
"""Host and password, by the name of the environment variable that holds the password."""
