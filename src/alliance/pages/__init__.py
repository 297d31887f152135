"""Sections and projects that editors fill, ideas sent from them, and the old site's pages."""
