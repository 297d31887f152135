"""English as the bulletins write it: spelling, acronyms, how long and how hard. No Django, no state."""
