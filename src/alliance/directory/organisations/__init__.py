"""Sign-in with the account one has at one's organisation, by OpenID Connect.

allauth leads the dialogue (authorisation code, PKCE, state). What is ours: the nonce, the ID token
verified to the last claim (`tokens.py`), and who is let in by it (`adapter.py`): nobody who has not
been invited, by no address that the organisation may not vouch for.
"""
