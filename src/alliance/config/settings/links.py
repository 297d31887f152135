"""Whether other sites are asked for the addresses that this one holds."""

from .environment import ENVIRONMENT

LINKS_ARE_CHECKED = not ENVIRONMENT.demo
"""The sample's addresses are invented: nobody must be asked for them."""

WEBHOOKS_MAY_STAY_HERE = ENVIRONMENT.demo
"""In the sample region a webhook may lead to this machine, so that one can be tried without a host."""
