"""The screens on which a bulletin is written and published; all for the programme."""
