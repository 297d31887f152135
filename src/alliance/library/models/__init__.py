from .agreement import Agreement, AgreementKind, AgreementVersion
from .agreement_protocols import Protocol, ProtocolStanding, StandingException
from .agreement_signatures import SignatureEntry
from .agreement_states import Act, Standing, VersionState, Way
from .agreement_terms import AgreementReview, CappedRole, PayCap, Per
from .files import DocumentFile, EarlierFile, FileText, Picture, Rendition
from .link import Link, LinkFinding, LinkHost, LinkPlace
from .link_verdict import Verdict
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
    "EarlierFile",
    "FileText",
    "Link",
    "LinkFinding",
    "LinkHost",
    "LinkPlace",
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
    "Verdict",
    "Version",
    "VersionState",
    "Way",
]
