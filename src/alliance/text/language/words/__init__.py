"""The lists of words: SCOWL's, whose terms are in SCOWL-COPYRIGHT.txt beside them."""
