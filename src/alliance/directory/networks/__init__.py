"""What is done in networks: naming members, meeting, writing to each other."""
