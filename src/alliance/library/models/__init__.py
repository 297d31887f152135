from .files import DocumentFile, Picture, Rendition
from .publication import Publication, Publisher

__all__ = ["DocumentFile", "Picture", "Publication", "Publisher", "Rendition"]
