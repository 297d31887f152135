"""Settings of the tests: those of the site, in a data folder of their own.

Each process of pytest (one a core, with xdist) gets a folder, and in it or on the PostgreSQL
server a database, of its own. `os.environ` says where they are, so that a process which a test
starts (`alliance worker`, say) finds the same database, files and keys.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "main")

# The server that the developer or CI named; kept aside because the name of a database in it is
# about to change, and the processes of xdist inherit that change.
SERVER = os.environ.setdefault(
    "ALLIANCE_TEST_SERVER_URL", os.environ.get("ALLIANCE_DATABASE_URL", "")
)
DATA = Path(tempfile.mkdtemp(prefix=f"alliance-test-{PROCESS}-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("ALLIANCE_")]:
    if not _name.startswith("ALLIANCE_TEST_"):
        del os.environ[_name]
os.environ["DJANGO_SETTINGS_MODULE"] = "alliance.config.settings"
os.environ["ALLIANCE_DATA"] = str(DATA)
os.environ["ALLIANCE_SECRET_KEY"] = "known-to-everybody-and-used-by-nothing-but-the-tests"
if SERVER:
    os.environ["ALLIANCE_DATABASE_URL"] = (
        urlsplit(SERVER)._replace(path=f"/test_alliance_{PROCESS}_{os.getpid()}").geturl()
    )

from alliance.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # made to be quick
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WHITENOISE_AUTOREFRESH = True  # does not read every static file at the start of each test
# A thread of the live server that kept its connection would have it open on a file that is no more:
# the database is put back between tests.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
