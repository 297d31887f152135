"""Answering on the web without an account: begun, kept as it is typed, sent, changed, withdrawn.

Whoever has the link is whoever gave it. `forms` makes a form of what a call asks, `steps` says in which
screens, `keeping` keeps what is typed and sees when another device was quicker.
"""
