"""The front page, and what every page shows of the alliance."""
