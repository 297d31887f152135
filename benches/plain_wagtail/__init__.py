"""A Wagtail site as its tutorial makes one: the peer of our public pages."""
