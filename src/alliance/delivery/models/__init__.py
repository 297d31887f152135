from .calendar_entry import CalendarEntry
from .copy import OPEN, REACHED, UNREACHED, Copy, CopyState
from .mailing import (
    BEGUN,
    ENDED,
    Mailing,
    MailingKind,
    MailingRules,
    MailingState,
    Variant,
)
from .returned import Return, ReturnKind, ReturnMailbox
from .subscriber import Audience, Consent, ConsentBy, Frequency, Standing, Subscriber
from .subscriber_list import HELD, ListKind, ListState, SubscriberList
from .suppression import Suppression, Why
from .visits import MailingVisits, SenderLook

__all__ = [
    "BEGUN",
    "ENDED",
    "HELD",
    "OPEN",
    "REACHED",
    "UNREACHED",
    "Audience",
    "CalendarEntry",
    "Consent",
    "ConsentBy",
    "Copy",
    "CopyState",
    "Frequency",
    "ListKind",
    "ListState",
    "Mailing",
    "MailingKind",
    "MailingRules",
    "MailingState",
    "MailingVisits",
    "Return",
    "ReturnKind",
    "ReturnMailbox",
    "SenderLook",
    "Standing",
    "Subscriber",
    "SubscriberList",
    "Suppression",
    "Variant",
    "Why",
]
