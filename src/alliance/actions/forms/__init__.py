"""The forms in which something is asked, answered and written down."""
