from .candidate import DECIDED, OPEN, Candidate, CandidateState, Wording
from .fetch import Fetch, Outcome
from .sender import Sender
from .source import Source, SourceKind

__all__ = [
    "DECIDED",
    "OPEN",
    "Candidate",
    "CandidateState",
    "Fetch",
    "Outcome",
    "Sender",
    "Source",
    "SourceKind",
    "Wording",
]
