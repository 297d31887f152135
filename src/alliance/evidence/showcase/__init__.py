"""The showcase: from a submission that was chosen to practice that others read, copy and ask about."""
