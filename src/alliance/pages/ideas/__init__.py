"""“Tell us your idea”: taken in from a page, answered by mail, erased on request."""
