from .agreement import Agreement, AgreementKind, AgreementVersion
from .agreement_protocols import Protocol, ProtocolStanding, StandingException
from .agreement_signatures import SignatureEntry
from .agreement_states import Act, Standing, VersionState, Way
from .agreement_terms import AgreementReview, CappedRole, PayCap, Per
from .files import DocumentFile, Picture, Rendition
from .paper import MeetingPaper
from .publication import Publication, Publisher
from .version import Version

__all__ = [
    "Act",
    "Agreement",
    "AgreementKind",
    "AgreementReview",
    "AgreementVersion",
    "CappedRole",
    "DocumentFile",
    "MeetingPaper",
    "PayCap",
    "Per",
    "Picture",
    "Protocol",
    "ProtocolStanding",
    "Publication",
    "Publisher",
    "Rendition",
    "SignatureEntry",
    "Standing",
    "StandingException",
    "Version",
    "VersionState",
    "Way",
]
