"""Restricted areas: asking to enter, deciding, ending, and the log of who read what."""
