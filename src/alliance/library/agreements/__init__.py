"""Agreements between authorities: the register, signing, and what others ask of it.

Other parts ask `ask.agreed(authority, agreement, on)`; everything else is this part's own.
"""
