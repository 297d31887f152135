"""“Send us news”: taken in from anybody, answered by mail, forgotten on request."""
