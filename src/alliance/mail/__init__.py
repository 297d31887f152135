"""The outbox: every message that leaves is a row with a state first.

    # in the transaction of what causes it
    message = post(EmailMessage(subject, words, to=[address]), purpose="invitation", secret=True)

A job hands it to the mail server after the commit, at most once (`send.py`). In test mode nobody
is reached who is not named; such messages are *held*, and can be read by the programme. Mail that
goes by Django's own functions comes in here too (`backend.py`). States: docs/features/mail.md.
"""
