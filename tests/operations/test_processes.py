"""What is started together ends together, however the end comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PARENT = """
import sys
from alliance.operations.processes import Crew
with Crew(patience=1) as crew:
    crew.start("tests.operations.member", sys.argv[1], sys.argv[2])
    raise SystemExit(crew.wait())
raise SystemExit(0)
"""


def until(truth: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if truth():
            return True
        time.sleep(0.05)
    return False


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def started(tmp_path: Path, kind: str) -> tuple[subprocess.Popen[bytes], int]:
    note = tmp_path / "pid"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(note), kind], start_new_session=True
    )
    assert until(lambda: note.exists() and note.read_text().endswith("\n"))
    return parent, int(note.read_text())


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("kind", ["willing", "deaf"])
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_member_ends_with_its_crew(tmp_path: Path, told: signal.Signals, kind: str) -> None:
    parent, member = started(tmp_path, kind)
    begun = time.monotonic()
    os.kill(parent.pid, told)
    code = parent.wait(timeout=10)
    assert code == (-signal.SIGKILL if told is signal.SIGKILL else 0)
    assert until(lambda: not is_alive(member))
    assert time.monotonic() - begun < (8 if told is signal.SIGKILL else 3)


def test_the_crew_ends_when_an_essential_member_does(tmp_path: Path) -> None:
    parent, member = started(tmp_path, "willing")
    os.kill(member, signal.SIGKILL)
    assert parent.wait(timeout=10) != 0
