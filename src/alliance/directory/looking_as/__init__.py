"""Seeing the site as a person does: read-only, with a reason, logged and shown to that person."""
