"""Static files (ours, from the package) and kept files (theirs, in the data folder)."""

from pathlib import Path

from .environment import ENVIRONMENT

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
