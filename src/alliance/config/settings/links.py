"""Whether other sites are asked for the addresses that this one holds."""

from .environment import ENVIRONMENT

LINKS_ARE_CHECKED = not ENVIRONMENT.demo
"""The sample's addresses are invented: nobody must be asked for them."""
