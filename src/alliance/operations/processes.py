"""Processes that start together and stop together.

A web server and a background worker are two children of one `alliance serve`. They stop when it
is told to, within seconds whatever they are doing, and also when it is killed and cannot tell
them: each child watches whether its parent is still there.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType, TracebackType

PATIENCE = 5.0
"""Seconds between asking a process to stop and making it, unless a crew is told otherwise."""

RESTART_PAUSE = 3.0
"""Seconds before a helper that ended is started again, so that a broken one does not spin."""


class Stopped(SystemExit):
    """Somebody asked for the end: Ctrl-C, or the machine's service manager."""


@dataclass(slots=True)
class _Member:
    arguments: Sequence[str]
    process: subprocess.Popen[bytes]
    is_helper: bool
    ended_at: float | None = None

    def start_again_when_due(self) -> None:
        now = time.monotonic()
        if self.ended_at is None:
            self.ended_at = now
        elif now - self.ended_at >= RESTART_PAUSE:
            self.process = _start(self.arguments)
            self.ended_at = None


@dataclass(slots=True)
class Crew:
    """A context in which child processes live; leaving it stops them all."""

    patience: float = PATIENCE
    _members: list[_Member] = field(default_factory=list)

    def __enter__(self) -> Crew:
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._stop()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return kind is Stopped

    def start(self, *arguments: str, is_helper: bool = False) -> None:
        """Start `python -m ARGUMENTS`. A helper that ends is started again; others end all."""
        self._members.append(_Member(arguments, _start(arguments), is_helper))

    def wait(self) -> int:
        """Until somebody asks for the end, or a member that is no helper ends: its exit code."""
        while True:
            for member in self._members:
                code = member.process.poll()
                if code is None:
                    continue
                if not member.is_helper:
                    return code or 1
                member.start_again_when_due()
            time.sleep(0.2)

    def _stop(self) -> None:
        for member in self._members:
            if member.process.poll() is None:
                member.process.terminate()
        deadline = time.monotonic() + self.patience
        for member in self._members:
            try:
                member.process.wait(max(0.01, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                member.process.kill()
                member.process.wait()


def leave_with_parent() -> None:
    """End this process soon after the one that started it, however that one ended."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
        os._exit(1)

    threading.Thread(target=watch, name="leave-with-parent", daemon=True).start()


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    # In the same process group: a terminal's Ctrl-C and a service manager's kill reach it too.
    return subprocess.Popen([sys.executable, "-m", *arguments])


def _stop(signum: int, frame: FrameType | None) -> None:
    raise Stopped(0)
