"""Taking answers in: what a call asks, what somebody gives, and what is done with it.

`definition`, `given`, `faults` and `lacking` are plain values and functions; `rows` fetches and
writes them; `sending` has the verbs, each in one transaction with its audit event.
"""
