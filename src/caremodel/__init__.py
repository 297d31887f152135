"""Analytics of children in care, usable from a shell or a notebook without the site."""
