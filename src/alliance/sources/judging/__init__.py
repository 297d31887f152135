"""What is known of a candidate before anybody decides: said before, about what, how near to us.

Plain functions over dataclasses; `alliance.sources.judge` brings the rows.
"""
