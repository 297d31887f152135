"""What the programme may do for an account: a way back for whoever lost theirs, and an end."""
