"""The forms in which the programme writes calls."""
