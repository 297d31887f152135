"""Choosing from what was found: a ranked list, one candidate open beside it, five decisions."""
