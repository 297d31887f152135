"""Reading of statutory returns (SSDA903): `read(paths)`, `read_files(files)`."""

from .read import Progress, Reading, read, read_files

__all__ = ["Progress", "Reading", "read", "read_files"]
