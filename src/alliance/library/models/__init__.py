from .files import DocumentFile, Picture, Rendition
from .paper import MeetingPaper
from .publication import Publication, Publisher

__all__ = ["DocumentFile", "MeetingPaper", "Picture", "Publication", "Publisher", "Rendition"]
