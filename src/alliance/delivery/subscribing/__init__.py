"""Subscribing, choosing, leaving; lists that come in; what is kept of somebody and for how long."""
