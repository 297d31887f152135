"""Bulletins: reading the old ones, keeping items and their appearances, showing them."""
