"""Invented tellings, labelled by hand before anything was tuned to them."""
