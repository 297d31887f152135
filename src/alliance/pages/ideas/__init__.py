"""“Tell us your idea” on sections and projects: a way into the standing call (`evidence/replying`)."""
