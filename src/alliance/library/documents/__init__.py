"""Files that people hand in: looked at once, at one door, then read, shown, kept and found again."""
