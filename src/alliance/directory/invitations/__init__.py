"""Accounts come by invitation: a mail with a link that works once, for a fortnight."""
