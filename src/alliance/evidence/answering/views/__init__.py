"""The pages on which a call is answered, and what was sent is changed."""
