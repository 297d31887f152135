"""Static files (ours, from the package) and kept files (theirs, in the data folder)."""

import re
from pathlib import Path

from .environment import ENVIRONMENT, EnvironmentFault

STATIC_URL = "/static/"
STATIC_ROOT = None
# The app's own assets carry no secrets and change only with a release: WhiteNoise serves them
# from the packages that hold them, so that nothing has to be collected before the first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

DATA = ENVIRONMENT.data
MEDIA_URL = "/files/"
MEDIA_ROOT = Path(ENVIRONMENT.data / "files")
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CLAMAV = ENVIRONMENT.clamav
"""ClamAV's daemon, which is asked of each file that is handed in; empty where there is none."""
if CLAMAV and not re.fullmatch(r"unix:/.+|[^:/\s]+:\d+|\[[0-9a-fA-F:]+\]:\d+", CLAMAV):
    raise EnvironmentFault(
        f"ALLIANCE_CLAMAV is “{CLAMAV}”; write unix:/run/clamav/clamd.ctl or localhost:3310."
    )

# Wagtail's own forms go through the door of library/documents/ too.
WAGTAILDOCS_DOCUMENT_FORM_BASE = "alliance.library.documents.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "alliance.library.documents.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "gif", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
