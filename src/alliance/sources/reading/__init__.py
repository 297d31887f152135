"""Bytes of a feed, a page or a mail become entries. Knows no database, and asks nobody for anything.

Whatever the bytes are, what comes is a `Reading` or `CannotBeRead`, whose sentence says what is
wrong and how to mend it.
"""
