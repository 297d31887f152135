"""From a bulletin as it was written to a `Reading`: what was understood, and where it stands."""
