"""A member of a crew for the tests: it writes its number down, and waits. A deaf one ignores
being asked to stop."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from alliance.operations import processes

if __name__ == "__main__":
    processes.PATIENCE = 1
    if sys.argv[2] == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    processes.leave_with_parent()
    Path(sys.argv[1]).write_text(f"{os.getpid()}\n")
    time.sleep(60)
