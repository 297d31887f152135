"""Tokens: made and revoked by whose they are, and shown by programs instead of a sign-in."""
