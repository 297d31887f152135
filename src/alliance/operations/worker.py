"""`alliance worker`: background and scheduled work, until told to stop."""

from __future__ import annotations

from . import installation
from .processes import leave_with_parent


def run() -> int:
    """Work until SIGTERM or Ctrl-C; what is unfinished then is taken up by the next worker."""
    installation.start_django()
    from alliance.jobs import worker

    worker.run_until_signalled()
    return 0


if __name__ == "__main__":  # as a child of `alliance serve` or `alliance demo`
    leave_with_parent()
    raise SystemExit(run())
