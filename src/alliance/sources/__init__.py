"""Where news comes from: watched sources, forwarded mail, people who tell; and what was found there."""
