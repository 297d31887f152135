"""Calls: writing, publishing, extending and ending them, and what readers see of them."""
