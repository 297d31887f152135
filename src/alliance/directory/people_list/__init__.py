"""People and their roles from a list: read, judged whole, and only then saved."""
